// SPDX-License-Identifier: GPL-3.0-or-later
// Whose key it is that a server has.
#include "base/plant.h"
#include "ui/error_words.h"
#include "ui/join_dialog.h"

#include <QPushButton>
#include <QRegularExpression>

namespace syngraph::ui {

client_net::Endpoint JoinDialog::endpointOf(const client_net::Address &address) const
{
    client_net::Endpoint endpoint{address.socketUrl(), m_preferences.pin(address.hostAndPort())};
    if (endpoint.pin.isEmpty())
        endpoint.pin = address.pin;
    // somebody known whose computer has got another address
    if (endpoint.pin.isEmpty() && m_preferences.knowsKey(m_said.id))
        endpoint.pin = m_said.id;
    // to an unknown key nothing secret is said
    endpoint.takesAnyKey = endpoint.pin.isEmpty() && m_identity && address.invitation.isEmpty();
    return endpoint;
}

void JoinDialog::lost(const Error &reason)
{
    m_requests.failAll(reason);
    forgetAnswers();
    if (reason.code == ErrorCode::KeyChanged) {
        sayKeyIsWrong();
        return;
    }
    if (reason.code == ErrorCode::Untrusted) {
        static const QRegularExpression key(QStringLiteral("[0-9a-f]{64}"));
        m_unknownKey = key.match(reason.text()).captured().toLatin1();
    }
    if (m_unknownKey.isEmpty())
        say(wordsOf(reason), true);
    else
        compareKey();
}

void JoinDialog::compareKey()
{
    const QString groups = QString::fromLatin1(m_unknownKey).replace(
        QRegularExpression(QStringLiteral("(.{8})")), QStringLiteral("\\1 "));
    say(tr("You have not been here before. Ask the other person whether their server shows this fingerprint:\n\n%1")
            .arg(groups), false);
    m_go->setText(tr("It Is the Same: Join"));
}

void JoinDialog::sayKeyIsWrong()
{
    forgetAnswers();
    if (!m_said.id.isEmpty() && m_preferences.pin(m_address.hostAndPort()).isEmpty()) {
        block(tr("Stop: the computer at %1 says in this network that it is “%2”, but it has another key. Somebody is "
                 "pretending to be them, or in between. Ask the other person for a link and join by that.")
                  .arg(m_address.hostAndPort(), m_said.name));
        return;
    }
    if (m_preferences.pin(m_address.hostAndPort()).isEmpty()) {
        say(tr("%1 is not the server that this link was made for. Ask the other person for a new link.")
                .arg(m_address.hostAndPort()), true);
        return;
    }
    m_isKnownKeyWrong = true;
    block(tr("Stop: the server at %1 has another key than when you were here before. Somebody may be in between. Ask the "
           "other person, over the telephone for example, whether their computer was set up anew; only then go on.")
            .arg(m_address.hostAndPort()));
    m_go->setText(tr("Forget the Old Key"));
}

bool JoinDialog::isImpostor()
{
    const QByteArray key = m_connection.fingerprint().toHex();
    if (!m_address.tls || !checks(Check::Pins))
        return false;
    if (!m_said.id.isEmpty() && key != m_said.id && key != m_endpoint.pin) {
        m_connection.abort();
        sayKeyIsWrong();
        return true;
    }
    for (const QString &name : {m_serverName, m_said.name}) {
        const QByteArrayList known = m_preferences.keysOf(name);
        if (known.isEmpty() || known.contains(key) || key == m_toldApart)
            continue;
        m_connection.abort();
        forgetAnswers();
        m_namesake = key;
        block(tr("Stop: this is another “%1” than the one you know; it has another key. Somebody may be pretending to be "
                 "them. Ask the other person, over the telephone for example, whether this is their computer; only then "
                 "go on.").arg(name));
        m_go->setText(tr("It Is Theirs: Go On"));
        return true;
    }
    return false;
}

// Loudly; Enter does not go on.
void JoinDialog::block(const QString &why)
{
    m_go->setEnabled(true);
    m_go->setDefault(false);
    say(why, true);
}

} // namespace syngraph::ui
