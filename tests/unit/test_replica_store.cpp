// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal_session.h"
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
