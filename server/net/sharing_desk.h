// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/client.h"
#include "net/guess_limit.h"
#include "net/library_thread.h"
#include "net/network_door.h"
#include "net/open_documents.h"

namespace syngraph::net {

// What is asked about sharing: by the owner, who begins, changes and ends it, lets people in and puts them out; and by
// those who want in. Keeps who waits at which door and tells owners who look of every change. What was decided counts
// at once and is written down; a decision that can't be written counts until the server ends. Rights have been checked
// by the caller. Socket thread only.
class SharingDesk
{
public:
    // What it needs of the server it is a part of; outlives it.
    struct World
    {
        LibraryThread &library;
        OpenDocuments &documents;
        Access &access;
        GuessLimit &guesses;
        NetworkDoor &door;
        const Log &log;
        QByteArray fingerprint; // of the server's key, raw
        std::function<std::vector<Client *>()> clients;
        std::function<Client *(room::ConnectionId)> find;
        // Rights have changed: everybody is looked up anew; who has none any more is told `reason`.
        std::function<void(const Error &reason)> recheck;
    };

    explicit SharingDesk(World world) : m_world(std::move(world)) { }

    // Opens the door for what was shared before the server ended. Codes are made anew: of the old ones nobody could be
    // told any more which they are.
    void begin();
    // The server has another key: links and words are made of this one from now on.
    void setFingerprint(const QByteArray &raw) { m_world.fingerprint = raw; }

    // Of the owner; document by document.
    void share(Client &client, const protocol::Share &message);
    void read(Client &client, const protocol::ReadSharing &message);
    void answerKnock(const Answer &answer, const protocol::AnswerKnock &message);
    void setRole(const Answer &answer, const protocol::SetRole &message);
    void newCode(const Answer &answer, DocumentId document);
    // One may have got another title.
    void readTitles();
    QStringList titles() const { return m_titles.values(); }
    bool letsAnyoneIn() const;
    // The document is not shared any more, and the registry says so.
    void forget(DocumentId document);

    // Of those who want in.
    void introduce(Client &client, const protocol::Introduce &message);
    void identify(Client &client, const protocol::Identify &message);
    void listShared(const Answer &answer);
    void knock(Client &client, const protocol::Knock &message);
    void askCode(Client &client, const protocol::AskCode &message);
    void proveCode(Client &client, const protocol::ProveCode &message);

    // The connection is gone, and with it what it asked and looked at.
    void leave(room::ConnectionId connection);
    // Tells those who look what has changed by itself: who is there, addresses.
    void tick();

private:
    struct Knocking
    {
        DocumentId document;
        IdentityId identity;
        QString name;
        std::vector<QString> words;
        Answer answer;
        room::ConnectionId connection = 0;
        std::optional<bool> isSeen = {}; // as the one who waits was told last
    };

    ShareBook &book() const { return m_world.access.shares(); }
    protocol::Sharing stateOf(DocumentId document) const;
    std::vector<protocol::SharedPerson> peopleOf(DocumentId document) const;
    // To all owners who look at the document.
    void tell(DocumentId document);
    // To those who wait, whether anybody sees that they do.
    void tellKnocking();
    bool isWatched(DocumentId document) const;
    // `done`: it is on the disk, or not.
    void begin(const storage::Share &share, const QString &code, std::function<void(Result<void>)> done = {});
    void end(DocumentId document, std::function<void(Result<void>)> done);
    // From the disk.
    void remove(DocumentId document, std::function<void(Result<void>)> done = {});
    // `done` for what is written to the disk; that it failed is in the log as well.
    std::function<void(Result<void>)> logged(std::function<void(Result<void>)> done);
    void makeCode(storage::Share share, std::function<void(Result<void>)> done);
    // The old one is worth nothing from now on, not only when the new one is there.
    void renewCode(storage::Share share, std::function<void(Result<void>)> done);
    void closeWaysOf(DocumentId document, IdentityId identity);
    void keepOthersIn(DocumentId document, const QByteArray &invitation, protocol::Role role);
    void revoke(const QByteArray &invitation, const Error &reason);
    void revokeAll(DocumentId document);
    void write(const storage::Share &share, std::function<void(Result<void>)> done = {});
    // Counts at once; `written` hears when it will outlive the server.
    void grant(const storage::Grant &grant, const QString &name, std::function<void(Result<void>)> written = {});
    void fitDoor();

    World m_world;
    std::vector<Knocking> m_knocking;
    QHash<DocumentId, QString> m_titles; // of what is listed
    QHash<DocumentId, int> m_turns; // of decisions how it is shared: a code that was made for an older one is not used
    QHash<DocumentId, QString> m_codes; // those made since this server began
    std::map<room::ConnectionId, std::map<DocumentId, protocol::Sharing>> m_watching; // what each was told last
};

} // namespace syngraph::net
