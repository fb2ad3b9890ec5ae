// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "announcement/announcement.h"
#include "client_net/address.h"
#include "client_net/entrance.h"
#include "ui/open_document.h"
#include "ui/preferences.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace syngraph::ui {

// From an address or link to a document on somebody else's server: connects, lets choose where the address names no
// document, and gets in: at once, by asking the person who shares it, or by a code. An unknown key is learnt on the way
// in (both people see the same words, or both know the code); where there is no such way it is compared first, and so
// it is before an invitation is said to it. The key that a link names needs no question. A key that is another one than
// before blocks until the person has the old one forgotten; nothing has been said to it by then. Whoever was heard of in
// the network has to have the key that was announced, and nobody gets by with the name of somebody whose key is known.
class JoinDialog : public QDialog
{
    Q_OBJECT

public:
    // `identity`: by which servers of others know this person; without it nobody can be asked.
    JoinDialog(Preferences &preferences, client_net::TransportFactory makeTransport,
               std::optional<trust::IdentityKey> identity, QWidget *parent);
    ~JoinDialog() override;

    // As if typed and confirmed. `said`: what was announced of it in the network; hearsay.
    void start(const QString &address, const announcement::Announcement &said = {});

Q_SIGNALS:
    void chosen(const syngraph::ui::DocumentPlace &place);

private:
    // A document there, and how one gets into it.
    struct Choice
    {
        DocumentId document;
        QString title;
        protocol::Admission way = protocol::Admission::Anyone;
        bool isOpen = false; // I may join already
    };

    void build();
    void connectParts();
    void forgetAnswers();
    void connectNow();
    void welcomed(const protocol::Welcome &welcome);
    void heardShared(const Result<client_net::Reply> &reply);
    void listed(const Result<client_net::Reply> &reply);
    void offer();
    void enter(const Choice &choice);
    void waitForAnswer(const Choice &choice);
    void asked(bool isSeen);
    void askForCode();
    void useCode();
    void refused(const Error &reason);
    void compareKey();
    void lost(const Error &reason);
    void sayKeyIsWrong();
    // Whether the server is another one than it gives itself out for; then the connection is over and the person knows.
    bool isImpostor();
    void block(const QString &why);
    client_net::Endpoint endpointOf(const client_net::Address &address) const;
    void choose();
    void finish(const Choice &choice);
    void say(const QString &text, bool isProblem);

    Preferences &m_preferences;
    client_net::Connection m_connection;
    client_net::RequestClient m_requests;
    client_net::Entrance m_entrance;
    std::optional<trust::IdentityKey> m_identity;
    client_net::Address m_address;
    client_net::Endpoint m_endpoint;
    QString m_serverName;
    announcement::Announcement m_said; // of what is in the field now
    QByteArray m_unknownKey;
    QByteArray m_namesake;  // key of one who is called like somebody known
    QByteArray m_toldApart; // key of a namesake with whom the person wants to go on
    bool m_isKnownKeyWrong = false;
    std::vector<Choice> m_choices;
    std::optional<Choice> m_entering;
    QLineEdit *m_typed;
    QLabel *m_state;
    QLabel *m_words; // on both screens while the other person is asked
    QLineEdit *m_code;
    QListWidget *m_list;
    QPushButton *m_go;
};

} // namespace syngraph::ui
