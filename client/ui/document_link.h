// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/session_driver.h"
#include "editor/remote_carets.h"
#include "editor/rich_text_edit.h"
#include "ui/typing_steps.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace syngraph::ui {

// Joins one editor widget with one driver: what is typed goes to the Session, what others change and what undo
// takes back comes to the widget, selections both ways. Owns neither; both must outlive it.
// Invariant: what the widget's binding shows, with the changes it has been given, is the Session's visible document.
class DocumentLink : public QObject
{
    Q_OBJECT

public:
    DocumentLink(client_net::SessionDriver &driver, editor::RichTextEdit &edit, QObject *parent);
    ~DocumentLink() override;

    void undo();
    void redo();
    editor::RemoteCarets &carets() { return *m_carets; }
    // Puts the carets of others where they are now, in the colours for this page.
    void showCarets();

Q_SIGNALS:
    // The document is there, or another one is.
    void shown();

private:
    void sendEdit(const model::Delta &change, editor::EditKind kind, const std::optional<model::Verdict> &verdict);
    void applied(const model::Delta &change);
    void reload();
    void sendPresence();
    void takeUndoState();
    void takeBack(void (client_net::SessionDriver::*step)());

    client_net::SessionDriver &m_driver;
    editor::RichTextEdit &m_edit;
    editor::RemoteCarets *m_carets;
    TypingSteps m_steps;
    QElapsedTimer m_clock;
    QTimer m_reload;
    QTimer m_presenceOut;
    QTimer m_caretsIn;
    bool m_isTakingBack = false;
    model::Delta m_takenBack; // what the last step of undo or redo did
};

} // namespace syngraph::ui
