// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/document_writer.h"

#include "model/lines.h"

#include <QTextCursor>
#include <QTextDocument>
#include <QTextList>

#include <algorithm>

namespace syngraph::editor {
namespace {

using model::Attributes;
using model::Delta;
using model::Document;
using model::Op;

constexpr QChar kReplacement(0xfffd);

// Noncharacters that QTextDocument keeps for the frames of tables.
bool isFrameMark(QChar unit)
{
    return unit.unicode() == 0xfdd0 || unit.unicode() == 0xfdd1;
}

BlockStyle styleAt(const Document &model, qint64 position)
{
    const qint64 end = model.lineStart(model.lineAt(position) + 1) - 1;
    return FormatMap::styleOf(model.runAt(end).attributes);
}

// Compares the formats of a block, from its beginning on, with those it should have. Only collects: setting a format
// would end the walk over the block's fragments.
class FormatCheck
{
public:
    struct Wrong
    {
        qint64 from; // in the block
        qint64 to;
        QTextCharFormat format;
    };

    explicit FormatCheck(const QTextBlock &block) : m_start(block.position()), m_fragment(block.begin()) { }

    // Up to `end` everything that was not yet looked at should have `format`.
    void expect(qint64 end, const QTextCharFormat &format)
    {
        while (m_position < end && !m_fragment.atEnd()) {
            const QTextFragment now = m_fragment.fragment();
            const qint64 fragmentEnd = now.position() + now.length() - m_start;
            const qint64 until = std::min(end, fragmentEnd);
            if (now.charFormat() != format)
                m_wrong.push_back({m_position, until, format});
            m_position = until;
            if (m_position == fragmentEnd)
                ++m_fragment;
        }
    }
    const std::vector<Wrong> &wrong() const { return m_wrong; }

private:
    qint64 m_start;
    QTextBlock::iterator m_fragment;
    qint64 m_position = 0;
    std::vector<Wrong> m_wrong;
};

bool hasBlockKey(const Attributes &attributes)
{
    return std::ranges::any_of(attributes.entries(), [](const model::Attribute &attribute) {
        return model::classOf(attribute.key) == model::KeyClass::Block;
    });
}

} // namespace

void DocumentWriter::apply(const Delta &change, const Document &after, const Touched &touched) const
{
    for (const Stretch &stretch : applyText(change, after)) {
        render(after, stretch.from, stretch.to, stretch.isStructural);
        if (touched)
            touched(stretch.from, stretch.to - stretch.from, stretch.isStructural);
    }
}

std::vector<DocumentWriter::Stretch> DocumentWriter::applyText(const Delta &change, const Document &after) const
{
    std::vector<Stretch> stretches;
    QTextCursor cursor(m_document);
    qint64 position = 0;
    qsizetype taken = 0;
    for (const Op &op : change.ops()) {
        Stretch stretch{position, position, false};
        if (op.isDelete()) {
            const int blocks = m_document->blockCount();
            cursor.setPosition(int(position));
            cursor.setPosition(int(position + op.length), QTextCursor::KeepAnchor);
            cursor.removeSelectedText();
            stretch.isStructural = blocks != m_document->blockCount();
        } else {
            stretch.to = position + op.length;
        }
        if (op.isInsert()) {
            const bool isText = op.kind == Op::Kind::InsertText;
            const QStringView text = isText ? change.text().sliced(taken, op.length) : QStringView(u"\xfffc");
            taken += isText ? op.length : 0;
            cursor.setPosition(int(position));
            insertPart(cursor, text, Run{op.length, op.attributes, op.embed}, styleAt(after, position));
            stretch.isStructural = text.contains(u'\n');
        } else if (op.kind == Op::Kind::Retain) {
            stretch.isStructural = hasBlockKey(op.attributes);
        }
        position = stretch.to;
        if (op.kind != Op::Kind::Retain || !op.attributes.isEmpty())
            stretches.push_back(stretch);
    }
    return stretches;
}

void DocumentWriter::insertPart(QTextCursor &cursor, QStringView text, const Run &run, BlockStyle style) const
{
    if (!run.embed.isNull()) {
        cursor.insertText(QString(QChar::ObjectReplacementCharacter),
                          m_formats->charFormat(run.attributes, style, run.embed));
        return;
    }
    model::eachLinePart(text, [&](QStringView part, bool isLineEnd) {
        if (isLineEnd)
            cursor.insertBlock(cursor.blockFormat(), m_formats->charFormat({}, style));
        else
            insertText(cursor, part, run.attributes, style);
    });
}

void DocumentWriter::insertText(QTextCursor &cursor, QStringView text, const Attributes &attributes,
                                BlockStyle style) const
{
    while (!text.isEmpty()) {
        const auto mark = std::ranges::find_if(text, isFrameMark);
        const qsizetype length = mark - text.begin();
        if (length > 0) {
            cursor.insertText(text.first(length).toString(), m_formats->charFormat(attributes, style));
            text = text.sliced(length);
        } else {
            cursor.insertText(QString(kReplacement),
                              m_formats->standInFormat(text.front().unicode(), attributes, style));
            text = text.sliced(1);
        }
    }
}

void DocumentWriter::render(const Document &model, qint64 from, qint64 to, bool isStructural) const
{
    QTextBlock block = m_document->findBlock(int(std::min(from, model.length() - 1)));
    for (; block.isValid() && block.position() <= to; block = block.next())
        renderBlock(block, model);
    if (isStructural)
        renumberFrom(block);
}

void DocumentWriter::renderBlock(QTextBlock block, const Document &model) const
{
    const qint64 start = block.position();
    const qint64 end = start + block.length();
    const Content line = contentOf(model, start, end);
    const Attributes &attributes = line.runs.back().attributes;
    setStructure(block, attributes);
    const BlockStyle style = FormatMap::styleOf(attributes);
    const QTextCharFormat plain = m_formats->charFormat({}, style);
    if (block.charFormat() != plain)
        QTextCursor(block).setBlockCharFormat(plain);
    renderRuns(block, line, style);
}

void DocumentWriter::renderRuns(const QTextBlock &block, const Content &line, BlockStyle style) const
{
    FormatCheck check(block);
    qint64 runStart = 0;
    for (const Run &run : line.runs) {
        const qint64 end = std::min(runStart + run.length, qint64(line.text.size() - 1));
        const QTextCharFormat format = m_formats->charFormat(run.attributes, style, run.embed);
        const QStringView text = QStringView(line.text).sliced(runStart, std::max(end - runStart, qint64(0)));
        for (qsizetype i = 0; i < text.size();) {
            const auto mark = std::find_if(text.begin() + i, text.end(), isFrameMark) - text.begin();
            check.expect(runStart + mark, format);
            if (mark < text.size())
                check.expect(runStart + mark + 1,
                             m_formats->standInFormat(text[mark].unicode(), run.attributes, style));
            i = mark + 1;
        }
        runStart += run.length;
    }
    QTextCursor cursor(m_document);
    for (const FormatCheck::Wrong &wrong : check.wrong()) {
        cursor.setPosition(int(block.position() + wrong.from));
        cursor.setPosition(int(block.position() + wrong.to), QTextCursor::KeepAnchor);
        cursor.setCharFormat(wrong.format);
    }
}

void DocumentWriter::setStructure(QTextBlock block, const Attributes &attributes) const
{
    const BlockLook look = m_formats->blockLook(attributes);
    QTextBlockFormat wanted = look.block;
    QTextCursor cursor(block);
    if (look.isListed) {
        QTextList *list = listAbove(block, look.list);
        QTextList *own = block.textList();
        if (!list && own && own->format() == look.list && own->item(0) == block)
            list = own;
        if (!list)
            list = cursor.createList(look.list);
        wanted.setObjectIndex(list->objectIndex());
    }
    if (block.blockFormat() != wanted)
        cursor.setBlockFormat(wanted);
}

// The list that the block goes on with: that of the nearest line above it which is not deeper, if alike. An item that
// has a number of its own begins a list.
QTextList *DocumentWriter::listAbove(const QTextBlock &block, const QTextListFormat &format) const
{
    if (format.hasProperty(kListStart))
        return nullptr;
    for (QTextBlock above = block.previous(); above.isValid(); above = above.previous()) {
        QTextList *list = above.textList();
        if (!list || list->format().indent() < format.indent())
            return nullptr;
        if (list->format().indent() == format.indent())
            return goesOnIn(list->format(), format) ? list : nullptr;
    }
    return nullptr;
}

void DocumentWriter::renumberFrom(QTextBlock block) const
{
    for (; block.isValid() && block.textList(); block = block.next()) {
        // by its index, which is never given out again: a list that has lost its last item is deleted
        const int before = block.textList()->objectIndex();
        setStructure(block, m_reader->readBlockAttributes(block));
        const QTextList *now = block.textList();
        // below an outermost item that stays where it was nothing can have changed
        if (!now || (now->objectIndex() == before && now->format().indent() <= 1))
            return;
    }
}

void DocumentWriter::replaceLine(const Document &model, qint64 line) const
{
    const QTextBlock block = m_document->findBlockByNumber(int(line));
    const qint64 start = model.lineStart(line);
    const qint64 end = model.lineStart(line + 1) - 1;
    QTextCursor cursor(block);
    // movePosition() would have the paragraph shaped
    cursor.setPosition(block.position() + block.length() - 1, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    const BlockStyle style = FormatMap::styleOf(model.runAt(end).attributes);
    model.visit(start, end, [&](QStringView text, const Run &run) { insertPart(cursor, text, run, style); });
    render(model, start, start, true);
}

qint64 DocumentWriter::appendLine(QTextCursor &cursor, const Document &model, qint64 line, qint64 start) const
{
    const qint64 end = model.lineStart(line + 1) - 1;
    const Attributes attributes = model.runAt(end).attributes;
    const BlockStyle style = FormatMap::styleOf(attributes);
    const QTextBlockFormat format = m_formats->blockLook(attributes).block;
    const QTextCharFormat plain = m_formats->charFormat({}, style);
    if (line == 0) {
        cursor.setBlockFormat(format);
        cursor.setBlockCharFormat(plain);
    } else {
        cursor.insertBlock(format, plain);
    }
    model.visit(start, end, [&](QStringView text, const Run &run) { insertPart(cursor, text, run, style); });
    setStructure(cursor.block(), attributes);
    return end + 1;
}

void DocumentWriter::rebuild(const Document &model) const
{
    QTextCursor cursor(m_document);
    cursor.select(QTextCursor::Document);
    cursor.removeSelectedText();
    qint64 start = 0;
    for (qint64 line = 0, lines = model.lineCount(); line < lines; ++line)
        start = appendLine(cursor, model, line, start);
}

} // namespace syngraph::editor
