// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/session_driver.h"

#include <QObject>

namespace syngraph::ui {

// How this person's own document is shared, as the own server says it, and the ways to change that. Owns nothing; the
// driver must outlive it. A change is seen in state() when the server has made it.
class SharingLink : public QObject
{
    Q_OBJECT

public:
    SharingLink(client_net::SessionDriver &driver, QObject *parent);

    // Whether this person may share it, and the server is there.
    bool isPossible() const { return m_isWatching; }
    bool isShared() const { return m_state.admission != protocol::Admission::Nobody; }
    const protocol::Sharing &state() const { return m_state; }
    QString title() const { return m_driver.session().title(); }
    // What others see as the one who shares.
    QString hostName() const;
    // Where others find it, the address that most of them can do something with first; host:port.
    QStringList places() const;
    // For others to open; carries the server's key but no secret. Empty where nobody could reach it.
    QString address() const;

    void share(protocol::Admission admission, protocol::Role role, bool isListed);
    void stop();
    // To one who asks to be let in; None refuses.
    void answer(IdentityId person, protocol::Role role, bool always);
    // None removes.
    void setRole(IdentityId person, protocol::Role role);
    void makeNewCode();

    // Those of this document that still work, as they were when they were read last.
    const std::vector<protocol::Invitation> &invitations() const { return m_invitations; }
    void readInvitations();
    // For so many hours, 0 for ever; invited() has the link.
    void invite(protocol::Role role, qint64 hours);
    // By its public name.
    void revoke(const QString &id);

Q_SIGNALS:
    void changed();
    void invitationsChanged();
    void invited(const QString &link);
    void failed(const syngraph::Error &reason);

private:
    template<typename Request>
    void ask(const Request &request);
    template<typename Request, typename Done>
    void ask(const Request &request, Done done);
    QString linkWith(const QString &secret) const;
    void take(const protocol::ServerMessage &message);
    void look();

    client_net::SessionDriver &m_driver;
    protocol::Sharing m_state;
    std::vector<protocol::Invitation> m_invitations;
    bool m_isWatching = false;
};

} // namespace syngraph::ui
