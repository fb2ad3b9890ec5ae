// SPDX-License-Identifier: GPL-3.0-or-later
// What owners are told about sharing.
#include "net/clock.h"
#include "net/sharing_desk.h"

#include <algorithm>

namespace syngraph::net {

using protocol::Role;
using protocol::SharedPerson;

std::vector<SharedPerson> SharingDesk::peopleOf(DocumentId document) const
{
    std::map<IdentityId, SharedPerson> people;
    for (const storage::Grant &grant : book().grantsOn(document)) {
        // of another time it was shared
        if (book().find(document) || grant.role == Role::None)
            people[grant.identity] = {grant.identity, book().nameOf(grant.identity), grant.role, false, false, {}};
    }
    for (const Client *client : m_world.clients()) {
        if (!client->caller.identity || client->caller.isOwner || client->document != document)
            continue;
        SharedPerson &person = people[*client->caller.identity];
        person.identity = *client->caller.identity;
        person.name = client->name;
        person.role = m_world.access.roleOn(client->caller, document, wallClockMs());
        person.present = person.role > Role::None;
    }
    for (const Knocking &one : m_knocking) {
        if (one.document == document)
            people[one.identity] = {one.identity, one.name, Role::None, false, true, one.words};
    }
    std::vector<SharedPerson> all;
    for (auto &[identity, person] : people) {
        if (all.size() < std::size_t(protocol::kMaxPeople))
            all.push_back(std::move(person));
    }
    return all;
}

protocol::Sharing SharingDesk::stateOf(DocumentId document) const
{
    protocol::Sharing state;
    state.document = document;
    state.fingerprint = QString::fromLatin1(m_world.fingerprint.toHex());
    if (const storage::Share *share = book().find(document)) {
        state.admission = share->admission;
        state.role = share->role;
        state.listed = share->isListed;
        if (share->codeTries < protocol::kCodeTries && m_codes.contains(document))
            state.code = m_codes.value(document);
        for (const QString &url : m_world.door.urls())
            state.urls.push_back(url);
        if (m_world.door.problem() && !m_world.door.isOpen())
            state.problem = m_world.door.problem()->text();
    }
    state.people = peopleOf(document);
    return state;
}

void SharingDesk::tell(DocumentId document)
{
    const protocol::Sharing state = stateOf(document);
    for (auto &[id, documents] : m_watching) {
        const auto watched = documents.find(document);
        Client *client = m_world.find(id);
        if (watched == documents.end() || !client || watched->second == state)
            continue;
        watched->second = state;
        client->connection->send(state);
    }
}

bool SharingDesk::isWatched(DocumentId document) const
{
    return std::ranges::any_of(m_watching, [document](const auto &one) { return one.second.contains(document); });
}

void SharingDesk::tellKnocking()
{
    for (Knocking &one : m_knocking) {
        const bool isSeen = isWatched(one.document);
        Client *client = m_world.find(one.connection);
        if (!client || one.isSeen == isSeen)
            continue;
        one.isSeen = isSeen;
        client->connection->send(protocol::Asked{one.document, isSeen});
    }
}

void SharingDesk::leave(room::ConnectionId connection)
{
    m_watching.erase(connection);
    const auto gone = std::erase_if(m_knocking, [connection](const Knocking &one) { return one.connection == connection; });
    if (gone > 0)
        tick();
    tellKnocking();
}

void SharingDesk::tick()
{
    std::vector<DocumentId> watched;
    for (const auto &[id, documents] : m_watching) {
        for (const auto &[document, state] : documents)
            watched.push_back(document);
    }
    for (const DocumentId document : watched)
        tell(document);
}

} // namespace syngraph::net
