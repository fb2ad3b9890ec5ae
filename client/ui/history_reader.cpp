// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history_reader.h"

namespace syngraph::ui {
namespace {

constexpr int kQuietMs = 250;
constexpr qint64 kVersionsMs = 3000; // others may have named one

} // namespace

HistoryReader::HistoryReader(client_net::SessionDriver &driver, QObject *parent) : QObject(parent), m_driver(driver)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &HistoryReader::ask);
    connect(&m_driver, &client_net::SessionDriver::changed, this, &HistoryReader::look);
}

void HistoryReader::setShown(const QObject &by, bool isShown)
{
    const bool isFirst = m_viewers.isEmpty();
    if (!isShown) {
        m_viewers.remove(&by);
        return;
    }
    m_viewers.insert(&by);
    if (!isFirst)
        return;
    // what was read before lacks what has come since
    m_isRead = m_isRead && !isLive();
    ask();
    readVersions();
}

double HistoryReader::share() const
{
    return m_head.value > 0 ? double(m_log.head().value) / double(m_head.value) : 0;
}

bool HistoryReader::isLive() const
{
    return std::holds_alternative<session::Live>(m_driver.session().link());
}

void HistoryReader::look()
{
    if (m_viewers.isEmpty() || m_isAsking || m_later.isActive() || !isLive())
        return;
    if (m_log.head() < m_driver.session().revision() || m_problem || m_epoch != m_driver.session().attachment().epoch)
        m_later.start(kQuietMs);
}

void HistoryReader::ask()
{
    if (m_viewers.isEmpty() || m_isAsking || !isLive())
        return;
    // another past: what was read belongs to the one that is gone
    const Epoch epoch = m_driver.session().attachment().epoch;
    if (std::exchange(m_epoch, epoch) != epoch)
        m_log = {};
    m_isAsking = true;
    const QPointer<HistoryReader> self(this);
    m_driver.requests().ask(protocol::ReadHistory{0, m_log.head(), Revision{protocol::kSafeInteger}},
                            [self](const Result<client_net::Reply> &reply) {
                                if (self)
                                    self->take(reply);
                            });
}

void HistoryReader::take(const Result<client_net::Reply> &reply)
{
    m_isAsking = false;
    const auto *page = reply ? std::get_if<protocol::History>(&reply->message) : nullptr;
    m_problem.reset();
    if (!page) {
        m_problem = reply ? Error{ErrorCode::Malformed, {}} : reply.error();
    } else if (page->head < m_log.head()) {
        m_log = {};
        m_later.start(kQuietMs);
    } else {
        m_head = page->head;
        if (const auto done = m_log.append(page->changes); !done)
            m_problem = done.error();
    }
    const bool isMore = !m_problem && page && m_log.head() < page->head;
    m_isRead = m_isRead || (page && !isMore && !m_problem);
    if (isMore)
        ask();
    else if (m_versionsRead.isValid() && m_versionsRead.elapsed() > kVersionsMs)
        readVersions();
    Q_EMIT changed();
}

void HistoryReader::readVersions()
{
    if (!isLive())
        return;
    m_versionsRead.start();
    const QPointer<HistoryReader> self(this);
    m_driver.requests().ask(protocol::ListVersions{}, [self](const Result<client_net::Reply> &reply) {
        const auto *answer = reply ? std::get_if<protocol::Versions>(&reply->message) : nullptr;
        if (!self || !answer || answer->versions == self->m_versions)
            return;
        self->m_versions = answer->versions;
        Q_EMIT self->changed();
    });
}

} // namespace syngraph::ui
