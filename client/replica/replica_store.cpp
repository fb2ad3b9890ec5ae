// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/replica_store.h"

#include <QDateTime>
#include <QDir>
#include <QUuid>

namespace syngraph::replica {
namespace {

constexpr auto kSuffix = QLatin1StringView(".journal");
constexpr auto kPrivate = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

QString encodedServer(const QString &server)
{
    return QString::fromLatin1(server.toUtf8().toHex());
}

QStringList journalsIn(const QString &folder)
{
    QStringList paths;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({QLatin1Char('*') + kSuffix}, QDir::Files, QDir::Time))
        paths.append(dir.filePath(name));
    return paths;
}

} // namespace

QString ReplicaStore::folderOf(const QString &server, DocumentId document) const
{
    return QStringLiteral("%1/%2/%3").arg(m_folder, encodedServer(server), document.toString());
}

std::optional<Replica> ReplicaStore::adopt(const QString &path, DocumentId document)
{
    auto journal = Journal::open(path, m_worker);
    if (!journal)
        return std::nullopt;
    auto session = session::Session::restore(document, (*journal)->records());
    if (!session)
        return std::nullopt;
    return Replica{std::move(*journal), std::move(*session)};
}

Result<Replica> ReplicaStore::open(const QString &server, DocumentId document)
{
    const QString folder = folderOf(server, document);
    QDir().mkpath(folder);
    QFile::setPermissions(m_folder, kPrivate);
    for (const QString &path : journalsIn(folder)) {
        if (auto replica = adopt(path, document))
            return std::move(*replica);
    }
    const QString name = QUuid::createUuid().toString(QUuid::Id128) + kSuffix;
    auto journal = Journal::create(folder + QLatin1Char('/') + name, m_worker);
    if (!journal)
        return journal.error();
    return Replica{std::move(*journal), session::Session(document)};
}

std::vector<ReplicaEntry> ReplicaStore::list() const
{
    std::vector<ReplicaEntry> entries;
    for (const QString &server : QDir(m_folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir documents(m_folder + QLatin1Char('/') + server);
        for (const QString &name : documents.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const auto document = DocumentId::fromHex(name.toLatin1());
            const QStringList paths = journalsIn(documents.filePath(name));
            if (document && !paths.isEmpty())
                entries.push_back({QString::fromUtf8(QByteArray::fromHex(server.toLatin1())), *document,
                                   paths.first(),
                                   QFileInfo(paths.first()).lastModified().toMSecsSinceEpoch()});
        }
    }
    return entries;
}

void ReplicaStore::forget(const QString &server, DocumentId document)
{
    const QString folder = folderOf(server, document);
    for (const QString &path : journalsIn(folder)) {
        if (auto journal = Journal::open(path, m_worker))
            (*journal)->remove();
    }
    QDir().rmdir(folder);
}

} // namespace syngraph::replica
