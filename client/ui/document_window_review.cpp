// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DocumentWindow behind its menu Review.
#include "ui/dock_sides.h"
#include "ui/document_window.h"
#include "ui/find_bar.h"
#include "ui/review_control.h"
#include "ui/suggestions_panel.h"

#include <QBoxLayout>
#include <QDockWidget>
#include <QMenu>
#include <QToolButton>

namespace syngraph::ui {
namespace {

constexpr int kPanelWidth = 260;

} // namespace

// In the corner, where it is seen at every width.
void DocumentWindow::addMode()
{
    m_mode = new QToolButton(m_corner);
    auto *menu = new QMenu(m_mode);
    for (const ActionId id : {ActionId::ModeEditing, ActionId::ModeSuggesting, ActionId::ModeViewing})
        menu->addAction(&m_actions[id]);
    m_mode->setMenu(menu);
    m_mode->setPopupMode(QToolButton::InstantPopup);
    m_mode->setAutoRaise(true);
    m_mode->setFocusPolicy(Qt::TabFocus);
    m_mode->setAccessibleName(tr("What becomes of what you do"));
    qobject_cast<QBoxLayout *>(m_corner->layout())->insertWidget(0, m_mode);
}

void DocumentWindow::addSuggestions()
{
    addMode();
    m_suggestionsDock = new QDockWidget(tr("Suggestions"), this);
    m_suggestions = new SuggestionsPanel(m_suggestionsDock);
    m_suggestionsDock->setObjectName(QStringLiteral("suggestions"));
    m_suggestionsDock->setWidget(m_suggestions);
    m_suggestionsDock->setFeatures(QDockWidget::DockWidgetClosable);
    m_suggestionsDock->setVisible(false);
    addDockWidget(trailingSide(), m_suggestionsDock);
    // below each other, each would have too little room
    tabifyDockWidget(m_peopleDock, m_suggestionsDock);
    resizeDocks({m_suggestionsDock}, {kPanelWidth}, Qt::Horizontal);
    connect(&m_actions[ActionId::Suggestions], &QAction::toggled, this, [this](bool shown) {
        m_suggestionsDock->setVisible(shown);
        if (shown)
            m_suggestionsDock->raise();
    });
    // who begins to suggest wants to see what there is
    connect(&m_actions[ActionId::ModeSuggesting], &QAction::triggered, &m_actions[ActionId::Suggestions],
            [this] { m_actions[ActionId::Suggestions].setChecked(true); });
}

void DocumentWindow::beginReview()
{
    m_review = new ReviewControl(m_actions, *m_pane, *m_suggestions, *m_mode, this);
    connect(m_review, &ReviewControl::told, this, &DocumentWindow::tell);
    connect(m_review, &ReviewControl::shownChanged, this, &DocumentWindow::refreshActions);
    connect(m_review, &ReviewControl::shownChanged, m_find, [this] { m_find->lookIn(m_review->shownEdit()); });
    m_suggestions->watch(m_pane);
}

void DocumentWindow::endReview()
{
    delete std::exchange(m_review, nullptr);
    if (m_suggestions)
        m_suggestions->watch(nullptr);
}

} // namespace syngraph::ui
