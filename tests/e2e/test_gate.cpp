// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/gate.h"
#include "net/names.h"

#include <QTest>

using namespace syngraph;
using namespace syngraph::net;

class TestGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void upgradeIsJudgedByAddressHostAndOrigin_data();
    void upgradeIsJudgedByAddressHostAndOrigin();
    void plainRequestsGetSmallAnswers_data();
    void plainRequestsGetSmallAnswers();
    void onlyHealthMayBeAskedAgain_data();
    void onlyHealthMayBeAskedAgain();
    void figuresAreForThisComputerAndTheOwner_data();
    void figuresAreForThisComputerAndTheOwner();
    void malformedHeadsAreRefused_data();
    void malformedHeadsAreRefused();
    void loopbackIsRecognised();
    void namesLoseWhatDeceives_data();
    void namesLoseWhatDeceives();

private:
    static GateRules rules();
    static QByteArray upgradeHead(const QByteArray &host, const QByteArray &more = {});
};

GateRules TestGate::rules()
{
    GateRules rules{false, {QStringLiteral("desk"), QStringLiteral("desk.local")}, {}, "1", "{\"documents\":3}", {}, {}};
    rules.readMetrics = [] { return QByteArray("syngraph_connections 3"); };
    rules.isOwnerToken = [](const QByteArray &token) { return token == "secret"; };
    return rules;
}

QByteArray TestGate::upgradeHead(const QByteArray &host, const QByteArray &more)
{
    return "GET / HTTP/1.1\r\nHost: " + host
        + "\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + more + "\r\n";
}

void TestGate::upgradeIsJudgedByAddressHostAndOrigin_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<bool>("isEncrypted");
    QTest::addColumn<bool>("allowsPlain");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    const QByteArray none;
    const auto row = [&](const char *name, const char *peer, bool tls, bool plain, const char *host,
                         const QByteArray &origin, int status) {
        QTest::newRow(name) << QString::fromLatin1(peer) << tls << plain << QByteArray(host) << origin << status;
    };
    row("plain from loopback", "127.0.0.1", false, false, "127.0.0.1:8930", none, 101);
    row("plain from mapped loopback", "::ffff:127.0.0.1", false, false, "localhost:8930", none, 101);
    row("plain from IPv6 loopback", "::1", false, false, "[::1]:8930", none, 101);
    row("plain from elsewhere", "192.168.1.7", false, false, "192.168.1.5", none, 426);
    row("plain from elsewhere, allowed", "192.168.1.7", false, true, "192.168.1.5", none, 101);
    row("TLS from elsewhere", "192.168.1.7", true, false, "192.168.1.5:8930", none, 101);
    row("own name", "192.168.1.7", true, false, "desk.local:8930", none, 101);
    row("own name in capitals", "192.168.1.7", true, false, "DESK", none, 101);
    row("a stranger's name (rebinding)", "127.0.0.1", false, false, "evil.example:8930", none, 400);
    row("no host", "127.0.0.1", false, false, "", none, 400);
    row("host with a user", "127.0.0.1", false, false, "a@127.0.0.1", none, 400);
    row("host with a path", "127.0.0.1", false, false, "127.0.0.1/x", none, 400);
    row("page of another site", "127.0.0.1", false, false, "127.0.0.1:8930", "https://evil.example", 403);
    row("page of another port", "127.0.0.1", false, false, "127.0.0.1:8930", "http://127.0.0.1:80", 403);
    row("page without origin", "127.0.0.1", false, false, "127.0.0.1:8930", "null", 403);
    row("empty origin", "127.0.0.1", false, false, "127.0.0.1:8930", "", 101);
    row("page of this very host", "127.0.0.1", false, false, "127.0.0.1:8930", "http://127.0.0.1:8930", 101);
    row("page that begins like this host", "127.0.0.1", false, false, "127.0.0.1:8930",
        "http://127.0.0.1:8930.evil.example", 403);
}

void TestGate::upgradeIsJudgedByAddressHostAndOrigin()
{
    QFETCH(QString, peer);
    QFETCH(bool, isEncrypted);
    QFETCH(bool, allowsPlain);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    QFETCH(int, status);
    GateRules terms = rules();
    terms.allowsPlainEverywhere = allowsPlain;
    const auto request = parseHead(upgradeHead(host, origin.isEmpty() ? QByteArray() : "Origin: " + origin + "\r\n"));
    QVERIFY(request);
    const Verdict verdict = judge(*request, {QHostAddress(peer), isEncrypted}, terms);
    QCOMPARE(verdict.status, status);
    QCOMPARE(verdict.isUpgrade, status == 101);
}

void TestGate::plainRequestsGetSmallAnswers_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("peer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("health") << QByteArray("GET /health") << "127.0.0.1" << 200 << QByteArray("{\"documents\":3}");
    QTest::newRow("health from elsewhere tells less")
        << QByteArray("GET /health") << "10.0.0.9" << 200 << QByteArray("{\"status\":\"ok\",\"version\":\"1\"}");
    QTest::newRow("page") << QByteArray("GET /") << "127.0.0.1" << 426 << QByteArray();
    QTest::newRow("elsewhere") << QByteArray("GET /../../etc/passwd") << "127.0.0.1" << 404 << QByteArray();
    QTest::newRow("post") << QByteArray("POST /health") << "127.0.0.1" << 404 << QByteArray();
}

void TestGate::plainRequestsGetSmallAnswers()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, peer);
    QFETCH(int, status);
    QFETCH(QByteArray, text);
    const auto request = parseHead(line + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(request);
    const Verdict verdict = judge(*request, {QHostAddress(peer), true}, rules());
    QCOMPARE(verdict.status, status);
    if (!text.isEmpty())
        QCOMPARE(verdict.text, text);
    const QByteArray whole = httpAnswer(verdict);
    QVERIFY(whole.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '));
    QVERIFY(whole.endsWith(verdict.text + '\n'));
}

void TestGate::onlyHealthMayBeAskedAgain_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("mayAgain");
    QTest::newRow("as the client wants") << QByteArray("GET /health HTTP/1.1\r\nConnection: Keep-Alive\r\n") << true;
    QTest::newRow("not asked for") << QByteArray("GET /health HTTP/1.1\r\n") << false;
    QTest::newRow("another place") << QByteArray("GET /other HTTP/1.1\r\nConnection: keep-alive\r\n") << false;
    QTest::newRow("with a body")
        << QByteArray("GET /health HTTP/1.1\r\nConnection: keep-alive\r\nContent-Length: 5\r\n") << false;
    QTest::newRow("with a body in chunks")
        << QByteArray("GET /health HTTP/1.1\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n") << false;
}

void TestGate::onlyHealthMayBeAskedAgain()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, mayAgain);
    const auto head = parseHead(request + "Host: localhost\r\n\r\n");
    QVERIFY(head);
    const Verdict verdict = judge(*head, {QHostAddress(QHostAddress::LocalHost), false}, rules());
    QCOMPARE(mayAskAgain(*head, verdict), mayAgain);
}

void TestGate::figuresAreForThisComputerAndTheOwner_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<bool>("isEncrypted");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<int>("status");
    QTest::newRow("here") << "127.0.0.1" << false << QByteArray() << 200;
    QTest::newRow("elsewhere") << "10.0.0.9" << true << QByteArray() << 404;
    QTest::newRow("owner elsewhere") << "10.0.0.9" << true << QByteArray("Bearer secret") << 200;
    QTest::newRow("wrong token") << "10.0.0.9" << true << QByteArray("Bearer secre") << 404;
    QTest::newRow("another scheme") << "10.0.0.9" << true << QByteArray("Basic secret") << 404;
    QTest::newRow("readable on the way") << "10.0.0.9" << false << QByteArray("Bearer secret") << 404;
}

void TestGate::figuresAreForThisComputerAndTheOwner()
{
    QFETCH(QString, peer);
    QFETCH(bool, isEncrypted);
    QFETCH(QByteArray, authorization);
    QFETCH(int, status);
    const QByteArray line = authorization.isEmpty() ? QByteArray() : "Authorization: " + authorization + "\r\n";
    const auto request = parseHead("GET /metrics HTTP/1.1\r\nHost: desk\r\n" + line + "\r\n");
    QVERIFY(request);
    const Verdict verdict = judge(*request, {QHostAddress(peer), isEncrypted}, rules());
    QCOMPARE(verdict.status, status);
    QCOMPARE(verdict.text == "syngraph_connections 3", status == 200);
}

void TestGate::malformedHeadsAreRefused_data()
{
    QTest::addColumn<QByteArray>("head");
    const auto row = [](const char *name, const QByteArray &head) { QTest::newRow(name) << head; };
    row("no version", "GET /\r\n\r\n");
    row("another version", "GET / HTTP/2.0\r\n\r\n");
    row("two spaces", "GET  / HTTP/1.1\r\n\r\n");
    row("no colon", "GET / HTTP/1.1\r\nHost\r\n\r\n");
    row("header twice", "GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n");
    row("folded line", "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n");
    row("space before colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n");
    row("NUL", QByteArray("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 29));
    row("bare CR", "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n");
    row("unfinished", "GET / HTTP/1.1\r\nHost: a\r\n");
    QByteArray many = "GET / HTTP/1.1\r\n";
    for (int i = 0; i < 65; ++i)
        many += "X-" + QByteArray::number(i) + ": y\r\n";
    row("too many headers", many + "\r\n");
}

void TestGate::malformedHeadsAreRefused()
{
    QFETCH(QByteArray, head);
    QVERIFY(!parseHead(head));
}

void TestGate::loopbackIsRecognised()
{
    for (const char *address : {"127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"})
        QVERIFY(isLoopback(QHostAddress(QLatin1StringView(address))));
    for (const char *address : {"10.0.0.1", "192.168.0.1", "::ffff:10.0.0.1", "fe80::1", "2001:db8::1", "0.0.0.0"})
        QVERIFY(!isLoopback(QHostAddress(QLatin1StringView(address))));
}

void TestGate::namesLoseWhatDeceives_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << "Ada Lovelace" << "Ada Lovelace";
    QTest::newRow("right to left override") << QStringLiteral("Ada\u202eadA") << "AdaadA";
    QTest::newRow("isolates") << QStringLiteral("\u2066a\u2069") << "a";
    QTest::newRow("controls") << QStringLiteral("a\u0007\u001b[31mb") << "a[31mb";
    QTest::newRow("lines") << QStringLiteral("a\nb\u2028c") << "a b c";
    QTest::newRow("spaces") << QStringLiteral("  a \t  b  ") << "a b";
    QTest::newRow("zero width") << QStringLiteral("a\u200bb\ufeff") << "ab";
    QTest::newRow("nothing left") << QStringLiteral("\u202e\u200b") << "Guest";
    QTest::newRow("only joiners") << QStringLiteral("\u200d\u200d") << "Guest";
    QTest::newRow("emoji family stays") << QStringLiteral("👨‍👩‍👧") << QStringLiteral("👨‍👩‍👧");
    QTest::newRow("Arabic stays") << QStringLiteral("مريم") << QStringLiteral("مريم");
    QTest::newRow("cut before a pair") << QStringLiteral("123456789😀") << "123456789";
}

void TestGate::namesLoseWhatDeceives()
{
    QFETCH(QString, name);
    QFETCH(QString, expected);
    const bool isCut = name.startsWith(u"123456789");
    QCOMPARE(sanitised(name, isCut ? 10 : 80, QStringLiteral("Guest")), expected);
}

QTEST_GUILESS_MAIN(TestGate)
#include "test_gate.moc"
