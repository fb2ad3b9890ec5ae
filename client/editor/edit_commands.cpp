// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/edit_commands.h"

#include "editor/edit_builder.h"
#include "editor/shared_format.h"
#include "model/compose.h"
#include "model/schema.h"

#include <algorithm>
#include <limits>

namespace syngraph::editor::commands {
namespace {

using model::Attribute;
using model::Attributes;
using model::Delta;
using model::Document;
using model::KeyClass;
using model::Op;
using model::Value;

Attributes withNulls(const Attributes &attributes)
{
    Attributes nulls;
    for (const Attribute &attribute : attributes.entries())
        nulls = nulls.with(attribute.key, Value::null());
    return nulls;
}

Attributes keysOf(const Attributes &attributes, bool (*keep)(KeyClass))
{
    return model::filterAttributes(attributes, [&](const QByteArray &key, const Value &) {
        return keep(model::classOf(key));
    });
}

// What pasted and typed text may carry: comments and suggestions belong to where they were made.
Attributes withoutMarks(const Attributes &attributes)
{
    return model::filterAttributes(attributes, [](const QByteArray &key, const Value &) {
        return model::classOf(key) != KeyClass::Own && !key.startsWith("c:");
    });
}

// Calls each(run, length) for the stretches of text in [from, to) between paragraph ends.
template<typename Each>
void eachTextRun(const Document &document, qint64 from, qint64 to, Each each)
{
    document.visit(from, to, [&](QStringView text, const model::rope::Run &run) {
        while (!text.isEmpty()) {
            const qsizetype end = text.indexOf(u'\n');
            const qsizetype length = end < 0 ? text.size() : std::max(end, qsizetype(1));
            each(run, length, end == 0);
            text = text.sliced(length);
        }
    });
}

// Sets on each stretch what `changeOf(its attributes)` says; nothing where that is empty.
template<typename ChangeOf>
Edit restyle(const Document &document, const Selection &selection, ChangeOf changeOf)
{
    const Selection range = clamped(selection, document);
    Delta change;
    change.retain(range.start());
    eachTextRun(document, range.start(), range.end(), [&](const model::rope::Run &run, qint64 length, bool isLineEnd) {
        change.retain(length, isLineEnd ? Attributes() : changeOf(run.attributes));
    });
    return {change.chop(), selection, EditKind::Command};
}

// The link that surrounds or touches the position.
Selection linkRange(const Document &document, qint64 position)
{
    const Line line = lineAt(document, position);
    const Value *target = position < line.end ? document.runAt(position).attributes.find("link") : nullptr;
    if (!target && position > line.start)
        target = document.runAt(position - 1).attributes.find("link");
    if (!target)
        return Selection::caret(position);
    const Value wanted = *target;
    const auto isLinked = [&](qint64 at) {
        const model::rope::Run run = document.runAt(at);
        const Value *value = run.attributes.find("link");
        return value && *value == wanted;
    };
    Selection range = Selection::caret(position);
    while (range.anchor > line.start && isLinked(range.anchor - 1))
        --range.anchor;
    while (range.position < line.end && isLinked(range.position))
        ++range.position;
    return range;
}

// Replaces the selection by what `insert` appends; `length` units of it stand before the caret afterwards.
template<typename Insert>
Edit replaceSelection(const Document &document, const Selection &selection, Insert insert)
{
    const Selection range = clamped(selection, document);
    Delta change;
    change.retain(range.start());
    const qint64 length = insert(change);
    const Attributes joined = appendDelete(change, document, range.start(), range.end());
    appendLineEnd(change, document, range.end(), joined);
    return {editorForms(change.chop(), document), Selection::caret(range.start() + length), EditKind::Command};
}

// Appends [0, end) of `content`, each run's attributes through `filter`.
void appendContent(Delta &change, const Document &content, qint64 end, Attributes (*filter)(const Attributes &))
{
    content.visit(0, end, [&](QStringView text, const model::rope::Run &run) {
        const Attributes attributes = filter ? filter(run.attributes) : run.attributes;
        if (run.embed.isNull())
            change.insert(text, attributes);
        else
            change.insert(run.embed, attributes);
    });
}

// Several paragraphs inserted inside a line: the first one becomes part of that line, the last one's end is the
// line's own end, which takes over the last one's values only where nothing of the line stands behind it.
Edit insertContent(const Document &document, const Selection &selection, const Delta &paragraphs,
                   Attributes (*filter)(const Attributes &))
{
    const Selection range = clamped(selection, document);
    const Line line = lineAt(document, range.start());
    const Line lastLine = lineAt(document, range.end());
    auto content = Document::fromDelta(paragraphs);
    if (!content || content->length() == 0)
        return {{}, selection, EditKind::Paste};
    const qint64 length = content->length() - 1;
    const qint64 firstEnd = content->lineStart(1) - 1;
    const Attributes last = content->runAt(length).attributes;
    const bool isLineStart = range.start() == line.start;
    if (!isLineStart) {
        Delta first;
        first.retain(firstEnd);
        first.retain(1, model::diffAttributes(content->runAt(firstEnd).attributes, line.attributes));
        const auto done = content->apply(first.chop(), model::Filter::Classes);
        Q_ASSERT(done);
    }
    Delta change;
    change.retain(range.start());
    appendContent(change, *content, length, filter);
    Attributes joined = appendDelete(change, document, range.start(), range.end());
    if (range.end() == lastLine.end && (firstEnd < length || isLineStart))
        joined = model::diffAttributes(lastLine.attributes, last);
    appendLineEnd(change, document, range.end(), joined);
    return {editorForms(change.chop(), document), Selection::caret(range.start() + length), EditKind::Paste};
}

Edit insertOnOwnLine(const Document &document, const Selection &selection, const char *type)
{
    const Selection range = clamped(selection, document);
    const Line line = lineAt(document, range.start());
    return replaceSelection(document, selection, [&](Delta &change) {
        const bool isInside = range.start() > line.start;
        if (isInside)
            change.insert(u"\n", line.attributes);
        change.insert(model::Embed(type, Value::fromCanonicalJson("{}")));
        change.insert(u"\n");
        return qint64(isInside ? 3 : 2);
    });
}

} // namespace

Attributes typingFormat(const Document &document, qint64 position)
{
    const Line line = lineAt(document, position);
    if (position <= line.start)
        return {};
    const Attributes left = document.runAt(position - 1).attributes;
    const Attributes right = position < line.end ? document.runAt(position).attributes : Attributes();
    return model::filterAttributes(left, [&](const QByteArray &key, const Value &value) {
        const Value *behind = right.find(key);
        const KeyClass keyClass = model::classOf(key);
        return keyClass == KeyClass::Growing || (keyClass == KeyClass::Closed && behind && *behind == value);
    });
}

Attributes formatAt(const Document &document, const Selection &selection)
{
    const Selection range = clamped(selection, document);
    if (range.isEmpty())
        return typingFormat(document, range.position);
    SharedFormat shared(document, range);
    shared.advance(std::numeric_limits<int>::max());
    return shared.text();
}

Edit setFormat(const Document &document, const Selection &selection, const Attributes &change)
{
    return restyle(document, selection, [&](const Attributes &now) {
        return model::diffAttributes(now, model::composeAttributes(now, change, model::Nulls::Drop));
    });
}

Edit toggleFormat(const Document &document, const Selection &selection, const QByteArray &key, const Value &value)
{
    const Value *now = nullptr;
    const Attributes common = formatAt(document, selection);
    now = common.find(key);
    const bool isOn = now && *now == value;
    return setFormat(document, selection, Attributes{{key, isOn ? Value::null() : value}});
}

Edit replaceFormat(const Document &document, const Selection &selection, const Attributes &format)
{
    return restyle(document, selection, [&](const Attributes &now) {
        const Attributes kept = keysOf(now, [](KeyClass c) { return c != KeyClass::Growing; });
        return model::diffAttributes(now, model::composeAttributes(kept, format, model::Nulls::Drop));
    });
}

Edit clearFormat(const Document &document, const Selection &selection)
{
    return restyle(document, selection, [](const Attributes &now) {
        return withNulls(model::filterAttributes(now, [](const QByteArray &key, const Value &) {
            return model::classOf(key) == KeyClass::Growing || key == "link";
        }));
    });
}

QString linkAt(const Document &document, qint64 position)
{
    const Selection range = linkRange(document, position);
    if (range.isEmpty())
        return {};
    const model::rope::Run run = document.runAt(range.start());
    return run.attributes.find("link")->toString();
}

Edit setLink(const Document &document, const Selection &selection, const QString &target)
{
    const Value value = target.isEmpty() ? Value::null() : Value::string(target);
    if (!model::checkAttribute({"link", value}, true))
        return {{}, selection, EditKind::Command};
    const Attributes change{{"link", value}};
    if (!selection.isEmpty())
        return setFormat(document, selection, change);
    const Selection around = linkRange(document, clamped(selection, document).position);
    if (!around.isEmpty() || target.isEmpty()) {
        Edit edit = setFormat(document, around, change);
        edit.selection = selection;
        return edit;
    }
    return insertText(document, selection, target,
                      model::composeAttributes(typingFormat(document, selection.position), change, model::Nulls::Drop));
}

Edit insertText(const Document &document, const Selection &selection, const QString &text, const Attributes &format)
{
    Delta paragraphs;
    const Line line = lineAt(document, clamped(selection, document).start());
    const Attributes clean = model::composeAttributes({}, format, model::Nulls::Drop);
    const Attributes inlineFormat = keysOf(clean, [](KeyClass c) { return c == KeyClass::Growing || c == KeyClass::Closed; });
    QString units = text;
    units.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    for (QChar &unit : units) {
        if (unit == u'\r' || unit == QChar::ParagraphSeparator)
            unit = u'\n';
        else if (unit.isNull())
            unit = QChar::ReplacementCharacter;
    }
    if (!units.isValidUtf16())
        units = QString::fromUtf8(units.toUtf8());
    for (const QString &part : units.split(u'\n'))
        paragraphs.insert(part, inlineFormat).insert(u"\n", line.attributes);
    return insertParagraphs(document, selection, paragraphs);
}

Edit insertLineBreak(const Document &document, const Selection &selection, const Attributes &format)
{
    Edit edit = insertText(document, selection, QString(QChar::LineSeparator), format);
    edit.kind = EditKind::Typing;
    return edit;
}

Edit insertImage(const Document &document, const Selection &selection, const model::Embed &image)
{
    return replaceSelection(document, selection, [&](Delta &change) {
        change.insert(image);
        return qint64(1);
    });
}

Edit insertRule(const Document &document, const Selection &selection)
{
    return insertOnOwnLine(document, selection, "rule");
}

Edit insertPageBreak(const Document &document, const Selection &selection)
{
    return insertOnOwnLine(document, selection, "pagebreak");
}

Edit insertParagraphs(const Document &document, const Selection &selection, const Delta &paragraphs)
{
    return insertContent(document, selection, paragraphs, withoutMarks);
}

Edit moveSelection(const Document &document, const Selection &selection, qint64 position)
{
    const Selection range = clamped(selection, document);
    position = clamped(Selection::caret(position), document).position;
    if (range.isEmpty() || (position >= range.start() && position <= range.end()))
        return {{}, selection, EditKind::Command};
    Delta moved = document.slice(range.start(), range.end());
    moved.insert(u"\n", lineAt(document, range.end()).attributes);
    const Edit removal = deleteSelection(document, range);
    Document without = document;
    if (!without.apply(removal.change, model::Filter::Classes))
        return {{}, selection, EditKind::Command};
    const qint64 length = range.end() - range.start();
    const qint64 target = position > range.end() ? position - length : position;
    const Edit insertion = insertContent(without, Selection::caret(target), moved, nullptr);
    const Delta change = model::compose(removal.change, insertion.change, model::Filter::Classes);
    return {editorForms(change, document), Selection{target, target + length}, EditKind::Command};
}

Edit deleteSelection(const Document &document, const Selection &selection)
{
    Edit edit = replaceSelection(document, selection, [](Delta &) { return qint64(0); });
    edit.kind = EditKind::Deleting;
    return edit;
}

} // namespace syngraph::editor::commands
