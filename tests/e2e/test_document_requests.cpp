// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/server_process.h"
#include "e2e/wire_client.h"

#include <QTemporaryDir>
#include <QTest>

using namespace syngraph;
using test::ServerProcess;
using test::WireClient;

// What is asked of a document beside its text, while people write in it.
class TestDocumentRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMovedFileIsWrittenOnByEverybody();
    void namedVersionsAreKept();
    void aCopyForOthersIsADocumentOfItsOwn();
};

void TestDocumentRequests::aMovedFileIsWrittenOnByEverybody()
{
    ServerProcess server;
    QVERIFY(server.start());
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("Letter.syngraph"));
    WireClient owner;
    QVERIFY(owner.open(server.url()) && owner.greet(server.ownerToken()));
    WireClient writer;
    QVERIFY(writer.open(server.url()) && writer.greet());
    const auto id = owner.create(QStringLiteral("Letter"));
    QVERIFY(id && writer.join(*id));
    QVERIFY(writer.type(QStringLiteral("before ")));
    owner.send(protocol::MoveDocument{3, *id, QStringLiteral("Letter.syngraph")});
    QCOMPARE(owner.waitFor<protocol::Failed>()->code, ErrorCode::NotFound);
    owner.send(protocol::MoveDocument{4, *id, folder.filePath(QStringLiteral("Letter.txt"))});
    QCOMPARE(owner.waitFor<protocol::Failed>()->code, ErrorCode::NotOurFile);
    owner.send(protocol::MoveDocument{5, *id, path});
    QVERIFY(owner.waitFor<protocol::Done>());
    QVERIFY(QFile::exists(path));
    QVERIFY(writer.type(QStringLiteral("after ")));
    owner.send(protocol::MoveDocument{6, *id, path});
    QCOMPARE(owner.waitFor<protocol::Failed>()->code, ErrorCode::AlreadyExists);
    QCOMPARE(server.stop(), 0);
    QVERIFY(server.start());
    WireClient later;
    QVERIFY(later.open(server.url()) && later.greet() && later.join(*id));
    later.send(protocol::ReadContent{7, {2}});
    const auto content = later.waitFor<protocol::Content>();
    QVERIFY(content);
    QCOMPARE(later.waitForTransfer(content->transfer, content->bytes), QByteArray("[{\"insert\":\"after before \\n\"}]"));
}

void TestDocumentRequests::namedVersionsAreKept()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet(std::nullopt, QStringLiteral("Grace")));
    const auto id = client.create(QStringLiteral("Letter"));
    QVERIFY(id && client.join(*id));
    for (const char *word : {"one ", "two ", "three "})
        QVERIFY(client.type(QLatin1StringView(word)));
    client.send(protocol::NameVersion{5, {3}, QStringLiteral("Sent")});
    QVERIFY(client.waitFor<protocol::Done>());
    client.send(protocol::NameVersion{6, {1}, QStringLiteral("Frist draft")});
    QVERIFY(client.waitFor<protocol::Done>());
    client.send(protocol::NameVersion{7, {1}, QStringLiteral("First\u202e draft")});
    QVERIFY(client.waitFor<protocol::Done>());
    client.send(protocol::NameVersion{8, {4}, QStringLiteral("Of the future")});
    QCOMPARE(client.waitFor<protocol::Failed>()->code, ErrorCode::BaseUnknown);
    QCOMPARE(server.stop(), 0);
    QVERIFY(server.start());
    WireClient later;
    QVERIFY(later.open(server.url()) && later.greet() && later.join(*id));
    later.send(protocol::ListVersions{9});
    const auto list = later.waitFor<protocol::Versions>();
    QVERIFY(list);
    QCOMPARE(list->versions.size(), std::size_t(2));
    QCOMPARE(list->versions[0].revision, Revision{1});
    QCOMPARE(list->versions[0].name, QStringLiteral("First draft"));
    QCOMPARE(list->versions[0].author, QStringLiteral("Grace"));
    QCOMPARE(list->versions[1].name, QStringLiteral("Sent"));
}

void TestDocumentRequests::aCopyForOthersIsADocumentOfItsOwn()
{
    ServerProcess server;
    QVERIFY(server.start());
    QTemporaryDir folder;
    WireClient owner;
    QVERIFY(owner.open(server.url()) && owner.greet(server.ownerToken(), QStringLiteral("Grace")));
    const auto id = owner.create(QStringLiteral("Letter"));
    QVERIFY(id && owner.join(*id));
    QVERIFY(owner.type(QStringLiteral("word ")) && owner.type(QStringLiteral("secret ")));
    owner.send(protocol::CopyDocument{3, *id, folder.filePath(QStringLiteral("a.txt")), false});
    QCOMPARE(owner.waitFor<protocol::Failed>()->code, ErrorCode::NotOurFile);
    const QString text = folder.filePath(QStringLiteral("text.syngraph"));
    const QString history = folder.filePath(QStringLiteral("history.syngraph"));
    owner.send(protocol::CopyDocument{4, *id, text, false});
    QVERIFY(owner.waitFor<protocol::Done>());
    owner.send(protocol::CopyDocument{5, *id, history, true});
    QVERIFY(owner.waitFor<protocol::Done>());
    owner.send(protocol::CopyDocument{6, *id, text, true});
    QCOMPARE(owner.waitFor<protocol::Failed>()->code, ErrorCode::AlreadyExists);
    // it is for somebody else: of those here there is one as before
    owner.send(protocol::ListDocuments{7});
    QCOMPARE(owner.waitFor<protocol::Documents>()->documents.size(), std::size_t(1));
    ServerProcess other;
    QVERIFY(other.start());
    for (const auto &[file, changes] : {std::pair(text, 1), std::pair(history, 2)}) {
        WireClient receiver;
        QVERIFY(receiver.open(other.url()) && receiver.greet(other.ownerToken(), QStringLiteral("Ben")));
        receiver.send(protocol::OpenFile{8, file});
        const auto opened = receiver.waitFor<protocol::Opened>();
        QVERIFY(opened && opened->document != *id);
        QVERIFY(receiver.join(opened->document));
        receiver.send(protocol::ReadHistory{9, {0}, {changes}});
        const auto past = receiver.waitFor<protocol::History>();
        QVERIFY(past);
        QCOMPARE(past->changes.size(), std::size_t(changes));
        QCOMPARE(past->changes[0].author, changes == 2 ? QStringLiteral("Grace") : QString());
        receiver.send(protocol::ReadContent{10, {changes}});
        const auto content = receiver.waitFor<protocol::Content>();
        QVERIFY(content);
        QCOMPARE(receiver.waitForTransfer(content->transfer, content->bytes), QByteArray("[{\"insert\":\"secret word \\n\"}]"));
    }
}

QTEST_GUILESS_MAIN(TestDocumentRequests)
#include "test_document_requests.moc"
