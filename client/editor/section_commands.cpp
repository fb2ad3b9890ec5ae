// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/section_commands.h"

#include "editor/edit_forms.h"

namespace syngraph::editor::commands {
namespace {

using model::Attributes;
using model::Delta;
using model::Document;

void appendContent(Delta &change, const Document &document, qint64 from, qint64 to)
{
    document.visit(from, to, [&](QStringView text, const model::rope::Run &run) {
        if (run.embed.isNull())
            change.insert(text, run.attributes);
        else
            change.insert(run.embed, run.attributes);
    });
}

Attributes endAt(const Document &document, qint64 position)
{
    return document.runAt(position).attributes;
}

// The last paragraph end can't go: what goes is the one before it, whose formats it gets.
void removeToEnd(Delta &change, const Document &document, qint64 from)
{
    const qint64 last = document.length() - 1;
    change.remove(last - from + 1);
    change.retain(1, model::diffAttributes(endAt(document, last), endAt(document, from - 1)));
}

} // namespace

qint64 sectionEnd(std::span<const OutlineEntry> outline, std::size_t entry, qint64 documentEnd)
{
    for (std::size_t next = entry + 1; next < outline.size(); ++next) {
        if (outline[next].level <= outline[entry].level)
            return outline[next].position;
    }
    return documentEnd;
}

Edit moveParagraphs(const Document &document, qint64 from, qint64 to, qint64 target)
{
    const qint64 end = document.length();
    const bool isWhole = document.lineStart(document.lineAt(from)) == from
        && (to == end || document.lineStart(document.lineAt(to)) == to)
        && (target == end || document.lineStart(document.lineAt(target)) == target);
    Edit edit{{}, std::nullopt, EditKind::Moving};
    if (!isWhole || from >= to || (target >= from && target <= to))
        return edit;
    Delta change;
    if (target < from) {
        change.retain(target);
        appendContent(change, document, from, to);
        // from the paragraph end before, where the last one has to stay
        const qint64 removed = to == end ? from - 1 : from;
        change.retain(removed - target);
        if (to == end)
            removeToEnd(change, document, from);
        else
            change.remove(to - from);
        edit.selection = Selection::caret(target);
    } else {
        change.retain(from).remove(to - from);
        if (target == end) {
            change.retain(end - 1 - to);
            change.insert(u"\n", endAt(document, end - 1));
            appendContent(change, document, from, to - 1);
            change.retain(1, model::diffAttributes(endAt(document, end - 1), endAt(document, to - 1)));
        } else {
            change.retain(target - to);
            appendContent(change, document, from, to);
        }
        edit.selection = Selection::caret(target - (to - from));
    }
    edit.change = editorForms(change.chop(), document);
    return edit;
}

} // namespace syngraph::editor::commands
