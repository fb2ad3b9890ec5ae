// SPDX-License-Identifier: GPL-3.0-or-later
// What a RoomHost does with a document beside its changes: title, place of the file, named versions, copies.
#include "net/clock.h"
#include "net/room_host.h"
#include "storage/document_file.h"

namespace syngraph::net {

// Everything that is changed goes to the store in the order given, so none takes back another.
void RoomHost::changeMeta(std::function<void(storage::DocumentMeta &)> change, OnDone done)
{
    whenOpen([this, change = std::move(change), done = std::move(done)](const Error *failure) {
        if (failure || !m_store || m_isSalvaged) {
            done(failure ? *failure : m_failure.value_or(Error{ErrorCode::StorageFailed, {}}));
            return;
        }
        change(m_meta);
        runOnStore([meta = m_meta](storage::DocumentStore &store) { return store.setMeta(meta); },
                   [this, done](Result<void> result) {
                       m_isCheckpointed = false;
                       m_lastWriteMs = monotonicMs();
                       done(result);
                       if (!result)
                           fail(result.error());
                   });
    });
}

void RoomHost::setTitle(const QString &title, OnDone done)
{
    changeMeta([title](storage::DocumentMeta &meta) { meta.title = title; },
               [this, title, done = std::move(done)](Result<void> result) {
                   if (result)
                       execute(m_room->setTitle(title));
                   done(result);
               });
}

void RoomHost::nameVersion(const protocol::NamedVersion &version, OnDone done)
{
    const auto find = [revision = version.revision](auto &versions) {
        return std::ranges::lower_bound(versions, revision, {}, &protocol::NamedVersion::revision);
    };
    const auto known = find(m_meta.versions);
    const bool isNamed = known != m_meta.versions.end() && known->revision == version.revision;
    if (!isNamed && m_meta.versions.size() >= std::size_t(protocol::kMaxVersions)) {
        done(Error{ErrorCode::TooMany,
                   QStringLiteral("The document has %1 named versions already.").arg(protocol::kMaxVersions)});
        return;
    }
    changeMeta(
        [version, find](storage::DocumentMeta &meta) {
            const auto place = find(meta.versions);
            if (place != meta.versions.end() && place->revision == version.revision)
                *place = version;
            else
                meta.versions.insert(place, version);
        },
        std::move(done));
}

void RoomHost::readVersions(std::function<void(Result<std::vector<protocol::NamedVersion>>)> done)
{
    // behind whatever is being written
    runOnStore([versions = m_meta.versions](storage::DocumentStore &) {
        return Result<std::vector<protocol::NamedVersion>>(versions);
    }, std::move(done));
}

void RoomHost::runOnFile(std::function<Result<void>(storage::DocumentFile &)> work, OnDone done)
{
    whenOpen([this, work = std::move(work), done = std::move(done)](const Error *failure) {
        if (failure || !m_store) {
            done(failure ? *failure : m_failure.value_or(Error{ErrorCode::StorageFailed, {}}));
            return;
        }
        runOnStore(
            [work](storage::DocumentStore &store) -> Result<void> {
                auto *file = dynamic_cast<storage::DocumentFile *>(&store);
                return file ? work(*file) : ErrorCode::Unsupported;
            },
            done);
    });
}

void RoomHost::moveTo(const QString &path, OnDone done)
{
    runOnFile([path](storage::DocumentFile &file) { return file.moveTo(path); }, std::move(done));
}

void RoomHost::writeOwnCopy(storage::CopyContent content, const QString &path, OnDone done)
{
    runOnFile([content, path, now = wallClockMs()](storage::DocumentFile &file) { return file.writeOwnCopy(content, path, now); },
              std::move(done));
}

void RoomHost::copyTo(const QString &folder, std::function<void(const Result<void> &)> done)
{
    if (!m_store) {
        done(ErrorCode::StorageFailed);
        return;
    }
    m_writer.run(
        *m_store,
        [folder](storage::DocumentStore &store) -> Result<void> {
            auto *file = dynamic_cast<storage::DocumentFile *>(&store);
            return file ? file->writeCopy(folder + u'/' + storage::nameOf(file->path())) : ErrorCode::Unsupported;
        },
        [done = std::move(done)](Result<void> copied) { done(copied); });
}

} // namespace syngraph::net
