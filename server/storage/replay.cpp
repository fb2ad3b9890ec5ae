// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/replay.h"

#include "model/delta_json.h"
#include "model/schema.h"

#include <QCryptographicHash>

namespace syngraph::storage {

Error damagedRevision(Revision revision, const QString &what)
{
    return {ErrorCode::Damaged,
            QStringLiteral("revision %1 is damaged: %2. The file was left untouched; restore a copy.")
                .arg(revision.value)
                .arg(what)};
}

Result<Head> advance(const Head &head, const ChangeRecord &change)
{
    if (change.revision != head.revision.next())
        return damagedRevision(head.revision.next(), QStringLiteral("it is missing from the log"));
    if (change.base.value < 0 || change.base >= change.revision || change.sequence.value < 1
        || change.client.isNull() || change.kind > protocol::ChangeKind::Redo)
        return damagedRevision(change.revision, QStringLiteral("its numbers make no sense"));
    if (change.chainHash != protocol::chainHash(head.chainHash, change.delta))
        return damagedRevision(change.revision, QStringLiteral("it does not continue the log before it"));
    return Head{change.revision, change.chainHash};
}

Snapshot blankSnapshot()
{
    const auto blank = model::Document::blank();
    return {Revision{0}, model::toJson(blank.toDelta()), blank.hash()};
}

Result<model::Document> contentOf(const Snapshot &snapshot)
{
    const auto damaged = [&](const QString &why) {
        return Error{ErrorCode::Damaged,
                     QStringLiteral("the snapshot at revision %1 %2").arg(snapshot.revision.value).arg(why)};
    };
    const auto body = model::parseDelta(snapshot.body);
    if (!body || !model::checkDocument(*body))
        return damaged(QStringLiteral("is no valid document"));
    auto content = model::Document::fromDelta(*body);
    if (!content || content->hash() != snapshot.contentHash)
        return damaged(QStringLiteral("has changed since it was written"));
    return content;
}

Result<void> checkBlob(const Blob &blob)
{
    if (QCryptographicHash::hash(blob.bytes, QCryptographicHash::Sha256).toHex() != blob.hash)
        return Error{ErrorCode::Malformed, QStringLiteral("The picture's bytes do not have the hash it names.")};
    return {};
}

Result<void> Replay::apply(const ChangeRecord &change)
{
    auto next = advance(m_head, change);
    if (!next)
        return next.error();
    const auto delta = model::parseDelta(change.delta);
    if (!delta || model::toJson(*delta) != change.delta)
        return damagedRevision(change.revision, QStringLiteral("it is no canonical delta"));
    if (auto allowed = model::checkChange(*delta, m_content); !allowed)
        return damagedRevision(change.revision, allowed.error().text());
    if (auto applied = m_content.apply(*delta, model::Filter::Classes); !applied)
        return damagedRevision(change.revision, applied.error().text());
    m_head = *next;
    return {};
}

} // namespace syngraph::storage
