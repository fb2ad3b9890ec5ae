// SPDX-License-Identifier: GPL-3.0-or-later
// The way back from a block to its changes, or to the content they make.
#include "storage/block_columns.h"
#include "storage/change_block.h"
#include "storage/packed_columns.h"

#include "model/delta_json.h"

#include <algorithm>
#include <array>

namespace syngraph::storage {
namespace {

using protocol::ChangeRecord;

// All columns of a block with the largest change there may be: more was not written by us.
constexpr qint64 kMaxColumnBytes = 64 << 20;

struct Who
{
    std::size_t client = 0;
    QString author;
    protocol::ChangeKind kind = protocol::ChangeKind::Edit;
};

// Walks over the deltas of a block, in order.
class DeltaWalk
{
public:
    void begin(std::vector<Shape> shapes, const std::vector<QByteArray> &columns);

    // Goes to the next change; false where the block ends or makes no sense.
    bool next();
    // Whether the change goes on in the run of the one before.
    bool isContinued() const { return m_isContinued; }
    const Shape &shape() const { return *m_shape; }
    qint64 place() const { return m_place; }
    const QVarLengthArray<qint64, 8> &numbers() const { return m_numbers; }
    const QVarLengthArray<QByteArrayView, 4> &texts() const { return m_texts; }
    bool isAtEnd() const;

private:
    bool nextRun();
    void readOther();
    void readText();

    std::vector<Shape> m_shapes;
    ColumnReader m_runs;
    ColumnReader m_places;
    ColumnReader m_otherNumbers;
    ColumnReader m_textSizes;
    ColumnReader m_textBytes;
    const Shape *m_shape = nullptr;
    quint64 m_left = 0; // changes of the run
    bool m_isContinued = false;
    qint64 m_place = 0;
    qint64 m_caret = 0;
    QVarLengthArray<qint64, 8> m_numbers;
    QVarLengthArray<QByteArrayView, 4> m_texts;
};

void DeltaWalk::begin(std::vector<Shape> shapes, const std::vector<QByteArray> &columns)
{
    m_shapes = std::move(shapes);
    m_runs = ColumnReader(columns[std::size_t(Column::Runs)]);
    m_places = ColumnReader(columns[std::size_t(Column::Places)]);
    m_otherNumbers = ColumnReader(columns[std::size_t(Column::Numbers)]);
    m_textSizes = ColumnReader(columns[std::size_t(Column::TextSizes)]);
    m_textBytes = ColumnReader(columns[std::size_t(Column::Texts)]);
}

bool DeltaWalk::isAtEnd() const
{
    return m_left == 0 && m_runs.isAtEnd() && m_places.isAtEnd() && m_otherNumbers.isAtEnd()
        && m_textSizes.isAtEnd() && m_textBytes.isAtEnd();
}

bool DeltaWalk::nextRun()
{
    const quint64 token = m_runs.number();
    if (!m_runs.isGood() || m_shapes.empty())
        return false;
    m_shape = &m_shapes[std::size_t(token % m_shapes.size())];
    m_left = token / m_shapes.size() + 1;
    if (m_shape->form == Form::Other && m_left > 1)
        return false;
    m_place = 0;
    if (startsWithRetain(*m_shape))
        m_place = expectedPlace(m_shape->form, m_caret) + m_places.signedNumber();
    return m_places.isGood();
}

bool DeltaWalk::next()
{
    m_isContinued = m_left > 0;
    if (m_isContinued)
        m_place = expectedPlace(m_shape->form, m_caret);
    else if (!nextRun())
        return false;
    --m_left;
    m_numbers.clear();
    m_texts.clear();
    switch (m_shape->form) {
    case Form::Other:
        readOther();
        break;
    case Form::Typing:
    case Form::Words:
        m_numbers.push_back(m_place);
        readText();
        break;
    case Form::Backspace:
    case Form::Delete:
        m_numbers.push_back(m_place);
        m_numbers.push_back(1);
        break;
    }
    m_caret = m_place + (m_texts.isEmpty() ? 0 : unitsOf(m_texts[0]));
    return m_textBytes.isGood() && m_textSizes.isGood() && m_otherNumbers.isGood();
}

void DeltaWalk::readText()
{
    const qsizetype size = m_shape->form == Form::Typing ? characterBytes(m_textBytes.rest())
                                                         : qsizetype(m_textSizes.number());
    m_texts.push_back(m_textBytes.bytes(size));
}

void DeltaWalk::readOther()
{
    bool isFirst = startsWithRetain(*m_shape);
    for (const char c : m_shape->delta) {
        if (c == kTextMark)
            readText();
        else if (c == kNumberMark)
            m_numbers.push_back(std::exchange(isFirst, false) ? m_place : qint64(m_otherNumbers.number()));
    }
}

class BlockReader
{
public:
    static Result<BlockReader> open(const ChangeBlock &block);
    Result<std::vector<ChangeRecord>> changes(Revision from, Revision to);
    Result<void> apply(Revision from, Revision to, model::Document &content);

private:
    explicit BlockReader(const BlockHeader &header) : m_header(header) { }
    Error damaged(const char *what) const;
    bool readNames(std::vector<Shape> &shapes);
    bool readRecord(ChangeRecord &change);
    bool isAtEnd() const;
    ColumnReader &at(Column column) { return m_readers[std::size_t(column)]; }

    BlockHeader m_header;
    std::vector<QByteArray> m_columns;
    std::array<ColumnReader, kColumns> m_readers;
    std::vector<Who> m_who;
    std::vector<qint64> m_sequences; // last one of each client
    DeltaWalk m_walk;
    qint64 m_timeMs = 0;
    qint64 m_untilHash = -1; // changes before the next one with a hash of its own; -1: none has
};

Error BlockReader::damaged(const char *what) const
{
    return {ErrorCode::Damaged,
            QStringLiteral("revisions %1 to %2 are damaged: %3. The file was left untouched; restore a copy.")
                .arg(m_header.first.value).arg(m_header.last.value).arg(QLatin1StringView(what))};
}

Result<BlockReader> BlockReader::open(const ChangeBlock &block)
{
    BlockReader reader(block.header);
    if (!block.body.startsWith(kBlockVersion))
        return reader.damaged("packed in a way not known here");
    auto columns = splitColumns(QByteArrayView(block.body).sliced(1), kColumns, kMaxColumnBytes);
    if (!columns)
        return reader.damaged("their bytes can't be unpacked");
    reader.m_columns = std::move(*columns);
    for (std::size_t i = 0; i < kColumns; ++i)
        reader.m_readers[i] = ColumnReader(reader.m_columns[i]);
    std::vector<Shape> shapes;
    if (!reader.readNames(shapes))
        return reader.damaged("their names can't be read");
    reader.m_walk.begin(std::move(shapes), reader.m_columns);
    for (const BlockClient &client : block.header.clients)
        reader.m_sequences.push_back(client.first.value - 1);
    if (ColumnReader &hashes = reader.at(Column::Hashes); !hashes.isAtEnd())
        reader.m_untilHash = qint64(hashes.number());
    return reader;
}

bool BlockReader::readNames(std::vector<Shape> &shapes)
{
    ColumnReader &names = at(Column::Names);
    std::vector<QString> authors;
    for (quint64 left = names.number(); left > 0 && names.isGood(); --left)
        authors.push_back(QString::fromUtf8(names.text()));
    for (quint64 left = names.number(); left > 0 && names.isGood(); --left) {
        const quint64 client = names.number();
        const quint64 author = names.number();
        const quint64 kind = names.number();
        if (client >= m_header.clients.size() || author >= authors.size()
            || kind > quint64(protocol::ChangeKind::Redo))
            return false;
        m_who.push_back({std::size_t(client), authors[std::size_t(author)], static_cast<protocol::ChangeKind>(kind)});
    }
    for (quint64 left = names.number(); left > 0 && names.isGood(); --left) {
        const quint64 form = names.number();
        Shape shape{static_cast<Form>(form), names.text().toByteArray()};
        const bool isTyping = shape.form == Form::Typing || shape.form == Form::Words;
        const bool isDeleting = shape.form == Form::Backspace || shape.form == Form::Delete;
        if (form > quint64(Form::Delete) || (isTyping && !isTypingShape(shape.delta))
            || (isDeleting && !isDeletingShape(shape.delta)))
            return false;
        shapes.push_back(std::move(shape));
    }
    return names.isGood() && names.isAtEnd();
}

// Everything but delta and chain hash; needs the delta to tell the hash.
bool BlockReader::readRecord(ChangeRecord &change)
{
    const quint64 index = at(Column::Who).number();
    if (index >= m_who.size())
        return false;
    const Who &who = m_who[std::size_t(index)];
    change.client = m_header.clients[who.client].client;
    change.author = who.author;
    change.kind = who.kind;
    qint64 &sequence = m_sequences[who.client];
    sequence += qint64(at(Column::Sequence).number()) + 1;
    change.sequence = {sequence};
    change.base = {change.revision.value - 1 - qint64(at(Column::Base).number())};
    m_timeMs += at(Column::Time).signedNumber();
    change.timeMs = m_timeMs;
    change.submittedHash = 0;
    if (m_untilHash == 0) {
        ColumnReader &hashes = at(Column::Hashes);
        change.submittedHash = hashes.fixed();
        m_untilHash = hashes.isAtEnd() ? -1 : qint64(hashes.number());
        return hashes.isGood();
    }
    m_untilHash -= m_untilHash > 0 ? 1 : 0;
    change.submittedHash = fnv1a(change.delta);
    return true;
}

bool BlockReader::isAtEnd() const
{
    const auto isDone = [this](Column column) {
        const ColumnReader &reader = m_readers[std::size_t(column)];
        return reader.isGood() && reader.isAtEnd();
    };
    return m_walk.isAtEnd() && isDone(Column::Who) && isDone(Column::Sequence) && isDone(Column::Base)
        && isDone(Column::Time) && isDone(Column::Hashes);
}

Result<std::vector<ChangeRecord>> BlockReader::changes(Revision from, Revision to)
{
    const Revision last = std::min(to, m_header.last);
    std::vector<ChangeRecord> all;
    quint64 chain = m_header.chainBefore;
    qint64 bytes = 0;
    for (Revision at = m_header.first; at <= last; at = at.next()) {
        ChangeRecord change;
        change.revision = at;
        if (!m_walk.next())
            return damaged("changes are missing");
        change.delta = joinDelta(m_walk.shape().delta, m_walk.numbers(), m_walk.texts());
        bytes += change.delta.size();
        if (!readRecord(change) || bytes > kMaxColumnBytes)
            return damaged("what was packed makes no sense");
        chain = change.chainHash = protocol::chainHash(chain, change.delta);
        if (at > from)
            all.push_back(std::move(change));
    }
    if (last == m_header.last && (chain != m_header.chainAfter || !isAtEnd()))
        return damaged("they end with another chain hash");
    return all;
}

// Collects a run into one delta.
class RunApplier
{
public:
    explicit RunApplier(model::Document &content) : m_content(content) { }

    bool add(const DeltaWalk &walk)
    {
        if (!m_isEmpty && walk.isContinued()) {
            if (!walk.texts().isEmpty())
                m_text.append(walk.texts()[0]);
            else if (walk.shape().form == Form::Backspace)
                m_numbers[0] = walk.place();
            if (walk.texts().isEmpty())
                ++m_numbers[1];
            return true;
        }
        if (!flush())
            return false;
        m_isEmpty = false;
        m_shape = walk.shape().delta;
        m_numbers = walk.numbers();
        m_texts = walk.texts();
        if (walk.shape().form == Form::Typing || walk.shape().form == Form::Words)
            m_text = m_texts[0].toByteArray();
        else
            m_text.clear();
        m_isRun = walk.shape().form != Form::Other;
        return true;
    }

    bool flush()
    {
        if (std::exchange(m_isEmpty, true))
            return true;
        if (m_isRun && !m_texts.isEmpty())
            m_texts[0] = m_text;
        const auto root = m_reader.read(joinDelta(m_shape, m_numbers, m_texts));
        const auto delta = root ? model::deltaFrom(**root) : Result<model::Delta>(root.error());
        return delta && m_content.apply(*delta, model::Filter::Classes);
    }

private:
    model::Document &m_content;
    model::JsonReader m_reader;
    bool m_isEmpty = true;
    bool m_isRun = false;
    QByteArray m_shape;
    QByteArray m_text;
    QVarLengthArray<qint64, 8> m_numbers;
    QVarLengthArray<QByteArrayView, 4> m_texts;
};

Result<void> BlockReader::apply(Revision from, Revision to, model::Document &content)
{
    RunApplier applier(content);
    const Revision last = std::min(to, m_header.last);
    for (Revision at = m_header.first; at <= last; at = at.next()) {
        if (!m_walk.next())
            return damaged("changes are missing");
        if (at > from && !applier.add(m_walk))
            return damaged("a change does not fit");
    }
    return applier.flush() ? Result<void>() : damaged("a change does not fit");
}

} // namespace

Result<std::vector<ChangeRecord>> unpackBlock(const ChangeBlock &block, Revision from, Revision to)
{
    auto reader = BlockReader::open(block);
    if (!reader)
        return reader.error();
    return reader->changes(from, to);
}

Result<void> applyBlock(const ChangeBlock &block, Revision from, Revision to, model::Document &content)
{
    auto reader = BlockReader::open(block);
    if (!reader)
        return reader.error();
    return reader->apply(from, to, content);
}

} // namespace syngraph::storage
