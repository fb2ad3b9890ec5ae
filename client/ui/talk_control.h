// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions.h"
#include "ui/comment_margin.h"
#include "ui/document_pane.h"
#include "ui/preferences.h"

#include <QPointer>

class QDockWidget;
class QMainWindow;

namespace syngraph::ui {

class ChatButton;
class ChatPanel;
class FindBar;

// Comments and chat of a window: its actions, the margin beside the page, the dock of the chat and the button that
// opens it. Owned by the window.
class TalkControl : public QObject
{
    Q_OBJECT

public:
    TalkControl(const Actions &actions, Preferences &preferences, QMainWindow &window);

    // Puts the chat below the docks that are there.
    void addDock();
    // Null: no document any more.
    void watch(DocumentPane *pane);
    // Lets the bar of the pane find in comments, too.
    void findIn(FindBar &bar);
    // Whether anything but the page may be seen.
    void setShown(bool isShown);
    // For the corner of the window.
    ChatButton &button() { return *m_button; }
    TalkLink *talk() { return m_talk; }
    CommentMargin *margin() { return m_margin; }
    ChatPanel &chat() { return *m_chat; }
    QDockWidget &dock() { return *m_dock; }
    // The actions that make sense now.
    void refreshActions();
    // The chat leaves the text its room.
    void fit();

Q_SIGNALS:
    // A sentence for the status bar.
    void told(const QString &text);

private:
    void connectActions();
    void keepDrafts();
    void takeDrafts();
    void comment();
    void showChat(bool isShown);
    void changed();
    void heard(const protocol::TalkEntry &entry);
    void addToMenu(QMenu *menu, qint64 position);

    const Actions &m_actions;
    Preferences &m_preferences;
    QMainWindow &m_window;
    QPointer<DocumentPane> m_pane;
    QPointer<TalkLink> m_talk;
    QPointer<CommentMargin> m_margin;
    QDockWidget *m_dock;
    ChatPanel *m_chat;
    ChatButton *m_button;
    bool m_isShown = false;
};

} // namespace syngraph::ui
