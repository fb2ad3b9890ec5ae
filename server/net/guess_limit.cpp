// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/guess_limit.h"

#include "base/plant.h"
#include "net/admission.h"

namespace syngraph::net {
namespace {

constexpr qint64 kMinuteMs = 60'000;

} // namespace

QHostAddress GuessLimit::accountOf(const QHostAddress &address, qint64 nowMs)
{
    const QHostAddress account = countedAs(address);
    if (m_paidMs.size() < kMaxAddresses || m_paidMs.contains(account))
        return account;
    m_paidMs.removeIf([&](const auto &entry) { return entry.value() <= nowMs; });
    return m_paidMs.size() < kMaxAddresses ? account : QHostAddress();
}

bool GuessLimit::tryTake(const QHostAddress &address, qint64 nowMs)
{
    qint64 &paid = m_paidMs[accountOf(address, nowMs)];
    paid = std::max(paid, nowMs);
    if (paid + m_costMs - nowMs > kMinuteMs && checks(Check::Guesses))
        return false;
    paid += m_costMs;
    return true;
}

void GuessLimit::giveBack(const QHostAddress &address)
{
    const auto own = m_paidMs.find(countedAs(address));
    const auto found = own != m_paidMs.end() ? own : m_paidMs.find(QHostAddress());
    if (found != m_paidMs.end())
        *found -= m_costMs;
}

} // namespace syngraph::net
