// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/company.h"

#include "ui/colors.h"
#include "ui/quiet_notice.h"

namespace syngraph::ui {

Company::Company(DocumentPane &pane, PresenceStrip &strip, PeopleList &list, QObject *parent)
    : QObject(parent), m_pane(pane), m_strip(strip), m_list(list), m_watch(pane.document().driver(), this),
      m_follow(pane, this), m_notice(new QuietNotice(pane.edit()))
{
    connect(&m_watch, &PeopleWatch::changed, this, &Company::refresh);
    connect(&m_watch, &PeopleWatch::said, m_notice, &QuietNotice::say);
    connect(&strip, &PresenceStrip::followRequested, &m_follow, &Follow::start);
    connect(&list, &PeopleList::followRequested, &m_follow, &Follow::start);
}

Company::~Company()
{
    delete m_notice;
}

void Company::refresh()
{
    const bool dark = isDark(m_pane.palette());
    auto people = shownPeople(m_pane.document().session(), dark);
    for (ShownPerson &person : people)
        person.activity = person.isMe ? Activity::Here : m_watch.activityOf(person.member);
    if (!people.empty()) {
        for (const protocol::Person &person : m_watch.lost())
            people.push_back({person.member, person.name, personColor(person, dark), false, person.role, Activity::Offline});
    }
    m_strip.show(people);
    m_list.show(people);
}

} // namespace syngraph::ui
