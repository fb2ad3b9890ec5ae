// SPDX-License-Identifier: GPL-3.0-or-later
// An older copy of a file is put in its place while people have the newer one on their screens (SEMANTICS 7.6).
#include "e2e/native_client.h"
#include "e2e/relay.h"
#include "e2e/server_process.h"
#include "e2e/wire_client.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace syngraph;
using test::NativeClient;
using test::Relay;
using test::ServerProcess;
using test::WireClient;

class TestBackup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOlderFileEditedPastTheHeadLeadsClientsIntoAMerge_data();
    void anOlderFileEditedPastTheHeadLeadsClientsIntoAMerge();
};

namespace {

QString onlyDocument(const ServerProcess &server)
{
    const QDir folder(server.dataFolder() + QStringLiteral("/documents"));
    const QStringList names = folder.entryList({QStringLiteral("*.syngraph")}, QDir::Files);
    return names.size() == 1 ? folder.filePath(names.front()) : QString();
}

// As the first line, so that no two of them touch.
void typeLine(NativeClient &client, const QString &words)
{
    client.edit(test::insertion(words + u'\n', 0));
}

bool settleTogether(NativeClient &first, NativeClient &second)
{
    return QTest::qWaitFor([&] {
        return first.isSettled() && second.isSettled() && first.revision() == second.revision();
    }, 30'000);
}

} // namespace

void TestBackup::anOlderFileEditedPastTheHeadLeadsClientsIntoAMerge_data()
{
    QTest::addColumn<int>("editsOfTheOther");
    QTest::newRow("left as it was") << 0;
    QTest::newRow("edited, not as far as the head was") << 3;
    QTest::newRow("edited past the head") << 40;
}

void TestBackup::anOlderFileEditedPastTheHeadLeadsClientsIntoAMerge()
{
    QFETCH(int, editsOfTheOther);
    ServerProcess server;
    QVERIFY(server.start());
    WireClient maker;
    QVERIFY(maker.open(server.url()) && maker.greet());
    const auto id = maker.create();
    QVERIFY(id);
    Relay relay(server.port(), 1);
    NativeClient ann(relay.url(), *id);
    NativeClient bob(relay.url(), *id);
    QVERIFY(ann.waitUntilJoined() && bob.waitUntilJoined());
    typeLine(ann, QStringLiteral("ann-saved"));
    typeLine(bob, QStringLiteral("bob-saved"));
    QVERIFY(settleTogether(ann, bob));
    QCOMPARE(server.stop(), 0);
    const QString document = onlyDocument(server);
    QVERIFY(!document.isEmpty() && QFile::copy(document, server.path(QStringLiteral("backup"))));

    // the newer words, known to all and acknowledged
    QVERIFY(server.start());
    for (int i = 0; i < 10; ++i) {
        typeLine(i % 2 == 0 ? ann : bob, QStringLiteral("newer-%1").arg(i));
        QVERIFY(settleTogether(ann, bob));
    }
    relay.setOpen(false);
    relay.cut();
    typeLine(ann, QStringLiteral("ann-offline"));
    typeLine(bob, QStringLiteral("bob-offline"));

    QCOMPARE(server.stop(), 0);
    QVERIFY(QFile::remove(document) && QFile::copy(server.path(QStringLiteral("backup")), document));
    QVERIFY(server.start());
    NativeClient other(server.url(), *id);
    QVERIFY(other.waitUntilJoined());
    for (int i = 0; i < editsOfTheOther; ++i) {
        typeLine(other, QStringLiteral("other-%1").arg(i));
        QVERIFY(QTest::qWaitFor([&] { return other.isSettled(); }));
    }

    relay.setOpen(true);
    ann.driver().reconnectNow();
    bob.driver().reconnectNow();
    QVERIFY(settleTogether(ann, bob) && settleTogether(ann, other));
    QCOMPARE(ann.visible(), bob.visible());
    QCOMPARE(ann.visible(), other.visible());
    QStringList lines = ann.text().split(u'\n', Qt::SkipEmptyParts);
    lines.sort();
    QStringList expected{QStringLiteral("ann-offline"), QStringLiteral("ann-saved"), QStringLiteral("bob-offline"),
                         QStringLiteral("bob-saved")};
    for (int i = 0; i < editsOfTheOther; ++i)
        expected << QStringLiteral("other-%1").arg(i);
    expected.sort();
    QCOMPARE(lines, expected);
    // both are told, and offered what they had
    QVERIFY2(!ann.notices().isEmpty() && !bob.notices().isEmpty(), qPrintable(ann.notices().join(u'|')));
    QVERIFY(ann.notices().join(u' ').contains(QStringLiteral("newer-9")));

    // and go on as before
    typeLine(bob, QStringLiteral("bob-after"));
    QVERIFY(bob.waitUntilSettled(bob.revision() + 1) && settleTogether(ann, bob));
    QVERIFY(ann.text().startsWith(QStringLiteral("bob-after\n")));
    ann.driver().undo();
    QVERIFY(QTest::qWaitFor([&] { return ann.isSettled() && !ann.text().contains(QStringLiteral("ann-offline")); }));
    QVERIFY(settleTogether(ann, bob));
    QVERIFY(bob.text().contains(QStringLiteral("bob-offline")) && bob.text().contains(QStringLiteral("bob-after")));
}

QTEST_GUILESS_MAIN(TestBackup)
#include "test_backup.moc"
