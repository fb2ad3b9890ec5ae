// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/change_block.h"

#include "storage/block_columns.h"
#include "storage/packed_columns.h"

#include <QHash>

#include <array>
#include <map>
#include <tuple>

namespace syngraph::storage {
namespace {

using protocol::ChangeRecord;

struct Run
{
    std::size_t shape = 0;
    qint64 count = 0;
};

class BlockWriter
{
public:
    BlockWriter(Revision first, quint64 chainBefore)
    {
        m_header.first = first;
        m_header.last = {first.value - 1};
        m_header.chainBefore = chainBefore;
        m_header.chainAfter = chainBefore;
    }

    // False where the change can't be in a block behind those before it.
    bool add(const ChangeRecord &change);
    ChangeBlock finish();

private:
    ColumnWriter &at(Column column) { return m_columns[std::size_t(column)]; }
    bool addWho(const ChangeRecord &change);
    void addDelta(const QByteArray &delta);
    void addRun(Form form, qint64 place);
    bool continues(Form form, qint64 place) const;
    Form formOf(qint64 place) const;
    std::size_t shapeIndex(const Shape &shape);
    void writeNames();
    void writeRuns();

    BlockHeader m_header;
    std::array<ColumnWriter, kColumns> m_columns;
    QHash<ClientId, std::size_t> m_clients;
    std::vector<QString> m_authors;
    std::map<std::tuple<std::size_t, QString, protocol::ChangeKind>, std::size_t> m_who;
    ColumnWriter m_whoEntries;
    std::vector<Shape> m_shapes;
    QHash<QByteArray, std::size_t> m_shapeIndex; // by form and delta
    std::vector<Run> m_runs;
    SplitDelta m_split;
    qint64 m_caret = 0;
    qint64 m_timeMs = 0;
    qint64 m_unhashed = 0; // changes since the last one with a hash of its own
};

bool BlockWriter::addWho(const ChangeRecord &change)
{
    const auto found = m_clients.constFind(change.client);
    const std::size_t known = found != m_clients.cend() ? *found : m_header.clients.size();
    if (found == m_clients.cend()) {
        m_clients.insert(change.client, known);
        m_header.clients.push_back({change.client, change.sequence, {change.sequence.value - 1}, {}});
    }
    BlockClient &client = m_header.clients[known];
    const qint64 skipped = change.sequence.value - client.last.value - 1;
    if (skipped < 0)
        return false;
    at(Column::Sequence).number(quint64(skipped));
    client.last = change.sequence;
    client.lastRevision = change.revision;
    const auto [who, isNew] = m_who.try_emplace({known, change.author, change.kind}, m_who.size());
    if (isNew) {
        const auto author = std::ranges::find(m_authors, change.author);
        m_whoEntries.number(known).number(quint64(author - m_authors.begin())).number(quint64(change.kind));
        if (author == m_authors.end())
            m_authors.push_back(change.author);
    }
    at(Column::Who).number(who->second);
    return true;
}

bool BlockWriter::add(const ChangeRecord &change)
{
    if (change.revision != m_header.last.next() || change.base >= change.revision || change.base.value < 0
        || !addWho(change))
        return false;
    at(Column::Base).number(quint64(change.revision.value - 1 - change.base.value));
    at(Column::Time).signedNumber(change.timeMs - m_timeMs);
    m_timeMs = change.timeMs;
    if (change.submittedHash == fnv1a(change.delta)) {
        ++m_unhashed;
    } else {
        at(Column::Hashes).number(quint64(m_unhashed)).fixed(change.submittedHash);
        m_unhashed = 0;
    }
    addDelta(change.delta);
    m_header.last = change.revision;
    m_header.chainAfter = protocol::chainHash(m_header.chainAfter, change.delta);
    return m_header.chainAfter == change.chainHash;
}

bool BlockWriter::continues(Form form, qint64 place) const
{
    if (m_runs.empty())
        return false;
    const Shape &last = m_shapes[m_runs.back().shape];
    return last.form == form && place == expectedPlace(form, m_caret) && last.delta == m_split.shape;
}

Form BlockWriter::formOf(qint64 place) const
{
    if (isTypingShape(m_split.shape))
        return characterBytes(m_split.texts[0]) == m_split.texts[0].size() ? Form::Typing : Form::Words;
    if (!isDeletingShape(m_split.shape) || m_split.numbers[1] != 1)
        return Form::Other;
    return place == m_caret ? Form::Delete : Form::Backspace;
}

void BlockWriter::addDelta(const QByteArray &delta)
{
    splitDelta(delta, m_split);
    const bool hasPlace = startsWithRetain(QByteArrayView(m_split.shape));
    const qint64 place = hasPlace ? m_split.numbers[0] : 0;
    const Form form = formOf(place);
    addRun(form, place);
    for (const QByteArrayView text : m_split.texts) {
        at(Column::Texts).bytes(text);
        if (form != Form::Typing)
            at(Column::TextSizes).number(quint64(text.size()));
    }
    if (form == Form::Other) {
        for (qsizetype i = hasPlace ? 1 : 0; i < m_split.numbers.size(); ++i)
            at(Column::Numbers).number(quint64(m_split.numbers[i]));
    }
    m_caret = place + (m_split.texts.isEmpty() ? 0 : unitsOf(m_split.texts[0]));
}

void BlockWriter::addRun(Form form, qint64 place)
{
    if (form != Form::Other && continues(form, place)) {
        ++m_runs.back().count;
        return;
    }
    m_runs.push_back({shapeIndex({form, m_split.shape}), 1});
    if (startsWithRetain(QByteArrayView(m_split.shape)))
        at(Column::Places).signedNumber(place - expectedPlace(form, m_caret));
}

std::size_t BlockWriter::shapeIndex(const Shape &shape)
{
    const QByteArray key = char(shape.form) + shape.delta;
    const auto found = m_shapeIndex.constFind(key);
    if (found != m_shapeIndex.cend())
        return *found;
    m_shapes.push_back(shape);
    m_shapeIndex.insert(key, m_shapes.size() - 1);
    return m_shapes.size() - 1;
}

void BlockWriter::writeNames()
{
    ColumnWriter &names = at(Column::Names);
    names.number(m_authors.size());
    for (const QString &author : m_authors)
        names.text(author.toUtf8());
    names.number(m_who.size()).bytes(m_whoEntries.data());
    names.number(m_shapes.size());
    for (const Shape &shape : m_shapes)
        names.number(quint64(shape.form)).text(shape.delta);
}

void BlockWriter::writeRuns()
{
    for (const Run &run : m_runs)
        at(Column::Runs).number(quint64(run.count - 1) * m_shapes.size() + run.shape);
}

ChangeBlock BlockWriter::finish()
{
    writeNames();
    writeRuns();
    m_header.steps = qint64(m_runs.size());
    return {std::move(m_header), char(kBlockVersion) + joinColumns(m_columns)};
}

Error unpackable(Revision revision)
{
    return {ErrorCode::Unsupported, QStringLiteral("revision %1 can't be packed").arg(revision.value)};
}

Error damagedClients(const BlockHeader &header)
{
    return {ErrorCode::Damaged, QStringLiteral("revisions %1 to %2 are damaged: their clients can't be read")
                                    .arg(header.first.value).arg(header.last.value)};
}

} // namespace

Result<ChangeBlock> packBlock(std::span<const ChangeRecord> changes, quint64 chainBefore)
{
    Q_ASSERT(!changes.empty() && qint64(changes.size()) <= kMaxBlockChanges);
    BlockWriter writer(changes.front().revision, chainBefore);
    for (const ChangeRecord &change : changes) {
        if (!writer.add(change))
            return unpackable(change.revision);
    }
    ChangeBlock block = writer.finish();
    // the rows are deleted for good: believed only when seen
    const auto again = unpackBlock(block, {block.header.first.value - 1}, block.header.last);
    if (!again || !std::ranges::equal(*again, changes))
        return unpackable(changes.front().revision);
    return block;
}

QByteArray packClients(const BlockHeader &header)
{
    ColumnWriter writer;
    for (const BlockClient &client : header.clients) {
        writer.fixed(client.client.high).fixed(client.client.low).number(quint64(client.first.value))
            .number(quint64(client.last.value - client.first.value))
            .number(quint64(header.last.value - client.lastRevision.value));
    }
    return writer.data();
}

Result<std::vector<BlockClient>> unpackClients(QByteArrayView bytes, const BlockHeader &header)
{
    ColumnReader reader(bytes);
    std::vector<BlockClient> clients;
    while (!reader.isAtEnd()) {
        BlockClient client;
        client.client.high = reader.fixed();
        client.client.low = reader.fixed();
        client.first = {qint64(reader.number())};
        client.last = {client.first.value + qint64(reader.number())};
        client.lastRevision = {header.last.value - qint64(reader.number())};
        clients.push_back(client);
    }
    const bool isGood = reader.isGood() && !clients.empty() && qint64(clients.size()) <= header.count();
    return isGood ? Result<std::vector<BlockClient>>(std::move(clients)) : damagedClients(header);
}

} // namespace syngraph::storage
