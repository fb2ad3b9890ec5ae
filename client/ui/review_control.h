// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/suggestions.h"
#include "editor/selection.h"
#include "model/suggestion.h"
#include "ui/actions.h"

#include <QPointer>

class QMenu;
class QToolButton;

namespace syngraph::editor {
class RichTextEdit;
}

namespace syngraph::ui {

class DocumentPane;
class SuggestionPage;
class SuggestionsPanel;

// Whether what is done changes the document, proposes changes, or neither; and deciding on what was proposed, from
// menus, the panel and the context menu. A decision is seen at once and undone with Ctrl+Z like any change of one's own;
// it comes to nothing where somebody else has decided before, also one that was not heard of yet. Owned by the window, for one pane;
// what it is given must outlive it.
class ReviewControl : public QObject
{
    Q_OBJECT

public:
    ReviewControl(const Actions &actions, DocumentPane &pane, SuggestionsPanel &panel, QToolButton &mode,
                  QObject *parent);
    ~ReviewControl() override;

    // After the rights or the mode have changed.
    void refresh();
    // The page, or what stands in its place.
    editor::RichTextEdit &shownEdit();
    // Something else has taken the place of the page.
    void giveWay();

Q_SIGNALS:
    void shownChanged();
    // A sentence for the status bar.
    void told(const QString &text);

private:
    void view(convert::Suggestions wanted);
    void decide(model::Decision decision, const model::Chosen &chosen);
    void decideHere(model::Decision decision);
    void withdraw(const model::Suggestion &one);
    void tellOutrun();
    // The next one after the caret, or the last one before it; around the ends.
    void go(int step);
    void select(const model::Suggestion &suggestion);
    const model::Suggestion *suggestionAt(const editor::Selection &place);
    void addToMenu(QMenu &menu, qint64 position);

    const Actions &m_actions;
    DocumentPane &m_pane;
    QToolButton &m_mode;
    QPointer<SuggestionPage> m_page; // lies in the pane
    std::vector<model::Suggestion> m_found; // when it was looked for last
};

} // namespace syngraph::ui
