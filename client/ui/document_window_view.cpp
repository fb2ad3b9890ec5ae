// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DocumentWindow behind its menus View, Tools and Help.
#include "ui/author_tints.h"
#include "ui/command_palette.h"
#include "ui/company.h"
#include "ui/dock_sides.h"
#include "ui/document_window.h"
#include "ui/find_bar.h"
#include "ui/go_to_dialog.h"
#include "ui/history_control.h"
#include "ui/language_button.h"
#include "ui/outline_panel.h"
#include "ui/page_control.h"
#include "ui/preferences_dialog.h"
#include "ui/review_control.h"
#include "ui/review_panel.h"
#include "ui/shortcuts_dialog.h"
#include "ui/talk_control.h"

#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QToolButton>

namespace syngraph::ui {

void DocumentWindow::addOutline()
{
    m_outlineDock->setObjectName(QStringLiteral("outline"));
    m_outlineDock->setWidget(m_outline);
    m_outlineDock->setFeatures(QDockWidget::DockWidgetClosable);
    m_outlineDock->setVisible(false);
    addDockWidget(leadingSide(), m_outlineDock);
}

void DocumentWindow::addHistory()
{
    m_historyDock->setObjectName(QStringLiteral("history"));
    m_historyDock->setFeatures(QDockWidget::DockWidgetClosable);
    m_historyDock->setVisible(false);
    addDockWidget(trailingSide(), m_historyDock);
    tabifyDockWidget(m_peopleDock, m_historyDock);
    connect(&m_actions[ActionId::History], &QAction::toggled, this, [this](bool shown) {
        m_historyDock->setVisible(shown);
        if (shown)
            m_historyDock->raise();
    });
}

// Of the document in the window: its past, and who is in it.
void DocumentWindow::showHistory()
{
    m_reader = new HistoryReader(m_pane->document().driver(), this);
    m_history = new HistoryControl(m_actions, *m_pane, *m_reader, m_preferences, *m_historyDock, this);
    connect(m_history, &HistoryControl::told, this, &DocumentWindow::tell);
    connect(m_history, &HistoryControl::shownChanged, this, &DocumentWindow::refreshActions);
    connect(m_history, &HistoryControl::shownChanged, m_find, [this] {
        if (m_history->shown())
            m_review->giveWay();
        m_find->lookIn(m_history->shown() ? m_history->page().edit() : m_pane->edit());
    });
    connect(m_history, &HistoryControl::copyRequested, this, &DocumentWindow::newWithContentRequested);
    m_tints = new AuthorTints(*m_pane, *m_reader, this);
    connect(&m_actions[ActionId::AuthorColors], &QAction::toggled, m_tints, &AuthorTints::setOn);
    m_tints->setOn(m_actions[ActionId::AuthorColors].isChecked());
    m_company = new Company(*m_pane, *m_presence, *m_people, this);
    auto *review = new ReviewPanel(*m_pane);
    m_pane->addBar(*review);
    connect(m_pane, &DocumentPane::reviewRequested, review, &ReviewPanel::review);
}

void DocumentWindow::leaveHistory()
{
    if (m_find)
        m_find->lookIn(m_pane->edit());
    m_find = nullptr;
    delete std::exchange(m_company, nullptr);
    delete std::exchange(m_tints, nullptr);
    delete std::exchange(m_history, nullptr);
    delete std::exchange(m_reader, nullptr);
}

void DocumentWindow::connectView()
{
    const auto &actions = m_actions;
    m_peopleDock->setVisible(false);
    connect(&actions[ActionId::People], &QAction::toggled, this, [this](bool shown) {
        m_peopleDock->setVisible(shown);
        if (shown)
            m_peopleDock->raise();
        m_preferences.setPeopleShown(shown);
    });
    const auto followClosing = [this](QDockWidget &dock, ActionId id) {
        // not where all of the window goes, nor where another one's tab is in front
        connect(&dock, &QDockWidget::visibilityChanged, this, [this, &dock, id] {
            if (dock.isHidden() && isVisible() && !isMinimized() && m_pane && !m_actions[ActionId::DistractionFree].isChecked())
                m_actions[id].setChecked(false);
        });
    };
    followClosing(*m_historyDock, ActionId::History);
    followClosing(*m_peopleDock, ActionId::People);
    followClosing(*m_outlineDock, ActionId::Outline);
    followClosing(*m_suggestionsDock, ActionId::Suggestions);
    connect(&actions[ActionId::Outline], &QAction::toggled, this, [this](bool shown) {
        m_outlineDock->setVisible(shown);
        m_preferences.setOutlineShown(shown);
    });
    connect(&actions[ActionId::NotSaved], &QAction::triggered, this, [this](bool shown) {
        if (m_pane)
            m_pane->showNotices(shown);
    });
    connect(&actions[ActionId::DistractionFree], &QAction::toggled, this, &DocumentWindow::setDistractionFree);
    actions[ActionId::Names].setChecked(m_preferences.areNamesShown());
    connect(&actions[ActionId::Names], &QAction::toggled, this, [this](bool shown) {
        m_preferences.setNamesShown(shown);
        if (m_pane)
            m_pane->link().carets().setFlagsShown(shown);
    });
    actions[ActionId::PageView].setChecked(m_preferences.isPageView());
    connect(&actions[ActionId::PageView], &QAction::toggled, this, [this](bool isOn) { m_preferences.setPageView(isOn); });
    connectParts();
    connect(&actions[ActionId::GoTo], &QAction::triggered, this, &DocumentWindow::goTo);
    connect(&actions[ActionId::FullScreen], &QAction::toggled, this,
            [this](bool full) {
                if (full && !isFullScreen())
                    m_geometry = saveGeometry();
                setWindowState(full ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
            });
    const std::pair<ActionId, Look::Scheme> schemes[] = {{ActionId::SchemeAsDesktop, Look::Scheme::AsDesktop},
                                                         {ActionId::SchemeLight, Look::Scheme::Light},
                                                         {ActionId::SchemeDark, Look::Scheme::Dark}};
    for (const auto &[id, scheme] : schemes) {
        actions[id].setChecked(scheme == m_look.scheme());
        connect(&actions[id], &QAction::triggered, this, [this, wanted = scheme] {
            m_look.setScheme(wanted);
            m_preferences.setScheme(wanted);
        });
    }
}

void DocumentWindow::connectAids()
{
    const auto on = [this](ActionId id, bool editor::TypingAids::*aid) {
        m_actions[id].setChecked(m_preferences.typingAids().*aid);
        connect(&m_actions[id], &QAction::toggled, this, [this, aid](bool isOn) {
            editor::TypingAids aids = m_preferences.typingAids();
            aids.*aid = isOn;
            m_preferences.setTypingAids(aids);
            takeAids();
        });
    };
    for (const ActionId id : {ActionId::Names, ActionId::AidFormats, ActionId::AidTypography, ActionId::CheckSpelling})
        connect(&m_actions[id], &QAction::toggled, this, [this, id](bool isOn) { Q_EMIT switched(id, isOn); });
    on(ActionId::AidFormats, &editor::TypingAids::formats);
    on(ActionId::AidTypography, &editor::TypingAids::typography);
    connect(&m_actions[ActionId::TextLanguage], &QAction::triggered, m_language, &QToolButton::showMenu);
    m_actions[ActionId::CheckSpelling].setChecked(m_preferences.checksSpelling());
    connect(&m_actions[ActionId::CheckSpelling], &QAction::toggled, this,
            [this](bool isOn) { m_preferences.setChecksSpelling(isOn); });
}

void DocumentWindow::addSpelling()
{
    m_spell = new SpellControl(m_actions, m_pane->edit(), m_spelling, m_preferences, m_pane->document().place().document, this);
    connect(m_spell, &SpellControl::told, this, &DocumentWindow::tell);
    m_language->watch(m_spell);
    takeAids();
    connect(m_spell, &SpellControl::languageChanged, this, [this, last = m_spell->locale()]() mutable {
        if (std::exchange(last, m_spell->locale()) != m_spell->locale())
            takeAids();
    });
}

// As it is done in the language of the document.
void DocumentWindow::takeAids()
{
    if (m_spell)
        m_pane->edit().setTypingAids(m_preferences.typingAids().in(m_spell->locale()));
}

// Where the caret is on paper stands beside the count of words.
void DocumentWindow::addPages()
{
    m_pages = new PageControl(m_actions, *m_pane, m_preferences, this);
    connect(m_pages, &PageControl::told, this, &DocumentWindow::tell);
    connect(m_pages, &PageControl::changed, this, [this] {
        m_page->setText(m_pages->place());
        m_page->setVisible(!m_page->text().isEmpty());
    });
}

void DocumentWindow::goTo()
{
    auto *dialog = new GoToDialog(m_pane->edit(), this);
    const auto show = [this](qint64 position) {
        m_pane->edit().binding().setSelection(editor::Selection::caret(position));
        m_pane->edit().scrollToPosition(position);
        m_pane->edit().setFocus();
    };
    connect(dialog, &GoToDialog::headingChosen, m_pages, show);
    connect(dialog, &GoToDialog::pageChosen, m_pages, [this, show](int page) { m_pages->withPage(page, show); });
    dialog->open();
}

void DocumentWindow::connectHelp()
{
    connect(&m_actions[ActionId::Commands], &QAction::triggered, this,
            [this] { (new CommandPalette(m_actions, this))->open(); });
    connect(&m_actions[ActionId::Shortcuts], &QAction::triggered, this,
            [this] { (new ShortcutsDialog(menuBar()->actions(), this))->show(); });
    connect(&m_actions[ActionId::Preferences], &QAction::triggered, this, [this] {
        auto *dialog = new PreferencesDialog(m_actions, m_preferences, this);
        connect(dialog, &PreferencesDialog::personChosen, this, &DocumentWindow::personChosen);
        dialog->open();
    });
}

} // namespace syngraph::ui
