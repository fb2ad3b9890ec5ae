// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing acknowledged is lost or doubled while servers and clients are killed.
#include "cli_process.h"
#include "server_process.h"

#include "client_net/session_driver.h"
#include "client_net/web_socket_transport.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace syngraph;
using namespace syngraph::test;

class TestSoak : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    static QString url(const ServerProcess &server, const QString &document = {})
    {
        return QStringLiteral("ws://127.0.0.1:%1/%2").arg(server.port()).arg(document);
    }
    static QString create(const ServerProcess &server)
    {
        return QString::fromLatin1(cli({QStringLiteral("create"), url(server), QStringLiteral("t")}).output).trimmed();
    }
    QStringList soak(const ServerProcess &server, const QString &id, const char *folder, int seconds) const
    {
        return {QStringLiteral("soak"),      url(server, id),
                QStringLiteral("--clients"), QStringLiteral("8"),
                QStringLiteral("--seconds"), QString::number(seconds),
                QStringLiteral("--journal"), m_folder.filePath(QLatin1StringView(folder))};
    }
    static void verifyNothingLost(const CliOutcome &outcome)
    {
        qInfo("%s", outcome.output.constData());
        QCOMPARE(outcome.errors, QByteArray());
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY(outcome.json()[u"acknowledged"].toInt() > 100);
        QCOMPARE(outcome.json()[u"lost"].toInt(-1), 0);
        QCOMPARE(outcome.json()[u"duplicated"].toInt(-1), 0);
        QVERIFY(outcome.json()[u"converged"].toBool());
    }

private Q_SLOTS:
    void serverKilledAgainAndAgain()
    {
        ServerProcess server;
        QVERIFY(server.start());
        QProcess process;
        process.start(cliProgram(), soak(server, create(server), "killed", 8));
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 6500) {
            QTest::qWait(500 + int(QRandomGenerator::global()->bounded(700)));
            server.kill();
            QVERIFY(server.start());
        }
        const CliOutcome outcome = outcomeOf(process, 90'000);
        verifyNothingLost(outcome);
        QVERIFY(outcome.json()[u"reconnects"].toInt() > 8);
    }

    // The journals of the killed client are adopted: what it had not sent arrives, once.
    void clientKilledAndStartedAgain()
    {
        ServerProcess server;
        QVERIFY(server.start());
        const QString id = create(server);
        for (int round = 0; round < 3; ++round) {
            QProcess process;
            process.start(cliProgram(), soak(server, id, "client", 60));
            QVERIFY(process.waitForStarted());
            QTest::qWait(1500 + int(QRandomGenerator::global()->bounded(500)));
            if (round == 1)
                server.kill(); // the last thing it writes is not sent at all
            QTest::qWait(500);
            process.kill();
            process.waitForFinished();
            if (round == 1)
                QVERIFY(server.start());
        }
        verifyNothingLost(cli(soak(server, id, "client", 2), {}, 90'000));
    }

    // An afternoon offline: 200,000 components that no single change may hold.
    void largeOfflineBufferComesThrough()
    {
        ServerProcess server;
        QVERIFY(server.start());
        const QString path = m_folder.filePath(QStringLiteral("base.txt"));
        constexpr int kPlaces = 100'000;
        QVERIFY(writeFile(path, QByteArray("word ").repeated(kPlaces) + '\n'));
        const QString id = QString::fromLatin1(
            cli({QStringLiteral("create"), url(server), QStringLiteral("t"), QStringLiteral("--from"), path}).output).trimmed();
        client_net::SessionDriver driver(
            session::Session(*DocumentId::fromHex(id.toLatin1())),
            {{QUrl(url(server)), {}}, {}, [] { return std::make_unique<client_net::WebSocketTransport>(); }, {}, {}});
        driver.start();
        QTRY_VERIFY(std::holds_alternative<session::Live>(driver.session().link()));
        driver.stop();
        QTRY_VERIFY(std::holds_alternative<session::Offline>(driver.session().link()));
        model::Delta change;
        for (int i = 0; i < kPlaces; ++i)
            change.retain(5).insert(u"x");
        QCOMPARE(change.ops().size(), std::size_t(2 * kPlaces));
        driver.edit(change, session::PendingEdits::Grouping::New);
        cli({QStringLiteral("append"), url(server, id), QStringLiteral("meanwhile")});
        driver.start();
        QTRY_VERIFY_WITH_TIMEOUT(std::holds_alternative<session::Live>(driver.session().link())
                                     && driver.session().edits().pendingCount() == 0,
                                 60'000);
        const auto outcome = cli({QStringLiteral("cat"), url(server, id)});
        QVERIFY(outcome.output == QByteArray("word x").repeated(kPlaces) + "\nmeanwhile\n");
    }

    // Whoever was away while a lot was written catches up over the connection that everybody has.
    void largeCatchUpComesThrough()
    {
        ServerProcess server;
        QVERIFY(server.start());
        const QString id = create(server);
        client_net::SessionDriver driver(
            session::Session(*DocumentId::fromHex(id.toLatin1())),
            {{QUrl(url(server)), {}}, {}, [] { return std::make_unique<client_net::WebSocketTransport>(); }, {}, {}});
        driver.start();
        QTRY_VERIFY(std::holds_alternative<session::Live>(driver.session().link()));
        driver.stop();
        const QString path = m_folder.filePath(QStringLiteral("much.txt"));
        const QByteArray text = QByteArray("a lot was written meanwhile\n").repeated(400'000);
        QVERIFY(writeFile(path, text));
        QCOMPARE(cli({QStringLiteral("put"), url(server, id), path}).exitCode, 0);
        driver.start();
        QTRY_VERIFY_WITH_TIMEOUT(std::holds_alternative<session::Live>(driver.session().link()), 60'000);
        QCOMPARE(driver.session().edits().visible().length(), qint64(text.size()));
    }
};

QTEST_GUILESS_MAIN(TestSoak)
#include "test_soak.moc"
