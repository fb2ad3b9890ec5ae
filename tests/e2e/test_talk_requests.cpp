// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/server_process.h"
#include "e2e/wire_client.h"

#include <QTemporaryDir>
#include <QTest>

using namespace syngraph;
using protocol::Say;
using protocol::TalkId;
using protocol::TalkKind;
using test::ServerProcess;
using test::WireClient;

namespace {

Say comment(quint64 id, const QString &text, const QString &thread = QStringLiteral("t1"))
{
    return {{7, id}, TalkKind::Comment, thread, {}, text, {}};
}

// In the document, told of everything that is said.
bool follow(WireClient &client, DocumentId document, qint64 expected = 0)
{
    if (!client.join(document))
        return false;
    client.send(protocol::ReadTalk{0, 0, {}});
    const auto talk = client.waitFor<protocol::Talk>();
    return talk && talk->head == expected && qint64(talk->entries.size()) == expected;
}

ErrorCode refusalOf(WireClient &client, const Say &say)
{
    client.send(say);
    const auto refused = client.waitFor<protocol::NotSaid>();
    return refused && refused->id == say.id ? refused->code : ErrorCode::Cancelled;
}

} // namespace

// Comments and chat through a real server: told to everybody, kept, by rights, once.
class TestTalkRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyHearsWhatIsSaidAndLaterOnesReadIt();
    void whatIsSaidOutlivesTheServerAndIsSaidOnce();
    void rolesSayWhatTheyMay();
    void textsAreMadePlain();
    void copiesHaveWhatWasSaid();
};

void TestTalkRequests::everybodyHearsWhatIsSaidAndLaterOnesReadIt()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient ada;
    WireClient ben;
    QVERIFY(ada.open(server.url()) && ada.greet({}, QStringLiteral("Ada")));
    QVERIFY(ben.open(server.url()) && ben.greet({}, QStringLiteral("Ben")));
    const auto id = ada.create();
    QVERIFY(id && follow(ada, *id) && follow(ben, *id));
    ada.send(comment(1, QStringLiteral("Is it true?")));
    for (WireClient *client : {&ada, &ben}) {
        const auto said = client->waitFor<protocol::Said>();
        QVERIFY(said && said->entries.size() == 1);
        QCOMPARE(said->entries[0].author, QStringLiteral("Ada"));
        QCOMPARE(said->entries[0].number, 1);
        QVERIFY(said->entries[0].time > 1'700'000'000'000);
    }
    ben.send(Say{{7, 2}, TalkKind::Chat, {}, {}, QStringLiteral("hello"), {}});
    QVERIFY(ada.waitFor<protocol::Said>());
    WireClient later;
    QVERIFY(later.open(server.url()) && later.greet() && later.join(*id));
    later.send(protocol::ReadTalk{31, 1, TalkId{7, 1}});
    const auto talk = later.waitFor<protocol::Talk>();
    QVERIFY(talk && talk->request == 31 && talk->from == 1 && talk->head == 2);
    QCOMPARE(*talk->entries[0].text, QStringLiteral("hello"));
    // who has not asked is told nothing
    WireClient other;
    QVERIFY(other.open(server.url()) && other.greet() && other.join(*id));
    ada.send(comment(3, QStringLiteral("more")));
    QVERIFY(later.waitFor<protocol::Said>());
    other.send(protocol::Ping{5});
    QVERIFY(other.waitFor<protocol::Pong>() && !other.take<protocol::Said>());
}

void TestTalkRequests::whatIsSaidOutlivesTheServerAndIsSaidOnce()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient owner;
    QVERIFY(owner.open(server.url()) && owner.greet(server.ownerToken(), QStringLiteral("Ada")));
    const auto id = owner.create();
    QVERIFY(id && follow(owner, *id));
    owner.send(comment(1, QStringLiteral("first")));
    QVERIFY(owner.waitFor<protocol::Said>());
    owner.send(Say{{7, 2}, TalkKind::Edit, {}, TalkId{7, 1}, QStringLiteral("better"), {}});
    QVERIFY(owner.waitFor<protocol::Said>());
    server.kill();
    QVERIFY(server.start());
    WireClient again;
    QVERIFY(again.open(server.url()) && again.greet(server.ownerToken(), QStringLiteral("Ada")) && again.join(*id));
    again.send(protocol::ReadTalk{0, 0, {}});
    const auto talk = again.waitFor<protocol::Talk>();
    QVERIFY(talk && talk->entries.size() == 2);
    QVERIFY(!talk->entries[0].text && *talk->entries[1].text == u"better");
    QCOMPARE(talk->entries[0].person, talk->person);
    // the answer had been lost: the same once more
    again.send(comment(1, QStringLiteral("first")));
    const auto repeated = again.waitFor<protocol::Said>();
    QVERIFY(repeated && repeated->entries[0].number == 1);
    again.send(comment(3, QStringLiteral("second")));
    QCOMPARE(again.waitFor<protocol::Said>()->entries[0].number, 3);
    // the same person, so theirs to edit
    again.send(Say{{7, 4}, TalkKind::Edit, {}, TalkId{7, 1}, QStringLiteral("best"), {}});
    QCOMPARE(again.waitFor<protocol::Said>()->entries[0].number, 4);
}

void TestTalkRequests::rolesSayWhatTheyMay()
{
    ServerProcess server({QStringLiteral("--open-access"), QStringLiteral("none")});
    QVERIFY(server.start());
    WireClient owner;
    QVERIFY(owner.open(server.url()) && owner.greet(server.ownerToken(), QStringLiteral("Ada")));
    const auto id = owner.create();
    QVERIFY(id && follow(owner, *id));
    const auto comes = [&](WireClient &client, protocol::Role role) {
        owner.send(protocol::Invite{9, *id, role, 1});
        const auto invited = owner.waitFor<protocol::Invited>();
        return invited && client.open(server.url()) && client.greet(invited->secret, QString(protocol::toWire(role)))
            && follow(client, *id);
    };
    WireClient viewer;
    WireClient commenter;
    QVERIFY(comes(viewer, protocol::Role::Viewer) && comes(commenter, protocol::Role::Commenter));
    QCOMPARE(refusalOf(viewer, comment(1, QStringLiteral("may I?"))), ErrorCode::NotAllowed);
    commenter.send(comment(2, QStringLiteral("I may")));
    QVERIFY(commenter.waitFor<protocol::Said>() && viewer.waitFor<protocol::Said>() && owner.waitFor<protocol::Said>());
    owner.send(comment(3, QStringLiteral("so I see")));
    QVERIFY(commenter.waitFor<protocol::Said>());
    QCOMPARE(refusalOf(commenter, {{7, 4}, TalkKind::Edit, {}, TalkId{7, 3}, QStringLiteral("x"), {}}), ErrorCode::NotAllowed);
    QCOMPARE(refusalOf(commenter, {{7, 5}, TalkKind::Delete, {}, TalkId{7, 3}, {}, {}}), ErrorCode::NotAllowed);
    QCOMPARE(refusalOf(owner, {{7, 6}, TalkKind::Edit, {}, TalkId{7, 2}, QStringLiteral("x"), {}}), ErrorCode::NotAllowed);
    QCOMPARE(refusalOf(commenter, {{7, 7}, TalkKind::Resolve, QStringLiteral("nowhere"), {}, {}, {}}), ErrorCode::NotFound);
    QCOMPARE(refusalOf(commenter, {{7, 8}, TalkKind::Resolve, {}, {}, {}, {}}), ErrorCode::Malformed);
    owner.send(Say{{7, 9}, TalkKind::Delete, {}, TalkId{7, 2}, {}, {}});
    QVERIFY(owner.waitFor<protocol::Said>());
    // a text beyond the bound is no message
    commenter.send(comment(10, QString(protocol::kMaxRemarkUnits + 1, u'x')));
    QVERIFY(commenter.waitForClose());
}

void TestTalkRequests::textsAreMadePlain()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient ada;
    QVERIFY(ada.open(server.url()) && ada.greet({}, QStringLiteral("Ada")));
    const auto id = ada.create();
    QVERIFY(id && follow(ada, *id));
    ada.send(comment(1, QStringLiteral("  a\u0007b\n\tc\u202ed  \n")));
    QCOMPARE(*ada.waitFor<protocol::Said>()->entries[0].text, QStringLiteral("ab\n\tcd"));
    QCOMPARE(refusalOf(ada, comment(2, QStringLiteral("\u0001\u0002"))), ErrorCode::Malformed);
}

void TestTalkRequests::copiesHaveWhatWasSaid()
{
    ServerProcess server;
    QVERIFY(server.start());
    QTemporaryDir folder;
    WireClient owner;
    QVERIFY(owner.open(server.url()) && owner.greet(server.ownerToken(), QStringLiteral("Ada")));
    const auto id = owner.create();
    QVERIFY(id && follow(owner, *id));
    QVERIFY(owner.type(QStringLiteral("text")));
    owner.send(comment(1, QStringLiteral("goes along")));
    QVERIFY(owner.waitFor<protocol::Said>());
    owner.send(protocol::Backup{5, folder.filePath(QStringLiteral("backup"))});
    QVERIFY(owner.waitFor<protocol::Done>());
    const QStringList files = QDir(folder.filePath(QStringLiteral("backup"))).entryList({QStringLiteral("*.syngraph")}, QDir::Files);
    QString file = folder.filePath(QStringLiteral("backup/")) + files.value(0);
    if (files.isEmpty()) // in a folder of their own
        file = folder.filePath(QStringLiteral("backup/documents/"))
            + QDir(folder.filePath(QStringLiteral("backup/documents"))).entryList({QStringLiteral("*.syngraph")}, QDir::Files).value(0);
    owner.send(protocol::Leave{});
    owner.send(protocol::OpenFile{6, file});
    const auto opened = owner.waitFor<protocol::Opened>();
    QVERIFY(opened && opened->document != *id);
    QVERIFY(follow(owner, opened->document, 1));
}

QTEST_GUILESS_MAIN(TestTalkRequests)
#include "test_talk_requests.moc"
