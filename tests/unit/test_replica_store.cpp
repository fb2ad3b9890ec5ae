// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal_session.h"
#include "replica/journal_file.h"
#include "replica/record_codec.h"
#include "replica/replica_store.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace syngraph;
using namespace syngraph::replica;
using namespace syngraph::test;

namespace {

const QString kServer = QStringLiteral("host.example:8930");
constexpr DocumentId kDocument{7, 7};

} // namespace

class TestReplicaStore : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    SyncThread m_sync;

    ReplicaStore store(const char *name) { return {m_folder.filePath(QLatin1StringView(name)), m_sync}; }

private Q_SLOTS:
    void firstOpenKnowsNothing()
    {
        auto opened = store("new").open(kServer, kDocument);
        QCOMPARE(opened.size(), std::size_t(1));
        QVERIFY(!opened[0].session.hasDocument());
        QVERIFY(opened[0].journal);
        const QFileInfo folder(m_folder.filePath(QStringLiteral("new")));
        QVERIFY(!(folder.permissions() & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther)));
    }

    void whatIsHandedBackStaysUntilItIsDealtWith()
    {
        const NoticeStore nowhere(m_folder.filePath(QStringLiteral("nowhere")));
        const session::Notice notice{session::Notice::Kind::Refused, {ErrorCode::NotAllowed, QStringLiteral("Not ü \" \n")},
                                     model::Delta().insert(u"two\nlines").remove(3)};
        QVERIFY(!nowhere.keep(notice, 1).isOnDisk);
        QVERIFY(nowhere.list().empty());
        store("notices").open(kServer, kDocument);
        const NoticeStore notices = store("notices").notices(kServer, kDocument);
        QVERIFY(notices.keep(notice, 1'800'000'000'000).isOnDisk);
        const KeptNotice second = notices.keep({session::Notice::Kind::Merged, {ErrorCode::EpochChanged, {}}, {}}, 1'800'000'000'001);
        // those of another document are its own
        QVERIFY(store("notices").notices(kServer, DocumentId{8, 8}).list().empty());
        const auto found = store("notices").notices(kServer, kDocument).list();
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found[0].timeMs, qint64(1'800'000'000'000));
        QVERIFY(found[0].notice.reason == notice.reason && found[0].notice.content == notice.content);
        QVERIFY(found[1].notice.kind == session::Notice::Kind::Merged);
        // once, whoever is first
        QVERIFY(notices.remove(found[1]));
        QVERIFY(!notices.remove(second));
        const QString folder = m_folder.filePath(QStringLiteral("notices/host%2Eexample%3A8930/")) + kDocument.toString();
        QFile damaged(folder + QStringLiteral("/0-damaged.notice"));
        QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write("{\"record\":") > 0);
        damaged.close();
        QCOMPARE(notices.list().size(), std::size_t(1));
        QVERIFY(!(QFileInfo(folder + u'/' + found[0].name + QStringLiteral(".notice")).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QVERIFY(damaged.exists());
    }

    void documentOpensAgainWithoutItsServer()
    {
        JournalSession person;
        person.type(QStringLiteral("written "));
        person.acknowledge();
        {
            auto opened = store("offline").open(kServer, kDocument);
            opened[0].journal->write(person.takeRecords(), &person.session());
        }
        auto again = store("offline").open(kServer, kDocument);
        QCOMPARE(again.size(), std::size_t(1));
        QCOMPARE(visibleText(again[0].session), QStringLiteral("written \n"));
        const auto effects = again[0].session.edit(model::Delta().insert(u"offline "),
                                                   session::PendingEdits::Grouping::New, 0);
        again[0].journal->write(effects.journal, &again[0].session);
        again.clear();
        auto third = store("offline").open(kServer, kDocument);
        QCOMPARE(visibleText(third[0].session), QStringLiteral("offline written \n"));
        QCOMPARE(third[0].session.edits().pendingCount(), qint64(1));
    }

    void secondWindowGetsACopyAndAClientOfItsOwn()
    {
        JournalSession person;
        person.type(QStringLiteral("mine"));
        person.acknowledge();
        auto first = store("window").open(kServer, kDocument);
        first[0].journal->write(person.takeRecords(), &person.session());
        const auto second = store("window").open(kServer, kDocument);
        QCOMPARE(second.size(), std::size_t(1));
        QCOMPARE(visibleText(second[0].session), QStringLiteral("mine\n"));
        QVERIFY(second[0].session.attachment().client.isNull());
        QVERIFY(second[0].journal->path() != first[0].journal->path());
    }

    void everyJournalWithSomethingUnsentIsFound()
    {
        {
            std::vector<ReplicaStore::Opened> windows;
            for (int i = 0; i < 3; ++i) {
                windows.push_back(std::move(store("orphans").open(kServer, kDocument)[0]));
                JournalSession person;
                if (i > 0)
                    person.type(QString::number(i));
                windows.back().journal->write(person.takeRecords(), &person.session());
            }
        }
        const auto found = store("orphans").open(kServer, kDocument);
        QCOMPARE(found.size(), std::size_t(2));
        for (const auto &opened : found)
            QCOMPARE(opened.session.edits().pendingCount(), qint64(1));
    }

    void listsAndForgets()
    {
        auto replicas = store("list");
        QVERIFY(replicas.list().empty());
        auto opened = replicas.open(kServer, kDocument);
        QCOMPARE(replicas.list().size(), std::size_t(1));
        QCOMPARE(replicas.list()[0].server, kServer);
        QVERIFY(replicas.list()[0].document == kDocument);
        QVERIFY(replicas.list()[0].isOpen);
        QVERIFY(!replicas.forget(kServer, kDocument));
        opened.clear();
        QVERIFY(!replicas.list()[0].isOpen);
        QVERIFY(bool(replicas.forget(kServer, kDocument)));
        QVERIFY(replicas.list().empty());
    }

    // Opened twice since, each time killed: the steps are still there to take back.
    void undoReachesWhatTheJournalKnows()
    {
        JournalSession person;
        person.type(QStringLiteral("one "));
        person.acknowledge();
        person.type(QStringLiteral("two "));
        person.acknowledge();
        person.type(QStringLiteral("three"));
        {
            auto opened = store("undo").open(kServer, kDocument);
            opened[0].journal->write(person.takeRecords(), &person.session());
        }
        store("undo").open(kServer, kDocument);
        auto opened = store("undo").open(kServer, kDocument);
        session::Session &session = opened[0].session;
        for (const char *left : {"one two \n", "one \n", "\n"}) {
            opened[0].journal->write(session.undo(0).journal, &session);
            QCOMPARE(visibleText(session), QString::fromLatin1(left));
        }
        QVERIFY(!session.edits().canUndo());
        opened.clear();
        opened = store("undo").open(kServer, kDocument);
        opened[0].session.redo(0);
        QCOMPARE(visibleText(opened[0].session), QStringLiteral("one \n"));
    }

    void lookingAltersNothing()
    {
        JournalSession person;
        person.type(QStringLiteral("unsent"));
        QString path;
        {
            auto opened = store("look").open(kServer, kDocument);
            opened[0].journal->write(person.takeRecords(), &person.session());
            path = opened[0].journal->path();
            QVERIFY(store("look").isOpen(kServer, kDocument));
            QCOMPARE(store("look").readUnsent(kServer, kDocument), qint64(0));
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write("torn");
        file.close();
        const qint64 size = QFileInfo(path).size();
        QVERIFY(!store("look").isOpen(kServer, kDocument));
        QCOMPARE(store("look").readUnsent(kServer, kDocument), qint64(1));
        QVERIFY(!store("look").list()[0].isOpen);
        QCOMPARE(QFileInfo(path).size(), size);
    }

    void folderThatCantBeMadeIsAWarning()
    {
        // a file where the folder should be: refused for root too
        QFile file(m_folder.filePath(QStringLiteral("blocked")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto opened = store("blocked").open(kServer, kDocument);
        QCOMPARE(opened.size(), std::size_t(1));
        QVERIFY(!opened[0].journal);
        QVERIFY(opened[0].warning.has_value());
    }

    void aJournalThatCantBeReadIsSetAside()
    {
        JournalSession person;
        person.type(QStringLiteral("text"));
        QString path;
        {
            auto opened = store("unreadable").open(kServer, kDocument);
            path = opened[0].journal->path();
            // records that do not follow each other, each whole
            opened[0].journal->write(std::vector<session::JournalRecord>{session::RefusedRecord{}}, nullptr);
        }
        const auto opened = store("unreadable").open(kServer, kDocument);
        QCOMPARE(opened.size(), std::size_t(1));
        QVERIFY(!opened[0].session.hasDocument());
        QVERIFY(QFileInfo::exists(path + QStringLiteral(".unreadable")));
        QVERIFY(!QFileInfo::exists(path));
    }

    void anEmptyJournalIsNothing()
    {
        QString path;
        {
            auto opened = store("empty").open(kServer, kDocument);
            path = opened[0].journal->path();
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const auto opened = store("empty").open(kServer, kDocument);
        QCOMPARE(opened.size(), std::size_t(1));
        QVERIFY(!opened[0].isDamaged);
        QVERIFY(!QFileInfo::exists(path));
    }

    // The machine may have gone down before all was on the disk. Numbers used in what is missing would be used again:
    // it goes on as another client, with all that is known.
    void whatMayLackItsTailIsGoneOnFromAsAnotherClient()
    {
        JournalSession person;
        person.type(QStringLiteral("sent "));
        person.acknowledge();
        QString path;
        {
            const auto opened = store("torn").open(kServer, kDocument);
            path = opened[0].journal->path();
        }
        QVERIFY(QFile::remove(path));
        {
            auto file = JournalFile::create(path);
            QVERIFY(file);
            std::vector<QByteArray> entries;
            for (const session::JournalRecord &record : person.takeRecords())
                entries.push_back(encodeRecord(record));
            QVERIFY((*file)->append(entries));
        }
        for (int i = 0; i < 2; ++i) {
            const auto opened = store("torn").open(kServer, kDocument);
            QCOMPARE(opened.size(), std::size_t(1));
            QCOMPARE(visibleText(opened[0].session), QStringLiteral("sent \n"));
            QVERIFY(opened[0].session.attachment().client.isNull());
        }
    }

    void anInvitationIsKeptForTheNextTime()
    {
        auto replicas = store("invitation");
        QCOMPARE(replicas.readInvitation(kServer, kDocument), QString());
        replicas.keepInvitation(kServer, kDocument, QStringLiteral("secret"));
        QCOMPARE(store("invitation").readInvitation(kServer, kDocument), QStringLiteral("secret"));
        QCOMPARE(replicas.readInvitation(kServer, DocumentId{8, 8}), QString());
        replicas.keepInvitation(kServer, kDocument, {});
        QCOMPARE(replicas.readInvitation(kServer, kDocument), QString());
    }

    void otherThingsInTheFolderAreNoDocuments()
    {
        auto replicas = store("others");
        (void)replicas.open(kServer, kDocument);
        QVERIFY(QDir().mkpath(m_folder.filePath(QStringLiteral("others/host%2Eexample%3A8930/lost+found"))));
        QCOMPARE(replicas.list().size(), std::size_t(1));
    }

    void serverNamesCantLeaveTheFolder()
    {
        auto replicas = store("names");
        for (const char *name : {"..", ".", "../../etc", "a/b", "[::1]:1", ""}) {
            const auto opened = replicas.open(QLatin1StringView(name), kDocument);
            QVERIFY(opened[0].journal);
            QVERIFY(QDir(m_folder.filePath(QStringLiteral("names"))).canonicalPath().size() > 0);
            QVERIFY(QFileInfo(opened[0].journal->path()).canonicalFilePath().startsWith(
                QDir(m_folder.filePath(QStringLiteral("names"))).canonicalPath()));
        }
    }
};

QTEST_GUILESS_MAIN(TestReplicaStore)
#include "test_replica_store.moc"
