// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/server_process.h"
#include "e2e/wire_client.h"
#include "storage/sqlite.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTest>

#include <sys/resource.h>

using namespace syngraph;
using test::ServerProcess;
using test::WireClient;

namespace {

constexpr qint64 kPicture = 1; // transfer

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool upload(WireClient &client, const QByteArray &picture)
{
    const QByteArray hash = QCryptographicHash::hash(picture, QCryptographicHash::Sha256).toHex();
    client.send(protocol::PutBlob{1, kPicture, QString::fromLatin1(hash), QStringLiteral("image/png"), picture.size()});
    client.sendChunks(kPicture, picture);
    return client.waitFor<protocol::Done>().has_value();
}

// Types and waits until the server has brought that into the one file: whatever was due before is over then.
bool waitForCheckpoint(WireClient &client, const QDir &folder)
{
    return client.type(QStringLiteral("later "))
        && client.waitUntil([&] { return folder.entryList({QStringLiteral("*-wal")}, QDir::Files).isEmpty(); });
}

} // namespace

// What was acknowledged stays, whatever happens to the process, the disk and the file.
class TestDurability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedServerKeepsWhatItAcknowledged();
    void idleDocumentLeavesOneFile();
    void anOlderFileThatIsOnlyReadStaysAsItIs();
    void movedFileLosesNothing();
    void fullDiskMakesReadOnlyUntilThereIsSpace();
    void whoComesBackWhileTheDiskIsFullMayComeBackLater();
};

void TestDurability::killedServerKeepsWhatItAcknowledged()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient first;
    QVERIFY(first.open(server.url()) && first.greet());
    const auto id = first.create();
    QVERIFY(id);
    QString expected;
    for (int round = 0; round < 3; ++round) {
        WireClient client;
        QVERIFY(client.open(server.url()) && client.greet() && client.join(*id));
        QCOMPARE(client.document.text(0, client.document.length() - 1), expected);
        for (int i = 0; i < 25; ++i) {
            const QString token = QStringLiteral("%1 ").arg(round * 100 + i);
            QVERIFY(client.type(token, expected.size()));
            expected += token;
        }
        server.kill();
        QVERIFY(server.start());
    }
    WireClient last;
    QVERIFY(last.open(server.url()) && last.greet() && last.join(*id));
    QCOMPARE(last.document.text(0, last.document.length() - 1), expected);
    QCOMPARE(last.revision.value, qint64(75));
}

void TestDurability::idleDocumentLeavesOneFile()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
    const auto id = client.create();
    QVERIFY(id && client.join(*id) && client.type(QStringLiteral("text")));
    const QDir folder(server.dataFolder() + QStringLiteral("/documents"));
    QVERIFY(client.waitUntil([&] { return folder.entryList({QStringLiteral("*-wal")}, QDir::Files).isEmpty(); }, 6000));
    const QStringList files = folder.entryList({QStringLiteral("*.syngraph")}, QDir::Files);
    QCOMPARE(files.size(), 1);
    const auto outcome = ServerProcess::run({QStringLiteral("scrub"), folder.filePath(files[0])});
    QCOMPARE(outcome.exitCode, 0);
    // and goes on afterwards
    QVERIFY(client.type(QStringLiteral("more ")));
}

void TestDurability::anOlderFileThatIsOnlyReadStaysAsItIs()
{
    const QByteArray picture = QByteArray("\x89PNG\r\n\x1a\n") + QByteArray(3000, 'p');
    ServerProcess server;
    QVERIFY(server.start());
    const QDir folder(server.dataFolder() + QStringLiteral("/documents"));
    WireClient author;
    QVERIFY(author.open(server.url()) && author.greet());
    const auto id = author.create();
    QVERIFY(id && author.join(*id) && author.type(QStringLiteral("text ")) && upload(author, picture));
    // nothing is packed while the author is there: the log stands in rows, as in the format before
    QCOMPARE(server.stop(), 0);
    const QString path = folder.filePath(folder.entryList({QStringLiteral("*.syngraph")}, QDir::Files)[0]);
    {
        auto connection = storage::sqlite::Connection::open(path, storage::sqlite::Access::ReadWrite);
        QVERIFY(connection);
        QCOMPARE(*connection->readNumber("SELECT count(*) FROM blocks"), 0);
        QVERIFY(connection->execute("DROP TABLE blocks; PRAGMA user_version=1"));
    }
    const QByteArray before = bytesOf(path);
    QVERIFY(server.start());
    WireClient other;
    QVERIFY(other.open(server.url()) && other.greet());
    const auto otherId = other.create();
    QVERIFY(otherId && other.join(*otherId));
    {
        WireClient reader;
        QVERIFY(reader.open(server.url()) && reader.greet() && reader.join(*id));
        QCOMPARE(reader.document.text(0, 5), QStringLiteral("text "));
        // of a picture that the document has already nothing is written either
        QVERIFY(upload(reader, picture));
        QVERIFY(waitForCheckpoint(other, folder));
        QVERIFY(bytesOf(path) == before);
    }
    QVERIFY(waitForCheckpoint(other, folder));
    QVERIFY(bytesOf(path) == before);
    WireClient writer;
    QVERIFY(writer.open(server.url()) && writer.greet() && writer.join(*id) && writer.type(QStringLiteral("more ")));
    QVERIFY(waitForCheckpoint(other, folder));
    QVERIFY(bytesOf(path) != before);
    QCOMPARE(server.stop(), 0);
    const auto outcome = ServerProcess::run({QStringLiteral("scrub"), path});
    QCOMPARE(outcome.exitCode, 0);
}

// The file is moved while it is open: what is typed next goes to a recovered copy, from which all goes on.
void TestDurability::movedFileLosesNothing()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
    const auto id = client.create();
    QVERIFY(id && client.join(*id) && client.type(QStringLiteral("before ")));
    const Revision known = client.revision;
    const quint64 chain = client.chain;
    QDir folder(server.dataFolder() + QStringLiteral("/documents"));
    const QString name = folder.entryList({QStringLiteral("*.syngraph")}, QDir::Files)[0];
    QVERIFY(folder.rename(name, QStringLiteral("../elsewhere.syngraph")));
    client.submit(test::insertion(QStringLiteral("after "), 7), client.revision);
    const auto goodbye = client.waitFor<protocol::Goodbye>();
    QVERIFY(goodbye);
    QCOMPARE(goodbye->code, ErrorCode::FileMoved);
    QVERIFY(client.waitForClose());
    WireClient again;
    QVERIFY(again.open(server.url()) && again.greet());
    const auto caughtUp = again.resume(client.joined, known, chain, {2});
    QVERIFY(caughtUp && caughtUp->committed);
    WireClient reader;
    QVERIFY(reader.open(server.url()) && reader.greet() && reader.join(*id));
    QCOMPARE(reader.document.text(0, 13), QStringLiteral("before after "));
    QVERIFY(reader.type(QStringLiteral("on ")));
}

void TestDurability::fullDiskMakesReadOnlyUntilThereIsSpace()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
    const auto id = client.create();
    QVERIFY(id && client.join(*id) && client.type(QStringLiteral("kept")));
    // no file may grow: as when the disk is full
    rlimit before = {};
    QCOMPARE(::prlimit(pid_t(server.pid()), RLIMIT_FSIZE, nullptr, &before), 0);
    const rlimit none = {1, before.rlim_max};
    QCOMPARE(::prlimit(pid_t(server.pid()), RLIMIT_FSIZE, &none, nullptr), 0);
    client.submit(test::insertion(QStringLiteral("lost? ")), client.revision);
    const auto goodbye = client.waitFor<protocol::Goodbye>();
    QVERIFY(goodbye);
    QVERIFY2(goodbye->code == ErrorCode::DiskFull || goodbye->code == ErrorCode::StorageFailed, qPrintable(goodbye->text));
    QVERIFY(client.waitForClose());
    QCOMPARE(client.closeCode(), 4013);
    WireClient reader;
    QVERIFY(reader.open(server.url()) && reader.greet());
    // read meanwhile, or refused with the reason: it depends on whether the new client's token found room
    if (reader.join(*id)) {
        QVERIFY(reader.joined.readOnly);
        QCOMPARE(reader.document.text(0, 5), QStringLiteral("kept\n"));
    } else {
        const auto refusal = reader.take<protocol::Goodbye>();
        QVERIFY(refusal && (refusal->code == ErrorCode::DiskFull || refusal->code == ErrorCode::StorageFailed));
    }
    QCOMPARE(::prlimit(pid_t(server.pid()), RLIMIT_FSIZE, &before, nullptr), 0);
    WireClient again;
    QVERIFY(again.open(server.url()) && again.greet());
    QVERIFY2(again.join(*id), server.log().right(1200).constData());
    QCOMPARE(again.document.text(0, 5), QStringLiteral("kept\n"));
    if (again.joined.readOnly) {
        const auto state = again.waitFor<protocol::DocumentState>(10'000);
        QVERIFY(state && !state->readOnly);
    }
    QVERIFY(again.type(QStringLiteral("more ")));
}

// Not told for good that it cannot be: a client that hears `failed` stops trying.
void TestDurability::whoComesBackWhileTheDiskIsFullMayComeBackLater()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
    const auto id = client.create();
    QVERIFY(id && client.join(*id) && client.type(QStringLiteral("kept")));
    client.webSocket().abort();
    rlimit before = {};
    QCOMPARE(::prlimit(pid_t(server.pid()), RLIMIT_FSIZE, nullptr, &before), 0);
    const rlimit none = {1, before.rlim_max};
    QCOMPARE(::prlimit(pid_t(server.pid()), RLIMIT_FSIZE, &none, nullptr), 0);
    WireClient early;
    QVERIFY(early.open(server.url()) && early.greet());
    early.send(protocol::Resume{*id, client.joined.client, client.joined.token, client.joined.epoch, client.revision,
                                {client.chain}, {}});
    const auto goodbye = early.waitFor<protocol::Goodbye>();
    QVERIFY(!early.take<protocol::Failed>());
    QVERIFY(goodbye);
    QVERIFY2(goodbye->code == ErrorCode::DiskFull || goodbye->code == ErrorCode::StorageFailed, qPrintable(goodbye->text));
    QVERIFY(early.waitForClose());
    QCOMPARE(early.closeCode(), 4013);
    QCOMPARE(::prlimit(pid_t(server.pid()), RLIMIT_FSIZE, &before, nullptr), 0);
    WireClient later;
    QVERIFY(later.open(server.url()) && later.greet());
    QVERIFY(later.resume(client.joined, client.revision, client.chain, {}));
}

QTEST_GUILESS_MAIN(TestDurability)
#include "test_durability.moc"
