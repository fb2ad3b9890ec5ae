// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHostAddress>

namespace syngraph::net {

// Lets an address try so many wrong tokens a minute, the first ones at once; a token under way counts as wrong
// until it is known to be right. Holds at most kMaxAddresses; those beyond share one account. Times in ms of a
// monotonic clock.
class GuessLimit
{
public:
    static constexpr qsizetype kMaxAddresses = 4096;

    explicit GuessLimit(qint64 perMinute) : m_costMs(60'000 / perMinute) { }

    bool tryTake(const QHostAddress &address, qint64 nowMs);
    void giveBack(const QHostAddress &address);
    qsizetype addressCount() const { return m_paidMs.size(); }

private:
    QHostAddress accountOf(const QHostAddress &address, qint64 nowMs);

    qint64 m_costMs;
    QHash<QHostAddress, qint64> m_paidMs; // when all of its guesses are paid off
};

} // namespace syngraph::net
