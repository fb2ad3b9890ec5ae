// SPDX-License-Identifier: GPL-3.0-or-later
// Another program takes a table away while the file is open: whoever needs the table is told, nothing is made up.
#include "files.h"
#include "storage/document_load.h"
#include "storage/document_rows.h"
#include "storage/library.h"
#include "storage/packed_rows.h"
#include "storage/talk_rows.h"

#include <sqlite3.h>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

namespace {

// As an editor for databases does it, which knows nothing of locks beside the file.
bool take(const QString &path, const char *table)
{
    sqlite3 *database = nullptr;
    const bool isOpen = sqlite3_open_v2(QFile::encodeName(path).constData(), &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK;
    const QByteArray sql = QByteArray("DROP TABLE ") + table;
    const bool isDone = isOpen && sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(database);
    return isDone;
}

template<typename T>
std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error());
}

constexpr ClientId kClient{1, 42};
constexpr Revision kPacked{60};
constexpr Revision kLast{100};

// One way to use the rows of a file: its name, the tables it needs, and what it says without them.
struct Use
{
    const char *name;
    QByteArrayList tables;
    std::function<std::optional<Error>(sqlite::Connection &)> run;
};

const std::vector<Use> &uses()
{
    static const Revision middle{80};
    static const std::vector<Use> all{
        {"head", {"meta"}, [](auto &c) { return errorOf(readHead(c)); }},
        {"meta", {"meta"}, [](auto &c) { return errorOf(readMeta(c)); }},
        {"last revision", {"changes"}, [](auto &c) { return errorOf(readLastRevision(c)); }},
        {"changes", {"changes"}, [](auto &c) { return errorOf(readChanges(c, kPacked, kLast)); }},
        {"packed changes", {"blocks"}, [](auto &c) { return errorOf(readChanges(c, {}, kPacked)); }},
        {"chain hash", {"changes"}, [](auto &c) { return errorOf(readChainHash(c, middle)); }},
        {"chain hash in a block", {"blocks"}, [](auto &c) { return errorOf(readChainHash(c, Revision{9})); }},
        {"a change by number", {"changes", "blocks"}, [](auto &c) { return errorOf(findChange(c, kClient, Sequence{1})); }},
        {"a packed change by number", {"blocks"}, [](auto &c) { return errorOf(findPacked(c, kClient, Sequence{1})); }},
        {"last numbers", {"changes", "blocks"}, [](auto &c) { return errorOf(readLastSequences(c)); }},
        {"packed head", {"blocks"}, [](auto &c) { return errorOf(readPackedHead(c)); }},
        {"headers", {"blocks"}, [](auto &c) { return errorOf(readBlockHeaders(c)); }},
        {"snapshot written", {"snapshots"}, [](auto &c) { return errorOf(writeSnapshot(c, {middle, "[]", 0}, 0)); }},
        {"snapshots removed", {"snapshots"}, [](auto &c) { return errorOf(removeOldSnapshots(c)); }},
        {"picture", {"blobs"}, [](auto &c) { return errorOf(readBlob(c, QByteArray(64, 'a'))); }},
        {"picture written", {"blobs"}, [](auto &c) { return errorOf(writeBlob(c, somePicture('a', 1))); }},
        {"names of pictures", {"blobs"}, [](auto &c) { return errorOf(readBlobHashes(c)); }},
        {"talk", {"threads"}, [](auto &c) { return errorOf(readTalk(c)); }},
        {"talk written", {"threads"}, [](auto &c) { return errorOf(writeTalk(c, std::vector<protocol::TalkEntry>(1))); }},
        {"content", {"changes", "blocks"}, [](auto &c) { return errorOf(readContent(c, middle)); }},
        {"content in a block", {"blocks"}, [](auto &c) { return errorOf(readContent(c, Revision{9})); }},
        {"recent changes", {"changes", "blocks"}, [](auto &c) { return errorOf(checkRecent(c, *readHead(c))); }},
        {"rows removed", {"changes"}, [](auto &c) { return errorOf(removePackedRows(c, kPacked)); }},
    };
    return all;
}

} // namespace

class LostTablesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoever_needs_the_table_says_so_data();
    void whoever_needs_the_table_says_so();
    void a_document_is_never_loaded_without_a_table_data();
    void a_document_is_never_loaded_without_a_table();
    void an_open_file_says_so_and_other_files_are_fine_data();
    void an_open_file_says_so_and_other_files_are_fine();
    void the_servers_own_file_says_so_data();
    void the_servers_own_file_says_so();

private:
    QString copyOfGood(const char *name);

    std::unique_ptr<QTemporaryDir> m_folder = quickFolder();
    QString m_good;
    int m_copies = 0;
    Head m_head;
    quint64 m_hash = 0;
};

void LostTablesTest::initTestCase()
{
    m_good = m_folder->filePath(QStringLiteral("good.syngraph"));
    LogMaker maker(3);
    const auto file = created(m_good, 3);
    VERIFY_RESULT(file->append(maker.some(int(kPacked.value))));
    VERIFY_RESULT(file->writeSnapshot(maker.snapshot()));
    while (*packSome(*file, 0)) { }
    VERIFY_RESULT(file->append(maker.some(int(kLast.value - kPacked.value))));
    VERIFY_RESULT(file->putBlob(somePicture('b', 3000)));
    m_head = maker.head();
    m_hash = maker.content().hash();
}

QString LostTablesTest::copyOfGood(const char *name)
{
    const QString path = m_folder->filePath(QStringLiteral("%1-%2").arg(++m_copies).arg(QLatin1StringView(name)));
    return QFile::copy(m_good, path) ? path : QString();
}

void LostTablesTest::whoever_needs_the_table_says_so_data()
{
    QTest::addColumn<int>("use");
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<bool>("isOpenBefore");
    for (int i = 0; i < int(uses().size()); ++i) {
        for (const QByteArray &table : uses()[std::size_t(i)].tables) {
            const char *name = uses()[std::size_t(i)].name;
            QTest::addRow("%s without %s", name, table.constData()) << i << table << false;
            QTest::addRow("%s, then without %s", name, table.constData()) << i << table << true;
        }
    }
}

void LostTablesTest::whoever_needs_the_table_says_so()
{
    QFETCH(int, use);
    QFETCH(QByteArray, table);
    QFETCH(bool, isOpenBefore);
    const QString path = copyOfGood("rows.syngraph");
    QVERIFY(isOpenBefore || take(path, table.constData()));
    auto connection = sqlite::Connection::open(path, sqlite::Access::ReadWrite);
    VERIFY_RESULT(connection);
    QVERIFY(!isOpenBefore || (!uses()[std::size_t(use)].run(*connection) && take(path, table.constData())));
    const auto error = uses()[std::size_t(use)].run(*connection);
    QVERIFY2(error, "it should not do without");
    QVERIFY2(error->code == ErrorCode::StorageFailed || error->code == ErrorCode::Damaged, qPrintable(error->text()));
}

void LostTablesTest::a_document_is_never_loaded_without_a_table_data()
{
    QTest::addColumn<QByteArray>("table");
    for (const char *table : {"changes", "blocks", "snapshots", "blobs", "threads", "meta"})
        QTest::newRow(table) << QByteArray(table);
}

void LostTablesTest::a_document_is_never_loaded_without_a_table()
{
    QFETCH(QByteArray, table);
    const QString path = copyOfGood("load.syngraph");
    auto connection = sqlite::Connection::open(path, sqlite::Access::ReadWrite);
    VERIFY_RESULT(connection);
    QVERIFY(loadDocument(*connection, m_head));
    QVERIFY(take(path, table.constData()));
    // snapshots are a cache: the log from its beginning says the same
    const auto loaded = loadDocument(*connection, m_head);
    QCOMPARE(bool(loaded), table == "snapshots");
    QVERIFY(!loaded || loaded->content.hash() == m_hash);
}

void LostTablesTest::an_open_file_says_so_and_other_files_are_fine_data()
{
    a_document_is_never_loaded_without_a_table_data();
}

void LostTablesTest::an_open_file_says_so_and_other_files_are_fine()
{
    QFETCH(QByteArray, table);
    const QString path = copyOfGood("open.syngraph");
    const auto other = opened(copyOfGood("other.syngraph"));
    const auto file = opened(path);
    VERIFY_RESULT(file);
    VERIFY_RESULT(other);
    VERIFY_RESULT((*file)->load());
    VERIFY_RESULT((*other)->load());
    LogMaker maker(*(*file)->load(), 5);
    QVERIFY(take(path, table.constData()));
    // whatever of this needs the table fails, and once a write failed, every later one does
    std::vector<ChangeRecord> changes = maker.some(3);
    const bool isWritten = bool((*file)->append(changes));
    QCOMPARE(isWritten, table != "changes" && table != "meta" && table != "blocks");
    QVERIFY(!(*file)->load() || table == "threads" || table == "blobs" || isWritten);
    const bool isAllWritten = (*file)->writeSnapshot(maker.snapshot()) && (*file)->putBlob(somePicture('c', 1))
        && (*file)->setMeta(someMeta(3)) && packSome(**file, 0) && (*file)->writeTalk(std::vector<protocol::TalkEntry>(1));
    QVERIFY(!isAllWritten);
    QVERIFY(!(*file)->writeCopy(m_folder->filePath(QStringLiteral("copy.syngraph")))
            || !opened(m_folder->filePath(QStringLiteral("copy.syngraph"))));
    QFile::remove(m_folder->filePath(QStringLiteral("copy.syngraph")));
    VERIFY_RESULT((*other)->append(changes));
    QCOMPARE((*other)->load()->content.text(0, 99), maker.content().text(0, 99));
}

void LostTablesTest::the_servers_own_file_says_so_data()
{
    QTest::addColumn<QByteArray>("table");
    for (const char *table : {"documents", "identities", "grants", "invitations", "clients", "shares"})
        QTest::newRow(table) << QByteArray(table);
}

void LostTablesTest::the_servers_own_file_says_so()
{
    QFETCH(QByteArray, table);
    const QTemporaryDir folder;
    const auto library = Library::open(folder.path());
    VERIFY_RESULT(library);
    const auto entry = (*library)->create(QStringLiteral("Notes"), 1);
    VERIFY_RESULT(entry);
    const DocumentId id = entry->id;
    QVERIFY(take(folder.filePath(QStringLiteral("server.db")), table.constData()));
    Library &all = **library;
    Registry &rows = all.registry();
    const bool isDocuments = table == "documents";
    QCOMPARE(bool(all.openPath(entry->path)), !isDocuments);
    QCOMPARE(bool(all.open(id)), !isDocuments);
    const std::pair<const char *, bool> done[] = {
        {"read all", bool(rows.readDocuments())},
        {"read", bool(rows.readDocument(id))},
        {"write", bool(rows.writeDocument(*entry))},
        {"list", bool(all.list())},
        {"create", bool(all.create(QStringLiteral("More"), 2))},
        {"saved", bool(all.noteSaved(id, {}, 3))},
        {"moved", bool(all.notePath(id, entry->path))},
        {"rename", bool(all.rename(id, QStringLiteral("Other")))},
        {"trash", bool(all.trash(id, 4))},
        {"restore", bool(all.restore(id))},
        {"purge", bool(all.purgeExpired(5))},
    };
    for (const auto &[what, isDone] : done)
        QVERIFY2(isDone != isDocuments, what);
    QVERIFY(!all.openSalvaged(id) || !isDocuments);
    const Share share{id, protocol::Admission::Code, protocol::Role::Editor, true, "salt", "key", 0};
    const Invitation invitation{QByteArray(64, 'a'), id, protocol::Role::Editor, QStringLiteral("Zoë"), 1, 2, 0};
    const KnownClient client{ClientId{1, 1}, id, IdentityId{1, 1}, QStringLiteral("Zoë"), QByteArray(64, 'b'), 1};
    QCOMPARE(bool(rows.readIdentities()), table != "identities");
    QCOMPARE(bool(rows.writeIdentity({IdentityId{1, 1}, QStringLiteral("Zoë"), 1, 1})), table != "identities");
    QCOMPARE(bool(rows.readGrants()), table != "grants");
    QCOMPARE(bool(rows.writeGrant({id, IdentityId{1, 1}, protocol::Role::Editor, true})), table != "grants");
    QCOMPARE(bool(rows.readShares()), table != "shares");
    QCOMPARE(bool(rows.writeShare(share)), table != "shares");
    QCOMPARE(bool(rows.removeShare(id)), table != "shares" && table != "grants");
    QCOMPARE(bool(rows.readInvitations(id)), table != "invitations");
    QCOMPARE(bool(rows.readInvitation(QByteArray(64, 'a'))), table != "invitations");
    QCOMPARE(bool(rows.writeInvitation(invitation)), table != "invitations");
    QCOMPARE(bool(rows.readClient(ClientId{1, 1})), table != "clients");
    QCOMPARE(bool(rows.writeClient(client)), table != "clients");
    QCOMPARE(bool(rows.removeClientsBefore(1)), table != "clients");
    QCOMPARE(bool(rows.removeDocument(id)), table == "identities");
}

QTEST_GUILESS_MAIN(LostTablesTest)
#include "test_lost_tables.moc"
