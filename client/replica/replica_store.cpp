// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/replica_store.h"

#include "replica/private_file.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QUrl>

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>

namespace syngraph::replica {

using session::JournalRecord;
using session::Session;

namespace {

const QString kJournals = QStringLiteral("*.journal");
const QString kInvitation = QStringLiteral("/invitation");
constexpr qint64 kMostInvitationBytes = 1024;

Result<void> makeFolder(const QString &path)
{
    if (path.isEmpty())
        return {};
    const QFileInfo info(path);
    if (info.isDir())
        return {};
    if (auto above = makeFolder(info.path()); !above)
        return above;
    if (::mkdir(QFile::encodeName(path).constData(), 0700) == 0 || errno == EEXIST)
        return {};
    return Error{ErrorCode::NotWritable, QStringLiteral("The folder %1 can't be made; check its permissions.").arg(path)};
}

// A name of a server as a name of a folder; "." and ".." can't come out of it.
QString encodedName(const QString &server)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(server, {}, "."));
}

QStringList journalsIn(const QString &folder)
{
    QStringList paths;
    for (const QString &name : QDir(folder).entryList({kJournals}, QDir::Files, QDir::Name))
        paths.append(folder + u'/' + name);
    return paths;
}

bool isPending(const ReplicaStore::Opened &opened)
{
    return opened.session.hasDocument() && opened.session.pendingCount() > 0;
}

// Those with something unsent first, then by how much they know.
bool comesFirst(const ReplicaStore::Opened &a, const ReplicaStore::Opened &b)
{
    if (isPending(a) != isPending(b))
        return isPending(a);
    return a.session.revision() > b.session.revision();
}

} // namespace

QString ReplicaStore::folderOf(const QString &server, DocumentId document) const
{
    return m_folder + u'/' + encodedName(server) + u'/' + document.toString();
}

// Of what does not restore, the journal is set aside as it is rather than thrown away.
Result<ReplicaStore::Opened> ReplicaStore::restore(DocumentId document, Journal::Left left) const
{
    auto session = Session::restore(document, left.records);
    // a journal that holds no document yet has nothing to lose
    if (!session && left.records.empty() && !left.isDamaged) {
        left.journal->remove();
        return ErrorCode::NotFound;
    }
    if (!session) {
        QFile::rename(left.journal->path(), left.journal->path() + QStringLiteral(".unreadable"));
        return ErrorCode::Damaged;
    }
    if (session->edits().pendingCount() == 0 && left.mayLackTail) {
        // numbers of this client id may have been used that nobody here remembers
        if (auto copy = Session::restore(document, session->detached())) {
            session = std::move(*copy);
            left.journal->compact(*session);
        }
    }
    // else its past stays, with the steps that can be undone
    if (left.isDamaged)
        left.journal->compact(*session);
    return Opened{std::move(*session), std::move(left.journal), left.isDamaged};
}

Session ReplicaStore::copyOfLiving(const QString &folder, DocumentId document) const
{
    for (const QString &path : journalsIn(folder)) {
        const auto records = Journal::peek(path);
        if (!records)
            continue;
        const auto living = Session::restore(document, *records);
        if (!living)
            continue;
        if (auto copy = Session::restore(document, living->detached()))
            return std::move(*copy);
    }
    return Session(document);
}

std::vector<ReplicaStore::Opened> ReplicaStore::open(const QString &server, DocumentId document)
{
    const QString folder = folderOf(server, document);
    // where it can't be made, creating the journal says so
    (void)makeFolder(folder);
    const bool isAlone = !isOpen(server, document);
    std::vector<Opened> found;
    for (const QString &path : journalsIn(folder)) {
        auto left = Journal::adopt(path, m_sync);
        if (!left)
            continue;
        if (auto opened = restore(document, std::move(*left)))
            found.push_back(std::move(*opened));
    }
    std::ranges::stable_sort(found, comesFirst);
    while (found.size() > 1 && !isPending(found.back())) {
        found.back().journal->remove();
        found.pop_back();
    }
    if (!found.empty()) {
        found.front().isAlone = isAlone;
        return found;
    }
    Session session = copyOfLiving(folder, document);
    auto journal = makeJournal(server, session);
    found.push_back({std::move(session), journal ? std::move(*journal) : nullptr, false,
                     journal ? std::nullopt : std::optional(journal.error()), isAlone});
    return found;
}

Result<std::unique_ptr<Journal>> ReplicaStore::makeJournal(const QString &server, const Session &session)
{
    const QString folder = folderOf(server, session.document());
    // where it can't be made, creating the journal says so
    (void)makeFolder(folder);
    const QString name = QString::number(QRandomGenerator::system()->generate64(), 16);
    auto journal = Journal::create(folder + u'/' + name + QStringLiteral(".journal"), m_sync);
    if (journal)
        (*journal)->compact(session);
    return journal;
}

void ReplicaStore::keepInvitation(const QString &server, DocumentId document, const QString &secret)
{
    const QString path = folderOf(server, document) + kInvitation;
    if (secret.isEmpty()) {
        QFile::remove(path);
        return;
    }
    (void)makeFolder(folderOf(server, document));
    // where it can't be kept, the link is needed once more
    (void)writePrivateFile(path, secret.toUtf8());
}

QString ReplicaStore::readInvitation(const QString &server, DocumentId document) const
{
    QFile file(folderOf(server, document) + kInvitation);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(kMostInvitationBytes)) : QString();
}

bool ReplicaStore::isOpen(const QString &server, DocumentId document) const
{
    return std::ranges::any_of(journalsIn(folderOf(server, document)), JournalFile::isOpen);
}

qint64 ReplicaStore::readUnsent(const QString &server, DocumentId document) const
{
    qint64 unsent = 0;
    for (const QString &path : journalsIn(folderOf(server, document))) {
        if (JournalFile::isOpen(path))
            continue;
        const auto records = Journal::peek(path);
        const auto session = records ? Session::restore(document, *records) : Result<Session>(records.error());
        unsent += session ? session->pendingCount() : 0;
    }
    return unsent;
}

std::vector<ReplicaStore::Entry> ReplicaStore::list() const
{
    std::vector<Entry> entries;
    for (const QString &server : QDir(m_folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString serverFolder = m_folder + u'/' + server;
        for (const QString &name : QDir(serverFolder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
            const auto document = DocumentId::fromHex(name.toLatin1());
            if (!document)
                continue;
            Entry entry{QUrl::fromPercentEncoding(server.toLatin1()), *document, false, 0};
            for (const QString &path : journalsIn(serverFolder + u'/' + name)) {
                entry.bytes += QFileInfo(path).size();
                entry.isOpen = entry.isOpen || JournalFile::isOpen(path);
            }
            entries.push_back(std::move(entry));
        }
    }
    return entries;
}

Result<void> ReplicaStore::forget(const QString &server, DocumentId document)
{
    const QString folder = folderOf(server, document);
    std::vector<std::unique_ptr<JournalFile>> held;
    for (const QString &path : journalsIn(folder)) {
        JournalFile::Content content;
        auto file = JournalFile::open(path, content);
        if (!file && file.error().code == ErrorCode::Locked)
            return Error{ErrorCode::Locked, QStringLiteral("The document is open on this computer; close it first.")};
        if (file)
            held.push_back(std::move(*file));
    }
    if (!QDir(folder).removeRecursively())
        return Error{ErrorCode::NotWritable, QStringLiteral("The folder %1 can't be deleted; check its permissions.").arg(folder)};
    return {};
}

} // namespace syngraph::replica
