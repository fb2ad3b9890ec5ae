// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/target.h"
#include "cli/tokens.h"
#include "client_net/session_driver.h"
#include "replica/journal.h"

#include <QSet>

namespace syngraph::cli {

// One writer of `soak`: puts tokens between words, each a change of its own, whether its server is there or not,
// and notes every token that the server has acknowledged in FOLDER/N.acked right after the ack. Its journal is
// FOLDER/N.journal, so that it goes on after a crash where it was.
class SoakClient : public QObject
{
    Q_OBJECT

public:
    static Result<std::unique_ptr<SoakClient>> open(const Target &target, DocumentId document, const QString &folder,
                                                    int number, replica::SyncThread &sync);
    ~SoakClient() override;

    void start();
    void stopTyping() { m_typing.stop(); }
    bool hasSettled(Revision revision) const;
    const session::Session &session() const { return m_driver->session(); }
    int reconnects() const { return m_driver->reconnects(); }
    qint64 acknowledged() const { return m_acknowledged; }
    const std::optional<Error> &failure() const { return m_failure; }

private:
    SoakClient(int number, int acked) : m_number(number), m_acked(acked) { }
    Result<void> adopt(const Target &target, DocumentId document, const QString &folder, replica::SyncThread &sync);
    void type();
    qint64 placeForToken() const;
    void heard(const protocol::ServerMessage &message);
    void noteAcknowledged(QStringView committedText);

    const int m_number;
    int m_acked; // descriptor
    std::unique_ptr<replica::Journal> m_journal;
    std::unique_ptr<client_net::SessionDriver> m_driver;
    QTimer m_typing;
    qint64 m_next = 1;
    qint64 m_acknowledged = 0;
    QSet<qint64> m_pending;
    std::optional<Error> m_failure;
};

} // namespace syngraph::cli
