// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/missed_changes.h"

#include "base/plant.h"
#include "model/delta_json.h"
#include "room/change_log.h"

namespace syngraph::room {

using model::Filter;
using protocol::ChangeRecord;

namespace {

// Where a portion of the log ends at the latest.
constexpr qint64 kPortion = 2048;

} // namespace

MissedChanges::MissedChanges(const Missed &missed, std::shared_ptr<ComposedPieces> pieces)
    : m_missed(missed)
    , m_pieces(std::move(pieces))
    // the chain hash at the beginning stands in the change there
    , m_at{missed.range.from.value - (missed.chain ? 1 : 0)}
    , m_rowStart(missed.range.from)
    , m_row(Filter::Classes)
    , m_all(Filter::Classes)
{
    m_answer.revision = missed.range.to;
}

Result<std::optional<LogRange>> MissedChanges::add(const std::vector<ChangeRecord> &changes)
{
    if (std::exchange(m_isAsking, true) && changes.empty())
        return ErrorCode::Damaged;
    for (const ChangeRecord &change : changes) {
        if (change.revision != m_at.next())
            return ErrorCode::Damaged;
        m_at = change.revision;
        if (const auto taken = takeNext(change); !taken)
            return taken.error();
    }
    if (m_answer.committed || m_at >= m_missed.committedBy)
        takePieces();
    if (m_at < m_missed.range.to)
        return std::optional(wanted());
    m_answer.composed = protocol::WireDelta(model::toJson(m_all.take()));
    return std::optional<LogRange>();
}

Result<void> MissedChanges::takeNext(const ChangeRecord &change)
{
    if (m_at <= m_missed.range.from) {
        const bool isSame = change.chainHash == *m_missed.chain || planted(Plant::IgnoresChain);
        return isSame ? Result<void>() : ErrorCode::EpochChanged;
    }
    const bool isSearched = !m_answer.committed && m_at <= m_missed.committedBy;
    return isSearched ? takeSearched(change) : takeComposed(change);
}

Result<void> MissedChanges::takeSearched(const ChangeRecord &change)
{
    m_answer.committed = change.client == m_missed.client && change.sequence == m_missed.inFlight;
    if (!m_answer.committed && m_at == m_missed.committedBy)
        return ErrorCode::SequenceReused;
    if (planted(Plant::ComposesOverLostAck))
        return takeComposed(change);
    m_answer.singles.emplace_back(change.delta);
    m_rowStart = m_at;
    return {};
}

Result<void> MissedChanges::takeComposed(const ChangeRecord &change)
{
    const auto delta = parseRecord(change);
    if (!delta)
        return delta.error();
    if (!planted(Plant::CatchUpOffByOne) || m_at != m_missed.range.from.next())
        m_row.add(*delta);
    if (m_pieces->isBoundary(m_at) || m_at == m_missed.range.to)
        endRow();
    return {};
}

void MissedChanges::endRow()
{
    model::Delta row = m_row.take();
    m_all.add(row);
    if (m_at.value - m_rowStart.value == m_pieces->leastLength())
        m_pieces->add(m_rowStart, std::move(row));
    m_rowStart = m_at;
}

void MissedChanges::takePieces()
{
    while (m_rowStart == m_at) {
        const auto piece = m_pieces->longest(m_at, m_missed.range.to);
        if (!piece)
            return;
        m_all.add(*piece->composed);
        m_at = m_rowStart = piece->to;
    }
}

// What has to be looked through, else what no piece is there of.
LogRange MissedChanges::wanted()
{
    if (!m_answer.committed && m_at < m_missed.committedBy)
        return {m_at, m_missed.committedBy};
    const qint64 length = m_pieces->leastLength();
    Revision to = std::max(m_at, m_missed.range.from);
    do {
        to.value += length - to.value % length;
    } while (to < m_missed.range.to && to.value % kPortion != 0 && !m_pieces->longest(to, m_missed.range.to));
    return {m_at, std::min(to, m_missed.range.to)};
}

Result<protocol::CatchUp> catchUpOn(const Missed &missed, std::shared_ptr<ComposedPieces> pieces, const ReadLog &read)
{
    MissedChanges changes(missed, std::move(pieces));
    auto wanted = changes.add({});
    while (wanted && *wanted) {
        const auto portion = read(**wanted);
        if (!portion)
            return portion.error();
        wanted = changes.add(*portion);
    }
    return wanted ? Result<protocol::CatchUp>(changes.take()) : wanted.error();
}

} // namespace syngraph::room
