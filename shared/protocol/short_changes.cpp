// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/short_changes.h"

#include "model/delta_json.h"
#include "model/delta_scan.h"
#include "protocol/limits.h"

namespace syngraph::protocol {
namespace {

using model::Delta;
using model::Op;

// Whoever sends a change has its JSON only.
std::optional<Delta> deltaOf(const WireDelta &wire)
{
    if (wire.json.isEmpty())
        return wire.delta;
    std::optional<Delta> delta(std::in_place);
    model::JsonScan json(wire.json);
    if (model::scanDelta(json, *delta) && json.atEnd())
        return delta;
    auto read = model::parseDelta(wire.json);
    return read ? std::optional(std::move(*read)) : std::nullopt;
}

std::optional<TypedChange> shortFormOf(const CommittedChange &change)
{
    const auto delta = deltaOf(change.delta);
    if (!delta || delta->text().size() > kMaxTypedUnits)
        return std::nullopt;
    TypedChange typed{change.by};
    auto op = delta->ops().begin();
    const auto end = delta->ops().end();
    const auto isNext = [&](Op::Kind kind) { return op != end && op->kind == kind && op->attributes.isEmpty(); };
    if (isNext(Op::Kind::Retain))
        typed.at = op++->length;
    if (isNext(Op::Kind::InsertText)) {
        typed.insert = delta->text().toString();
        ++op;
    }
    if (isNext(Op::Kind::Delete))
        typed.remove = op++->length;
    return op == end ? std::optional(std::move(typed)) : std::nullopt;
}

CommittedChange longFormOf(const TypedChange &typed)
{
    CommittedChange change{typed.by, {}};
    Delta &delta = change.delta.delta;
    delta.retain(typed.at);
    if (typed.insert)
        delta.insert(*typed.insert);
    delta.remove(typed.remove.value_or(0)).chop();
    return change;
}

} // namespace

std::optional<Typed> shortFormOf(const Committed &committed)
{
    Typed typed{committed.revision, {}};
    typed.changes.reserve(committed.changes.size());
    for (const CommittedChange &change : committed.changes) {
        auto shorter = shortFormOf(change);
        if (!shorter)
            return std::nullopt;
        typed.changes.push_back(std::move(*shorter));
    }
    return typed;
}

Committed longFormOf(const Typed &typed)
{
    Committed committed{typed.revision, {}};
    committed.changes.reserve(typed.changes.size());
    for (const TypedChange &change : typed.changes)
        committed.changes.push_back(longFormOf(change));
    return committed;
}

void lengthen(ServerMessage &message)
{
    if (const auto *typed = std::get_if<Typed>(&message))
        message = longFormOf(*typed);
}

} // namespace syngraph::protocol
