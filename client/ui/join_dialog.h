// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/address.h"
#include "client_net/request_client.h"
#include "ui/open_document.h"
#include "ui/preferences.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace syngraph::ui {

// From an address or link to a document on somebody else's server: connects, asks whether an unknown key is to be
// trusted, and lets choose where the address names no document. The key that a link names needs no question. A key that
// is another one than before blocks until the person has the old one forgotten; nothing has been said to it by then.
class JoinDialog : public QDialog
{
    Q_OBJECT

public:
    JoinDialog(Preferences &preferences, client_net::TransportFactory makeTransport, QWidget *parent);
    ~JoinDialog() override;

    // As if typed and confirmed.
    void start(const QString &address);

Q_SIGNALS:
    void chosen(const syngraph::ui::DocumentPlace &place);

private:
    void connectNow();
    void listed(const Result<client_net::Reply> &reply);
    void lost(const Error &reason);
    void sayKeyIsWrong();
    void choose();
    void finish(const protocol::DocumentEntry &document);
    void say(const QString &text, bool isProblem);

    Preferences &m_preferences;
    client_net::Connection m_connection;
    client_net::RequestClient m_requests;
    client_net::Address m_address;
    client_net::Endpoint m_endpoint;
    QString m_serverName;
    QByteArray m_unknownKey;
    bool m_isKnownKeyWrong = false;
    std::vector<protocol::DocumentEntry> m_documents;
    QLineEdit *m_typed;
    QLabel *m_state;
    QListWidget *m_list;
    QPushButton *m_go;
};

} // namespace syngraph::ui
