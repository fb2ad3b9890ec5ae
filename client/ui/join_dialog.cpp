// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/join_dialog.h"

#include "ui/error_words.h"
#include "ui/icons.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace syngraph::ui {

using client_net::Reply;
using protocol::Admission;

JoinDialog::JoinDialog(Preferences &preferences, client_net::TransportFactory makeTransport,
                       std::optional<trust::IdentityKey> identity, QWidget *parent)
    : QDialog(parent), m_preferences(preferences), m_connection(std::move(makeTransport)),
      m_requests([this](const protocol::ClientMessage &message) { m_connection.send(message); }),
      m_entrance(m_connection, m_requests), m_identity(std::move(identity)), m_typed(new QLineEdit(this)),
      m_state(new QLabel(this)), m_words(new QLabel(this)), m_code(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Join a Document"));
    build();
    connectParts();
}

void JoinDialog::build()
{
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
    m_state->setTextFormat(Qt::PlainText); // servers have their say in it
    column->addWidget(m_state);
    QFont large = m_words->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setWeight(QFont::DemiBold);
    m_words->setFont(large);
    m_words->setWordWrap(true);
    column->addWidget(m_words);
    m_code->setAccessibleName(tr("Code"));
    m_code->setPlaceholderText(QStringLiteral("K7P2M-9XQ4D"));
    column->addWidget(m_code);
    m_list->setAccessibleName(tr("Documents there"));
    column->addWidget(m_list);
    for (QWidget *later : std::initializer_list<QWidget *>{m_state, m_words, m_code, m_list})
        later->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_go = buttons->addButton(tr("Join"), QDialogButtonBox::AcceptRole);
    m_go->setDefault(true);
    column->addWidget(buttons);
    connect(m_go, &QPushButton::clicked, this, &JoinDialog::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::itemActivated, this, &JoinDialog::choose);
    connect(m_typed, &QLineEdit::textEdited, this, [this] {
        m_said = {};
        m_toldApart.clear();
        forgetAnswers();
    });
}

void JoinDialog::connectParts()
{
    connect(&m_connection, &client_net::Connection::welcomed, this, &JoinDialog::welcomed);
    connect(&m_connection, &client_net::Connection::received, this,
            [this](const protocol::ServerMessage &message, const QByteArray &payload) {
                m_requests.take(message, payload);
            });
    connect(&m_connection, &client_net::Connection::closed, this, &JoinDialog::lost);
    connect(&m_entrance, &client_net::Entrance::asked, this, &JoinDialog::asked);
    connect(&m_entrance, &client_net::Entrance::admitted, this, [this] { finish(*m_entering); });
    connect(&m_entrance, &client_net::Entrance::refused, this, &JoinDialog::refused);
}

JoinDialog::~JoinDialog()
{
    m_connection.abort();
}

// What was found out about another address.
void JoinDialog::forgetAnswers()
{
    m_entrance.cancel();
    m_unknownKey.clear();
    m_namesake.clear();
    m_isKnownKeyWrong = false;
    m_choices.clear();
    m_entering.reset();
    m_list->hide();
    m_words->hide();
    m_code->hide();
    m_go->setText(tr("Join"));
    m_go->show();
    m_go->setEnabled(true);
    m_go->setDefault(true);
}

void JoinDialog::start(const QString &address, const announcement::Announcement &said)
{
    m_said = said;
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
    if (m_entering && m_code->isVisible()) {
        useCode();
        return;
    }
    if (!m_choices.empty() && row >= 0 && m_unknownKey.isEmpty()) {
        enter(m_choices[std::size_t(row)]);
        return;
    }
    if (!m_unknownKey.isEmpty())
        m_preferences.setPin(m_address.hostAndPort(), m_unknownKey);
    if (!m_namesake.isEmpty())
        m_toldApart = m_namesake;
    if (m_isKnownKeyWrong)
        m_preferences.setPin(m_address.hostAndPort(), {});
    connectNow();
}

void JoinDialog::connectNow()
{
    QString typed = m_typed->text().trimmed();
    if (!typed.contains(u"://"))
        typed.prepend(QLatin1StringView("syngraph://"));
    const auto address = client_net::parseAddress(typed);
    if (!address) {
        say(tr("This is no address: %1").arg(wordsOf(address.error())), true);
        return;
    }
    m_address = *address;
    forgetAnswers();
    m_endpoint = endpointOf(m_address);
    if (m_address.tls && !m_address.pin.isEmpty() && m_endpoint.pin != m_address.pin) {
        sayKeyIsWrong();
        return;
    }
    m_go->setEnabled(false);
    say(tr("Connecting to %1…").arg(m_address.hostAndPort()), false);
    m_connection.open(m_endpoint, {m_address.invitation, m_preferences.name(), m_identity});
}

void JoinDialog::welcomed(const protocol::Welcome &welcome)
{
    m_serverName = welcome.server;
    if (isImpostor())
        return;
    if (!m_endpoint.pin.isEmpty())
        m_preferences.setPin(m_address.hostAndPort(), m_endpoint.pin);
    const QLatin1StringView sharing(protocol::kFeatureIdentity);
    if (std::ranges::count(welcome.features, sharing) > 0)
        m_requests.ask(protocol::ListShared{}, [this](const auto &reply) { heardShared(reply); });
    else
        heardShared(ErrorCode::NotFound);
}

void JoinDialog::heardShared(const Result<Reply> &reply)
{
    if (const auto *answer = reply ? std::get_if<protocol::SharedDocuments>(&reply->message) : nullptr) {
        for (const protocol::SharedDocument &one : answer->documents)
            m_choices.push_back({one.document, one.title.isEmpty() ? tr("A document without a title") : one.title,
                                 one.admission, false});
    } else if (!m_connection.isWelcomed()) {
        return; // the connection's end says why
    }
    m_requests.ask(protocol::ListDocuments{}, [this](const auto &documents) { listed(documents); });
}

void JoinDialog::listed(const Result<Reply> &reply)
{
    const auto *answer = reply ? std::get_if<protocol::Documents>(&reply->message) : nullptr;
    if (!answer)
        return;
    for (const protocol::DocumentEntry &entry : answer->documents) {
        const auto known = std::ranges::find(m_choices, entry.document, &Choice::document);
        if (known == m_choices.end()) {
            m_choices.push_back({entry.document, entry.title, Admission::Nobody, true});
        } else {
            known->title = entry.title;
            known->isOpen = true;
        }
    }
    m_go->setEnabled(true);
    offer();
}

void JoinDialog::offer()
{
    const auto isMeant = [this](const Choice &one) {
        return one.document.toString() == m_address.document || one.title == m_address.document;
    };
    std::vector<Choice> meant;
    std::ranges::copy_if(m_choices, std::back_inserter(meant), isMeant);
    const bool isNamed = !m_address.document.isEmpty();
    const bool isOnlyOne = m_choices.size() == 1 && m_choices.front().way != Admission::Nobody;
    if (isNamed ? meant.size() == 1 : isOnlyOne) {
        enter(isNamed ? Choice(meant.front()) : Choice(m_choices.front()));
        return;
    }
    if (!meant.empty())
        m_choices = meant;
    m_list->clear();
    for (const Choice &choice : m_choices)
        m_list->addItem(new QListWidgetItem(lineIcon(QStringLiteral("document")), choice.title));
    m_list->setVisible(!m_choices.empty());
    m_list->setCurrentRow(0);
    if (m_choices.empty())
        say(tr("%1 has no document that is shared with you.").arg(m_serverName), true);
    else if (isNamed && meant.empty())
        say(tr("There is no “%1”. These are the documents of %2:").arg(m_address.document, m_serverName), true);
    else
        say(tr("Which document of %1?").arg(m_serverName), false);
}

void JoinDialog::enter(const Choice &choice)
{
    const Choice wanted = choice;
    m_entering = wanted;
    const bool isKnown = !m_endpoint.takesAnyKey || !m_address.tls;
    // who lets anyone in has nothing to prove; a later change of the key is told all the same
    if (wanted.isOpen && (isKnown || wanted.way == Admission::Anyone)) {
        finish(wanted);
    } else if (wanted.isOpen) {
        m_entering.reset();
        m_unknownKey = m_connection.fingerprint().toHex();
        m_connection.abort();
        m_list->hide();
        compareKey();
    } else if (wanted.way == Admission::Code) {
        askForCode();
    } else {
        waitForAnswer(wanted);
    }
}

void JoinDialog::waitForAnswer(const Choice &choice)
{
    m_list->hide();
    m_go->hide();
    say(tr("Knocking at %1…").arg(m_serverName), false);
    m_words->setText(m_entrance.words().join(QStringLiteral("  ·  ")));
    m_words->show();
    adjustSize();
    m_entrance.knock(choice.document);
}

void JoinDialog::asked(bool isSeen)
{
    const QString text = isSeen
        ? tr("%1 is being asked whether you may join “%2”. The same words are on both screens now:")
        : tr("Waiting for %1: “%2” is not open on their screen at the moment. As soon as it is, they are asked, and these "
             "words are on both screens:");
    say(text.arg(m_serverName, m_entering->title), false);
}

void JoinDialog::askForCode()
{
    m_list->hide();
    say(tr("“%1” needs a code; %2 has it.").arg(m_entering->title, m_serverName), false);
    m_code->show();
    m_code->setFocus();
    adjustSize();
}

void JoinDialog::useCode()
{
    if (m_code->text().trimmed().isEmpty())
        return;
    m_go->setEnabled(false);
    say(tr("Trying the code…"), false);
    m_entrance.useCode(m_entering->document, m_code->text());
}

void JoinDialog::refused(const Error &reason)
{
    m_words->hide();
    m_go->show();
    m_go->setEnabled(true);
    if (reason.code == ErrorCode::CodeNeeded) {
        askForCode();
        return;
    }
    if (reason.code == ErrorCode::BadCode)
        m_code->selectAll();
    else
        m_entering.reset();
    say(reason.code == ErrorCode::NotAdmitted ? tr("%1 did not let you in.").arg(m_serverName) : wordsOf(reason), true);
}

void JoinDialog::finish(const Choice &choice)
{
    DocumentPlace place;
    place.document = choice.document;
    place.title = choice.title;
    place.server = m_endpoint.url.toString();
    place.serverName = m_serverName;
    if (m_endpoint.takesAnyKey && m_address.tls) {
        m_endpoint.pin = m_connection.fingerprint().toHex();
        m_preferences.setPin(m_address.hostAndPort(), m_endpoint.pin);
    }
    if (m_address.tls)
        m_preferences.setKeyOf(m_serverName, m_endpoint.pin);
    m_endpoint.takesAnyKey = false;
    place.endpoint = m_endpoint;
    place.token = m_address.invitation;
    m_connection.abort();
    Q_EMIT chosen(place);
    accept();
    close();
}

} // namespace syngraph::ui
