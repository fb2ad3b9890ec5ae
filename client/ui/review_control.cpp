// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review_control.h"

#include "editor/edit_forms.h"
#include "ui/document_pane.h"
#include "ui/icons.h"
#include "ui/suggestion_page.h"
#include "ui/suggestions_panel.h"

#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <functional>

namespace syngraph::ui {
namespace {

using model::Decision;
using model::Suggestion;

constexpr std::pair<ActionId, EditMode> kModes[] = {{ActionId::ModeEditing, EditMode::Editing},
                                                    {ActionId::ModeSuggesting, EditMode::Suggesting},
                                                    {ActionId::ModeViewing, EditMode::Viewing}};

model::Chosen only(const Suggestion &one)
{
    return [id = one.id, author = one.author](const QString &otherId, const QString &otherAuthor) {
        return otherId == id && otherAuthor == author;
    };
}

} // namespace

ReviewControl::ReviewControl(const Actions &actions, DocumentPane &pane, SuggestionsPanel &panel, QToolButton &mode,
                             QObject *parent)
    : QObject(parent), m_actions(actions), m_pane(pane), m_mode(mode), m_page(new SuggestionPage(pane))
{
    m_pane.addPage(*m_page);
    connect(m_page, &SuggestionPage::shownChanged, this, &ReviewControl::shownChanged);
    connect(m_page, &SuggestionPage::shownChanged, &panel, [this, &panel] { panel.setView(m_page->shown()); });
    connect(&panel, &SuggestionsPanel::viewChosen, this, [this, &panel](convert::Suggestions wanted) {
        view(wanted);
        panel.setView(m_page->shown());
    });
    panel.setView(convert::Suggestions::Marked);
    for (const auto &[id, wanted] : kModes) {
        connect(&actions[id], &QAction::triggered, this, [this, wanted = wanted] {
            m_pane.setMode(wanted);
            m_pane.edit().setFocus();
        });
    }
    connect(&pane, &DocumentPane::changed, this, &ReviewControl::refresh);
    connect(&pane.document(), &OpenDocument::outrun, this, &ReviewControl::tellOutrun);
    connect(&pane.edit().binding(), &editor::DocumentBinding::leftOut, this, [this] {
        Q_EMIT told(tr("This can't be suggested; write a comment about it, or choose Editing and do it."));
    }, Qt::QueuedConnection);
    connect(&actions[ActionId::AcceptSuggestion], &QAction::triggered, this, [this] { decideHere(Decision::Accept); });
    connect(&actions[ActionId::RejectSuggestion], &QAction::triggered, this, [this] { decideHere(Decision::Reject); });
    connect(&actions[ActionId::NextSuggestion], &QAction::triggered, this, [this] { go(1); });
    connect(&actions[ActionId::PreviousSuggestion], &QAction::triggered, this, [this] { go(-1); });
    connect(&panel, &SuggestionsPanel::chosen, this, &ReviewControl::select);
    connect(&panel, &SuggestionsPanel::decided, this, [this](Decision decision, const Suggestion &one) {
        decide(decision, only(one));
    });
    connect(&panel, &SuggestionsPanel::withdrawn, this, &ReviewControl::withdraw);
    connect(&panel, &SuggestionsPanel::allDecided, this, [this](Decision decision, const QString &whose) {
        decide(decision, [&](const QString &, const QString &author) { return whose.isEmpty() || author == whose; });
    });
    connect(&pane.edit(), &editor::RichTextEdit::contextMenuAboutToShow, this,
            [this](QMenu *menu, qint64 position) { addToMenu(*menu, position); });
    refresh();
}

ReviewControl::~ReviewControl()
{
    delete m_page;
}

editor::RichTextEdit &ReviewControl::shownEdit()
{
    return m_page->shown() == convert::Suggestions::Marked ? m_pane.edit() : m_page->edit();
}

void ReviewControl::giveWay()
{
    m_page->giveWay();
}

void ReviewControl::view(convert::Suggestions wanted)
{
    const bool isElsewhere = m_page->shown() == convert::Suggestions::Marked && m_pane.edit().isHidden();
    if (isElsewhere)
        Q_EMIT told(tr("The history is shown; choose Back to Writing above it first."));
    else
        m_page->show(wanted);
}

void ReviewControl::refresh()
{
    for (const auto &[id, mode] : kModes) {
        const bool isShown = m_pane.mode() == mode;
        m_actions[id].setChecked(isShown);
        m_actions[id].setEnabled(m_pane.mayChoose(mode));
        if (!isShown)
            continue;
        m_mode.setText(Actions::plainText(m_actions[id]));
        m_mode.setIcon(m_actions[id].icon());
        m_mode.setToolTip(m_actions[id].statusTip());
    }
    for (const ActionId id : {ActionId::AcceptSuggestion, ActionId::RejectSuggestion})
        m_actions[id].setEnabled(m_pane.mayDecide());
}

void ReviewControl::decide(Decision decision, const model::Chosen &chosen)
{
    if (!m_pane.mayDecide())
        return;
    bool isEmpty = true;
    m_pane.edit().run([&](const model::Document &document, const editor::Selection &) {
        const model::Verdict verdict = model::verdictOn(document, decision, chosen);
        editor::Edit edit{editor::editorForms(model::decided(document, verdict), document), {},
                          editor::EditKind::Decision, verdict};
        isEmpty = edit.change.isEmpty();
        return edit;
    });
    if (isEmpty)
        tellOutrun();
}

// An ordinary change of what one has proposed oneself.
void ReviewControl::withdraw(const Suggestion &one)
{
    m_pane.edit().run([&](const model::Document &document, const editor::Selection &) {
        return editor::Edit{editor::editorForms(model::decided(document, Decision::Reject, only(one)), document), {},
                            editor::EditKind::Decision};
    });
}

void ReviewControl::tellOutrun()
{
    Q_EMIT told(tr("Somebody else has decided on this already."));
}

void ReviewControl::decideHere(Decision decision)
{
    const Suggestion *here = suggestionAt(m_pane.edit().binding().selection());
    if (!here) {
        Q_EMIT told(tr("The caret is at no suggestion; F7 with Alt goes to the next one."));
        return;
    }
    const Suggestion one = *here;
    decide(decision, only(one));
    go(1);
}

// The one that is selected, or else the innermost around the place, or one that ends at it.
const Suggestion *ReviewControl::suggestionAt(const editor::Selection &place)
{
    m_found = model::suggestionsIn(m_pane.edit().binding().mirror());
    const qint64 at = place.start();
    const std::function<bool(const Suggestion &)> fits[] = {
        [&](const Suggestion &one) { return one.from == at && one.to == place.end(); },
        [&](const Suggestion &one) { return one.from <= at && at < one.to; },
        [&](const Suggestion &one) { return one.to == at; },
    };
    for (const auto &fit : fits) {
        const auto found = std::find_if(m_found.rbegin(), m_found.rend(), fit);
        if (found != m_found.rend())
            return &*found;
    }
    return nullptr;
}

void ReviewControl::go(int step)
{
    m_found = model::suggestionsIn(m_pane.edit().binding().mirror());
    if (m_found.empty()) {
        Q_EMIT told(tr("Nothing is suggested in this document."));
        return;
    }
    const editor::Selection here = m_pane.edit().binding().selection();
    const auto current = std::ranges::find_if(
        m_found, [&](const Suggestion &one) { return one.from == here.start() && one.to == here.end(); });
    if (current != m_found.end()) {
        const auto count = std::ssize(m_found);
        select(m_found[std::size_t((current - m_found.begin() + step + count) % count)]);
        return;
    }
    const auto next = std::ranges::find_if(m_found, [&](const Suggestion &one) { return one.from >= here.end(); });
    const auto previous = std::find_if(m_found.rbegin(), m_found.rend(),
                                       [&](const Suggestion &one) { return one.to <= here.start(); });
    if (step > 0)
        select(next == m_found.end() ? m_found.front() : *next);
    else
        select(previous == m_found.rend() ? m_found.back() : *previous);
}

void ReviewControl::select(const Suggestion &suggestion)
{
    m_page->show(convert::Suggestions::Marked);
    editor::DocumentBinding &binding = m_pane.edit().binding();
    const qint64 last = binding.mirror().length() - 1;
    binding.setSelection({std::min(suggestion.from, last), std::min(suggestion.to, last)});
    m_pane.edit().ensureCursorVisible();
    m_pane.edit().setFocus();
}

void ReviewControl::addToMenu(QMenu &menu, qint64 position)
{
    const editor::Selection selection = m_pane.edit().binding().selection();
    const bool isInSelection = selection.start() <= position && position <= selection.end();
    const Suggestion *here = suggestionAt(isInSelection ? selection : editor::Selection::caret(position));
    if (!here || !m_pane.mayDecide())
        return;
    QAction *first = menu.actions().value(0);
    const auto add = [&, one = *here](Decision decision, const QString &text, const char *icon) {
        auto *action = new QAction(lineIcon(QString::fromLatin1(icon)), text, &menu);
        connect(action, &QAction::triggered, this, [this, one, decision] { decide(decision, only(one)); });
        menu.insertAction(first, action);
    };
    add(Decision::Accept, tr("Accept Suggestion"), "check");
    add(Decision::Reject, tr("Reject Suggestion"), "close");
    menu.insertSeparator(first);
}

} // namespace syngraph::ui
