// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DocumentWindow that shows its parts, gives them room, and takes the keyboard from one to the other.
#include "ui/chat_panel.h"
#include "ui/connection_chip.h"
#include "ui/document_window.h"
#include "ui/format_toolbar.h"
#include "ui/history_control.h"
#include "ui/introduction_bar.h"
#include "ui/review_control.h"
#include "ui/talk_control.h"
#include "ui/work_bar.h"

#include <QBoxLayout>
#include <QDockWidget>
#include <QKeyEvent>
#include <QMenuBar>
#include <QPushButton>
#include <QShortcut>
#include <QStatusBar>
#include <QToolButton>

#include <algorithm>

namespace syngraph::ui {
namespace {

// Most that the outline may take of the window.
constexpr double kOutlineShare = 0.24;
constexpr int kOutlineWidth = 250;
// Below it the menus need the room.
constexpr int kLeastForModeText = 980;
constexpr double kSideShare = 0.3;
constexpr int kSideWidth = 320;
constexpr int kLeastSide = 170;
constexpr int kMarks = 36;

// Where the keyboard goes in a part of the window; null: nowhere.
QWidget *entranceOf(QWidget &part)
{
    const auto takes = [](const QWidget &one) { return (one.focusPolicy() & Qt::TabFocus) && one.isVisible() && one.isEnabled(); };
    if (takes(part))
        return &part;
    for (QWidget *one = part.nextInFocusChain(); one != &part; one = one->nextInFocusChain()) {
        if (part.isAncestorOf(one) && takes(*one))
            return one;
    }
    return nullptr;
}

} // namespace

void DocumentWindow::connectParts()
{
    connect(&m_actions[ActionId::NextPane], &QAction::triggered, this, [this] { goToPart(1); });
    connect(&m_actions[ActionId::PreviousPane], &QAction::triggered, this, [this] { goToPart(-1); });
    const std::pair<ActionId, QDockWidget *> docks[] = {{ActionId::Outline, m_outlineDock}, {ActionId::People, m_peopleDock},
                                                        {ActionId::History, m_historyDock}, {ActionId::Suggestions, m_suggestionsDock}};
    // who asks for a panel goes on there, and goes back when it is closed
    for (const auto &[id, panel] : docks) {
        connect(&m_actions[id], &QAction::triggered, this, [this, dock = panel](bool isShown) {
            if (isShown)
                enter(*dock);
            else if (m_pane)
                shownEdit().setFocus();
        });
        // lists would look for an entry that begins with it
        auto *leaving = new QShortcut(QKeySequence(Qt::Key_Escape), panel, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
        connect(leaving, &QShortcut::activated, this, [this] { shownEdit().setFocus(); });
    }
}

editor::RichTextEdit &DocumentWindow::shownEdit() const
{
    return m_history && m_history->shown() ? m_history->page().edit() : m_review->shownEdit();
}

// The text, and in the order in which F6 goes through them what stands around it.
std::vector<QWidget *> DocumentWindow::parts() const
{
    std::vector<QWidget *> parts{&shownEdit(), m_toolbar};
    // the order of children changes when one comes to the front
    parts.insert(parts.end(), {m_outlineDock, m_peopleDock, m_historyDock, m_suggestionsDock, &m_talk->dock(), m_introduction, m_works});
    const QLayout *column = m_pane->layout();
    for (int i = 0; i < column->count(); ++i) {
        if (QWidget *bar = column->itemAt(i)->widget())
            parts.push_back(bar);
    }
    parts.push_back(statusBar());
    std::erase_if(parts, [](const QWidget *part) { return !part->isVisible(); });
    return parts;
}

bool DocumentWindow::enter(QWidget &part)
{
    auto *dock = qobject_cast<QDockWidget *>(&part);
    QWidget &inside = dock && dock->widget() ? *dock->widget() : part;
    QWidget *entrance = entranceOf(inside);
    if (!entrance)
        return false;
    if (dock)
        dock->raise();
    if (&inside == &m_talk->chat())
        m_talk->chat().focusBox();
    else
        entrance->setFocus(Qt::TabFocusReason);
    return true;
}

void DocumentWindow::goToPart(int step)
{
    if (!m_pane)
        return;
    const std::vector<QWidget *> all = parts();
    const auto count = std::ssize(all);
    const QWidget *focus = focusWidget();
    const auto here = std::ranges::find_if(all, [&](const QWidget *part) { return part == focus || part->isAncestorOf(focus); });
    const auto first = here == all.end() ? 0 : here - all.begin();
    for (std::ptrdiff_t i = 1; i <= count; ++i) {
        if (enter(*all[std::size_t((first + i * step + i * count) % count)]))
            return;
    }
}

// What belongs around a document, where there is one and the person wants to see more than its text.
void DocumentWindow::showParts()
{
    const bool isAlone = m_pane && m_actions[ActionId::DistractionFree].isChecked();
    menuBar()->setVisible(!isAlone);
    m_toolbar->setVisible(m_pane && !isAlone);
    m_chip->setVisible(m_pane);
    m_mode->setVisible(m_pane);
    m_share->setVisible(m_pane && m_pane->document().place().isOwn());
    m_presence->setVisible(m_pane);
    statusBar()->setVisible(m_pane && !isAlone);
    m_talk->setShown(m_pane && !isAlone);
    m_peopleDock->setVisible(m_pane && !isAlone && m_actions[ActionId::People].isChecked());
    m_outlineDock->setVisible(m_pane && !isAlone && m_actions[ActionId::Outline].isChecked());
    m_historyDock->setVisible(m_pane && !isAlone && m_actions[ActionId::History].isChecked());
    m_suggestionsDock->setVisible(m_pane && !isAlone && m_actions[ActionId::Suggestions].isChecked());
}

void DocumentWindow::setDistractionFree(bool isOn)
{
    m_actions[ActionId::FullScreen].setChecked(isOn);
    showParts();
    if (m_pane)
        m_pane->edit().setFocus();
}

// Back to the text, from wherever nobody else wants the key.
void DocumentWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_actions[ActionId::DistractionFree].isChecked())
        m_actions[ActionId::DistractionFree].setChecked(false);
    else if (event->key() == Qt::Key_Escape && m_pane && focusWidget() != &shownEdit())
        shownEdit().setFocus();
    else
        QMainWindow::keyPressEvent(event);
}

// Who comes back to a window that waits for its server need not wait any longer.
void DocumentWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && m_pane)
        m_pane->document().hurry();
    // by the desktop's means too
    if (event->type() == QEvent::WindowStateChange && !isMinimized()) {
        m_actions[ActionId::FullScreen].setChecked(isFullScreen());
        if (!isFullScreen())
            m_actions[ActionId::DistractionFree].setChecked(false);
    }
}

// The text keeps its room at every width.
void DocumentWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_mode->setToolButtonStyle(width() < kLeastForModeText ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    if (m_pane)
        fitCorner();
    m_outlineDock->setMaximumWidth(std::min(kOutlineWidth, int(width() * kOutlineShare)));
    // beside it and the marks of comments
    const int marks = width() < kLeastForModeText ? kMarks : 0;
    const int side = std::max(kLeastSide, std::min(kSideWidth, int(width() * kSideShare) - marks));
    for (QDockWidget *dock : {m_historyDock, m_suggestionsDock, m_peopleDock})
        dock->setMaximumWidth(side);
    m_talk->fit();
}

} // namespace syngraph::ui
