// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/session_driver.h"

#include <QStringList>

namespace syngraph::test {

// A person at the real client: its Session over a real connection, and a caret. Functions that wait run the event
// loop.
class NativeClient : public QObject
{
    Q_OBJECT

public:
    NativeClient(const QUrl &url, DocumentId document);

    bool waitUntilJoined(int timeoutMs = 20'000);
    bool isSettled() const;
    bool waitUntilSettled(qint64 revision, int timeoutMs = 30'000);

    void edit(const model::Delta &change);
    void setCaret(qint64 caret) { m_caret = caret; }
    void type(const QString &text);

    qint64 revision() const { return m_driver.session().revision().value; }
    const model::Document &document() const { return m_driver.session().edits().visible(); }
    QByteArray visible() const;
    QString text() const { return document().text(0, document().length()); }
    // What went wrong, from the person's point of view.
    const QStringList &notices() const { return m_notices; }
    client_net::SessionDriver &driver() { return m_driver; }

private:
    client_net::SessionDriver m_driver;
    QStringList m_notices;
    qint64 m_caret = 0;
};

} // namespace syngraph::test
