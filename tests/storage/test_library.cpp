// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of documents: names, copies, moves, backups, the trash, and a second server.
#include "files.h"
#include "storage/document_name.h"
#include "storage/library.h"
#include "storage/verify.h"

#include <QRegularExpression>
#include <QSet>

#include <csignal>

#include <sys/resource.h>
#include <unistd.h>

using namespace syngraph;
using namespace syngraph::storage;
using namespace syngraph::test;

class LibraryTest : public QObject
{
    Q_OBJECT

private:
    // Makes a document with `count` changes.
    DocumentEntry written(const QString &title, int count, quint64 seed = 1);
    QString documents(const QString &name) const { return m_folder->filePath(QStringLiteral("data/documents/") + name); }
    void reopen();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Library> m_library;

private Q_SLOTS:
    void init();
    void cleanup() { m_library.reset(); }

    void documents_are_made_listed_and_opened();
    void a_second_server_is_told_the_first();
    void a_full_disk_keeps_no_document_shut();
    void titles_never_leave_the_folder();
    void a_slug_says_what_the_title_says_data();
    void a_slug_says_what_the_title_says();
    void a_copied_file_becomes_a_document_of_its_own();
    void a_moved_file_stays_the_same_document();
    void a_file_moved_while_its_server_died_gets_its_last_changes();
    void an_older_file_put_back_gets_a_new_epoch();
    void an_older_file_edited_past_the_known_head_gets_a_new_epoch();
    void the_same_file_put_back_keeps_its_epoch();
    void files_from_elsewhere_are_adopted();
    void bad_files_are_reported_and_left_alone();
    void swapped_names_do_not_mix_documents();
    void a_path_elsewhere_stays_where_it_is();
    void two_names_of_one_file_are_one_document();
    void the_title_changes_without_the_file_name();
    void the_trash_keeps_for_thirty_days();
    void a_crash_between_file_and_entry_loses_no_document();
    void people_and_invitations_are_kept();
    void what_is_written_together_is_there_or_not_together();
    void a_registry_of_the_first_version_is_taken_over();
    void registries_of_others_are_left_alone_data();
    void registries_of_others_are_left_alone();
    void a_lost_registry_finds_the_documents_again();
};

void LibraryTest::init()
{
    m_folder = quickFolder();
    reopen();
}

void LibraryTest::reopen()
{
    m_library.reset();
    auto library = Library::open(m_folder->filePath(QStringLiteral("data")));
    VERIFY_RESULT(library);
    m_library = std::move(*library);
}

DocumentEntry LibraryTest::written(const QString &title, int count, quint64 seed)
{
    const auto entry = m_library->create(title, 1000);
    if (!entry)
        qFatal("%s", qPrintable(entry.error().text()));
    auto file = m_library->open(entry->id);
    LogMaker maker(seed);
    if (!file || !(*file)->append(maker.some(count)) || !(*file)->checkpoint()
        || !m_library->noteSaved(entry->id, (*file)->head(), 2000))
        qFatal("written");
    return **m_library->registry().readDocument(entry->id);
}

void LibraryTest::documents_are_made_listed_and_opened()
{
    const DocumentEntry entry = written(QStringLiteral("Shopping list"), 12);
    QVERIFY(QRegularExpression(QStringLiteral("/data/documents/Shopping-list-[0-9a-f]{8}\\.syngraph$"))
                .match(entry.path).hasMatch());
    (void)written(QStringLiteral("Shopping list"), 3, 2);
    reopen();
    const auto listing = m_library->list();
    VERIFY_RESULT(listing);
    QCOMPARE(listing->documents.size(), std::size_t(2));
    QVERIFY(listing->problems.empty());
    auto file = m_library->open(entry.id);
    VERIFY_RESULT(file);
    QCOMPARE((*file)->load()->head().value, 12);
    QCOMPARE((*file)->meta().title, u"Shopping list");
    QVERIFY((*file)->meta().epoch == entry.epoch);
    COMPARE_ERROR(m_library->open(DocumentId{1, 1}), ErrorCode::NotFound);
}

void LibraryTest::a_second_server_is_told_the_first()
{
    VERIFY_RESULT(m_library->setUrl(QStringLiteral("ws://127.0.0.1:8930")));
    const auto second = Library::open(m_folder->filePath(QStringLiteral("data")));
    COMPARE_ERROR(second, ErrorCode::Locked);
    QVERIFY(second.error().detail.contains(QString::number(::getpid())));
    QVERIFY(second.error().detail.contains(QStringLiteral("ws://127.0.0.1:8930")));
    m_library.reset();
    VERIFY_RESULT(Library::open(m_folder->filePath(QStringLiteral("data"))));
}

// No file may grow, as on a full disk: the lock can't say who holds it, and is held all the same.
void LibraryTest::a_full_disk_keeps_no_document_shut()
{
    const DocumentEntry entry = written(QStringLiteral("Kept"), 5);
    const auto before = std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &limit), 0);
    const rlimit none = {1, limit.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &none), 0);
    auto file = m_library->open(entry.id);
    const bool isRead = file && (*file)->load() && (*file)->load()->head().value == 5;
    const auto lock = DocumentLock::acquire(DocumentLock::pathFor(entry.path), LockHolder::self({}));
    const auto told = m_library->setUrl(QStringLiteral("ws://127.0.0.1:1"));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
    std::signal(SIGXFSZ, before);
    VERIFY_RESULT(file);
    QVERIFY(isRead);
    COMPARE_ERROR(lock, ErrorCode::Locked);
    COMPARE_ERROR(told, ErrorCode::DiskFull);
}

void LibraryTest::titles_never_leave_the_folder()
{
    QStringList parts{QStringLiteral(".."), QStringLiteral("/"), QStringLiteral("\\"), QStringLiteral("C:"),
                      QStringLiteral("\\\\host\\share"), QString(QChar(u'\0')), QStringLiteral("con"),
                      QStringLiteral("nul.txt"), QStringLiteral("~root"), QStringLiteral("%2e%2e%2f"),
                      QStringLiteral("\u202egnp.exe"), QStringLiteral("name..."), QStringLiteral("   "),
                      QStringLiteral("$(reboot)"), QStringLiteral("`id`"), QStringLiteral("-rf"),
                      QStringLiteral("\n\r\t"), QStringLiteral("\u3164\u115f\ufe0f"), QStringLiteral("a\u0301\u0301"),
                      QString(10'000, u'x'), QString(10'000, QChar(0x4e2d)), QString(5, QChar(0xd800)),
                      QStringLiteral("\U0001F600"), QStringLiteral(".syngraph")};
    QSet<QString> names;
    quint64 number = 0;
    for (const QString &a : parts) {
        for (const QString &b : parts) {
            const QString title = a + b;
            const QString name = documentFileName(title, DocumentId{++number << 32, number});
            QVERIFY2(QRegularExpression(QStringLiteral("^[^/\\\\.:\\x00-\\x1f -]+(-[^/\\\\.:\\x00-\\x1f -]+)*-"
                                                       "[0-9a-f]{8}\\.syngraph$")).match(name).hasMatch(),
                     qPrintable(name));
            QVERIFY(name.toUtf8().size() <= 60 + 1 + 8 + 9);
            QVERIFY(name.isValidUtf16());
            names.insert(name);
            if (number % 12 == 0) {
                const auto made = m_library->create(title, 1);
                VERIFY_RESULT(made);
                QCOMPARE(QFileInfo(made->path).path(), documents(QString()).chopped(1));
                QCOMPARE(made->title, title);
            }
        }
    }
    QVERIFY(number > 500);
    QCOMPARE(names.size(), qsizetype(number));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{QStringLiteral("data")});
    reopen();
    QVERIFY(m_library->list()->problems.empty());
}

void LibraryTest::a_slug_says_what_the_title_says_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("plain") << QStringLiteral("Notes") << QStringLiteral("Notes");
    QTest::newRow("spaces") << QStringLiteral("  My  notes, part 2! ") << QStringLiteral("My-notes-part-2");
    QTest::newRow("umlauts") << QStringLiteral("U\u0308ber") << QStringLiteral("\u00dcber");
    QTest::newRow("hindi") << QStringLiteral("\u0939\u093f\u0928\u094d\u0926\u0940")
                           << QStringLiteral("\u0939\u093f\u0928\u094d\u0926\u0940");
    QTest::newRow("hebrew") << QStringLiteral("\u202e\u05d0\u05d1") << QStringLiteral("\u05d0\u05d1");
    QTest::newRow("emoji only") << QStringLiteral("\U0001F600") << QStringLiteral("document");
    QTest::newRow("nothing") << QString() << QStringLiteral("document");
    QTest::newRow("cut between characters") << QString(40, QChar(0x4e2d)) << QString(20, QChar(0x4e2d));
    QTest::newRow("path") << QStringLiteral("../../etc/passwd") << QStringLiteral("etc-passwd");
}

void LibraryTest::a_slug_says_what_the_title_says()
{
    QFETCH(QString, title);
    QTEST(slug(title), "wanted");
}

void LibraryTest::a_copied_file_becomes_a_document_of_its_own()
{
    const DocumentEntry original = written(QStringLiteral("Original"), 20);
    QVERIFY(QFile::copy(original.path, documents(QStringLiteral("A copy.syngraph"))));
    const auto listing = m_library->list();
    VERIFY_RESULT(listing);
    QCOMPARE(listing->documents.size(), std::size_t(2));
    const auto &copy = listing->documents[listing->documents[0].id == original.id ? 1 : 0];
    QVERIFY(copy.id != original.id && copy.epoch != original.epoch);
    auto first = m_library->open(original.id);
    auto second = m_library->open(copy.id);
    VERIFY_RESULT(first);
    VERIFY_RESULT(second);
    QVERIFY((*first)->meta().id == original.id && (*first)->meta().epoch == original.epoch);
    QCOMPARE((*second)->load()->head().value, 20);
    QCOMPARE((*second)->path(), documents(QStringLiteral("A copy.syngraph")));
    first->reset();
    second->reset();
    reopen();
    QCOMPARE(m_library->list()->documents.size(), std::size_t(2));
}

void LibraryTest::a_moved_file_stays_the_same_document()
{
    const DocumentEntry entry = written(QStringLiteral("Wanderer"), 20);
    QVERIFY(QFile::rename(entry.path, documents(QStringLiteral("Elsewhere.syngraph"))));
    auto file = m_library->open(entry.id);
    VERIFY_RESULT(file);
    QVERIFY((*file)->meta().epoch == entry.epoch);
    QCOMPARE((*file)->path(), documents(QStringLiteral("Elsewhere.syngraph")));
    file->reset();
    const QString outside = m_folder->filePath(QStringLiteral("Outside.syngraph"));
    QVERIFY(QFile::rename(documents(QStringLiteral("Elsewhere.syngraph")), outside));
    COMPARE_ERROR(m_library->open(entry.id), ErrorCode::NotFound);
    file = m_library->openPath(outside);
    VERIFY_RESULT(file);
    QVERIFY((*file)->meta().id == entry.id && (*file)->meta().epoch == entry.epoch);
    file->reset();
    QCOMPARE((*m_library->open(entry.id))->path(), outside);
    QCOMPARE(m_library->list()->documents.size(), std::size_t(1));
}

void LibraryTest::a_file_moved_while_its_server_died_gets_its_last_changes()
{
    const DocumentEntry entry = written(QStringLiteral("Wanderer"), 20);
    auto file = m_library->open(entry.id);
    const auto loaded = (*file)->load();
    VERIFY_RESULT((*file)->append(LogMaker(*loaded, 77).some(5)));
    const QByteArray log = readFile(entry.path + QStringLiteral("-wal"));
    const QByteArray main = readFile(entry.path);
    file->reset();
    QVERIFY(QFile::remove(entry.path));
    QVERIFY(writeFile(documents(QStringLiteral("Moved.syngraph")), main));
    QVERIFY(writeFile(entry.path + QStringLiteral("-wal"), log));
    file = m_library->open(entry.id);
    VERIFY_RESULT(file);
    QCOMPARE((*file)->load()->head().value, 25);
    QVERIFY((*file)->meta().epoch == entry.epoch);
    QVERIFY(!QFile::exists(entry.path + QStringLiteral("-wal")));
    QVERIFY(m_library->list()->problems.empty());
}

void LibraryTest::an_older_file_put_back_gets_a_new_epoch()
{
    DocumentEntry entry = written(QStringLiteral("Diary"), 20);
    const QByteArray yesterday = readFile(entry.path);
    {
        auto file = m_library->open(entry.id);
        const auto loaded = (*file)->load();
        VERIFY_RESULT((*file)->append(LogMaker(*loaded, 5).some(5)));
        VERIFY_RESULT(m_library->noteSaved(entry.id, (*file)->head(), 3000));
    }
    QVERIFY(writeFile(entry.path, yesterday));
    auto file = m_library->open(entry.id);
    VERIFY_RESULT(file);
    QCOMPARE((*file)->load()->head().value, 20);
    QVERIFY((*file)->meta().id == entry.id);
    QVERIFY((*file)->meta().epoch != entry.epoch);
    const Epoch renewed = (*file)->meta().epoch;
    file->reset();
    QVERIFY((*m_library->open(entry.id))->meta().epoch == renewed);
}

void LibraryTest::an_older_file_edited_past_the_known_head_gets_a_new_epoch()
{
    const DocumentEntry entry = written(QStringLiteral("Diary"), 20);
    // the same document with another history, longer than the known one
    QVERIFY(QFile::remove(entry.path));
    {
        auto other = DocumentFile::create(entry.path, {entry.id, entry.epoch, entry.title, 1000}, LockHolder::self({}));
        VERIFY_RESULT(other);
        VERIFY_RESULT((*other)->append(LogMaker(1234).some(30)));
    }
    auto file = m_library->open(entry.id);
    VERIFY_RESULT(file);
    QCOMPARE((*file)->load()->head().value, 30);
    QVERIFY((*file)->meta().epoch != entry.epoch);
}

void LibraryTest::the_same_file_put_back_keeps_its_epoch()
{
    const DocumentEntry entry = written(QStringLiteral("Diary"), 20);
    const QByteArray bytes = readFile(entry.path);
    QVERIFY(QFile::remove(entry.path));
    QVERIFY(writeFile(entry.path, bytes));
    QVERIFY((*m_library->open(entry.id))->meta().epoch == entry.epoch);
    QCOMPARE(m_library->list()->documents.size(), std::size_t(1));
}

void LibraryTest::files_from_elsewhere_are_adopted()
{
    const LogMaker maker = writtenDocument(documents(QStringLiteral("From a mail.syngraph")), 15);
    const auto listing = m_library->list();
    VERIFY_RESULT(listing);
    QCOMPARE(listing->documents.size(), std::size_t(1));
    QCOMPARE(listing->documents[0].head.revision.value, 15);
    QVERIFY((*m_library->open(listing->documents[0].id))->load()->content == maker.content());
}

void LibraryTest::bad_files_are_reported_and_left_alone()
{
    (void)written(QStringLiteral("Good"), 5);
    QVERIFY(writeFile(documents(QStringLiteral("stranger.syngraph")), QByteArray(10'000, 'x')));
    QVERIFY(writeFile(documents(QStringLiteral("empty.syngraph")), {}));
    QVERIFY(writeFile(documents(QStringLiteral("lost.syngraph-wal")), "\x37\x7f\x06\x82 and more"));
    QVERIFY(QFile::link(QStringLiteral("/etc/passwd"), documents(QStringLiteral("link.syngraph"))));
    QVERIFY(writeFile(documents(QStringLiteral("unrelated.txt")), "hello"));
    const auto listing = m_library->list();
    VERIFY_RESULT(listing);
    QCOMPARE(listing->documents.size(), std::size_t(1));
    QCOMPARE(listing->problems.size(), std::size_t(4));
    QCOMPARE(readFile(documents(QStringLiteral("stranger.syngraph"))), QByteArray(10'000, 'x'));
    QVERIFY(QFile::exists(documents(QStringLiteral("lost.syngraph-wal"))));
}

void LibraryTest::swapped_names_do_not_mix_documents()
{
    const DocumentEntry first = written(QStringLiteral("First"), 10, 1);
    const DocumentEntry second = written(QStringLiteral("Second"), 20, 2);
    // the person swaps the two names
    const QString aside = documents(QStringLiteral("aside"));
    QVERIFY(QFile::rename(first.path, aside));
    QVERIFY(QFile::rename(second.path, first.path));
    QVERIFY(QFile::rename(aside, second.path));
    for (const auto &[id, head] : {std::pair(first.id, 10), std::pair(second.id, 20)}) {
        auto file = m_library->open(id);
        VERIFY_RESULT(file);
        QVERIFY((*file)->meta().id == id);
        QCOMPARE((*file)->load()->head().value, head);
    }
}

void LibraryTest::a_path_elsewhere_stays_where_it_is()
{
    const QString path = m_folder->filePath(QStringLiteral("My own name.syngraph"));
    (void)writtenDocument(path, 10);
    auto file = m_library->openPath(path);
    VERIFY_RESULT(file);
    const DocumentId id = (*file)->meta().id;
    COMPARE_ERROR(m_library->openPath(path), ErrorCode::Locked);
    file->reset();
    QCOMPARE((*m_library->open(id))->path(), path);
    QCOMPARE(m_library->list()->documents.size(), std::size_t(1));
    COMPARE_ERROR(m_library->openPath(m_folder->filePath(QStringLiteral("none.syngraph"))), ErrorCode::NotFound);
}

void LibraryTest::two_names_of_one_file_are_one_document()
{
    const DocumentEntry entry = written(QStringLiteral("Twin"), 10);
    const QString other = m_folder->filePath(QStringLiteral("Other name.syngraph"));
    QCOMPARE(::link(qPrintable(entry.path), qPrintable(other)), 0);
    COMPARE_ERROR(m_library->openPath(other), ErrorCode::AlreadyExists);
    VERIFY_RESULT(m_library->open(entry.id));
}

void LibraryTest::the_title_changes_without_the_file_name()
{
    const DocumentEntry entry = written(QStringLiteral("Before"), 10);
    VERIFY_RESULT(m_library->rename(entry.id, QStringLiteral("After / all")));
    auto file = m_library->open(entry.id);
    QCOMPARE((*file)->meta().title, u"After / all");
    QCOMPARE((*file)->path(), entry.path);
    QVERIFY((*file)->meta().epoch == entry.epoch);
    // open: the registry knows at once, its store is told by the one who has it
    VERIFY_RESULT(m_library->rename(entry.id, QStringLiteral("Third")));
    QCOMPARE(m_library->list()->documents[0].title, u"Third");
}

void LibraryTest::the_trash_keeps_for_thirty_days()
{
    constexpr qint64 kDayMs = 24 * 3600 * 1000;
    const DocumentEntry entry = written(QStringLiteral("Waste"), 10);
    {
        const auto file = m_library->open(entry.id);
        COMPARE_ERROR(m_library->trash(entry.id, 5 * kDayMs), ErrorCode::Locked);
        QVERIFY(QFile::exists(entry.path));
    }
    COMPARE_ERROR(m_library->purge(entry.id), ErrorCode::NotAllowed);
    VERIFY_RESULT(m_library->trash(entry.id, 5 * kDayMs));
    QVERIFY(!QFile::exists(entry.path));
    COMPARE_ERROR(m_library->open(entry.id), ErrorCode::NotFound);
    QVERIFY(m_library->list()->documents[0].isTrashed());
    VERIFY_RESULT(m_library->purgeExpired(34 * kDayMs));
    VERIFY_RESULT(m_library->restore(entry.id));
    auto file = m_library->open(entry.id);
    VERIFY_RESULT(file);
    QCOMPARE((*file)->path(), entry.path);
    QVERIFY((*file)->meta().epoch == entry.epoch);
    file->reset();
    VERIFY_RESULT(m_library->trash(entry.id, 5 * kDayMs));
    VERIFY_RESULT(m_library->purgeExpired(35 * kDayMs));
    QVERIFY(m_library->list()->documents.empty());
    QVERIFY(namesIn(m_folder->filePath(QStringLiteral("data/trash"))).isEmpty());
    QVERIFY(namesIn(documents(QString())).isEmpty());
    // a document whose file is gone is forgotten
    const DocumentEntry gone = written(QStringLiteral("Gone"), 3);
    QVERIFY(QFile::remove(gone.path));
    QVERIFY(m_library->list()->documents[0].isMissing);
    VERIFY_RESULT(m_library->trash(gone.id, 1));
    QVERIFY(m_library->list()->documents.empty());
}

void LibraryTest::a_crash_between_file_and_entry_loses_no_document()
{
    // trashing wrote its entry, then the machine stopped
    DocumentEntry entry = written(QStringLiteral("Half"), 10);
    DocumentEntry half = entry;
    half.trashedMs = 9;
    half.trashedFrom = entry.path;
    half.path = m_folder->filePath(QStringLiteral("data/trash/Half.syngraph"));
    VERIFY_RESULT(m_library->registry().writeDocument(half));
    reopen();
    auto listing = m_library->list();
    QVERIFY(!listing->documents[0].isTrashed());
    VERIFY_RESULT(m_library->open(entry.id));
    // restoring moved the file, then the machine stopped
    VERIFY_RESULT(m_library->trash(entry.id, 9));
    entry = m_library->list()->documents[0];
    QVERIFY(QFile::rename(entry.path, entry.trashedFrom));
    reopen();
    listing = m_library->list();
    QVERIFY(!listing->documents[0].isTrashed());
    auto file = m_library->open(entry.id);
    VERIFY_RESULT(file);
    QCOMPARE((*file)->load()->head().value, 10);
}

void LibraryTest::people_and_invitations_are_kept()
{
    const DocumentId document{1, 2};
    const Identity zoe{IdentityId{3, 4}, QStringLiteral("Zo\u00eb"), 10, 20};
    const Grant grant{document, zoe.id, protocol::Role::Commenter};
    const Invitation invitation{QByteArray(64, 'a'), document, protocol::Role::Editor, QStringLiteral("for Zo\u00eb"), 1, 2, 0};
    const KnownClient client{ClientId{5, 6}, document, zoe.id, zoe.name, QByteArray(64, 'b'), 30};
    VERIFY_RESULT(m_library->registry().writeIdentity(zoe));
    VERIFY_RESULT(m_library->registry().writeGrant(grant));
    VERIFY_RESULT(m_library->registry().writeInvitation(invitation));
    VERIFY_RESULT(m_library->registry().writeClient(client));
    reopen();
    Registry &registry = m_library->registry();
    QVERIFY(*registry.readIdentities() == std::vector{zoe});
    QVERIFY(*registry.readGrants() == std::vector{grant});
    QVERIFY(*registry.readInvitation(invitation.hash) == invitation);
    QVERIFY(registry.readInvitations(document)->size() == 1);
    QVERIFY(*registry.readClient(client.id) == client);
    QVERIFY(!*registry.readClient(ClientId{7, 7}));
    VERIFY_RESULT(registry.removeClientsBefore(31));
    QVERIFY(!*registry.readClient(client.id));
    // removed is something else than unknown
    const Grant removed{document, zoe.id, protocol::Role::None, true};
    VERIFY_RESULT(registry.writeGrant(removed));
    const Grant once{document, IdentityId{9, 9}, protocol::Role::Editor, false};
    VERIFY_RESULT(registry.writeGrant(once));
    const Share share{document, protocol::Admission::Code, protocol::Role::Editor, true, "salt", "key", 2};
    VERIFY_RESULT(registry.writeShare(share));
    QVERIFY(*registry.readShares() == std::vector{share});
    VERIFY_RESULT(registry.removeShare(document));
    QVERIFY(registry.readShares()->empty());
    QVERIFY(*registry.readGrants() == std::vector{removed});
    VERIFY_RESULT(registry.removeDocument(document));
    QVERIFY(registry.readGrants()->empty());
    QVERIFY(!*registry.readInvitation(invitation.hash));
}

void LibraryTest::what_is_written_together_is_there_or_not_together()
{
    Registry &registry = m_library->registry();
    const Identity zoe{IdentityId{3, 4}, QStringLiteral("Zo\u00eb"), 10, 20};
    const Identity ben{IdentityId{5, 6}, QStringLiteral("Ben"), 10, 20};
    VERIFY_RESULT(registry.writeTogether([&] {
        QVERIFY(registry.writeIdentity(zoe));
        QVERIFY(registry.writeIdentity(ben));
    }));
    reopen();
    QCOMPARE(m_library->registry().readIdentities()->size(), std::size_t(2));
}

// As servers made it before documents were shared in the network.
void LibraryTest::a_registry_of_the_first_version_is_taken_over()
{
    const DocumentEntry entry = written(QStringLiteral("Kept"), 10);
    const Grant grant{entry.id, IdentityId{3, 4}, protocol::Role::Commenter, true};
    VERIFY_RESULT(m_library->registry().writeGrant(grant));
    m_library.reset();
    const QString path = m_folder->filePath(QStringLiteral("data/server.db"));
    {
        auto connection = sqlite::Connection::open(path, sqlite::Access::ReadWrite);
        VERIFY_RESULT(connection);
        VERIFY_RESULT(connection->execute("DROP TABLE shares; ALTER TABLE grants DROP COLUMN kept; PRAGMA user_version=1"));
    }
    for (int i = 0; i < 2; ++i) {
        reopen();
        QVERIFY(*m_library->registry().readGrants() == std::vector{grant});
        QVERIFY(m_library->registry().readShares()->empty());
        VERIFY_RESULT(m_library->open(entry.id));
    }
    m_library.reset();
    auto before = sqlite::Connection::open(path + QStringLiteral(".version1"), sqlite::Access::ReadOnly);
    VERIFY_RESULT(before);
    QCOMPARE(*before->readNumber("PRAGMA user_version"), 1);
    QCOMPARE(*before->readNumber("SELECT count(*) FROM documents"), 1);
}

void LibraryTest::registries_of_others_are_left_alone_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("newer") << QByteArray("PRAGMA user_version=99") << ErrorCode::NewerFormat;
    QTest::newRow("of another program") << QByteArray("PRAGMA application_id=5") << ErrorCode::NotOurFile;
}

void LibraryTest::registries_of_others_are_left_alone()
{
    QFETCH(QByteArray, sql);
    QFETCH(ErrorCode, code);
    m_library.reset();
    const QString path = m_folder->filePath(QStringLiteral("data/server.db"));
    {
        auto connection = sqlite::Connection::open(path, sqlite::Access::ReadWrite);
        VERIFY_RESULT(connection);
        VERIFY_RESULT(connection->execute(sql.constData()));
        VERIFY_RESULT(connection->checkpoint(true));
    }
    const QByteArray before = readFile(path);
    COMPARE_ERROR(Library::open(m_folder->filePath(QStringLiteral("data"))), code);
    QCOMPARE(readFile(path), before);
}

void LibraryTest::a_lost_registry_finds_the_documents_again()
{
    const DocumentEntry entry = written(QStringLiteral("Found"), 10);
    m_library.reset();
    for (const char *side : {"", "-wal", "-shm"})
        QFile::remove(m_folder->filePath(QStringLiteral("data/server.db") + QLatin1StringView(side)));
    reopen();
    auto file = m_library->open(entry.id);
    VERIFY_RESULT(file);
    QVERIFY((*file)->meta().epoch == entry.epoch);
    QCOMPARE(m_library->list()->documents.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(LibraryTest)
#include "test_library.moc"
