// SPDX-License-Identifier: GPL-3.0-or-later
// A long document is read beside the thread that people type in: what comes meanwhile waits for it, in its order.
#include "client_net/session_driver.h"
#include "model/delta_json.h"

#include <QSignalSpy>
#include <QTest>

using namespace syngraph;
using client_net::SessionDriver;
using model::Delta;
using model::Document;

namespace {

// A line at whose other end nobody is.
class DeadLine : public client_net::Transport
{
public:
    void open(const client_net::Endpoint &) override { }
    void sendText(const QByteArray &) override { }
    void sendBinary(const QByteArray &) override { }
    QByteArray fingerprint() const override { return {}; }
    void abort() override { }
    void close() override { }
};

SessionDriver::Options withoutServer()
{
    SessionDriver::Options options;
    options.makeTransport = [] { return std::make_unique<DeadLine>(); };
    return options;
}

Document longDocument()
{
    return *Document::fromDelta(Delta().insert(QStringLiteral("word ").repeated(100'000) + u'\n'));
}

protocol::Joined joined()
{
    protocol::Joined message;
    message.client = {2, 1};
    message.epoch = {1, 1};
    message.member = 1;
    message.role = protocol::Role::Editor;
    return message;
}

protocol::Snapshot announced(const Document &content, qint64 revision)
{
    return {{revision}, {protocol::kChainStart}, {content.hash()}, 1, 0};
}

QByteArray bytesOf(const Document &content)
{
    return model::toJson(content.toDelta());
}

protocol::Committed typed(qint64 revision, const QString &text)
{
    return {{revision}, {{2, protocol::WireDelta(Delta().insert(text))}}};
}

} // namespace

class SessionDriverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatComesWhileALongDocumentIsReadFollowsIt();
    void aDocumentOfAConnectionThatIsOverIsNotTaken();
    void aDocumentThatIsAnotherOneIsNotTaken();
};

void SessionDriverTest::whatComesWhileALongDocumentIsReadFollowsIt()
{
    SessionDriver driver(session::Session({1, 1}), withoutServer());
    const Document content = longDocument();
    driver.take(joined(), {});
    driver.take(announced(content, 5), bytesOf(content));
    QVERIFY(!driver.session().hasDocument()); // it has not been read within the call
    driver.take(typed(6, QStringLiteral("b")), {});
    driver.take(typed(7, QStringLiteral("a")), {});
    QTRY_COMPARE(driver.session().revision().value, 7);
    QCOMPARE(driver.session().edits().visible().text(0, 7), QStringLiteral("abword "));
    QVERIFY(std::holds_alternative<session::Live>(driver.session().link()));
}

void SessionDriverTest::aDocumentOfAConnectionThatIsOverIsNotTaken()
{
    SessionDriver driver(session::Session({1, 1}), withoutServer());
    driver.start();
    const Document old = longDocument();
    const Document now = *Document::fromDelta(Delta().insert(u"short\n"));
    driver.take(joined(), {});
    driver.take(announced(old, 5), bytesOf(old));
    driver.take(typed(6, QStringLiteral("b")), {});
    driver.stop();
    QTest::qWait(200);
    QVERIFY(!driver.session().hasDocument());
    driver.take(joined(), {});
    driver.take(announced(now, 9), bytesOf(now));
    QCOMPARE(driver.session().revision().value, 9);
    QCOMPARE(driver.session().edits().visible().text(0, 5), QStringLiteral("short"));
}

void SessionDriverTest::aDocumentThatIsAnotherOneIsNotTaken()
{
    SessionDriver driver(session::Session({1, 1}), withoutServer());
    const Document content = longDocument();
    driver.take(joined(), {});
    protocol::Snapshot message = announced(content, 5);
    ++message.hash.value;
    QSignalSpy taken(&driver, &SessionDriver::taken);
    driver.take(message, bytesOf(content));
    QTRY_COMPARE(taken.size(), 1);
    QVERIFY(!driver.session().hasDocument());
}

QTEST_GUILESS_MAIN(SessionDriverTest)
#include "test_session_driver.moc"
