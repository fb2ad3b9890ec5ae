// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/document_load.h"

namespace syngraph::storage {

class DocumentHandle;

// A damaged document as far as it can be read: its longest good beginning. Whatever would write answers with the
// damage, and the file stays as it is. One thread at a time.
class SalvagedDocument final : public DocumentStore
{
public:
    // `known`: what is known of the document elsewhere, where the file has lost even that.
    static Result<std::unique_ptr<DocumentStore>> open(const QString &path, const DocumentMeta &known);
    ~SalvagedDocument() override;

    Result<LoadedDocument> load() override { return m_salvage.loaded; }
    Result<void> append(std::span<const ChangeRecord>) override { return m_salvage.damage; }
    Result<std::vector<ChangeRecord>> readChanges(Revision from, Revision to) override;
    Result<std::optional<ChangeRecord>> findChange(ClientId client, Sequence sequence) override;
    Result<model::Document> readContent(Revision revision) override;
    Result<void> writeSnapshot(const Snapshot &) override { return m_salvage.damage; }
    Result<void> putBlob(const Blob &) override { return m_salvage.damage; }
    Result<std::optional<Blob>> readBlob(const QByteArray &hash) override;
    Result<void> setMeta(const DocumentMeta &) override { return m_salvage.damage; }
    Result<void> writeTalk(std::span<const protocol::TalkEntry>) override { return m_salvage.damage; }
    Result<std::optional<PackStep>> readPackStep(Revision) override { return std::optional<PackStep>(); }
    Result<void> writePackedStep(const PackedStep &) override { return {}; }
    Result<bool> shrinkSome(qint64) override { return false; }
    Result<void> checkpoint() override { return {}; }

private:
    SalvagedDocument(Salvage salvage, std::unique_ptr<DocumentHandle> handle);

    Salvage m_salvage;
    std::unique_ptr<DocumentHandle> m_handle;
};

} // namespace syngraph::storage
