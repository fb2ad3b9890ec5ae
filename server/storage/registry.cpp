// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/registry.h"

#include "storage/registry_schema.h"

#include <functional>

namespace syngraph::storage {
namespace {

using sqlite::Statement;

template<typename Tag>
QString textOf(const Id128<Tag> &id)
{
    return id.toString();
}

template<typename Id>
Id idAt(const Statement &row, int column)
{
    return Id::fromHex(row.blob(column)).value_or(Id());
}

protocol::Role roleAt(const Statement &row, int column)
{
    const QByteArray name = row.blob(column);
    return protocol::roleFromWire(QLatin1StringView(name)).value_or(protocol::Role::None);
}

QString textOf(protocol::Role role)
{
    return QString(protocol::toWire(role));
}

DocumentEntry documentFrom(const Statement &row)
{
    DocumentEntry entry;
    entry.id = idAt<DocumentId>(row, 0);
    entry.epoch = idAt<Epoch>(row, 1);
    entry.head = {Revision{row.number(2)}, row.hash(3)};
    entry.path = row.text(4);
    entry.file.inode = row.hash(5);
    entry.file.device = row.hash(6);
    entry.title = row.text(7);
    entry.createdMs = row.number(8);
    entry.modifiedMs = row.number(9);
    entry.trashedMs = row.number(10);
    entry.trashedFrom = row.text(11);
    return entry;
}

Identity identityFrom(const Statement &row)
{
    return {idAt<IdentityId>(row, 0), row.text(1), row.number(2), row.number(3)};
}

Grant grantFrom(const Statement &row)
{
    return {idAt<DocumentId>(row, 0), idAt<IdentityId>(row, 1), roleAt(row, 2), row.number(3) != 0};
}

Share shareFrom(const Statement &row)
{
    const QByteArray admission = row.blob(1);
    Share share;
    share.document = idAt<DocumentId>(row, 0);
    share.admission = protocol::admissionFromWire(QLatin1StringView(admission)).value_or(protocol::Admission::Nobody);
    share.role = roleAt(row, 2);
    share.isListed = row.number(3) != 0;
    share.codeSalt = QByteArray::fromHex(row.blob(4));
    share.codeKey = QByteArray::fromHex(row.blob(5));
    share.codeTries = int(row.number(6));
    return share;
}

Invitation invitationFrom(const Statement &row)
{
    return {row.blob(0), idAt<DocumentId>(row, 1), roleAt(row, 2), row.text(3),
            row.number(4), row.number(5), row.number(6)};
}

KnownClient clientFrom(const Statement &row)
{
    return {idAt<ClientId>(row, 0), idAt<DocumentId>(row, 1), idAt<IdentityId>(row, 2), row.text(3),
            row.blob(4), row.number(5)};
}

// All rows of a query as values; `bind` sets the parameters.
template<typename From, typename Bind>
auto readAll(sqlite::Connection &connection, const char *sql, From from, Bind bind)
    -> Result<std::vector<decltype(from(std::declval<const Statement &>()))>>
{
    auto select = connection.prepare(sql);
    if (!select)
        return select.error();
    bind(*select);
    std::vector<decltype(from(std::declval<const Statement &>()))> all;
    for (;;) {
        auto row = select->step();
        if (!row)
            return row.error();
        if (!*row)
            return all;
        all.push_back(from(*select));
    }
}

template<typename From, typename Bind>
auto readOne(sqlite::Connection &connection, const char *sql, From from, Bind bind)
    -> Result<std::optional<decltype(from(std::declval<const Statement &>()))>>
{
    auto all = readAll(connection, sql, from, bind);
    if (!all)
        return all.error();
    using Value = decltype(from(std::declval<const Statement &>()));
    return all->empty() ? std::optional<Value>() : std::optional<Value>(std::move(all->front()));
}

template<typename Bind>
Result<void> run(sqlite::Connection &connection, const char *sql, Bind bind)
{
    auto statement = connection.prepare(sql);
    if (!statement)
        return statement.error();
    bind(*statement);
    return statement->run();
}

// Several statements with one parameter as one transaction.
Result<void> runAll(sqlite::Connection &connection, std::initializer_list<const char *> statements,
                    const QString &parameter)
{
    sqlite::Transaction transaction(connection);
    if (auto done = transaction.begin(); !done)
        return done;
    for (const char *sql : statements) {
        if (auto done = run(connection, sql, [&](Statement &s) { s.bindText(1, parameter); }); !done)
            return done;
    }
    return transaction.commit();
}

const auto kNothing = [](Statement &) { };

constexpr const char *kDocumentColumns = "SELECT id, epoch, head, chain_hash, path, inode, device, title, created, "
                                         "modified, trashed, trashed_from FROM documents ";

} // namespace

Result<Registry> Registry::open(const QString &path)
{
    auto connection = openRegistryFile(path);
    if (!connection)
        return connection.error();
    return Registry(std::move(*connection));
}

Result<std::vector<DocumentEntry>> Registry::readDocuments()
{
    return readAll(m_connection, (QByteArray(kDocumentColumns) + "ORDER BY modified DESC, id").constData(),
                   documentFrom, kNothing);
}

Result<std::optional<DocumentEntry>> Registry::readDocument(DocumentId id)
{
    return readOne(m_connection, (QByteArray(kDocumentColumns) + "WHERE id = ?1").constData(), documentFrom,
                   [&](Statement &s) { s.bindText(1, textOf(id)); });
}

Result<void> Registry::writeDocument(const DocumentEntry &entry)
{
    return run(m_connection,
               "INSERT OR REPLACE INTO documents(id, epoch, head, chain_hash, path, inode, device, title, created, "
               "modified, trashed, trashed_from) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
               [&](Statement &s) {
                   s.bindText(1, textOf(entry.id)).bindText(2, textOf(entry.epoch))
                       .bind(3, entry.head.revision.value).bindHash(4, entry.head.chainHash)
                       .bindText(5, entry.path).bindHash(6, entry.file.inode).bindHash(7, entry.file.device)
                       .bindText(8, entry.title).bind(9, entry.createdMs).bind(10, entry.modifiedMs)
                       .bind(11, entry.trashedMs).bindText(12, entry.trashedFrom);
               });
}

Result<void> Registry::removeDocument(DocumentId id)
{
    return runAll(m_connection,
                  {"DELETE FROM grants WHERE document = ?1", "DELETE FROM shares WHERE document = ?1",
                   "DELETE FROM invitations WHERE document = ?1", "DELETE FROM clients WHERE document = ?1",
                   "DELETE FROM documents WHERE id = ?1"},
                  textOf(id));
}

Result<std::vector<Identity>> Registry::readIdentities()
{
    return readAll(m_connection, "SELECT id, name, created, last_seen FROM identities ORDER BY created, id",
                   identityFrom, kNothing);
}

Result<void> Registry::writeIdentity(const Identity &identity)
{
    return run(m_connection,
               "INSERT OR REPLACE INTO identities(id, name, created, last_seen) VALUES(?1, ?2, ?3, ?4)",
               [&](Statement &s) {
                   s.bindText(1, textOf(identity.id)).bindText(2, identity.name)
                       .bind(3, identity.createdMs).bind(4, identity.lastSeenMs);
               });
}

Result<std::vector<Grant>> Registry::readGrants()
{
    return readAll(m_connection, "SELECT document, identity, role, kept FROM grants ORDER BY document, identity",
                   grantFrom, kNothing);
}

Result<void> Registry::writeGrant(const Grant &grant)
{
    return run(m_connection, "INSERT OR REPLACE INTO grants(document, identity, role, kept) VALUES(?1, ?2, ?3, ?4)",
               [&](Statement &s) {
                   s.bindText(1, textOf(grant.document)).bindText(2, textOf(grant.identity))
                       .bindText(3, textOf(grant.role)).bind(4, grant.isKept ? 1 : 0);
               });
}

Result<std::vector<Share>> Registry::readShares()
{
    return readAll(m_connection,
                   "SELECT document, admission, role, listed, code_salt, code_key, code_tries FROM shares "
                   "ORDER BY document",
                   shareFrom, kNothing);
}

Result<void> Registry::writeShare(const Share &share)
{
    return run(m_connection,
               "INSERT OR REPLACE INTO shares(document, admission, role, listed, code_salt, code_key, code_tries) "
               "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
               [&](Statement &s) {
                   s.bindText(1, textOf(share.document)).bindText(2, QString(protocol::toWire(share.admission)))
                       .bindText(3, textOf(share.role)).bind(4, share.isListed ? 1 : 0)
                       .bindText(5, QString::fromLatin1(share.codeSalt.toHex()))
                       .bindText(6, QString::fromLatin1(share.codeKey.toHex())).bind(7, share.codeTries);
               });
}

Result<void> Registry::removeShare(DocumentId document)
{
    return runAll(m_connection,
                  {"DELETE FROM grants WHERE document = ?1 AND kept = 0", "DELETE FROM shares WHERE document = ?1"},
                  textOf(document));
}

Result<std::vector<Invitation>> Registry::readInvitations(DocumentId document)
{
    return readAll(m_connection,
                   "SELECT hash, document, role, label, created, expires, revoked FROM invitations "
                   "WHERE document = ?1 ORDER BY created, hash",
                   invitationFrom, [&](Statement &s) { s.bindText(1, textOf(document)); });
}

Result<std::optional<Invitation>> Registry::readInvitation(const QByteArray &hash)
{
    return readOne(m_connection,
                   "SELECT hash, document, role, label, created, expires, revoked FROM invitations WHERE hash = ?1",
                   invitationFrom, [&](Statement &s) { s.bindText(1, QString::fromLatin1(hash)); });
}

Result<void> Registry::writeInvitation(const Invitation &invitation)
{
    return run(m_connection,
               "INSERT OR REPLACE INTO invitations(hash, document, role, label, created, expires, revoked) "
               "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
               [&](Statement &s) {
                   s.bindText(1, QString::fromLatin1(invitation.hash)).bindText(2, textOf(invitation.document))
                       .bindText(3, textOf(invitation.role)).bindText(4, invitation.label)
                       .bind(5, invitation.createdMs).bind(6, invitation.expiresMs).bind(7, invitation.revokedMs);
               });
}

Result<std::optional<KnownClient>> Registry::readClient(ClientId id)
{
    return readOne(m_connection,
                   "SELECT id, document, identity, name, resume_token_hash, last_seen FROM clients WHERE id = ?1",
                   clientFrom, [&](Statement &s) { s.bindText(1, textOf(id)); });
}

Result<void> Registry::writeClient(const KnownClient &client)
{
    return run(m_connection,
               "INSERT OR REPLACE INTO clients(id, document, identity, name, resume_token_hash, last_seen) "
               "VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
               [&](Statement &s) {
                   s.bindText(1, textOf(client.id)).bindText(2, textOf(client.document))
                       .bindText(3, textOf(client.identity)).bindText(4, client.name)
                       .bindText(5, QString::fromLatin1(client.resumeTokenHash)).bind(6, client.lastSeenMs);
               });
}

Result<void> Registry::removeClientsBefore(qint64 lastSeenMs)
{
    return run(m_connection, "DELETE FROM clients WHERE last_seen < ?1",
               [&](Statement &s) { s.bind(1, lastSeenMs); });
}

Result<void> Registry::writeTogether(const std::function<void()> &writes)
{
    sqlite::Transaction transaction(m_connection);
    if (auto done = transaction.begin(); !done)
        return done;
    writes();
    return transaction.commit();
}

} // namespace syngraph::storage
