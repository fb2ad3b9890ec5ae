// SPDX-License-Identifier: GPL-3.0-or-later
// The hash of a delta's JSON. Everybody computes it for every keystroke of everybody, so that of a keystroke is computed
// without writing the JSON.
#include "model/delta_json.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace syngraph::model {
namespace {

constexpr FnvOfText kInsert{"{\"insert\":\""};
constexpr FnvOfText kRetain{"{\"retain\":"};
constexpr FnvOfText kDelete{"{\"delete\":"};

// As many as are typed at a time.
constexpr qsizetype kFewUnits = 64;

bool isKeystroke(const Delta &delta)
{
    return delta.text().size() <= kFewUnits && std::ranges::all_of(delta.ops(), &Op::isPlain)
        && std::ranges::all_of(delta.text(), standsForItself);
}

quint64 addByte(quint64 hash, char byte)
{
    return fnv1a({&byte, 1}, hash);
}

quint64 addNumber(quint64 hash, qint64 number)
{
    std::array<char, 20> digits;
    return fnv1a({digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr}, hash);
}

quint64 addOp(quint64 hash, const Op &op, QStringView text)
{
    if (op.kind != Op::Kind::InsertText)
        return addNumber((op.isDelete() ? kDelete : kRetain).after(hash), op.length);
    hash = kInsert.after(hash);
    for (const QChar unit : text)
        hash = addByte(hash, unit.toLatin1());
    return addByte(hash, '"');
}

} // namespace

quint64 computeHash(const Delta &delta, quint64 seed)
{
    if (!isKeystroke(delta)) {
        JsonText json;
        appendJson(json, delta);
        return fnv1a(json.view(), seed);
    }
    quint64 hash = addByte(seed, '[');
    qsizetype taken = 0;
    for (const Op &op : delta.ops()) {
        if (&op != &delta.ops().front())
            hash = addByte(hash, ',');
        const qsizetype units = op.isInsert() ? op.length : 0;
        hash = addByte(addOp(hash, op, delta.text().sliced(taken, units)), '}');
        taken += units;
    }
    return addByte(hash, ']');
}

} // namespace syngraph::model
