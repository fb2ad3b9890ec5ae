// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people_watch.h"

namespace syngraph::ui {
namespace {

constexpr qint64 kTypingMs = 2500;
constexpr qint64 kIdleMs = 2 * 60'000;
constexpr qint64 kLostShownMs = 5 * 60'000;
constexpr int kLookMs = 500;
constexpr int kSayAfterMs = 400;  // who comes back at once has not left
constexpr int kSayAgainMs = 4000;

QString sentence(const QStringList &names, const QString &one, const QString &several)
{
    return names.size() == 1 ? one.arg(names.front()) : several.arg(names.first(names.size() - 1).join(QStringLiteral(", ")), names.back());
}

} // namespace

PeopleWatch::PeopleWatch(client_net::SessionDriver &driver, QObject *parent) : QObject(parent), m_driver(driver)
{
    m_clock.start();
    m_say.setSingleShot(true);
    connect(&m_say, &QTimer::timeout, this, &PeopleWatch::say);
    connect(&m_look, &QTimer::timeout, this, &PeopleWatch::look);
    connect(&m_driver, &client_net::SessionDriver::received, this, [this](const protocol::ServerMessage &message) {
        if (std::holds_alternative<protocol::PresenceUpdate>(message))
            m_carets = m_driver.session().othersCarets();
    });
    connect(&m_driver, &client_net::SessionDriver::taken, this, &PeopleWatch::take);
    connect(&m_driver, &client_net::SessionDriver::changed, this, &PeopleWatch::lookAtPeople);
    m_look.start(kLookMs);
    lookAtPeople();
}

void PeopleWatch::passTime(qint64 ms)
{
    m_passed += ms;
    look();
}

void PeopleWatch::take(const protocol::ServerMessage &message)
{
    const auto known = [this](qint64 member) {
        const auto found = m_known.find(member);
        return found == m_known.end() ? nullptr : &found->second;
    };
    if (const auto *committed = std::get_if<protocol::Committed>(&message)) {
        for (const protocol::CommittedChange &change : committed->changes) {
            if (Known *person = known(change.by))
                person->writtenMs = person->movedMs = now();
        }
        look();
    } else if (const auto *update = std::get_if<protocol::PresenceUpdate>(&message)) {
        // who stays where they were says so again from time to time, or is taken along by what others write
        const auto carets = m_driver.session().othersCarets();
        for (const protocol::PresenceEntry &entry : update->entries) {
            const auto isOf = [&](const session::PresenceMap::Carets &one) { return one.member == entry.member; };
            const auto before = std::ranges::find_if(m_carets, isOf);
            const auto after = std::ranges::find_if(carets, isOf);
            const bool isSame = before != m_carets.end() && after != carets.end() && *before == *after;
            if (Known *person = known(entry.member); person && !isSame)
                person->movedMs = now();
        }
        look();
    }
}

// Who has come and gone since the last look. While there is no connection nobody has.
void PeopleWatch::lookAtPeople()
{
    const session::Session &session = m_driver.session();
    const bool isLive = std::holds_alternative<session::Live>(session.link());
    if (!isLive)
        return;
    std::map<qint64, Known> people;
    for (const protocol::Person &person : session.people()) {
        if (person.member == session.member())
            continue;
        const auto before = m_known.find(person.member);
        if (before != m_known.end()) {
            people.emplace(person.member, before->second).first->second.person = person;
            continue;
        }
        people.emplace(person.member, Known{person, -1, now()});
        const bool wasLost = std::erase_if(m_lost, [&](const Lost &one) { return one.person.client == person.client || one.person.name == person.name; }) > 0;
        if (m_left.removeOne(person.name) || !m_wasLive)
            continue;
        (wasLost ? m_back : m_joined) << person.name;
    }
    for (const auto &[member, known] : m_known) {
        const bool isBackAsAnother = std::ranges::any_of(people, [&](const auto &one) { return one.second.person.client == known.person.client; });
        if (people.contains(member) || isBackAsAnother)
            continue;
        if (!m_joined.removeOne(known.person.name) && !m_back.removeOne(known.person.name))
            m_left << known.person.name;
        m_lost.push_back({known.person, now()});
    }
    m_known = std::move(people);
    m_wasLive = true;
    if (!(m_joined.isEmpty() && m_back.isEmpty() && m_left.isEmpty()) && !m_say.isActive())
        m_say.start(kSayAfterMs);
    look();
}

void PeopleWatch::say()
{
    QStringList sentences;
    if (!m_joined.isEmpty())
        sentences << sentence(m_joined, tr("%1 joined"), tr("%1 and %2 joined"));
    if (!m_back.isEmpty())
        sentences << sentence(m_back, tr("%1 is back"), tr("%1 and %2 are back"));
    if (!m_left.isEmpty())
        sentences << sentence(m_left, tr("%1 left"), tr("%1 and %2 left"));
    m_joined.clear();
    m_back.clear();
    m_left.clear();
    if (sentences.isEmpty())
        return;
    Q_EMIT said(sentences.join(QStringLiteral(" · ")));
    m_say.start(kSayAgainMs);
}

Activity PeopleWatch::activityOf(qint64 member) const
{
    const auto found = m_known.find(member);
    if (found == m_known.end())
        return Activity::Here;
    const Known &known = found->second;
    if (known.writtenMs >= 0 && now() - known.writtenMs < kTypingMs)
        return Activity::Typing;
    return now() - known.movedMs >= kIdleMs ? Activity::Idle : Activity::Here;
}

std::vector<protocol::Person> PeopleWatch::lost() const
{
    std::vector<protocol::Person> people;
    for (const Lost &one : m_lost)
        people.push_back(one.person);
    return people;
}

std::map<qint64, Activity> PeopleWatch::activities() const
{
    std::map<qint64, Activity> activities;
    for (const auto &[member, known] : m_known)
        activities[member] = activityOf(member);
    for (const Lost &one : m_lost)
        activities[one.person.member] = Activity::Offline;
    return activities;
}

void PeopleWatch::look()
{
    std::erase_if(m_lost, [this](const Lost &one) { return now() - one.sinceMs >= kLostShownMs; });
    auto activities = this->activities();
    if (activities == m_told)
        return;
    m_told = std::move(activities);
    Q_EMIT changed();
}

} // namespace syngraph::ui
