// SPDX-License-Identifier: GPL-3.0-or-later
// A document whose file is damaged, seen by those who use it (PROMISES F17).
#include "e2e/cli_process.h"
#include "e2e/server_process.h"
#include "e2e/wire_client.h"
#include "storage/sqlite.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

using namespace syngraph;
using test::ServerProcess;
using test::WireClient;

class TestDamagedFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void checkAndScrubSayTheSame_data();
    void checkAndScrubSayTheSame();
    void checkAndScrubNameTheDamagedRevision();
    void itIsShownAsFarAsItGoesAndOthersAreFine_data();
    void itIsShownAsFarAsItGoesAndOthersAreFine();

private:
    static QByteArray read(const QString &path);
    static void write(const QString &path, const QByteArray &bytes);

    ServerProcess m_server;
    DocumentId m_damaged;
    DocumentId m_other;
    QString m_path;
    QByteArray m_good;
    protocol::Joined m_joined; // of somebody who was there before
    Revision m_revision;
    quint64 m_chain = 0;
    qsizetype m_place = 0; // of a change in the middle of the log
};

QByteArray TestDamagedFile::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestDamagedFile::write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

void TestDamagedFile::initTestCase()
{
    QVERIFY(m_server.start());
    WireClient client;
    QVERIFY(client.open(m_server.url()) && client.greet());
    const auto damaged = client.create(QStringLiteral("Damaged"));
    const auto other = client.create(QStringLiteral("Other"));
    QVERIFY(damaged && other && client.join(*damaged));
    m_damaged = *damaged;
    m_other = *other;
    for (int i = 100; i < 180; ++i)
        QVERIFY(client.type(QStringLiteral("w%1 ").arg(i), client.document.length() - 1));
    m_joined = client.joined;
    m_revision = client.revision;
    m_chain = client.chain;
    QCOMPARE(m_server.stop(), 0);
    const QDir folder(m_server.dataFolder() + QStringLiteral("/documents"));
    m_path = folder.filePath(folder.entryList({QStringLiteral("damaged-*.syngraph")}, QDir::Files).value(0));
    m_good = read(m_path);
    m_place = m_good.lastIndexOf("w150 ");
    QVERIFY(m_place > 0);
}

namespace {

constexpr qsizetype kPageBytes = 1024; // of new files

enum class Damage { Flipped, Zeroed, Swapped, Cut };

QByteArray damaged(const QByteArray &good, Damage damage, qsizetype page)
{
    QByteArray bytes = good;
    const qsizetype bit = page + page / kPageBytes * 37 % kPageBytes;
    const qsizetype next = (page + kPageBytes) % good.size(); // of the last one the first
    switch (damage) {
    case Damage::Flipped:
        bytes[bit] = char(bytes[bit] ^ 0x10);
        return bytes;
    case Damage::Zeroed:
        return bytes.replace(page, kPageBytes, QByteArray(kPageBytes, '\0'));
    case Damage::Swapped:
        bytes.replace(page, kPageBytes, good.sliced(next, kPageBytes));
        return bytes.replace(next, kPageBytes, good.sliced(page, kPageBytes));
    case Damage::Cut:
        return bytes.first(page);
    }
    Q_UNREACHABLE();
}

} // namespace

void TestDamagedFile::checkAndScrubSayTheSame_data()
{
    QTest::addColumn<Damage>("damage");
    QTest::newRow("a bit flipped") << Damage::Flipped;
    QTest::newRow("a page zeroed") << Damage::Zeroed;
    QTest::newRow("a page swapped with the next") << Damage::Swapped;
    QTest::newRow("cut before a page") << Damage::Cut;
}

// Of every page of every file there.
void TestDamagedFile::checkAndScrubSayTheSame()
{
    QFETCH(Damage, damage);
    int refused = 0;
    int images = 0;
    const QDir folder = QFileInfo(m_path).dir();
    for (const QString &name : folder.entryList({QStringLiteral("*.syngraph")}, QDir::Files)) {
        const QString path = folder.filePath(name);
        const QByteArray good = read(path);
        for (qsizetype page = 0; page < good.size(); page += kPageBytes) {
            const QByteArray bytes = damaged(good, damage, page);
            write(path, bytes);
            const auto scrub = ServerProcess::run({QStringLiteral("scrub"), path});
            const auto check = test::cli({QStringLiteral("check"), path});
            QCOMPARE(check.output, scrub.output);
            QCOMPARE(check.exitCode, scrub.exitCode);
            QVERIFY(read(path) == bytes);
            refused += check.exitCode == 0 ? 0 : 1;
            ++images;
        }
        write(path, good);
    }
    qInfo("%d images, %d refused", images, refused);
    QVERIFY(refused > images / 3);
}

void TestDamagedFile::checkAndScrubNameTheDamagedRevision()
{
    QByteArray bytes = m_good;
    bytes[m_place] = 'W';
    write(m_path, bytes);
    const QJsonObject report = test::cli({QStringLiteral("check"), m_path}).json();
    QCOMPARE(report[u"firstBad"].toInt(), 51);
    QCOMPARE(report[u"lastBad"].toInt(), 51);
    write(m_path, m_good);
}

void TestDamagedFile::itIsShownAsFarAsItGoesAndOthersAreFine_data()
{
    QTest::addColumn<bool>("hasSnapshot");
    QTest::addColumn<QString>("end");
    QTest::newRow("the log is damaged, a snapshot has the end") << true << QStringLiteral("w179 \n");
    QTest::newRow("the log and the snapshot are damaged") << false << QStringLiteral("w149 \n");
}

void TestDamagedFile::itIsShownAsFarAsItGoesAndOthersAreFine()
{
    QFETCH(bool, hasSnapshot);
    QFETCH(QString, end);
    QByteArray bytes = m_good;
    bytes[m_place] = 'W';
    write(m_path, bytes);
    if (!hasSnapshot) {
        auto connection = storage::sqlite::Connection::open(m_path, storage::sqlite::Access::ReadWrite);
        QVERIFY(connection && connection->execute("UPDATE snapshots SET body = substr(body, 2)"));
    }
    bytes = read(m_path);
    QVERIFY(m_server.start());
    WireClient reader;
    QVERIFY(reader.open(m_server.url()) && reader.greet());
    QVERIFY2(reader.join(m_damaged), m_server.log().right(800).constData());
    QCOMPARE(reader.joined.readOnly, std::optional(ErrorCode::Damaged));
    const QString text = reader.document.text(0, reader.document.length());
    QVERIFY2(text.startsWith(QStringLiteral("w100 ")), qPrintable(text));
    QVERIFY2(text.endsWith(end), qPrintable(text));
    // who has more than can be read keeps it; who has no more goes on reading
    WireClient ahead;
    QVERIFY(ahead.open(m_server.url()) && ahead.greet());
    ahead.send(protocol::Resume{m_damaged, m_joined.client, m_joined.token, m_joined.epoch, m_revision, {m_chain}, {}});
    if (hasSnapshot) {
        QVERIFY(ahead.waitFor<protocol::CatchUp>());
    } else {
        const auto goodbye = ahead.waitFor<protocol::Goodbye>();
        QVERIFY(goodbye);
        QCOMPARE(goodbye->code, ErrorCode::Damaged);
    }
    WireClient writer;
    QVERIFY(writer.open(m_server.url()) && writer.greet() && writer.join(m_other));
    QVERIFY(!writer.joined.readOnly);
    QVERIFY(writer.type(QStringLiteral("fine")));
    QCOMPARE(m_server.stop(), 0);
    QVERIFY(read(m_path) == bytes);
}

QTEST_GUILESS_MAIN(TestDamagedFile)
#include "test_damaged_file.moc"
