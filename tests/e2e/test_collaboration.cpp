// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/server_process.h"
#include "e2e/wire_client.h"

#include "model/delta_json.h"
#include "support/memory.h"

#include <QCryptographicHash>
#include <QTest>

using namespace syngraph;
using test::ServerProcess;
using test::WireClient;

class TestCollaboration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoLeavesWhileResumingIsTheOneAskedForLast();
    void committedChangesReachEverybody();
    void manyClientsGetOneFrameForManyChanges();
    void resumeSettlesTheChangeInFlight();
    void resumeTokensServeOnceAndSurviveRestart();
    void newerConnectionFencesTheOlderOne();
    void largeDocumentComesInChunksThatLetOthersThrough();
    void largeCatchUpArrives();
    void slowReaderFallsBehindAndCatchesUp();
    void picturesGoUpAndDown();
    void aPictureBehindAFloodOfMessagesArrives();
    void historyAndEarlierContentCanBeRead();
    void renamedTitleReachesEverybody();
    void trashedDocumentIsGone();
    void changesBeyondTheRateAreDelayedNotDropped();

};

void TestCollaboration::committedChangesReachEverybody()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient author;
    QVERIFY(author.open(server.url()) && author.greet({}, QStringLiteral("Ada")));
    const auto id = author.create(QStringLiteral("Plan"));
    QVERIFY(id && author.join(*id));
    std::vector<std::unique_ptr<WireClient>> readers;
    for (int i = 0; i < 20; ++i) {
        readers.push_back(std::make_unique<WireClient>());
        QVERIFY(readers.back()->open(server.url()) && readers.back()->greet() && readers.back()->join(*id));
    }
    QVERIFY(author.type(QStringLiteral("Hello")));
    QVERIFY(author.type(QStringLiteral(", world"), 5));
    for (const auto &reader : readers) {
        QVERIFY(reader->waitUntil([&] {
            reader->followCommits();
            return reader->revision.value == 2;
        }));
        QCOMPARE(reader->document.text(0, 12), QStringLiteral("Hello, world"));
        QCOMPARE(reader->chain, author.chain);
    }
    QCOMPARE(readers.back()->joined.title, QStringLiteral("Plan"));
    QVERIFY(author.waitFor<protocol::ContentHash>());
}

void TestCollaboration::manyClientsGetOneFrameForManyChanges()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient reader;
    QVERIFY(reader.open(server.url()) && reader.greet());
    const auto id = reader.create();
    QVERIFY(id && reader.join(*id));
    std::vector<std::unique_ptr<WireClient>> authors;
    for (int i = 0; i < 30; ++i) {
        authors.push_back(std::make_unique<WireClient>());
        QVERIFY(authors.back()->open(server.url()) && authors.back()->greet() && authors.back()->join(*id));
    }
    const int before = reader.frames();
    server.suspend();
    for (const auto &author : authors)
        author->submit(test::insertion(QStringLiteral("x")), {});
    reader.waitUntil([] { return false; }, 100);
    server.resume();
    QVERIFY(reader.waitUntil([&] {
        reader.followCommits();
        return reader.revision.value == 30;
    }));
    QVERIFY2(reader.frames() - before <= 10, qPrintable(QString::number(reader.frames() - before)));
}

void TestCollaboration::resumeSettlesTheChangeInFlight()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
    const auto id = client.create();
    QVERIFY(id && client.join(*id));
    const Revision known = client.revision;
    const quint64 chain = client.chain;
    QVERIFY(client.type(QStringLiteral("once")));
    const protocol::Joined joined = client.joined;
    client.webSocket().abort();
    server.kill();
    QVERIFY(server.start());

    WireClient again;
    QVERIFY(again.open(server.url()) && again.greet());
    const auto caughtUp = again.resume(joined, known, chain, {1});
    QVERIFY(caughtUp);
    QVERIFY(caughtUp->committed);
    QCOMPARE(caughtUp->singles.size(), std::size_t(1));
    QCOMPARE(caughtUp->revision.value, qint64(1));
    // one that never arrived is not committed
    again.webSocket().abort();
    WireClient third;
    QVERIFY(third.open(server.url()) && third.greet());
    const auto nothing = third.resume(again.joined, caughtUp->revision, caughtUp->chain.value, {2});
    QVERIFY(nothing && !nothing->committed);
}

void TestCollaboration::resumeTokensServeOnceAndSurviveRestart()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
    const auto id = client.create();
    QVERIFY(id && client.join(*id));
    const protocol::Joined first = client.joined;
    QCOMPARE(server.stop(), 0);
    QVERIFY(server.start());

    WireClient second;
    QVERIFY(second.open(server.url()) && second.greet());
    QVERIFY(second.resume(first, {}, client.chain, {}));
    const protocol::Joined next = second.joined;
    // the answer with the next token may have been lost: the last one still works
    WireClient third;
    QVERIFY(third.open(server.url()) && third.greet());
    QVERIFY(third.resume(first, {}, client.chain, {}));
    const protocol::Joined newest = third.joined;
    WireClient fourth;
    QVERIFY(fourth.open(server.url()) && fourth.greet());
    QVERIFY(fourth.resume(newest, {}, client.chain, {}));
    for (const protocol::Joined &stale : {next, first}) {
        WireClient thief;
        QVERIFY(thief.open(server.url()) && thief.greet());
        thief.send(protocol::Resume{stale.document, stale.client, stale.token, stale.epoch, {}, {client.chain}, {}});
        const auto failed = thief.waitFor<protocol::Failed>();
        QVERIFY(failed);
        QCOMPARE(failed->code, ErrorCode::BadResumeToken);
        // the connection lives on and can join anew
        QVERIFY(thief.join(*id));
        QVERIFY(thief.joined.client != stale.client);
    }
}

void TestCollaboration::newerConnectionFencesTheOlderOne()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient older;
    QVERIFY(older.open(server.url()) && older.greet());
    const auto id = older.create();
    QVERIFY(id && older.join(*id));
    WireClient newer;
    QVERIFY(newer.open(server.url()) && newer.greet());
    QVERIFY(newer.resume(older.joined, {}, older.chain, {}));
    const auto goodbye = older.waitFor<protocol::Goodbye>();
    QVERIFY(goodbye);
    QCOMPARE(goodbye->code, ErrorCode::Fenced);
    QVERIFY(older.waitForClose());
    QCOMPARE(older.closeCode(), 4008);
}

void TestCollaboration::largeDocumentComesInChunksThatLetOthersThrough()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient author;
    QVERIFY(author.open(server.url()) && author.greet());
    const auto id = author.create();
    QVERIFY(id && author.join(*id));
    const QString paragraph = QString(99, QChar(0xe4)) + u'\n';
    for (int i = 0; i < 8; ++i)
        QVERIFY(author.type(paragraph.repeated(4000)));
    QVERIFY(author.document.length() > 3'000'000);

    WireClient reader;
    QVERIFY(reader.open(server.url()) && reader.greet());
    reader.send(protocol::Join{*id});
    QVERIFY(reader.waitFor<protocol::Joined>(10'000));
    QVERIFY(author.type(QStringLiteral("meanwhile")));
    QVERIFY(reader.readSnapshot());
    QVERIFY(reader.waitUntil([&] {
        reader.followCommits();
        return reader.revision == author.revision;
    }));
    QCOMPARE(reader.document.hash(), author.document.hash());
}

void TestCollaboration::largeCatchUpArrives()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient away;
    QVERIFY(away.open(server.url()) && away.greet());
    const auto id = away.create();
    QVERIFY(id && away.join(*id));
    away.webSocket().abort();
    WireClient author;
    QVERIFY(author.open(server.url()) && author.greet() && author.join(*id));
    for (int i = 0; i < 8; ++i)
        QVERIFY(author.type(QString(1'000'000, u'x')));
    WireClient back;
    QVERIFY(back.open(server.url()) && back.greet());
    const auto caughtUp = back.resume(away.joined, away.revision, away.chain, {});
    QVERIFY(caughtUp);
    QCOMPARE(caughtUp->hash.value, author.document.hash());
    // a page of history holds what fits
    back.send(protocol::ReadHistory{1, {0}, {8}});
    const auto history = back.waitFor<protocol::History>();
    QVERIFY(history && !history->changes.empty() && history->changes.size() < 4);
    QCOMPARE(history->head.value, qint64(8));
}

// Reads nothing for a while, then everything: gets each change once, in order.
void TestCollaboration::slowReaderFallsBehindAndCatchesUp()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient author;
    QVERIFY(author.open(server.url()) && author.greet());
    const auto id = author.create();
    QVERIFY(id && author.join(*id));
    WireClient slow;
    QVERIFY(slow.open(server.url()) && slow.greet() && slow.join(*id));
    slow.webSocket().setReadBufferSize(1024);
    const QString text(200'000, u'x');
    const qint64 before = server.residentKiB();
    for (int i = 0; i < 100; ++i) {
        QVERIFY(author.type(text));
        if (i % 10 == 0)
            slow.webSocket().ping(); // it is not gone
    }
    QVERIFY(server.residentKiB() - before < support::mostKiB(200'000));
    slow.webSocket().setReadBufferSize(0);
    QVERIFY(slow.waitUntil(
        [&] {
            slow.followCommits();
            return slow.revision == author.revision || !slow.isConnected();
        },
        20'000));
    QCOMPARE(slow.document.hash(), author.document.hash());
}

void TestCollaboration::picturesGoUpAndDown()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
    const auto id = client.create();
    QVERIFY(id && client.join(*id));
    const QByteArray picture = QByteArray("\x89PNG\r\n\x1a\n") + QByteArray(700'000, 'p');
    const auto hashOf = [](const QByteArray &bytes) {
        return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    };
    const QString hash = hashOf(picture);
    client.send(protocol::PutBlob{7, 1, hash, QStringLiteral("image/png"), picture.size()});
    client.sendChunks(1, picture);
    const auto done = client.waitFor<protocol::Done>();
    QVERIFY(done);
    QCOMPARE(done->request, qint64(7));

    client.send(protocol::GetBlob{8, hash});
    const auto content = client.waitFor<protocol::BlobContent>();
    QVERIFY(content);
    QCOMPARE(content->mime, QStringLiteral("image/png"));
    QCOMPARE(client.waitForTransfer(content->transfer, content->bytes), picture);

    // other bytes than announced, and no picture at all
    client.send(protocol::PutBlob{9, 2, hash, QStringLiteral("image/png"), 12});
    client.sendChunks(2, "\x89PNG\r\n\x1a\nabcd");
    QVERIFY(client.waitFor<protocol::Failed>());
    const QByteArray script = "<svg onload='alert(1)'/>";
    client.send(protocol::PutBlob{10, 3, hashOf(script), QStringLiteral("image/svg+xml"), script.size()});
    client.sendChunks(3, script);
    QVERIFY(client.waitFor<protocol::Failed>());
    client.send(protocol::GetBlob{11, QString(64, u'0')});
    const auto missing = client.waitFor<protocol::Failed>();
    QVERIFY(missing);
    QCOMPARE(missing->code, ErrorCode::NotFound);
}

void TestCollaboration::aPictureBehindAFloodOfMessagesArrives()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
    const auto id = client.create();
    QVERIFY(id && client.join(*id));
    // more than pass at once, so that what comes next has to wait
    for (qint64 request = 1; request <= 700; ++request)
        client.send(protocol::ListVersions{request});
    const QByteArray picture = QByteArray("\x89PNG\r\n\x1a\n") + QByteArray(300'000, 'p');
    const QString hash = QString::fromLatin1(QCryptographicHash::hash(picture, QCryptographicHash::Sha256).toHex());
    client.send(protocol::PutBlob{701, 1, hash, QStringLiteral("image/png"), picture.size()});
    client.sendChunks(1, picture);
    const auto done = client.waitFor<protocol::Done>();
    QVERIFY(done);
    QCOMPARE(done->request, qint64(701));
}

void TestCollaboration::historyAndEarlierContentCanBeRead()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet({}, QStringLiteral("Grace")));
    const auto id = client.create();
    QVERIFY(id && client.join(*id));
    for (const char *word : {"one ", "two ", "three "})
        QVERIFY(client.type(QLatin1StringView(word)));
    client.send(protocol::ReadHistory{5, {0}, {3}});
    const auto history = client.waitFor<protocol::History>();
    QVERIFY(history);
    QCOMPARE(history->changes.size(), std::size_t(3));
    QCOMPARE(history->changes[1].author, QStringLiteral("Grace"));
    QCOMPARE(history->head.value, qint64(3));
    client.send(protocol::ReadContent{6, {2}});
    const auto content = client.waitFor<protocol::Content>();
    QVERIFY(content);
    QCOMPARE(client.waitForTransfer(content->transfer, content->bytes), QByteArray("[{\"insert\":\"two one \\n\"}]"));
    client.send(protocol::ReadContent{7, {99}});
    QVERIFY(client.waitFor<protocol::Failed>());
}

void TestCollaboration::renamedTitleReachesEverybody()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient owner;
    QVERIFY(owner.open(server.url()) && owner.greet(server.ownerToken()));
    WireClient reader;
    QVERIFY(reader.open(server.url()) && reader.greet());
    const auto id = owner.create(QStringLiteral("Old"));
    QVERIFY(id && reader.join(*id));
    owner.send(protocol::RenameDocument{3, *id, QStringLiteral("New\u202e\u0007 \ntitle")});
    QVERIFY(owner.waitFor<protocol::Done>());
    const auto state = reader.waitFor<protocol::DocumentState>();
    QVERIFY(state);
    QCOMPARE(state->title, QStringLiteral("New title"));
    QCOMPARE(server.stop(), 0);
    QVERIFY(server.start());
    WireClient later;
    QVERIFY(later.open(server.url()) && later.greet());
    later.send(protocol::ListDocuments{4});
    const auto list = later.waitFor<protocol::Documents>();
    QVERIFY(list);
    QCOMPARE(list->documents.size(), std::size_t(1));
    QCOMPARE(list->documents[0].title, QStringLiteral("New title"));
}

void TestCollaboration::trashedDocumentIsGone()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient owner;
    QVERIFY(owner.open(server.url()) && owner.greet(server.ownerToken()));
    const auto id = owner.create();
    WireClient reader;
    QVERIFY(id && reader.open(server.url()) && reader.greet() && reader.join(*id));
    owner.send(protocol::TrashDocument{3, *id});
    const auto goodbye = reader.waitFor<protocol::Goodbye>();
    QVERIFY(goodbye);
    QCOMPARE(goodbye->code, ErrorCode::NotFound);
    QVERIFY(owner.waitFor<protocol::Done>());
    owner.send(protocol::Join{*id});
    const auto failed = owner.waitFor<protocol::Failed>();
    QVERIFY(failed);
    QCOMPARE(failed->code, ErrorCode::NotFound);
}

void TestCollaboration::changesBeyondTheRateAreDelayedNotDropped()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
    const auto id = client.create();
    QVERIFY(id && client.join(*id));
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 250; ++i)
        client.submit(test::insertion(QStringLiteral("x")), {});
    QVERIFY(client.waitUntil([&] {
        client.followCommits();
        return client.revision.value == 250;
    }));
    // 100 at once, 100 a second then
    QVERIFY2(timer.elapsed() > 1200 && timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed())));
}

// What a disk is still looked up for, when somebody has asked for something else.
void TestCollaboration::whoLeavesWhileResumingIsTheOneAskedForLast()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient one;
    WireClient other;
    QVERIFY(one.open(server.url()) && one.greet());
    const auto document = one.create();
    QVERIFY(document && one.join(*document));
    QVERIFY(other.open(server.url()) && other.greet() && other.join(*document));
    WireClient back;
    QVERIFY(back.open(server.url()) && back.greet());
    const auto resume = [&back](const WireClient &as) {
        back.send(protocol::Resume{as.joined.document, as.joined.client, as.joined.token, as.joined.epoch, as.revision, {as.chain}, {}});
    };
    resume(one);
    back.send(protocol::Leave{});
    resume(other);
    const auto joined = back.waitFor<protocol::Joined>();
    QVERIFY(joined);
    QVERIFY(joined->client == other.joined.client);
}

QTEST_GUILESS_MAIN(TestCollaboration)
#include "test_collaboration.moc"
