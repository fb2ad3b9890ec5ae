// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/join_dialog.h"

#include "ui/icons.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace syngraph::ui {

using protocol::DocumentEntry;

JoinDialog::JoinDialog(Preferences &preferences, client_net::TransportFactory makeTransport, QWidget *parent)
    : QDialog(parent), m_preferences(preferences), m_connection(std::move(makeTransport)),
      m_requests([this](const protocol::ClientMessage &message) { m_connection.send(message); }),
      m_typed(new QLineEdit(this)), m_state(new QLabel(this)), m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Join a Document"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    auto *label = new QLabel(tr("&Address or link, as the other person gave it to you"), this);
    label->setBuddy(m_typed);
    column->addWidget(label);
    m_typed->setPlaceholderText(QStringLiteral("syngraph://192.168.1.20:8930/"));
    m_typed->setMinimumWidth(420);
    column->addWidget(m_typed);
    m_state->setWordWrap(true);
    m_state->hide();
    column->addWidget(m_state);
    m_list->setAccessibleName(tr("Documents there"));
    m_list->hide();
    column->addWidget(m_list);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_go = buttons->addButton(tr("Join"), QDialogButtonBox::AcceptRole);
    m_go->setDefault(true);
    column->addWidget(buttons);
    connect(m_go, &QPushButton::clicked, this, &JoinDialog::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::itemActivated, this, &JoinDialog::choose);
    connect(m_typed, &QLineEdit::textEdited, this, [this] {
        m_unknownKey.clear();
        m_isKnownKeyWrong = false;
        m_documents.clear();
        m_list->hide();
        m_go->setText(tr("Join"));
    });
    connect(&m_connection, &client_net::Connection::welcomed, this, [this](const protocol::Welcome &welcome) {
        m_serverName = welcome.server;
        if (!m_endpoint.pin.isEmpty())
            m_preferences.setPin(m_address.hostAndPort(), m_endpoint.pin);
        m_requests.ask(protocol::ListDocuments{}, [this](const auto &reply) { listed(reply); });
    });
    connect(&m_connection, &client_net::Connection::received, this,
            [this](const protocol::ServerMessage &message, const QByteArray &payload) {
                m_requests.take(message, payload);
            });
    connect(&m_connection, &client_net::Connection::closed, this, &JoinDialog::lost);
}

JoinDialog::~JoinDialog()
{
    m_connection.abort();
}

void JoinDialog::start(const QString &address)
{
    m_typed->setText(address);
    connectNow();
}

void JoinDialog::say(const QString &text, bool isProblem)
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(isProblem ? Tone::Bad : Tone::Neutral, isDark(palette())));
    m_state->setPalette(colors);
    m_state->setText(text);
    m_state->show();
    adjustSize();
}

void JoinDialog::choose()
{
    const int row = m_list->currentRow();
    if (!m_documents.empty() && row >= 0) {
        finish(m_documents[std::size_t(row)]);
        return;
    }
    if (!m_unknownKey.isEmpty())
        m_preferences.setPin(m_address.hostAndPort(), m_unknownKey);
    if (m_isKnownKeyWrong)
        m_preferences.setPin(m_address.hostAndPort(), {});
    connectNow();
}

void JoinDialog::sayKeyIsWrong()
{
    m_go->setEnabled(true);
    m_unknownKey.clear();
    if (m_preferences.pin(m_address.hostAndPort()).isEmpty()) {
        say(tr("%1 is not the server that this link was made for. Ask the other person for a new link.")
                .arg(m_address.hostAndPort()), true);
        return;
    }
    m_isKnownKeyWrong = true;
    say(tr("Stop: the server at %1 has another key than when you were here before. Somebody may be in between. Ask the "
           "other person, over the telephone for example, whether their computer was set up anew; only then go on.")
            .arg(m_address.hostAndPort()), true);
    m_go->setText(tr("Forget the Old Key"));
    m_go->setDefault(false);
}

void JoinDialog::connectNow()
{
    QString typed = m_typed->text().trimmed();
    if (!typed.contains(u"://"))
        typed.prepend(QLatin1StringView("syngraph://"));
    const auto address = client_net::parseAddress(typed);
    if (!address) {
        say(tr("This is no address: %1").arg(address.error().text()), true);
        return;
    }
    m_address = *address;
    m_unknownKey.clear();
    m_isKnownKeyWrong = false;
    m_go->setText(tr("Join"));
    m_go->setDefault(true);
    const QByteArray known = m_preferences.pin(m_address.hostAndPort());
    m_endpoint = {m_address.socketUrl(), known.isEmpty() ? m_address.pin : known};
    if (m_address.tls && !known.isEmpty() && !m_address.pin.isEmpty() && known != m_address.pin) {
        sayKeyIsWrong();
        return;
    }
    m_go->setEnabled(false);
    say(tr("Connecting to %1…").arg(m_address.hostAndPort()), false);
    m_connection.open(m_endpoint, {m_address.invitation, m_preferences.name()});
}

void JoinDialog::lost(const Error &reason)
{
    m_requests.failAll(reason);
    m_go->setEnabled(true);
    if (reason.code == ErrorCode::KeyChanged) {
        sayKeyIsWrong();
        return;
    }
    if (reason.code == ErrorCode::Untrusted) {
        static const QRegularExpression key(QStringLiteral("[0-9a-f]{64}"));
        m_unknownKey = key.match(reason.text()).captured().toLatin1();
    }
    if (m_unknownKey.isEmpty()) {
        say(reason.text(), true);
        return;
    }
    const QString groups = QString::fromLatin1(m_unknownKey).replace(
        QRegularExpression(QStringLiteral("(.{8})")), QStringLiteral("\\1 "));
    say(tr("You have not been here before. Ask the other person whether their server shows this fingerprint:\n\n%1")
            .arg(groups), false);
    m_go->setText(tr("It Is the Same: Join"));
}

void JoinDialog::listed(const Result<client_net::Reply> &reply)
{
    m_go->setEnabled(true);
    if (!reply)
        return; // the connection's end says why
    const auto *answer = std::get_if<protocol::Documents>(&reply->message);
    if (!answer)
        return;
    std::vector<DocumentEntry> meant;
    for (const DocumentEntry &entry : answer->documents) {
        if (m_address.document.isEmpty() || entry.document.toString() == m_address.document
            || entry.title == m_address.document)
            meant.push_back(entry);
    }
    if (meant.size() == 1 && !m_address.document.isEmpty()) {
        finish(meant.front());
        return;
    }
    m_documents = meant.empty() ? answer->documents : meant;
    m_list->clear();
    for (const DocumentEntry &entry : m_documents)
        m_list->addItem(new QListWidgetItem(lineIcon(QStringLiteral("document")), entry.title));
    m_list->setVisible(!m_documents.empty());
    m_list->setCurrentRow(0);
    if (m_documents.empty())
        say(tr("%1 has no document that is shared with you.").arg(m_serverName), true);
    else if (meant.empty())
        say(tr("There is no “%1”. These are the documents of %2:").arg(m_address.document, m_serverName), true);
    else
        say(tr("Which document of %1?").arg(m_serverName), false);
}

void JoinDialog::finish(const DocumentEntry &document)
{
    DocumentPlace place;
    place.document = document.document;
    place.title = document.title;
    place.server = m_endpoint.url.toString();
    place.serverName = m_serverName;
    place.endpoint = m_endpoint;
    place.token = m_address.invitation;
    m_connection.abort();
    Q_EMIT chosen(place);
    accept();
    close();
}

} // namespace syngraph::ui
