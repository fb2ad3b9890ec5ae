// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/key_watch.h"
#include "ui/document_window.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace syngraph::app {

// Plays actions in one window as a person would do them, for demonstrations and tests: `syngraph --script FILE`.
// One action a line, its operand behind the first blank; empty lines and those with # do nothing:
//   wait MS             do nothing for so long
//   wait-document       until a document is shown that has text or may be edited
//   wait-text TEXT      until the document contains it
//   wait-shared         until nothing of one's own is pending and the server is there
//   wait-state WORD     until the connection chip says it
//   wait-file PATH      until the file exists
//   wait-said TEXT      until it stands anywhere on the screen outside of the document
//   said PATH           all that stands there
//   touch PATH          make that file
//   pace MS             time between keys, 30 at first
//   type TEXT           by key events; \n is Enter
//   caret TEXT          put the caret behind the first place where the document says so
//   select TEXT         select that place
//   newest-window       go on in the window that was opened last
//   reopen              choose the first document that the start page wants to rescue
//   action NAME         as in the menus, without … : action Bold
//   click TEXT          the button or card that says so, or whose tip does, as soon as it can be pressed
//   where TEXT PATH     its middle on the screen, "X Y", for a hand from outside
//   choose TEXT         the row of a list
//   fill PATH           the text of that file into the field that has the focus, and Enter
//   clipboard PATH      the text of the clipboard
//   measure             from now on: how long from each key of `type` to what is painted of it
//   measured PATH       these times, in milliseconds, a line each
//   dump PATH           the content, read out of the window's own text document, as Delta JSON
//   grab PATH           a picture of the window
//   grab-screen PATH    a picture of the whole screen
//   quit                close all windows
// A step that waits for more than three minutes ends the program with exit code 1.
class Script : public QObject
{
    Q_OBJECT

public:
    using Windows = std::function<QList<ui::DocumentWindow *>()>; // in the order of their opening

    Script(const QStringList &lines, Windows windows, QObject *parent = nullptr);

    void start();

private:
    enum class Step { Done, Again };

    void next();
    Step play(const QString &verb, const QString &operand);
    // With what is on the screen, whichever window it is in; nothing: it is none of these.
    std::optional<Step> playHands(const QString &verb, const QString &operand);
    Step playWait(const QString &verb, const QString &operand);
    Step playEdit(const QString &verb, const QString &operand);
    Step type(const QString &text);
    Step reopen();
    void select(const QString &text, bool isCaret);
    void trigger(const QString &name);
    void dump(const QString &path);
    void write(const QString &path, const QByteArray &content);
    void writeTimes(const QString &path);
    void fail(const QString &why);

    QStringList m_lines;
    Windows m_windows;
    QPointer<ui::DocumentWindow> m_window;
    QTimer m_timer;
    QElapsedTimer m_inStep;
    QElapsedTimer m_sinceLast; // action or key
    std::unique_ptr<KeyWatch> m_watch;
    qsizetype m_line = 0;
    qsizetype m_typed = 0; // of the text being typed
    int m_paceMs = 30;
    int m_untilNextMs = 0; // of the timer
};

} // namespace syngraph::app
