// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/address.h"

#include <QTest>

using namespace syngraph;
using namespace syngraph::client_net;

class TestAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeopleWrite_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("socket");
        QTest::addColumn<QString>("document");
        QTest::addColumn<QString>("invitation");
        const auto row = [](const char *text, const char *socket, const char *document, const char *invitation) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(socket) << QString::fromUtf8(document)
                                << QString::fromUtf8(invitation);
        };
        row("ws://127.0.0.1:8931", "ws://127.0.0.1:8931/", "", "");
        row("ws://127.0.0.1:8931/", "ws://127.0.0.1:8931/", "", "");
        row("ws://host/Plan", "ws://host:8930/", "Plan", "");
        row("wss://host/My%20plan", "wss://host:8930/", "My plan", "");
        row("syngraph://localhost/a", "ws://localhost:8930/", "a", "");
        row("syngraph://127.0.0.5/a", "ws://127.0.0.5:8930/", "a", "");
        row("syngraph://[::1]:9/a", "ws://[::1]:9/", "a", "");
        row("syngraph://server.example/a#s3cret", "wss://server.example:8930/", "a", "s3cret");
        row("ws://host/a%2Fb%3Fc%23d%25", "ws://host:8930/", "a/b?c#d%", "");
        row("ws://host/My plan", "ws://host:8930/", "My plan", "");
        row("ws://host/%E2%98%83", "ws://host:8930/", "☃", "");
        row("ws://host/☃", "ws://host:8930/", "☃", "");
    }
    void readsWhatPeopleWrite()
    {
        QFETCH(QString, text);
        const auto address = parseAddress(text);
        QVERIFY(bool(address));
        QTEST(address->socketUrl().toString(), "socket");
        QTEST(address->document, "document");
        QTEST(address->invitation, "invitation");
    }

    void linksCarryTheKeyOfTheServer()
    {
        const QByteArray key(64, 'a');
        const QString start = QStringLiteral("syngraph://host/a#");
        const auto both = parseAddress(start + QStringLiteral("s3cret.") + QString::fromLatin1(key));
        QVERIFY(both && both->invitation == u"s3cret" && both->pin == key);
        const auto keyOnly = parseAddress(start + u'.' + QString::fromLatin1(key));
        QVERIFY(keyOnly && keyOnly->invitation.isEmpty() && keyOnly->pin == key);
        const auto dotted = parseAddress(start + QStringLiteral("s3.cret"));
        QVERIFY(dotted && dotted->invitation == u"s3.cret" && dotted->pin.isEmpty());
    }

    void refusesWithASentence_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "host", "/path", "http://host/a", "ws://", "ws:///a", "ws://user@host/a",
                                 "ws://user:word@host/a", "ws://host/a?b", "ws://host:0/a", "ws://host:99999/a",
                                 "ws://ho st/a", "ws://host/%zz"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void refusesWithASentence()
    {
        QFETCH(QString, text);
        const auto address = parseAddress(text);
        QVERIFY(!address);
        QCOMPARE(address.error().code, ErrorCode::Usage);
        QVERIFY(address.error().text().endsWith(u'.'));
    }

    void namesServersUnambiguously()
    {
        QCOMPARE(parseAddress(QStringLiteral("ws://[::1]:9/a"))->hostAndPort(), QStringLiteral("[::1]:9"));
        QCOMPARE(parseAddress(QStringLiteral("ws://Host/a"))->hostAndPort(), QStringLiteral("host:8930"));
    }
};

QTEST_GUILESS_MAIN(TestAddress)
#include "test_address.moc"
