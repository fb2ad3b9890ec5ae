// SPDX-License-Identifier: GPL-3.0-or-later
// Names and titles that are paths, commands of a terminal or lines of a log (PROMISES A10, A27, A28).
#include "e2e/attacks/attacker.h"
#include "e2e/wire_client.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

using namespace syngraph;
using test::WireClient;

namespace {

const QStringList kHostile{
    QStringLiteral("../../outside"),
    QStringLiteral("..\\..\\outside"),
    QStringLiteral("/etc/passwd"),
    QStringLiteral("C:\\Windows\\system32"),
    QStringLiteral("\\\\server\\share"),
    QStringLiteral("file:///etc/passwd"),
    QStringLiteral(".."),
    QStringLiteral("."),
    QStringLiteral(".hidden"),
    QStringLiteral("CON"),
    QStringLiteral("nul.txt"),
    QStringLiteral("trailing. . ."),
    QStringLiteral("a/b"),
    QStringLiteral("-rf *"),
    QStringLiteral("~/x"),
    QStringLiteral("$(touch x)`touch y`"),
    QStringLiteral("a%00b%2f.."),
    QStringLiteral("a%1b%2c"),
    QString(QLatin1StringView("nul\0byte", 8)),
    QStringLiteral("line\n2026-01-01T00:00:00.000Z error forged"),
    QStringLiteral("cr\rx"),
    QStringLiteral("\x1b[2J\x1b]0;title\x07"),
    QString::fromUtf8("\u009b31m C1"),
    QString::fromUtf8("evil\u202etxt.exe"),
    QString::fromUtf8("\u2066isolate\u2069 \u200fmark"),
    QString::fromUtf8("zero\u200bwidth\ufeff"),
    QString::fromUtf8("line\u2028paragraph\u2029"),
    QString::fromUtf8("tag\U000E0041\U000E0042"),
    QString::fromUtf8("private\ue000"),
    QString(200, u'x'),
    QString(66, QChar(0x5b57)),
    QString::fromUtf8("a\u0301").repeated(60),
};

bool isTreacherous(const QString &shown)
{
    static const QRegularExpression characters(QStringLiteral(
        "[\\x{00}-\\x{1f}\\x{7f}-\\x{9f}\\x{200b}\\x{200e}\\x{200f}\\x{2028}-\\x{202e}\\x{2066}-\\x{2069}\\x{feff}\\x{e000}-\\x{f8ff}\\x{e0041}]"));
    return characters.match(shown).hasMatch();
}

} // namespace

class TestNameAttacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void titlesNameNoFiles();
    void namesShowWhatTheyAre();
    void logLinesCannotBeForged();
    void idsOfPicturesAreNoPaths();
    void idsOfDocumentsAreNoPaths();

private:
    test::ServerProcess m_server;
};

void TestNameAttacks::titlesNameNoFiles()
{
    WireClient owner;
    QVERIFY(owner.open(m_server.url()) && owner.greet(m_server.ownerToken()));
    for (const QString &title : kHostile) {
        const auto document = owner.create(title);
        QVERIFY2(document, qPrintable(title));
        owner.send(protocol::RenameDocument{2, *document, title});
        QVERIFY2(owner.waitFor<protocol::Done>(), qPrintable(title));
    }
    owner.send(protocol::ListDocuments{3});
    const auto documents = owner.waitFor<protocol::Documents>();
    QVERIFY(documents && documents->documents.size() == std::size_t(kHostile.size()));
    for (const protocol::DocumentEntry &entry : documents->documents)
        QVERIFY2(!entry.title.isEmpty() && !isTreacherous(entry.title), qPrintable(entry.title));
    // everything that there is, is where it belongs and has a name of the server's making
    static const QRegularExpression plain(QStringLiteral("^[\\p{L}\\p{N}\\p{M}-]+-[0-9a-f]{8}\\.syngraph"));
    int files = 0;
    QDirIterator all(m_server.path(QStringLiteral(".")), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                     QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString name = QFileInfo(all.next()).fileName();
        if (!name.endsWith(QStringLiteral(".syngraph")))
            continue;
        QVERIFY2(plain.match(name).hasMatch() && name.toUtf8().size() < 100, qPrintable(name));
        ++files;
    }
    QCOMPARE(files, kHostile.size());
}

void TestNameAttacks::namesShowWhatTheyAre()
{
    WireClient watcher;
    QVERIFY(watcher.open(m_server.url()) && watcher.greet());
    const auto document = watcher.create();
    QVERIFY(document && watcher.join(*document));
    while (watcher.take<protocol::PersonJoined>()) { }
    for (const QString &name : kHostile) {
        WireClient liar;
        QVERIFY(liar.open(m_server.url()));
        const auto welcome = liar.greet({}, name.left(protocol::kMaxNameUnits));
        QVERIFY2(welcome && !isTreacherous(welcome->name) && !welcome->name.isEmpty(), qPrintable(name));
        QVERIFY(liar.join(*document));
        QVERIFY(watcher.waitUntil([&] {
            const auto joined = watcher.take<protocol::PersonJoined>();
            return joined && joined->person.name == welcome->name && !isTreacherous(joined->person.name);
        }));
    }
}

void TestNameAttacks::logLinesCannotBeForged()
{
    test::ServerProcess server;
    WireClient owner;
    QVERIFY(server.start() && owner.open(server.url()) && owner.greet(server.ownerToken(), kHostile[19]));
    const QByteArray junk("no database");
    for (const QString &name : kHostile) {
        owner.send(protocol::Backup{1, server.path(QStringLiteral("backup ")) + QString(name).remove(u'/').remove(QChar(0)).left(80)});
        QVERIFY(owner.waitUntil([&] { return owner.take<protocol::Done>() || owner.take<protocol::Failed>(); }));
        // somebody who may write into the folder, or a file that came in an archive
        QFile file(server.dataFolder() + QStringLiteral("/documents/") + QString(name).remove(u'/').remove(QChar(0)).left(60)
                   + QStringLiteral(".syngraph"));
        if (file.open(QIODevice::WriteOnly))
            file.write(junk);
    }
    owner.send(protocol::ListDocuments{3});
    QVERIFY(owner.waitFor<protocol::Documents>(20'000));
    static const QRegularExpression line(QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (error|warning|info|debug) "));
    const QString log = QString::fromUtf8(server.log());
    for (const QString &one : log.split(u'\n', Qt::SkipEmptyParts)) {
        QVERIFY2(line.match(one).hasMatch(), qPrintable(one));
        QVERIFY2(!isTreacherous(one), qPrintable(one));
    }
    QVERIFY(log.contains(QStringLiteral("forged")));
}

void TestNameAttacks::idsOfPicturesAreNoPaths()
{
    WireClient client;
    QVERIFY(client.open(m_server.url()) && client.greet());
    const auto document = client.create();
    QVERIFY(document && client.join(*document));
    for (const QString &path : kHostile) {
        const QString hash = path.left(64);
        client.send(protocol::GetBlob{1, hash});
        const auto none = client.waitFor<protocol::Failed>();
        QVERIFY2(none && none->code == ErrorCode::NotFound, qPrintable(hash));
        client.send(protocol::PutBlob{2, 7, hash, QStringLiteral("image/png"), 8});
        client.sendChunks(7, QByteArray("\x89PNG\r\n\x1a\n", 8));
        const auto refused = client.waitFor<protocol::Failed>();
        QVERIFY2(refused && refused->code == ErrorCode::Malformed, qPrintable(hash));
    }
}

void TestNameAttacks::idsOfDocumentsAreNoPaths()
{
    for (const char *id : {"../../../../../../../../etc/passwd", "..", "", "0000000000000000000000000000000G",
                           "0000000000000000000000000000000", "ABCDEFABCDEFABCDEFABCDEFABCDEFAB"}) {
        const QByteArray text = R"({"type":"join","document":")" + QByteArray(id) + "\"}";
        QCOMPARE(test::verdictOn(m_server, text).goodbye, QByteArray("malformed"));
    }
}

QTEST_GUILESS_MAIN(TestNameAttacks)
#include "test_name_attacks.moc"
