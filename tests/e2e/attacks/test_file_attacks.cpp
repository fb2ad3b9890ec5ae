// SPDX-License-Identifier: GPL-3.0-or-later
// Files that somebody made to harm who opens them (PROMISES A24, DESIGN 7): the server says no, leaves them as they
// are, and serves on.
#include "e2e/attacks/attacker.h"
#include "e2e/wire_client.h"

#include <QTest>

#include <sqlite3.h>

#include <sys/stat.h>

using namespace syngraph;
using test::WireClient;

class TestFileAttacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void alteredDocumentsAreRefused_data();
    void alteredDocumentsAreRefused();
    void otherThingsAreRefused_data();
    void otherThingsAreRefused();
    void linksAreNotFollowed();
    void relativePathsAreRefused();
    void onlyTheOwnerOpensFiles();

private:
    QString made(const QString &name, const QByteArray &content) const;
    // What the server says to opening the file, and to joining what it opened; nothing where that goes well.
    std::optional<ErrorCode> answerTo(const QString &path);

    test::ServerProcess m_server;
    QByteArray m_good;
};

void TestFileAttacks::initTestCase()
{
    test::ServerProcess other;
    QVERIFY(other.start());
    {
        WireClient client;
        QVERIFY(client.open(other.url()) && client.greet());
        const auto document = client.create(QStringLiteral("good"));
        QVERIFY(document && client.join(*document));
        for (int i = 0; i < 10; ++i)
            QVERIFY(client.type(QStringLiteral("word ")));
    }
    QCOMPARE(other.stop(), 0);
    const QDir folder(other.dataFolder() + QStringLiteral("/documents"));
    const QStringList files = folder.entryList({QStringLiteral("*.syngraph")});
    QCOMPARE(files.size(), 1);
    QFile file(folder.filePath(files[0]));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_good = file.readAll();
    QVERIFY(m_server.start());
    // what is not altered opens
    QCOMPARE(answerTo(made(QStringLiteral("good"), m_good)), std::nullopt);
}

QString TestFileAttacks::made(const QString &name, const QByteArray &content) const
{
    const QString path = m_server.path(name + QStringLiteral(".syngraph"));
    QFile::remove(path);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("no file");
    return path;
}

std::optional<ErrorCode> TestFileAttacks::answerTo(const QString &path)
{
    WireClient owner;
    if (!owner.open(m_server.url()) || !owner.greet(m_server.ownerToken()))
        return ErrorCode::Unreachable;
    const auto heard = [&]() -> std::optional<ErrorCode> {
        if (const auto failed = owner.take<protocol::Failed>())
            return failed->code;
        const auto goodbye = owner.take<protocol::Goodbye>();
        return goodbye ? std::optional(goodbye->code) : std::nullopt;
    };
    owner.send(protocol::OpenFile{1, path});
    std::optional<protocol::Opened> opened;
    std::optional<ErrorCode> code;
    owner.waitUntil([&] { return (opened = owner.take<protocol::Opened>()) || (code = heard()); });
    if (!opened)
        return code.value_or(ErrorCode::TimedOut);
    if (owner.join(opened->document) && owner.type(QStringLiteral("more")))
        return std::nullopt;
    const auto said = heard();
    return said ? said : ErrorCode::Damaged;
}

void TestFileAttacks::alteredDocumentsAreRefused_data()
{
    QTest::addColumn<QByteArray>("sql");
    const auto row = [](const char *name, const char *sql) { QTest::newRow(name) << QByteArray(sql); };
    row("a trigger", "CREATE TRIGGER t AFTER INSERT ON changes BEGIN DELETE FROM changes WHERE rev < new.rev; END");
    row("a trigger that loads", "CREATE TRIGGER t AFTER INSERT ON changes BEGIN SELECT load_extension('/tmp/x.so'); END");
    row("a view", "CREATE VIEW v AS SELECT * FROM changes");
    row("a table", "CREATE TABLE extra(x)");
    row("an index of a function", "CREATE INDEX i ON changes(abs(rev))");
    row("no changes", "DROP TABLE changes");
    row("changes that are a view", "ALTER TABLE changes RENAME TO c; CREATE VIEW changes AS SELECT * FROM c");
    row("another application", "PRAGMA application_id=1");
    row("a newer format", "PRAGMA user_version=1000");
    row("another author", "UPDATE changes SET author='Anna' WHERE rev=3");
    row("another text", "UPDATE changes SET delta=CAST('[{\"insert\":\"forged \"}]' AS BLOB) WHERE rev=3");
    row("a change left out", "DELETE FROM changes WHERE rev=3");
    row("a revision of 2^62", "UPDATE changes SET rev=4611686018427387904 WHERE rev=10");
    row("a negative revision", "UPDATE changes SET rev=-1 WHERE rev=1");
    row("no identity", "DELETE FROM meta");
    row("identity of another kind", "UPDATE meta SET value='../../x'");
}

void TestFileAttacks::alteredDocumentsAreRefused()
{
    QFETCH(QByteArray, sql);
    const QString path = made(QStringLiteral("altered"), m_good);
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(path).constData(), &database), SQLITE_OK);
    char *message = nullptr;
    const int done = sqlite3_exec(database, sql.constData(), nullptr, nullptr, &message);
    QVERIFY2(done == SQLITE_OK, message);
    sqlite3_close(database);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    const auto code = answerTo(path);
    QVERIFY(code);
    QVERIFY2(code == ErrorCode::NotOurFile || code == ErrorCode::Damaged || code == ErrorCode::NewerFormat,
             QByteArray::number(int(*code)));
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), before);
}

void TestFileAttacks::otherThingsAreRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("no database at all");
    QTest::newRow("the beginning of one") << QByteArray("SQLite format 3\0", 16);
    QTest::newRow("zeros") << QByteArray(100'000, '\0');
    QByteArray header("SQLite format 3\0", 16);
    QTest::newRow("a header and ones") << header + QByteArray(100'000, '\xff');
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n", 8) + QByteArray(1000, 'x');
}

void TestFileAttacks::otherThingsAreRefused()
{
    QFETCH(QByteArray, content);
    const QString path = made(QStringLiteral("other"), content);
    const auto code = answerTo(path);
    QVERIFY(code);
    QVERIFY2(code == ErrorCode::NotOurFile || code == ErrorCode::Damaged, QByteArray::number(int(*code)));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

void TestFileAttacks::linksAreNotFollowed()
{
    const QString target = made(QStringLiteral("target"), m_good);
    const QString link = m_server.path(QStringLiteral("link.syngraph"));
    QVERIFY(QFile::link(target, link));
    QCOMPARE(answerTo(link), ErrorCode::NotOurFile);
    const QString device = m_server.path(QStringLiteral("device.syngraph"));
    QVERIFY(QFile::link(QStringLiteral("/dev/zero"), device));
    QCOMPARE(answerTo(device), ErrorCode::NotOurFile);
    const QString pipe = m_server.path(QStringLiteral("pipe.syngraph"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QCOMPARE(answerTo(pipe), ErrorCode::NotOurFile);
    QCOMPARE(answerTo(QStringLiteral("/dev/zero")), ErrorCode::NotOurFile);
    QCOMPARE(answerTo(m_server.path(QStringLiteral("."))), ErrorCode::NotOurFile);
}

void TestFileAttacks::relativePathsAreRefused()
{
    for (const QString &path : {QStringLiteral("good.syngraph"), QStringLiteral("../good.syngraph"), QString(),
                                QStringLiteral("file:///etc/passwd"), QStringLiteral("https://example.org/x.syngraph")})
        QCOMPARE(answerTo(path), ErrorCode::NotFound);
}

void TestFileAttacks::onlyTheOwnerOpensFiles()
{
    WireClient guest;
    QVERIFY(guest.open(m_server.url()) && guest.greet());
    guest.send(protocol::OpenFile{1, m_server.path(QStringLiteral("good.syngraph"))});
    const auto failed = guest.waitFor<protocol::Failed>();
    QVERIFY(failed);
    QCOMPARE(failed->code, ErrorCode::NotAllowed);
}

QTEST_GUILESS_MAIN(TestFileAttacks)
#include "test_file_attacks.moc"
