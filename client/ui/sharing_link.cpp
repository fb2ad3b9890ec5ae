// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sharing_link.h"

#include <QPointer>
#include <QUrl>

#include <algorithm>

namespace syngraph::ui {

using client_net::Reply;
using client_net::SessionDriver;
using protocol::Admission;
using protocol::Role;

SharingLink::SharingLink(SessionDriver &driver, QObject *parent) : QObject(parent), m_driver(driver)
{
    connect(&m_driver, &SessionDriver::changed, this, &SharingLink::look);
    connect(&m_driver, &SessionDriver::received, this, &SharingLink::take);
    look();
}

// The server tells of changes to those who have asked once on this connection.
void SharingLink::look()
{
    const session::Session &session = m_driver.session();
    const bool isOwner = std::holds_alternative<session::Live>(session.link()) && session.role() == Role::Owner;
    if (isOwner == m_isWatching)
        return;
    m_isWatching = isOwner;
    if (isOwner)
        ask(protocol::ReadSharing{0, session.document()});
    Q_EMIT changed();
}

template<typename Request, typename Done>
void SharingLink::ask(const Request &request, Done done)
{
    const QPointer<SharingLink> alive(this);
    m_driver.requests().ask(request, [alive, done](const Result<Reply> &reply) {
        if (!alive)
            return;
        if (reply)
            done(reply->message);
        else
            Q_EMIT alive->failed(reply.error());
    });
}

template<typename Request>
void SharingLink::ask(const Request &request)
{
    ask(request, [this](const protocol::ServerMessage &answer) { take(answer); });
}

void SharingLink::take(const protocol::ServerMessage &message)
{
    const auto *sharing = std::get_if<protocol::Sharing>(&message);
    if (!sharing || sharing->document != m_driver.session().document())
        return;
    m_state = *sharing;
    Q_EMIT changed();
}

QString SharingLink::hostName() const
{
    const session::Session &session = m_driver.session();
    return session.people().value(session.member()).name;
}

QStringList SharingLink::places() const
{
    QStringList places;
    for (const QString &url : m_state.urls)
        places << QUrl(url).authority();
    // what is in brackets is hard to read out and to type
    std::ranges::stable_sort(places, {}, [](const QString &place) { return place.startsWith(u'['); });
    return places;
}

QString SharingLink::linkWith(const QString &secret) const
{
    const QStringList all = places();
    if (all.isEmpty())
        return {};
    return QStringLiteral("syngraph://%1/%2#%3.%4")
        .arg(all[0], m_state.document.toString(), secret, m_state.fingerprint);
}

QString SharingLink::address() const
{
    return linkWith({});
}

void SharingLink::share(Admission admission, Role role, bool isListed)
{
    ask(protocol::Share{0, m_driver.session().document(), admission, role, isListed});
}

void SharingLink::stop()
{
    share(Admission::Nobody, Role::Viewer, false);
}

void SharingLink::answer(IdentityId person, Role role, bool always)
{
    ask(protocol::AnswerKnock{0, m_driver.session().document(), person, role, always});
}

void SharingLink::setRole(IdentityId person, Role role)
{
    ask(protocol::SetRole{0, m_driver.session().document(), person, role});
}

void SharingLink::makeNewCode()
{
    ask(protocol::NewCode{0, m_driver.session().document()});
}

void SharingLink::readInvitations()
{
    ask(protocol::ListInvitations{}, [this](const protocol::ServerMessage &answer) {
        const auto *all = std::get_if<protocol::Invitations>(&answer);
        if (!all)
            return;
        m_invitations.clear();
        for (const protocol::Invitation &one : all->invitations) {
            if (one.document == m_driver.session().document())
                m_invitations.push_back(one);
        }
        Q_EMIT invitationsChanged();
    });
}

void SharingLink::invite(Role role, qint64 hours)
{
    const protocol::Invite request{0, m_driver.session().document(), role, hours};
    ask(request, [this](const protocol::ServerMessage &answer) {
        if (const auto *made = std::get_if<protocol::Invited>(&answer))
            Q_EMIT invited(linkWith(made->secret));
        readInvitations();
    });
}

void SharingLink::revoke(const QString &id)
{
    ask(protocol::Revoke{0, id}, [this](const protocol::ServerMessage &) { readInvitations(); });
}

} // namespace syngraph::ui
