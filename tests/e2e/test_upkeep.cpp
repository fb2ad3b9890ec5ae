// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody who runs a server for others needs: figures to watch, and a new certificate without an interruption.
#include "e2e/raw_socket.h"
#include "e2e/server_process.h"
#include "e2e/wire_client.h"
#include "net/tls_certificate.h"

#include <QDir>
#include <QFile>
#include <QSslSocket>
#include <QTest>

#include <csignal>

using namespace syngraph;
using test::RawSocket;
using test::ServerProcess;
using test::WireClient;

namespace {

constexpr int kPatienceMs = 30'000;

void sendHangUp(const ServerProcess &server)
{
    ::kill(pid_t(server.pid()), SIGHUP);
}

// Of the key that a newcomer is shown.
QByteArray fingerprintShown(quint16 port)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    return socket.waitForEncrypted(kPatienceMs) ? net::fingerprintOf(socket.peerCertificate()) : QByteArray();
}

QByteArray metricsOf(quint16 port)
{
    RawSocket socket;
    if (!socket.connectTo(port))
        return {};
    socket.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return socket.readToEnd();
}

// -1 where there is no such line.
double valueOf(const QByteArray &metrics, const QByteArray &name)
{
    for (const QByteArray &line : metrics.split('\n')) {
        if (line.startsWith(name + ' '))
            return line.sliced(name.size() + 1).toDouble();
    }
    return -1;
}

// Makes certificate.pem and key.pem in the folder.
QByteArray makeIdentity(const QString &folder)
{
    const auto identity = net::openTlsIdentity(folder, {});
    return identity ? identity->fingerprint() : QByteArray();
}

bool replaceFile(const QString &from, const QString &to)
{
    return (!QFile::exists(to) || QFile::remove(to)) && QFile::copy(from, to);
}

} // namespace

class TestUpkeep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void figuresFollowWhatHappens();
    void hangUpTakesTheNewCertificateAndCutsNobody();
    void aCertificateThatCannotBeReadChangesNothing();
};

void TestUpkeep::figuresFollowWhatHappens()
{
    ServerProcess server;
    QVERIFY(server.start());
    const QByteArray before = metricsOf(server.port());
    QVERIFY2(before.startsWith("HTTP/1.1 200 OK\r\n"), before.constData());
    QVERIFY(before.contains("Content-Type: text/plain; version=0.0.4"));
    QCOMPARE(valueOf(before, "syngraph_connections"), 0.0);
    QCOMPARE(valueOf(before, "syngraph_changes_committed_total"), 0.0);
    WireClient client;
    WireClient onlooker;
    QVERIFY(client.open(server.url()) && client.greet());
    QVERIFY(onlooker.open(server.url()) && onlooker.greet());
    const auto document = client.create(QStringLiteral("Minutes"));
    QVERIFY(document && client.join(*document) && client.type(QStringLiteral("word")));
    const QByteArray after = metricsOf(server.port());
    QCOMPARE(valueOf(after, "syngraph_connections"), 2.0);
    QCOMPARE(valueOf(after, "syngraph_people"), 1.0);
    QCOMPARE(valueOf(after, "syngraph_documents_open"), 1.0);
    QCOMPARE(valueOf(after, "syngraph_changes_committed_total"), 1.0);
    QVERIFY(valueOf(after, "syngraph_messages_received_total") >= 4);
    QVERIFY(valueOf(after, "process_cpu_seconds_total") > 0);
    QVERIFY(valueOf(after, "process_start_time_seconds") > 1e9);
}

void TestUpkeep::hangUpTakesTheNewCertificateAndCutsNobody()
{
    QTemporaryDir folder;
    const QString first = folder.filePath(QStringLiteral("first"));
    const QString second = folder.filePath(QStringLiteral("second"));
    QVERIFY(QDir().mkpath(first) && QDir().mkpath(second));
    const QByteArray old = makeIdentity(first);
    const QByteArray fresh = makeIdentity(second);
    QVERIFY(old.size() == 64 && fresh.size() == 64 && old != fresh);
    ServerProcess server({QStringLiteral("--cert"), first + QStringLiteral("/certificate.pem"), QStringLiteral("--key"),
                          first + QStringLiteral("/key.pem"), QStringLiteral("--open-access"),
                          QStringLiteral("editor")});
    QVERIFY(server.start());
    QCOMPARE(fingerprintShown(server.port()), old);
    WireClient client;
    QVERIFY(client.open(server.url()) && client.greet());
    for (const char *name : {"/certificate.pem", "/key.pem"})
        QVERIFY(replaceFile(second + QLatin1StringView(name), first + QLatin1StringView(name)));
    sendHangUp(server);
    QTRY_COMPARE_WITH_TIMEOUT(fingerprintShown(server.port()), fresh, kPatienceMs);
    client.send(protocol::Ping{7});
    QVERIFY(client.waitFor<protocol::Pong>());
}

void TestUpkeep::aCertificateThatCannotBeReadChangesNothing()
{
    QTemporaryDir folder;
    const QByteArray fingerprint = makeIdentity(folder.path());
    const QString certificate = folder.filePath(QStringLiteral("certificate.pem"));
    ServerProcess server({QStringLiteral("--cert"), certificate, QStringLiteral("--key"),
                          folder.filePath(QStringLiteral("key.pem"))});
    QVERIFY(server.start());
    // a key that fits another certificate
    QTemporaryDir other;
    QVERIFY(!makeIdentity(other.path()).isEmpty());
    QVERIFY(replaceFile(other.filePath(QStringLiteral("key.pem")), folder.filePath(QStringLiteral("key.pem"))));
    sendHangUp(server);
    QTRY_VERIFY_WITH_TIMEOUT(server.log().contains("does not belong"), kPatienceMs);
    QCOMPARE(fingerprintShown(server.port()), fingerprint);
    QVERIFY(QFile::resize(certificate, 10));
    sendHangUp(server);
    QTRY_VERIFY_WITH_TIMEOUT(server.log().contains("no usable certificate"), kPatienceMs);
    QCOMPARE(fingerprintShown(server.port()), fingerprint);
}

QTEST_GUILESS_MAIN(TestUpkeep)
#include "test_upkeep.moc"
