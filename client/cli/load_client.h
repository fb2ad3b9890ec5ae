// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/target.h"
#include "cli/tokens.h"
#include "client_net/session_driver.h"

#include <QElapsedTimer>

namespace syngraph::cli {

// When each keystroke of each writer was made, and how long the acks and deliveries took; microseconds.
struct LoadTimes
{
    QElapsedTimer clock;
    std::vector<std::vector<qint64>> madeAt; // of each writer
    QHash<qint64, int> writerOfMember;
    std::vector<qint64> deliveries;
    std::vector<qint64> acks;

    qint64 nowUs() const { return clock.nsecsElapsed() / 1000; }
};

// In ms, of times in microseconds.
double percentile(std::vector<qint64> &times, double share);

// One client of `load`; a writer types numbered tokens, one character at a time, at a caret of its own. What a
// writer inserts arrives in the order it was typed, so that counting characters tells which keystrokes came.
class LoadClient : public QObject
{
    Q_OBJECT

public:
    LoadClient(const Target &target, DocumentId document, int number, LoadTimes &times);

    void start() { m_driver.start(); }
    bool isLive() const { return std::holds_alternative<session::Live>(session().link()); }
    // Types `rate` characters a second from now on.
    void startTyping(double rate);
    // Begins no further token; the one that is being typed is ended at the same rate.
    void endTyping() { m_isEnding = true; }
    // At once, within a token.
    void stopTyping() { m_typing.stop(); }
    bool hasEnded() const { return m_isEnding && m_rest.isEmpty(); }
    const session::Session &session() const { return m_driver.session(); }
    const QList<Token> &tokens() const { return m_tokens; }
    const std::optional<Error> &failure() const { return m_failure; }

private:
    void type();
    void insert(QStringView text);
    void heard(const protocol::ServerMessage &message);
    void count(const protocol::CommittedChange &change);

    const int m_number;
    LoadTimes &m_times;
    client_net::SessionDriver m_driver;
    QTimer m_typing;
    double m_rate = 0;
    qint64 m_startUs = 0;
    qint64 m_typed = 0;
    qint64 m_caret = -1;
    QString m_rest; // of the token that is being typed
    bool m_isEnding = false;
    QList<Token> m_tokens;
    std::vector<std::size_t> m_seen; // keystrokes of each writer
    bool m_isCounting = true;        // not any more after a catch-up
    std::optional<Error> m_failure;
};

} // namespace syngraph::cli
