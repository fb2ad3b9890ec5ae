// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document_window.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <functional>

namespace syngraph::app {

// Plays actions in one window as a person would do them, for demonstrations and tests: `syngraph --script FILE`.
// One action a line, its operand behind the first blank; empty lines and those with # do nothing:
//   wait MS             do nothing for so long
//   wait-document       until a document is shown that has text or may be edited
//   wait-text TEXT      until the document contains it
//   wait-shared         until nothing of one's own is pending and the server is there
//   wait-state WORD     until the connection chip says it
//   wait-file PATH      until the file exists
//   touch PATH          make that file
//   pace MS             time between keys, 30 at first
//   type TEXT           by key events; \n is Enter
//   caret TEXT          put the caret behind the first place where the document says so
//   select TEXT         select that place
//   reopen              choose the first document that the start page wants to rescue
//   action NAME         as in the menus, without … : action Bold
//   dump PATH           the content, read out of the window's own text document, as Delta JSON
//   grab PATH           a picture of the window
//   grab-screen PATH    a picture of the whole screen
//   quit                close all windows
// A step that waits for more than three minutes ends the program with exit code 1.
class Script : public QObject
{
    Q_OBJECT

public:
    Script(const QStringList &lines, std::function<ui::DocumentWindow *()> window, QObject *parent = nullptr);

    void start();

private:
    enum class Step { Done, Again };

    void next();
    Step play(const QString &verb, const QString &operand);
    Step playWait(const QString &verb, const QString &operand);
    Step playEdit(const QString &verb, const QString &operand);
    Step type(const QString &text);
    Step reopen();
    void select(const QString &text, bool isCaret);
    void trigger(const QString &name);
    void dump(const QString &path);
    void fail(const QString &why);

    QStringList m_lines;
    std::function<ui::DocumentWindow *()> m_findWindow;
    QPointer<ui::DocumentWindow> m_window;
    QTimer m_timer;
    QElapsedTimer m_inStep;
    qsizetype m_line = 0;
    qsizetype m_typed = 0; // of the text being typed
    int m_paceMs = 30;
};

} // namespace syngraph::app
