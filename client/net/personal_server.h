// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/connection.h"

#include <QElapsedTimer>
#include <QLockFile>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace syngraph::client_net {

// The one syngraphd of a user and profile: holds the documents of this person on loopback, is the owner's by its
// token, is started by whoever needs it first and ends itself when nobody does.
//
// Found through a file in a folder that only this user can read ($XDG_RUNTIME_DIR/syngraph, else one in the data
// folder). However many editors look for it at once, one server comes of it: they take turns by a lock file, and a
// second server on the same folder ends at once by itself. Lives on one thread; never blocks for the server.
class PersonalServer : public QObject
{
    Q_OBJECT

public:
    struct Place
    {
        QString dataFolder;
        QString runtimeFolder; // private to the user, see makeRuntimeFolder
        QString profile;       // [A-Za-z0-9_-]+
        QString program;       // of syngraphd; empty: beside this program, else in PATH
        int idleSeconds = 60;  // without clients, after which it ends itself
        QString shareOn = {};  // where others get in while something is shared, address:port; empty: everywhere
    };
    // How to be its owner.
    struct Access
    {
        Endpoint endpoint;
        QString token;
    };

    explicit PersonalServer(Place place, QObject *parent = nullptr);
    ~PersonalServer() override;

    // Finds or starts it; found() or failed() follows, from the event loop. Asked again meanwhile: one answer.
    void find();
    const Place &place() const { return m_place; }
    // Of the key of the server that runs now, as others in the network hear it; empty where none does. Reads a file.
    QByteArray readFingerprint() const;

    // The folder for runtime files: 0700 and this user's. NotWritable where there can't be one.
    static Result<QString> makeRuntimeFolder(const QString &dataFolder);

Q_SIGNALS:
    void found(const syngraph::client_net::PersonalServer::Access &access);
    void failed(const syngraph::Error &reason);

private:
    QString runtimeFile(const char *ending) const;
    void look();
    void lookAgain();
    void probe(quint16 port, const QUrl &url);
    void answer(const QUrl &url);
    void startIfMyTurn();
    void finish();

    Place m_place;
    std::unique_ptr<QLockFile> m_turn;
    std::unique_ptr<QTcpSocket> m_probe;
    QTimer m_retry;
    QElapsedTimer m_searching;
    QElapsedTimer m_started; // since this process started one
    bool m_isSearching = false;
};

} // namespace syngraph::client_net
