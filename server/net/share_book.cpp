// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/share_book.h"

namespace syngraph::net {

Result<ShareBook> ShareBook::read(storage::Registry &registry)
{
    const auto shares = registry.readShares();
    const auto grants = registry.readGrants();
    const auto identities = registry.readIdentities();
    if (!shares || !grants || !identities)
        return !shares ? shares.error() : !grants ? grants.error() : identities.error();
    ShareBook book;
    for (const storage::Share &share : *shares)
        book.set(share);
    for (const storage::Grant &grant : *grants)
        book.grant(grant);
    for (const storage::Identity &identity : *identities)
        book.setName(identity.id, identity.name);
    return book;
}

const storage::Share *ShareBook::find(DocumentId document) const
{
    const auto found = m_shares.constFind(document);
    return found == m_shares.constEnd() ? nullptr : &*found;
}

std::vector<storage::Share> ShareBook::shares() const
{
    return {m_shares.cbegin(), m_shares.cend()};
}

void ShareBook::end(DocumentId document)
{
    m_shares.remove(document);
    const auto grants = m_grants.find(document);
    if (grants != m_grants.end())
        grants->removeIf([](const auto &entry) { return !entry->isKept; });
}

const storage::Grant *ShareBook::grantOf(DocumentId document, IdentityId identity) const
{
    const auto grants = m_grants.constFind(document);
    if (grants == m_grants.constEnd())
        return nullptr;
    const auto found = grants->constFind(identity);
    return found == grants->constEnd() ? nullptr : &*found;
}

std::vector<storage::Grant> ShareBook::grantsOn(DocumentId document) const
{
    const auto grants = m_grants.value(document);
    return {grants.cbegin(), grants.cend()};
}

} // namespace syngraph::net
