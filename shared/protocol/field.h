// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error_codes.h"
#include "base/identity_id.h"
#include "model/delta.h"
#include "model/suggestion.h"
#include "protocol/admission.h"
#include "protocol/change_record.h"
#include "protocol/role.h"
#include "protocol/talk_kind.h"

#include <QVarLengthArray>

#include <limits>
#include <string_view>
#include <vector>

namespace syngraph::protocol {

// One member of a message: its name on the wire, where it lives, and its bound: largest value of a number,
// most UTF-16 units of a string, most elements of a list. Members of type std::optional may be absent.
template<typename M, typename T>
struct Field
{
    std::string_view name;
    T M::*member;
    qint64 bound;
};

inline constexpr qint64 kSafeInteger = (qint64(1) << 53) - 1;

template<typename M, typename T>
constexpr Field<M, T> field(std::string_view name, T M::*member, qint64 bound = kSafeInteger)
{
    return {name, member, bound};
}

// What a member of several elements may be: of a vector, or in place as long as there are few.
template<typename>
inline constexpr bool kIsList = false;
template<typename T>
inline constexpr bool kIsList<std::vector<T>> = true;
template<typename T, qsizetype Few>
inline constexpr bool kIsList<QVarLengthArray<T, Few>> = true;
template<typename L>
concept List = kIsList<L>;

// A 64-bit hash; 16 lower-case hex digits on the wire, since JSON numbers are too small for it.
struct Hash64
{
    quint64 value = 0;
    friend bool operator==(const Hash64 &, const Hash64 &) = default;
};

// A Delta, or what is sent of one: the canonical JSON it was committed as, serialised once for everybody.
// Decoding fills `delta` only.
struct WireDelta
{
    model::Delta delta;
    QByteArray json;

    WireDelta() = default;
    explicit WireDelta(model::Delta d) : delta(std::move(d)) { }
    explicit WireDelta(QByteArray j) : json(std::move(j)) { }
    friend bool operator==(const WireDelta &a, const WireDelta &b)
    {
        return a.delta == b.delta && a.json == b.json;
    }
};

} // namespace syngraph::protocol
