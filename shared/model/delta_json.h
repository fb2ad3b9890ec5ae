// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/hash.h"
#include "base/result.h"
#include "model/delta.h"
#include "model/json_reader.h"

#include <string_view>

namespace syngraph::model {

// Largest change on the wire: canonical JSON bytes, components.
inline constexpr qint64 kMaxChangeBytes = 1 << 20;
inline constexpr qint64 kMaxComponents = 50'000;

// Whether `{"retain": {"image": {…}}}`, the change of an embed in place, is part of the language.
enum class EmbedChanges { Refused, Allowed };

// What was written but the canonical form no longer tells.
struct Reading
{
    qint64 units = 0;          // of the document it names, a plain retain at the end included
    bool nullOnInsert = false; // an insert had an attribute null
};

// The Delta in the widely used JSON form (`insert`/`retain`/`delete` + `attributes`), made canonical.
// Refused: any other member, two kinds in one component, attributes on delete, lengths that are no integer
// >= 1, sums beyond 2^53-1, lone surrogates, an embed without exactly one member.
// `reading`, where given, gets what canonicalising loses.
Result<Delta> deltaFrom(const simdjson::dom::element &array, EmbedChanges embedChanges = EmbedChanges::Allowed,
                        Reading *reading = nullptr);
Result<Delta> parseDelta(QByteArrayView json, EmbedChanges embedChanges = EmbedChanges::Allowed);
// Inserts the text, which is valid; gives its UTF-16 units.
qsizetype insertUtf8(Delta &out, std::string_view text, const Attributes &attributes);

// Canonical UTF-8 JSON: no white space, members in the order insert|retain|delete, attributes; keys sorted.
void appendJson(JsonText &out, const Delta &delta);
QByteArray toJson(const Delta &delta);

// FNV-1a of the canonical JSON, continuing from `seed`: what acks carry, and the chain of a log.
quint64 computeHash(const Delta &delta, quint64 seed = kFnvOffset);
// 16 lower-case hex digits.
QByteArray hashToHex(quint64 hash);

} // namespace syngraph::model
