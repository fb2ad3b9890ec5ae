// SPDX-License-Identifier: GPL-3.0-or-later
// One in between with a key of his own, who decrypts, reads and passes on what both sides say (PROMISES A22).
#include "e2e/cli_process.h"
#include "e2e/server_process.h"
#include "net/tls_certificate.h"

#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace syngraph;
using test::ServerProcess;

namespace {

constexpr int kPatienceMs = 60'000;

// Whoever connects to it talks to the server behind it, by way of it.
class Middle : public QObject
{
public:
    Middle(const net::TlsIdentity &identity, quint16 server) : m_server(server)
    {
        m_door.setSslConfiguration(identity.configuration());
        connect(&m_door, &QTcpServer::pendingConnectionAvailable, this, &Middle::letIn);
        m_door.listen(QHostAddress::LocalHost);
    }

    QString place() const { return QStringLiteral("wss://127.0.0.1:%1/Minutes").arg(m_door.serverPort()); }
    const QByteArray &read() const { return m_read; }

private:
    void letIn()
    {
        auto *client = qobject_cast<QSslSocket *>(m_door.nextPendingConnection());
        auto *server = new QSslSocket(client);
        server->setPeerVerifyMode(QSslSocket::VerifyNone);
        server->connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_server);
        const auto passOn = [this](QSslSocket *from, QSslSocket *to) {
            const QByteArray bytes = from->readAll();
            m_read += bytes;
            to->write(bytes);
        };
        connect(client, &QSslSocket::readyRead, this, [=] { passOn(client, server); });
        connect(server, &QSslSocket::readyRead, this, [=] { passOn(server, client); });
        connect(client, &QSslSocket::disconnected, client, &QObject::deleteLater);
        connect(server, &QSslSocket::disconnected, client, &QSslSocket::disconnectFromHost);
        passOn(client, server);
    }

    QSslServer m_door;
    quint16 m_server;
    QByteArray m_read; // of both
};

} // namespace

class TestMiddle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whoAsksIsNotKnownThroughOneInBetween();
    void theCodeIsOfNoUseToOneInBetween();
    void whoHasALinkTellsOneInBetweenNothing();
    void cleanup();

private:
    QJsonObject share(const QString &admission) const
    {
        const auto outcome = owner({QStringLiteral("share"), QStringLiteral("Minutes"), QStringLiteral("--admission"), admission,
                                    QStringLiteral("--role"), QStringLiteral("editor")});
        return QJsonDocument::fromJson(outcome.output).object();
    }
    ServerProcess::Outcome owner(QStringList command) const
    {
        return ServerProcess::run(std::move(command) << QStringLiteral("--data") << m_server->dataFolder());
    }
    // Whoever has asked, or is in.
    QByteArray people() const { return owner({QStringLiteral("people"), QStringLiteral("Minutes")}).output.trimmed(); }
    void start(QStringList command) { m_ben.start(test::cliProgram(), std::move(command)); }
    bool isOver() const { return m_ben.state() == QProcess::NotRunning; }
    QStringList asking(const QString &command, const Middle &middle) const
    {
        return {command, middle.place(), QStringLiteral("--identity"), m_server->path(QStringLiteral("ben"))};
    }

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<Middle> m_middle;  // with another key
    std::unique_ptr<Middle> m_honest;  // with the server's: nothing between two who know each other's keys
    QTemporaryDir m_folder;
    QProcess m_ben;
};

void TestMiddle::init()
{
    m_server = std::make_unique<ServerProcess>(
        QStringList{QStringLiteral("--open-access"), QStringLiteral("none"), QStringLiteral("--share-on"),
                    QStringLiteral("127.0.0.1:0")});
    QVERIFY(m_server->start());
    QCOMPARE(test::cli({QStringLiteral("create"), m_server->url().toString(), QStringLiteral("Minutes"),
                        QStringLiteral("--token-file"), m_server->dataFolder() + QStringLiteral("/owner-token")})
                 .exitCode,
             0);
    const auto his = net::openTlsIdentity(m_folder.path(), {});
    const auto servers = net::openTlsIdentity(m_server->dataFolder(), {});
    QVERIFY(his && servers && his->fingerprint() != servers->fingerprint());
    m_middle = std::make_unique<Middle>(*his, m_server->port());
    m_honest = std::make_unique<Middle>(*servers, m_server->port());
}

void TestMiddle::cleanup()
{
    m_ben.kill();
    m_ben.waitForFinished();
    m_middle.reset();
    m_honest.reset();
    m_server.reset();
}

void TestMiddle::whoAsksIsNotKnownThroughOneInBetween()
{
    share(QStringLiteral("approved"));
    start(asking(QStringLiteral("words"), *m_middle));
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), kPatienceMs);
    QCOMPARE(m_ben.exitCode(), 1);
    QVERIFY(m_middle->read().contains("Sec-WebSocket"));
    QVERIFY2(people().isEmpty(), people());
    start(asking(QStringLiteral("words"), *m_honest));
    QTRY_VERIFY_WITH_TIMEOUT(people().contains("\"asks\""), kPatienceMs);
}

void TestMiddle::theCodeIsOfNoUseToOneInBetween()
{
    const QByteArray code = share(QStringLiteral("code"))[u"code"].toString().toUtf8();
    QVERIFY(!code.isEmpty());
    const QString file = m_server->path(QStringLiteral("code"));
    QVERIFY(test::writeFile(file, code));
    const auto enter = [&](const Middle &middle) {
        start(asking(QStringLiteral("enter"), middle) << QStringLiteral("--code-file") << file);
    };
    enter(*m_middle);
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), kPatienceMs);
    QCOMPARE(m_ben.exitCode(), 1);
    QVERIFY(!m_middle->read().contains(code));
    QVERIFY2(people().isEmpty(), people());
    enter(*m_honest);
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), kPatienceMs);
    QCOMPARE(m_ben.exitCode(), 0);
    QVERIFY(!m_honest->read().contains(code));
}

// He could use it as well as the one who was invited.
void TestMiddle::whoHasALinkTellsOneInBetweenNothing()
{
    const auto invited = QJsonDocument::fromJson(
        owner({QStringLiteral("invite"), QStringLiteral("Minutes"), QStringLiteral("--role"), QStringLiteral("viewer")}).output);
    const QString secret = invited.object()[u"invitation"].toString();
    QVERIFY(!secret.isEmpty());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SYNGRAPH_TOKEN"), secret);
    m_ben.setProcessEnvironment(environment);
    const QString key = m_server->ready()[u"fingerprint"].toString();
    start({QStringLiteral("cat"), m_middle->place(), QStringLiteral("--pin"), key});
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), kPatienceMs);
    QCOMPARE(m_ben.exitCode(), 1);
    QVERIFY(!m_middle->read().contains(secret.toUtf8()));
    start({QStringLiteral("cat"), m_honest->place(), QStringLiteral("--pin"), key});
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), kPatienceMs);
    QCOMPARE(m_ben.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestMiddle)
#include "test_middle.moc"
