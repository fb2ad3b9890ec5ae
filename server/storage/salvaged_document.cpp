// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/salvaged_document.h"

#include "storage/document_handle.h"

namespace syngraph::storage {

SalvagedDocument::SalvagedDocument(Salvage salvage, std::unique_ptr<DocumentHandle> handle)
    : m_salvage(std::move(salvage))
    , m_handle(std::move(handle))
{
}

SalvagedDocument::~SalvagedDocument() = default;

Result<std::unique_ptr<DocumentStore>> SalvagedDocument::open(const QString &path, const DocumentMeta &known)
{
    auto salvage = salvageDocument(path);
    if (!salvage)
        return salvage.error();
    auto handle = DocumentHandle::open(path, sqlite::Access::ReadOnly);
    if (!handle)
        return handle.error();
    if (salvage->loaded.meta.id != known.id)
        salvage->loaded.meta = known;
    return std::unique_ptr<DocumentStore>(new SalvagedDocument(std::move(*salvage), std::move(*handle)));
}

Result<std::vector<ChangeRecord>> SalvagedDocument::readChanges(Revision from, Revision to)
{
    const Revision end = std::min(to, m_salvage.loaded.head());
    return from < end ? storage::readChanges(m_handle->connection(), from, end) : std::vector<ChangeRecord>();
}

Result<std::optional<ChangeRecord>> SalvagedDocument::findChange(ClientId client, Sequence sequence)
{
    return storage::findChange(m_handle->connection(), client, sequence);
}

Result<model::Document> SalvagedDocument::readContent(Revision revision)
{
    return storage::readContent(m_handle->connection(), std::min(revision, m_salvage.loaded.head()));
}

Result<std::optional<Blob>> SalvagedDocument::readBlob(const QByteArray &hash)
{
    return storage::readBlob(m_handle->connection(), hash);
}

} // namespace syngraph::storage
