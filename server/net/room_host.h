// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/audience.h"
#include "net/commit_collector.h"
#include "net/log.h"
#include "net/room_loading.h"
#include "storage/copy_content.h"
#include "storage/replay.h"
#include "storage/store_writer.h"

#include <QPointer>

#include <functional>
#include <list>

namespace syngraph::storage {
class DocumentFile;
}

namespace syngraph::net {

// One document that is open: its Room, its store on the writer thread, its connections; executes the Room's
// effects. Loads itself at construction; what is asked meanwhile waits. Invariant: nothing is sent to anybody
// that is not durable, and nothing durable is forgotten: after an error of the store the connections are
// dropped, the room is read anew, read-only, and the store tried again every few seconds. Socket thread only.
// Not destroyed before closed() (the program's end excepted): the store's answers come back to it.
class RoomHost : public QObject
{
    Q_OBJECT

public:
    // Opens the document's file, somewhere else than on this thread.
    using OnStore = std::function<void(Result<std::unique_ptr<storage::DocumentStore>>)>;
    struct Library
    {
        std::function<void(OnStore)> open;
        // What can be read of it where it is damaged.
        std::function<void(OnStore)> openSalvaged;
        // The file was moved or deleted: writes everything, `unwritten` included, to another file, from which
        // the document goes on, and says where.
        std::function<void(std::unique_ptr<storage::DocumentStore>, CommitCollector::Group unwritten,
                           std::function<void(Result<QString>)>)>
            recover;
        std::function<void(const storage::Head &)> noteSaved;
    };
    // Called with the store's error, or with none when the room is there.
    using WhenOpen = std::function<void(const Error *failure)>;

    RoomHost(DocumentId document, Library library, storage::StoreWriter &writer, const LoopTime &loop,
             const Log &log);

    DocumentId document() const { return m_document; }
    const room::Room *room() const { return m_room ? &*m_room : nullptr; }
    // Wall clock of the last commit since it was opened; 0 for none.
    qint64 modifiedMs() const { return m_modifiedMs; }
    const Audience &audience() const { return m_audience; }

    // A connection that attaches is told about failures by this object, and left by leave().
    void join(Connection *connection, const room::Attachment &who);
    void resume(Connection *connection, const protocol::Resume &message, const room::Attachment &who);
    void leave(room::ConnectionId connection);
    void submit(room::ConnectionId connection, const protocol::Submit &message);
    void presence(room::ConnectionId connection, const protocol::Presence &message);
    void readTalk(room::ConnectionId connection, const protocol::ReadTalk &message, protocol::PersonId person);
    void say(room::ConnectionId connection, const protocol::Say &message, const room::Speaker &speaker);
    void setRole(ClientId client, protocol::Role role);
    using OnDone = std::function<void(Result<void>)>;
    void setTitle(const QString &title, OnDone done);
    // The document's file gets this path, on which nothing is, while everybody goes on writing.
    void moveTo(const QString &path, OnDone done);
    // A document of its own in a new file; see DocumentFile::writeOwnCopy().
    void writeOwnCopy(storage::CopyContent content, const QString &path, OnDone done);
    // Of the durable revisions.
    void nameVersion(const protocol::NamedVersion &version, OnDone done);
    // Gives those that are durable.
    void readVersions(std::function<void(Result<std::vector<protocol::NamedVersion>>)> done);
    void blobStored(const QByteArray &hash);
    // Of a document that is open.
    void copyTo(const QString &folder, std::function<void(const Result<void> &)> done);

    void whenOpen(WhenOpen action);
    // Whether the room and its store are both there: after an error the store is missing for a while.
    bool isReadable() const { return m_room && m_store; }
    // Work on the store, after everything given before; the answer is lost when the store fails meanwhile.
    // Only while it is readable.
    template<typename Work, typename Done>
    void runOnStore(Work work, Done done)
    {
        m_writer.run(*m_store, std::move(work), guarded(std::move(done)));
    }

    void drained(room::ConnectionId connection);
    void tick(qint64 nowMs);
    // Nobody is here, and has not been for the time that a document is kept.
    bool isForgotten(qint64 nowMs) const;
    bool isClosed() const { return m_state == State::Closed; }
    // Writes what is worth writing and lets go of the file; emits closed(). Who comes meanwhile opens it again,
    // or gets `refusal`.
    void close(std::optional<Error> refusal = std::nullopt);

Q_SIGNALS:
    // A resume was refused: the connection is in no document now.
    void refused(qint64 connection);
    void closed();

private:
    enum class State { Loading, Open, Failed, Closing, Closed };

    // Fixed when packing begins: what is written meanwhile is packed another time.
    struct PackingGoal
    {
        Revision upTo;
        qint64 keep = 0; // changes that come soon, for which space stays
    };

    // Answers of a store that was given up in between come too late to mean anything.
    template<typename Done>
    auto guarded(Done done)
    {
        return [host = QPointer<RoomHost>(this), generation = m_generation, done = std::move(done)](auto result) {
            if (host && host->m_generation == generation)
                done(std::move(result));
        };
    }

    void openStore(std::function<void(Result<void>)> done);
    // Goes on with `then` when the file is closed: before, it could not be opened again.
    void giveUpStore(std::function<void()> then);
    void load();
    void recover(const Error &error);
    void loadFailed(const Error &error);
    void loaded(Result<LoadedRoom> result);
    void attach(Connection *connection, std::function<room::Effects(room::ConnectionId)> action);
    void answerWaiting(const Error *failure);
    void execute(room::Effects effects);
    // What those who come back have missed, for one after the other.
    void findMissed(const room::FindMissed &find);
    void findNextMissed();
    void composeMissed(std::shared_ptr<room::MissedChanges> changes, std::vector<protocol::ChangeRecord> portion);
    void readMissed(std::shared_ptr<room::MissedChanges> changes, room::LogRange range);
    void missedFound(Result<protocol::CatchUp> catchUp);
    void giveUpMissed();
    void forgetPieces(qint64 nowMs);
    void execute(room::TalkEffects effects);
    void commit(CommitCollector::Group group);
    void committed(Revision last, qint64 bytes);
    void fail(const Error &error);
    void changeMeta(std::function<void(storage::DocumentMeta &)> change, OnDone done);
    // Work on the document's file, when it is open.
    void runOnFile(std::function<Result<void>(storage::DocumentFile &)> work, OnDone done);
    void retry();
    void retried(const Result<void> &result);
    void writeSnapshot();
    void writeSnapshot(MadeSnapshot made);
    void considerSnapshot(qint64 nowMs);
    void considerCheckpoint(qint64 nowMs);
    void considerPacking(Revision last, std::size_t changes);
    void pack(PackingGoal goal, std::function<void()> then);
    void pack(storage::PackStep step, PackingGoal goal, std::function<void()> then);
    void writePacked(storage::PackedStep step, std::function<void()> then);
    void shrink(PackingGoal goal, std::function<void()> then);
    void packingEnded(const Result<void> &result);
    void checkpoint();
    void closeNow();
    void letGo(std::optional<storage::Snapshot> last);

    DocumentId m_document;
    Library m_library;
    storage::StoreWriter &m_writer;
    const Log &m_log;
    State m_state = State::Loading;
    std::optional<storage::StoreWriter::Key> m_store;
    int m_generation = 0; // of the store
    std::optional<room::Room> m_room;
    room::TalkBoard m_talk; // there with the room
    std::list<room::FindMissed> m_missed; // to be found; the first is being found. A deque takes 0.6 KiB empty
    std::shared_ptr<room::ComposedPieces> m_pieces; // of the room's log; with who composes, while somebody does
    qint64 m_composedMs = 0;
    storage::DocumentMeta m_meta; // with what is on its way to the store
    Audience m_audience;
    CommitCollector m_collector;
    QTimer m_soonTick;
    std::vector<WhenOpen> m_waiting;
    CommitCollector::Group m_committing; // what the writer has at the moment
    std::optional<Error> m_failure; // why nothing is accepted
    bool m_isSalvaged = false;      // the room is what could be read of a damaged file
    std::optional<Error> m_refusal; // of newcomers, while closing for good
    qint64 m_nextRetryMs = 0;
    qint64 m_emptySinceMs;
    Revision m_snapshotRevision;
    qint64 m_snapshotBytes = 0;
    bool m_isSnapshotDue = false;
    qint64 m_tailBytes = 0;
    qint64 m_snapshotMs = 0;
    qint64 m_logBytes = 0; // added since the room's log was trimmed
    qint64 m_lastWriteMs = 0;
    qint64 m_modifiedMs = 0;
    bool m_isCheckpointed = true;
    bool m_isPacking = false;
    bool m_hasNewChanges = false; // since it was packed with nobody here
};

} // namespace syngraph::net
