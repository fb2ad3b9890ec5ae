// SPDX-License-Identifier: GPL-3.0-or-later
// Typing reaches in a shorter form who asks for it, and anybody else as ever.
#include "e2e/native_client.h"
#include "e2e/server_process.h"
#include "e2e/wire_client.h"

#include "protocol/limits.h"

#include <QTest>

#include <algorithm>

using namespace syngraph;
using model::Delta;
using test::NativeClient;
using test::ServerProcess;
using test::WireClient;

namespace {

// Without a word about features, as clients in other languages may be.
std::optional<DocumentId> enterAnew(WireClient &client, const QUrl &url)
{
    const auto id = client.open(url) && client.greet() ? client.create() : std::nullopt;
    return id && client.join(*id) ? id : std::nullopt;
}

bool enterForShortChanges(WireClient &client, const QUrl &url, DocumentId document)
{
    if (!client.open(url))
        return false;
    const QLatin1StringView feature(protocol::kFeatureShortChanges);
    client.send(protocol::Hello{{protocol::kProtocolVersion, protocol::kProtocolVersion}, {feature}, {}, {}});
    const auto welcome = client.waitFor<protocol::Welcome>();
    return welcome && std::ranges::count(welcome->features, feature) == 1 && client.join(document);
}

bool followTo(WireClient &client, qint64 revision)
{
    return client.waitUntil([&] {
        client.followCommits();
        return client.revision.value == revision;
    });
}

} // namespace

class TestShortChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoAsksGetsTypingInAShorterForm();
    void foreignAndNativeClientsHaveTheSame();
};

void TestShortChanges::whoAsksGetsTypingInAShorterForm()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient foreign;
    const auto id = enterAnew(foreign, server.url());
    WireClient asking;
    QVERIFY(id && enterForShortChanges(asking, server.url(), *id));
    QVERIFY(foreign.type(QStringLiteral("Hello")));
    QVERIFY(asking.waitFor<protocol::Typed>() == (protocol::Typed{{1}, {{foreign.joined.member, 0, QStringLiteral("Hello")}}}));
    foreign.submit(Delta().retain(1).remove(2), {1});
    QVERIFY(asking.waitFor<protocol::Typed>() == (protocol::Typed{{2}, {{foreign.joined.member, 1, {}, 2}}}));
    // one's own is the ack
    asking.submit(test::insertion(QStringLiteral("\n"), 3), {2});
    QVERIFY(asking.waitFor<protocol::Typed>() == (protocol::Typed{{3}, {{asking.joined.member, 3, QStringLiteral("\n")}}}));
    // what has no shorter form
    const Delta bold = Delta().retain(3, model::Attributes{{"bold", model::Value::boolean(true)}});
    foreign.submit(bold, {3});
    QVERIFY(asking.waitFor<protocol::Committed>() == (protocol::Committed{{4}, {{foreign.joined.member, protocol::WireDelta(bold)}}}));
    QVERIFY(followTo(foreign, 4));
    QCOMPARE(foreign.document.text(0, foreign.document.length()), QStringLiteral("Hlo\n\n"));
    QVERIFY(!foreign.take<protocol::Typed>());
}

void TestShortChanges::foreignAndNativeClientsHaveTheSame()
{
    ServerProcess server;
    QVERIFY(server.start());
    WireClient foreign;
    const auto id = enterAnew(foreign, server.url());
    QVERIFY(id);
    NativeClient native(server.url(), *id);
    QVERIFY(native.waitUntilJoined());
    QVERIFY(foreign.type(QStringLiteral("two ")));
    QVERIFY(native.waitUntilSettled(1));
    native.type(QStringLiteral("one "));
    QVERIFY(native.waitUntilSettled(2));
    native.edit(Delta().retain(4).remove(3));
    QVERIFY(native.waitUntilSettled(3));
    QVERIFY(followTo(foreign, 3));
    QCOMPARE(native.text(), foreign.document.text(0, foreign.document.length()));
    QCOMPARE(native.document().hash(), foreign.document.hash());
    QVERIFY2(native.notices().isEmpty(), qPrintable(native.notices().join(u'\n')));
}

QTEST_GUILESS_MAIN(TestShortChanges)
#include "test_short_changes.moc"
