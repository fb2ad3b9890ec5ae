// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/registry.h"

#include <QHash>

namespace syngraph::net {

// Which documents are shared how, and with whom: what the registry holds, in memory, because it is looked up for
// every message. Knows nothing of connections; the caller writes changes down. Socket thread only.
class ShareBook
{
public:
    static Result<ShareBook> read(storage::Registry &registry);

    // Null: the document is not shared.
    const storage::Share *find(DocumentId document) const;
    std::vector<storage::Share> shares() const;
    void set(const storage::Share &share) { m_shares.insert(share.document, share); }
    // With the grants that are not kept.
    void end(DocumentId document);

    // Null: neither let in nor removed.
    const storage::Grant *grantOf(DocumentId document, IdentityId identity) const;
    std::vector<storage::Grant> grantsOn(DocumentId document) const;
    void grant(const storage::Grant &grant) { m_grants[grant.document].insert(grant.identity, grant); }

    QString nameOf(IdentityId identity) const { return m_names.value(identity); }
    void setName(IdentityId identity, const QString &name) { m_names.insert(identity, name); }

private:
    QHash<DocumentId, storage::Share> m_shares;
    QHash<DocumentId, QHash<IdentityId, storage::Grant>> m_grants;
    QHash<IdentityId, QString> m_names;
};

} // namespace syngraph::net
