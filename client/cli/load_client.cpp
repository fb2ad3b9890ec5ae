// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/load_client.h"

#include "cli/document_client.h"
#include "model/transform.h"

#include <algorithm>

namespace syngraph::cli {

using client_net::SessionDriver;

double percentile(std::vector<qint64> &times, double share)
{
    if (times.empty())
        return 0;
    const auto index = std::min(times.size() - 1, std::size_t(double(times.size()) * share));
    std::nth_element(times.begin(), times.begin() + std::ptrdiff_t(index), times.end());
    return double(times[index]) / 1000;
}

LoadClient::LoadClient(const Target &target, DocumentId document, int number, LoadTimes &times)
    : m_number(number), m_times(times), m_driver(session::Session(document), driverOptions(target))
{
    connect(&m_driver, &SessionDriver::received, this, &LoadClient::heard);
    connect(&m_driver, &SessionDriver::applied, this, [this](const model::Delta &change) {
        if (m_caret >= 0)
            m_caret = model::transformPosition(m_caret, change, model::AtInsert::Stays);
    });
    connect(&m_driver, &SessionDriver::noticed, this,
            [this](const session::Notice &notice) { m_failure = notice.reason; });
    m_typing.setTimerType(Qt::PreciseTimer);
    m_typing.setSingleShot(true);
    connect(&m_typing, &QTimer::timeout, this, &LoadClient::type);
}

void LoadClient::startTyping(double rate)
{
    m_rate = rate;
    m_startUs = m_times.nowUs();
    m_caret = session().edits().visible().length() - 1;
    m_times.writerOfMember.insert(session().member(), m_number);
    type();
}

// By the clock rather than by the timer, so that the rate is kept whatever the loop is busy with.
void LoadClient::type()
{
    const auto due = qint64(double(m_times.nowUs() - m_startUs) * m_rate / 1e6);
    while (m_typed < due) {
        if (hasEnded())
            return;
        if (m_rest.isEmpty()) {
            m_tokens.append(Token{m_number, m_tokens.size() + 1});
            m_rest = m_tokens.last().text();
        }
        insert(m_rest.first(1));
    }
    const double nextUs = double(m_startUs) + double(m_typed + 1) * 1e6 / m_rate;
    m_typing.start(std::max(1, int((nextUs - double(m_times.nowUs())) / 1000)));
}

void LoadClient::insert(QStringView text)
{
    model::Delta change;
    change.retain(m_caret).insert(text);
    m_caret += text.size();
    ++m_typed;
    m_times.madeAt[std::size_t(m_number)].push_back(m_times.nowUs());
    m_rest.remove(0, text.size());
    m_driver.edit(change, session::PendingEdits::Grouping::Continue);
}

void LoadClient::heard(const protocol::ServerMessage &message)
{
    if (const auto *batch = std::get_if<protocol::Committed>(&message)) {
        for (const protocol::CommittedChange &change : batch->changes)
            count(change);
    } else if (std::holds_alternative<protocol::CatchUp>(message)) {
        m_isCounting = false;
    }
}

void LoadClient::count(const protocol::CommittedChange &change)
{
    const auto writer = m_times.writerOfMember.constFind(change.by);
    if (!m_isCounting || writer == m_times.writerOfMember.cend())
        return;
    const std::vector<qint64> &made = m_times.madeAt[std::size_t(*writer)];
    m_seen.resize(m_times.madeAt.size(), 0);
    std::size_t &seen = m_seen[std::size_t(*writer)];
    const qint64 now = m_times.nowUs();
    std::vector<qint64> &times = *writer == m_number ? m_times.acks : m_times.deliveries;
    for (qsizetype i = 0; i < change.delta.delta.text().size() && seen < made.size(); ++i)
        times.push_back(now - made[seen++]);
}

} // namespace syngraph::cli
