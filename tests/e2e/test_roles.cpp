// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/server_process.h"
#include "e2e/wire_client.h"
#include "model/delta_json.h"
#include "net/permission.h"
#include "protocol/codec.h"

#include <QTest>

#include <map>

using namespace syngraph;
using protocol::Role;
using test::ServerProcess;
using test::WireClient;

namespace {

constexpr std::array kRoles = {Role::None,      Role::Viewer, Role::Commenter,
                               Role::Suggester, Role::Editor, Role::Owner};

// What each message needs, written down a second time: weakening a right takes two hands.
const std::map<QByteArray, Role> kNeeded = {
    {"hello", Role::None},
    {"ping", Role::None},
    {"listDocuments", Role::None},
    {"createDocument", Role::Editor},
    {"openFile", Role::Owner},
    {"renameDocument", Role::Owner},
    {"moveDocument", Role::Owner},
    {"copyDocument", Role::Owner},
    {"trashDocument", Role::Owner},
    {"invite", Role::Owner},
    {"listInvitations", Role::Owner},
    {"revoke", Role::Owner},
    {"backup", Role::Owner},
    {"join", Role::Viewer},
    {"resume", Role::Viewer},
    {"leave", Role::Viewer},
    {"submit", Role::Commenter},
    {"presence", Role::Viewer},
    {"readHistory", Role::Viewer},
    {"readContent", Role::Viewer},
    {"nameVersion", Role::Editor},
    {"listVersions", Role::Viewer},
    {"putBlob", Role::Suggester},
    {"getBlob", Role::Viewer},
    {"introduce", Role::None},
    {"identify", Role::None},
    {"listShared", Role::None},
    {"knock", Role::None},
    {"askCode", Role::None},
    {"proveCode", Role::None},
    {"share", Role::Owner},
    {"readSharing", Role::Owner},
    {"answerKnock", Role::Owner},
    {"setRole", Role::Owner},
    {"newCode", Role::Owner},
    {"say", Role::Commenter},
    {"readTalk", Role::Viewer},
};

// One of each message, about this document where it is about one.
template<std::size_t... Index>
std::vector<protocol::ClientMessage> oneOfEach(DocumentId document, std::index_sequence<Index...>)
{
    std::vector<protocol::ClientMessage> all{
        protocol::ClientMessage(std::in_place_index<Index>)...};
    for (protocol::ClientMessage &message : all) {
        std::visit(
            [&](auto &m) {
                if constexpr (requires { m.document; })
                    m.document = document;
                if constexpr (requires { m.request; })
                    m.request = 1;
            },
            message);
    }
    return all;
}

std::vector<protocol::ClientMessage> oneOfEach(DocumentId document)
{
    return oneOfEach(document, std::make_index_sequence<std::variant_size_v<protocol::ClientMessage>>());
}

bool concernsServer(const protocol::ClientMessage &message)
{
    return std::visit([]<typename M>(const M &) { return net::kSubject<M> == net::Subject::Server; }, message);
}

// Those who want in are told of no document that is not shared (test_sharing).
bool wantsIn(const protocol::ClientMessage &message)
{
    return std::holds_alternative<protocol::Knock>(message) || std::holds_alternative<protocol::AskCode>(message)
        || std::holds_alternative<protocol::ProveCode>(message);
}

bool hasAnswer(const protocol::ClientMessage &message)
{
    return std::visit([](const auto &m) { return requires { m.request; }; }, message)
        || std::holds_alternative<protocol::Submit>(message) || std::holds_alternative<protocol::Join>(message);
}

bool hasAgreed(WireClient &client)
{
    return client.take<protocol::Committed>() || client.take<protocol::Done>() || client.take<protocol::Opened>()
        || client.take<protocol::Documents>() || client.take<protocol::Invited>()
        || client.take<protocol::Invitations>() || client.take<protocol::Snapshot>()
        || client.take<protocol::Challenge>() || client.take<protocol::SharedDocuments>()
        || client.take<protocol::Sharing>() || client.take<protocol::History>() || client.take<protocol::Versions>() || client.take<protocol::Content>()
        || client.take<protocol::Talk>();
}

// Whether the server refuses the message for lack of a right; nothing where it does not answer.
std::optional<bool> askForRight(WireClient &client, protocol::ClientMessage message)
{
    if (auto *submit = std::get_if<protocol::Submit>(&message)) {
        submit->sequence = {1};
        submit->delta = protocol::WireDelta(test::insertion(QStringLiteral("x")));
    }
    auto *put = std::get_if<protocol::PutBlob>(&message);
    if (put) {
        put->bytes = 1;
        put->transfer = 1;
    }
    client.send(message);
    if (put)
        client.sendChunks(1, "x");
    std::optional<ErrorCode> code;
    const bool isAnswered = client.waitUntil([&] {
        if (const auto failed = client.take<protocol::Failed>())
            code = failed->code;
        if (const auto refused = client.take<protocol::Refused>())
            code = refused->code;
        return code || hasAgreed(client);
    });
    if (!isAnswered)
        return std::nullopt;
    const bool isInside = client.joined.member != 0;
    return code == ErrorCode::NotAllowed || code == ErrorCode::NotJoined || (code == ErrorCode::NotFound && !isInside);
}

} // namespace

class TestRoles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageHasARow();
    void everyRoleMaySendWhatItNeeds();
    void expiredAndRevokedInvitationsGiveNothing();
    void ownerTokenCountsOnThisComputerOnly();
    void serverAnswersEveryCellOfTheMatrix_data();
    void serverAnswersEveryCellOfTheMatrix();
    void changesAreJudgedByTheRoleOfTheMoment();
    void authorAndTimeAreStampedByTheServer();
};

void TestRoles::everyMessageHasARow()
{
    for (const protocol::ClientMessage &message : oneOfEach({1, 2})) {
        const auto found = kNeeded.find(protocol::nameOf(message));
        QVERIFY2(found != kNeeded.end(), protocol::nameOf(message));
        QCOMPARE(protocol::roleFor(message), found->second);
    }
    QCOMPARE(kNeeded.size(), std::variant_size_v<protocol::ClientMessage>);
}

void TestRoles::everyRoleMaySendWhatItNeeds()
{
    const DocumentId shared{1, 2};
    const DocumentId other{3, 4};
    for (const Role role : kRoles) {
        net::Access access(QStringLiteral("token"), Role::None);
        net::Caller caller;
        caller.isOwner = role == Role::Owner;
        if (role != Role::None && role != Role::Owner) {
            caller.invitation = "hash";
            access.remember({"hash", shared, role, {}, 0, 0, 0});
        }
        for (const protocol::ClientMessage &message : oneOfEach(shared)) {
            const Role needed = kNeeded.at(protocol::nameOf(message));
            const auto refusal = net::refusalOf(message, access, caller, shared, 1000);
            const bool isExpected = concernsServer(message) ? needed == Role::None || role == Role::Owner : role >= needed;
            QVERIFY2(!refusal == isExpected, protocol::nameOf(message));
            if (refusal && !concernsServer(message))
                QCOMPARE(*refusal, role == Role::None ? ErrorCode::NotFound : ErrorCode::NotAllowed);
        }
        // an invitation counts for its document alone
        for (const protocol::ClientMessage &message : oneOfEach(other)) {
            if (role != Role::Owner && kNeeded.at(protocol::nameOf(message)) != Role::None)
                QVERIFY2(net::refusalOf(message, access, caller, other, 1000), protocol::nameOf(message));
        }
    }
}

void TestRoles::expiredAndRevokedInvitationsGiveNothing()
{
    const DocumentId document{1, 2};
    const net::Caller caller{false, "hash", {}};
    net::Access access(QStringLiteral("token"), Role::None);
    access.remember({"hash", document, Role::Editor, {}, 0, 5000, 0});
    QCOMPARE(access.roleOn(caller, document, 4999), Role::Editor);
    QCOMPARE(access.roleOn(caller, document, 5000), Role::None);
    access.remember({"hash", document, Role::Editor, {}, 0, 0, 1});
    QCOMPARE(access.roleOn(caller, document, 2), Role::None);
    net::Access open(QStringLiteral("token"), Role::Viewer);
    QCOMPARE(open.roleOn({}, document, 2), Role::Viewer);
    QCOMPARE(open.roleInServer({}), Role::Viewer);
}

void TestRoles::ownerTokenCountsOnThisComputerOnly()
{
    const net::Access access(QStringLiteral("secret"), Role::None);
    QVERIFY(access.isOwnerToken(QStringLiteral("secret"), {QHostAddress(QStringLiteral("127.0.0.1")), false}));
    QVERIFY(!access.isOwnerToken(QStringLiteral("secret"), {QHostAddress(QStringLiteral("192.168.1.7")), true}));
    QVERIFY(!access.isOwnerToken(QStringLiteral("secre"), {QHostAddress(QStringLiteral("127.0.0.1")), false}));
    QVERIFY(!access.isOwnerToken({}, {QHostAddress(QStringLiteral("127.0.0.1")), false}));
}

void TestRoles::serverAnswersEveryCellOfTheMatrix_data()
{
    QTest::addColumn<int>("role");
    for (const Role role : kRoles)
        QTest::newRow(protocol::toWire(role).data()) << int(role);
}

// Through the socket: whether the answer to each message that has one is a refusal for lack of a right.
void TestRoles::serverAnswersEveryCellOfTheMatrix()
{
    QFETCH(int, role);
    const Role mine = static_cast<Role>(role);
    ServerProcess server({QStringLiteral("--open-access"), QStringLiteral("none"), QStringLiteral("--share-on"),
                          QStringLiteral("127.0.0.1:0")});
    QVERIFY(server.start());
    WireClient owner;
    QVERIFY(owner.open(server.url()) && owner.greet(server.ownerToken()));
    const auto document = owner.create();
    QVERIFY(document);
    std::optional<QString> token;
    if (mine == Role::Owner) {
        token = server.ownerToken();
    } else if (mine != Role::None) {
        owner.send(protocol::Invite{1, *document, mine, 1});
        token = owner.waitFor<protocol::Invited>()->secret;
    }
    for (const protocol::ClientMessage &message : oneOfEach(*document)) {
        if (!hasAnswer(message) || wantsIn(message) || std::holds_alternative<protocol::TrashDocument>(message))
            continue;
        WireClient client;
        QVERIFY(client.open(server.url()) && client.greet(token));
        if (mine >= Role::Viewer && !std::holds_alternative<protocol::Join>(message))
            QVERIFY(client.join(*document));
        const auto isRefused = askForRight(client, message);
        QVERIFY2(isRefused, protocol::nameOf(message));
        // text is an editor's; what each role may change is told by role_rules
        const Role needed = std::holds_alternative<protocol::Submit>(message) ? Role::Editor
                                                                              : kNeeded.at(protocol::nameOf(message));
        const bool isAllowed = concernsServer(message) ? needed == Role::None || mine == Role::Owner : mine >= needed;
        QVERIFY2(*isRefused != isAllowed, protocol::nameOf(message));
    }
}

void TestRoles::changesAreJudgedByTheRoleOfTheMoment()
{
    ServerProcess server({QStringLiteral("--open-access"), QStringLiteral("none")});
    QVERIFY(server.start());
    WireClient owner;
    QVERIFY(owner.open(server.url()) && owner.greet(server.ownerToken()));
    const auto document = owner.create();
    QVERIFY(document && owner.join(*document) && owner.type(QStringLiteral("text")));
    owner.send(protocol::Invite{1, *document, Role::Commenter, 1});
    WireClient commenter;
    QVERIFY(commenter.open(server.url()) && commenter.greet(owner.waitFor<protocol::Invited>()->secret));
    QVERIFY(commenter.join(*document));
    commenter.submit(test::insertion(QStringLiteral("x")), commenter.revision);
    const auto refused = commenter.waitFor<protocol::Refused>();
    QVERIFY(refused);
    QCOMPARE(refused->code, ErrorCode::NotAllowed);
    QVERIFY(owner.take<protocol::Committed>() == std::nullopt);
}

// There is no field in which a client could name another author; the name of its hello counts.
void TestRoles::authorAndTimeAreStampedByTheServer()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet({}, QStringLiteral("Mallory")));
    const auto document = client.create();
    QVERIFY(document && client.join(*document));
    client.sendText(QStringLiteral("{\"type\":\"submit\",\"sequence\":1,\"base\":0,\"kind\":0,\"author\":\"Alice\","
                                   "\"delta\":[{\"insert\":\"x\"}]}"));
    const auto goodbye = client.waitFor<protocol::Goodbye>();
    QVERIFY(goodbye);
    QCOMPARE(goodbye->code, ErrorCode::UnknownMember);
}

QTEST_GUILESS_MAIN(TestRoles)
#include "test_roles.moc"
