// SPDX-License-Identifier: GPL-3.0-or-later
// The part of HistoryControl that puts back what was, and finds the past of a paragraph.
#include "ui/history_control.h"
#include "ui/history_page.h"

#include "history/paragraphs.h"
#include "model/caret.h"
#include "model/comment_anchors.h"
#include "model/compose_all.h"
#include "model/diff.h"
#include "model/rebase.h"

namespace syngraph::ui {
namespace {

using model::Delta;
using model::Document;

} // namespace

void HistoryControl::apply(const std::function<Document(const Document &present)> &wanted)
{
    close();
    editor::RichTextEdit &edit = m_pane.edit();
    if (edit.isReadOnly())
        return;
    editor::Selection changed;
    bool isNew = false;
    edit.run([&](const Document &present, const editor::Selection &) {
        editor::Edit made{model::keepingComments(model::diff(present, wanted(present))), std::nullopt, editor::EditKind::Restoring};
        changed = editor::changedRange(made.change);
        isNew = !made.change.isEmpty();
        made.selection = changed;
        return made;
    });
    if (!isNew) {
        Q_EMIT told(tr("Nothing had to be put back; it is as it was then"));
        return;
    }
    edit.scrollToPosition(changed.start());
    edit.flash(changed.start(), changed.end());
    Q_EMIT told(tr("Restored; this is an ordinary change, which Undo takes back"));
}

void HistoryControl::restore()
{
    apply([content = m_page->comparison().after](const Document &) { return content; });
}

Delta HistoryControl::sinceShown() const
{
    const history::Log &log = m_reader.log();
    model::ComposeAll later(model::Filter::Classes);
    for (Revision at = *m_shown; at < log.head(); at = at.next())
        later.add(log.change(at.next()).delta);
    later.add(model::diff(log.contentAt(log.head()), m_pane.edit().binding().mirror()));
    return later.take();
}

// One person's part of what is compared, out of the middle of the history; what others wrote stays.
void HistoryControl::takeBack(const QString &name)
{
    const history::Log &log = m_reader.log();
    const auto author = int(log.authors().indexOf(name));
    if (author < 0 || *m_base >= *m_shown)
        return;
    std::optional<history::Stretch> range = m_page->selected();
    const history::Comparison comparison = history::compare(log, *m_base, log.head());
    if (range) {
        const Delta later = model::diff(m_page->comparison().after, comparison.after);
        const model::Selection now = model::moveSelection({range->first, range->second}, later);
        range = history::Stretch(now.anchor, now.head);
    }
    const Document without = history::withoutChangesOf(log, comparison, author, *m_shown, range);
    const Delta change = model::diff(comparison.after, without);
    apply([=](const Document &present) {
        Document wanted = present;
        const Delta pending = model::diff(comparison.after, present);
        const auto done = wanted.apply(model::rebase(change, pending, model::Tie::GoesAfter), model::Filter::Classes);
        return done ? wanted : present;
    });
}

void HistoryControl::restoreStretch(qint64 from, qint64 to, bool isParagraphs)
{
    const Document past = m_page->comparison().after;
    const Delta since = sinceShown();
    apply([=](const Document &present) {
        if (isParagraphs)
            return history::withParagraphs(present, history::paragraphsAfter({from, to}, since, present), {{&past, {from, to}}});
        const model::Selection now = model::moveSelection({from, std::min(to, past.length() - 1)}, since);
        return history::withParagraphs(present, {now.anchor, now.head}, {{&past, {from, std::min(to, past.length() - 1)}}});
    });
}

void HistoryControl::showParagraphHistory(qint64 position)
{
    if (!m_reader.isRead()) {
        m_wanted = position;
        return;
    }
    const history::Log &log = m_reader.log();
    const Document &mirror = m_pane.edit().binding().mirror();
    const qint64 line = mirror.lineAt(std::min(position, mirror.length() - 1));
    // what has not arrived is not in the log yet
    const Delta back = model::diff(mirror, log.contentAt(log.head()));
    const model::Selection then = model::moveSelection({mirror.lineStart(line), mirror.lineStart(line + 1)}, back);
    m_choice.revisions = history::changesOf(log, log.head(), then.anchor, then.head);
    m_choice.author.reset();
    showEntries();
}

} // namespace syngraph::ui
