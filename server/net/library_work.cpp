// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/library_work.h"

#include "net/access.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace syngraph::net {
namespace {

bool contains(const std::vector<DocumentId> &ids, DocumentId id)
{
    return std::ranges::find(ids, id) != ids.end();
}

} // namespace

Result<DocumentId> openByPath(storage::Library &library, const QString &path, const std::vector<DocumentId> &open)
{
    if (!QDir::isAbsolutePath(path))
        return Error{ErrorCode::NotFound, QStringLiteral("The path of the file has to be absolute.")};
    const auto identity = storage::readIdentity(path);
    if (!identity)
        return identity.error();
    for (const DocumentId id : open) {
        const auto entry = library.registry().readDocument(id);
        const auto known = entry && *entry ? storage::readIdentity((*entry)->path) : identity.error();
        if (known && known->isSameFile(*identity))
            return id;
    }
    const auto file = library.openPath(path);
    if (!file)
        return file.error();
    return (*file)->meta().id;
}

Result<void> addInvitation(storage::Library &library, const storage::Invitation &invitation)
{
    const auto entry = library.registry().readDocument(invitation.document);
    if (!entry)
        return entry.error();
    if (!*entry || (*entry)->isTrashed())
        return ErrorCode::NotFound;
    if (invitation.role == protocol::Role::None || invitation.role == protocol::Role::Owner)
        return Error{ErrorCode::NotAllowed, QStringLiteral("An invitation gives viewer, commenter, suggester or editor.")};
    return library.registry().writeInvitation(invitation);
}

Result<std::vector<storage::Invitation>> readAllInvitations(storage::Library &library)
{
    const auto documents = library.registry().readDocuments();
    if (!documents)
        return documents.error();
    std::vector<storage::Invitation> all;
    for (const storage::DocumentEntry &entry : *documents) {
        auto some = library.registry().readInvitations(entry.id);
        if (!some)
            return some.error();
        std::ranges::move(*some, std::back_inserter(all));
    }
    return all;
}

Result<storage::Invitation> revokeInvitation(storage::Library &library, const QString &name, qint64 nowMs)
{
    auto all = readAllInvitations(library);
    if (!all)
        return all.error();
    const auto found = std::ranges::find_if(
        *all, [&](const storage::Invitation &one) { return publicName(one) == name && one.revokedMs == 0; });
    if (found == all->end())
        return Error{ErrorCode::NotFound, QStringLiteral("There is no invitation with this id.")};
    found->revokedMs = nowMs;
    if (auto written = library.registry().writeInvitation(*found); !written)
        return written.error();
    return *found;
}

Result<void> checkTarget(const QString &path)
{
    if (!QDir::isAbsolutePath(path))
        return Error{ErrorCode::NotFound, QStringLiteral("The path of the file has to be absolute.")};
    if (!path.endsWith(storage::kSuffix) || storage::nameOf(path).size() == storage::kSuffix.size())
        return Error{ErrorCode::NotOurFile, QStringLiteral("The name of a document ends in %1.").arg(storage::kSuffix)};
    return {};
}

Result<void> makeBackupFolder(const QString &path)
{
    if (!QDir::isAbsolutePath(path))
        return Error{ErrorCode::NotFound, QStringLiteral("The path of the backup has to be absolute.")};
    if (QFileInfo::exists(path))
        return Error{ErrorCode::AlreadyExists, QStringLiteral("%1 exists already; name a new folder.").arg(path)};
    const auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!QDir().mkpath(path) || !QFile::setPermissions(path, ownerOnly))
        return storage::fileError(ErrorCode::NotWritable, path);
    return {};
}

Result<void> copyClosed(storage::Library &library, const QString &folder, const std::vector<DocumentId> &open)
{
    const auto listing = library.list();
    if (!listing)
        return listing.error();
    if (!listing->problems.empty())
        return listing->problems.front().error;
    for (const storage::DocumentEntry &entry : listing->documents) {
        if (entry.isTrashed() || contains(open, entry.id))
            continue;
        auto file = library.open(entry.id);
        if (!file)
            return file.error();
        if (auto copied = (*file)->writeCopy(folder + u'/' + storage::nameOf(entry.path)); !copied)
            return copied;
    }
    return storage::syncFolder(folder);
}

} // namespace syngraph::net
