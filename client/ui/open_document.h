// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/personal_server.h"
#include "client_net/session_driver.h"
#include "history/merge_review.h"
#include "convert/picture.h"
#include "replica/replica_store.h"
#include "ui/connection_words.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <utility>

namespace syngraph::ui {

class DocumentPictures;
class PictureStore;

// Which document, on whose server.
struct DocumentPlace
{
    DocumentId document;
    QString title;              // until the server tells
    QString server;             // syngraph address without document and invitation; empty: this person's own
    QString serverName;         // "Anna's computer"
    client_net::Endpoint endpoint; // of another person's server
    QString token;              // invitation; secret
    bool isOwn() const { return server.isEmpty(); }
    // Under which its copy is kept here; see ReplicaStore.
    QString replicaServer() const;
};

// One document open in one window: its driver, the facts about its connection, and what only its window knows of
// it. Its own server is looked for anew, and started, whenever the connection to it is lost.
class OpenDocument : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        client_net::PersonalServer &server;
        client_net::TransportFactory makeTransport;
        replica::ReplicaStore &replicas;
        PictureStore &pictures;
        QString name; // of this person
        std::optional<qint64> color = {}; // wished for: row of protocol::kPersonColors
        std::optional<trust::IdentityKey> identity = {}; // by which servers of others know them
    };

    OpenDocument(DocumentPlace place, replica::ReplicaStore::Opened kept, const Parts &parts,
                 QObject *parent = nullptr);
    ~OpenDocument() override;

    // What a blank document begins with, put in when it is there, its pictures first; for copies and the welcome
    // document.
    void setBeginning(const model::Delta &content, const convert::Pictures &pictures);
    // Made just now for this window: when nothing was ever done to it, closing removes it.
    void setIsNew(bool isNew) { m_isNew = isNew; }
    bool isUntouched() const;

    void start();
    // Ends the connection and lets go of the copy here, which stays, except where one's own server has everything and
    // there is nothing to undo.
    void stop();
    void tryNow();
    // Somebody looks, or the network is there again: an attempt that waits for its time begins.
    void hurry();
    // The person has chosen another name or colour.
    void introduce(const QString &name, std::optional<qint64> color);

    const DocumentPlace &place() const { return m_place; }
    QString title() const;
    // Of the person here, as the others see it; as wished for until the server has said.
    QString personName() const;
    client_net::SessionDriver &driver() { return *m_driver; }
    DocumentPictures &pictures() { return *m_pictures; }
    const session::Session &session() const { return m_driver->session(); }
    ConnectionFacts facts() const;
    void dismissMerged();
    // What met when the connection came back the last time, until dismissMerged(); nothing: nothing did.
    const std::optional<history::Meeting> &meeting() const { return m_meeting; }
    // What could not stay in the document, oldest first; kept here until the person has dealt with it.
    const std::vector<replica::KeptNotice> &notices() const { return m_notices; }
    // The person has dealt with it; false: in another window, before.
    bool letGo(const QString &notice);

    // What the person had begun to say about it when its last window went; once.
    std::vector<replica::Draft> takeDrafts() { return std::exchange(m_drafts, {}); }
    // What they have begun to say in this window, and not said.
    void keepDrafts(const std::vector<replica::Draft> &drafts)
    {
        // what nobody has taken up stays as it is
        if (m_drafts.empty())
            m_draftStore.keep(drafts);
    }

Q_SIGNALS:
    // Title, people, rights or connection: look again.
    void changed();
    // A decision of one's own did nothing, as others had decided before.
    void outrun();

private:
    void sessionChanged();
    void cameBack();
    void disconnected(const Error &reason);
    void reached(const client_net::PersonalServer::Access &access);
    void putBeginning();
    void look();

    DocumentPlace m_place;
    client_net::PersonalServer &m_server;
    replica::ReplicaStore &m_replicas;
    QString m_name;
    std::optional<qint64> m_color;
    std::unique_ptr<replica::Journal> m_journal; // null: none could be written, see m_noJournal
    std::optional<Error> m_noJournal;
    replica::NoticeStore m_noticeStore;
    std::vector<replica::KeptNotice> m_notices;
    replica::DraftStore m_draftStore;
    std::vector<replica::Draft> m_drafts; // left by windows that are gone
    std::unique_ptr<client_net::SessionDriver> m_driver;
    DocumentPictures *m_pictures = nullptr;
    model::Delta m_beginning;
    convert::Pictures m_beginningPictures;
    QElapsedTimer m_clock;
    qint64 m_pendingSince = -1;
    qint64 m_journalTried = 0;
    QTimer m_look; // what is said depends on how long it lasts
    std::optional<ConnectionFacts::Merge> m_merged;
    std::optional<history::Meeting> m_meeting;
    model::Document m_baseBefore; // of the server, when the connection was lost
    model::Document m_mineBefore;
    std::optional<Error> m_noServer;
    qint64 m_pendingBefore = 0; // when the connection was lost
    qint64 m_revisionBefore = 0;
    bool m_wasLive = false;
    bool m_isNew = false;
    bool m_isSearching = false;
};

} // namespace syngraph::ui
