// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta_scan.h"
#include "model/utf8.h"
#include "protocol/field.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

// Reads messages with fields() of a few frequent kinds from JSON in the form and order in which field_writer.h puts
// it, or says no: then field_reader.h looks thoroughly. What is accepted here is accepted there too, as the same.
namespace syngraph::protocol {

// scan(json, bound, out): one overload per kind of field.
inline bool scan(model::JsonScan &json, qint64 bound, qint64 &out)
{
    return json.number(out) && out <= bound;
}

template<typename Tag>
bool scan(model::JsonScan &json, qint64 bound, Number<Tag> &out)
{
    return scan(json, bound, out.value);
}

inline bool scan(model::JsonScan &json, qint64, ChangeKind &out)
{
    qint64 kind = 0;
    const bool isKind = scan(json, qint64(ChangeKind::Redo), kind);
    out = static_cast<ChangeKind>(kind);
    return isKind;
}

inline bool scan(model::JsonScan &json, qint64 bound, QString &out)
{
    std::string_view text;
    if (!json.text(text))
        return false;
    out = model::fromUtf8({text.data(), qsizetype(text.size())});
    return out.size() <= bound;
}

inline bool scan(model::JsonScan &json, qint64, Hash64 &out)
{
    constexpr std::size_t kDigits = 16;
    std::string_view digits;
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (!json.text(digits) || digits.size() != kDigits || !std::ranges::all_of(digits, isDigit))
        return false;
    return std::from_chars(digits.data(), digits.data() + kDigits, out.value, 16).ec == std::errc();
}

inline bool scan(model::JsonScan &json, qint64, WireDelta &out)
{
    return model::scanDelta(json, out.delta);
}

// Rare.
inline bool scan(model::JsonScan &, qint64, model::Verdict &)
{
    return false;
}

template<typename M, typename T>
bool scanMember(model::JsonScan &json, bool isFirst, M &message, const Field<M, T> &f)
{
    return json.skipName(f.name, isFirst) && scan(json, f.bound, message.*f.member);
}

template<typename M, typename T>
bool scanMember(model::JsonScan &json, bool isFirst, M &message, const Field<M, std::optional<T>> &f)
{
    return !json.skipName(f.name, isFirst) || scan(json, f.bound, (message.*f.member).emplace());
}

// The members up to the end of the object; all but the first stand behind a comma.
template<typename T>
bool scanFields(model::JsonScan &json, bool isFirst, T &out)
{
    constexpr auto all = T::fields();
    const auto scanAll = [&](const auto &...fields) {
        return (scanMember(json, std::exchange(isFirst, false), out, fields) && ...);
    };
    return std::apply(scanAll, all) && json.skip('}');
}

template<typename T>
    requires requires { T::fields(); }
bool scan(model::JsonScan &json, qint64, T &out)
{
    return json.skip('{') && scanFields(json, true, out);
}

template<List L>
bool scan(model::JsonScan &json, qint64 bound, L &out)
{
    if (!json.skip('['))
        return false;
    if (json.skip(']'))
        return true;
    do {
        if (std::ssize(out) == bound || !scan(json, kSafeInteger, out.emplace_back()))
            return false;
    } while (json.skip(','));
    return json.skip(']');
}

// One of these messages, none of whose names begins with another's; make.operator()<Message>() makes room for it. The
// first whose name stands there decides: what is behind that name is no other one's.
template<typename... Messages, typename Make>
bool scanOneOf(model::JsonScan &json, Make make)
{
    if (!json.skip('{') || !json.skipName("type", true) || !json.skip('"'))
        return false;
    std::optional<bool> isGood;
    const auto scanOne = [&]<typename Message>() {
        if (!isGood && json.skip(std::string_view(Message::kName)))
            isGood = json.skip('"') && scanFields(json, false, make.template operator()<Message>());
    };
    (scanOne.template operator()<Messages>(), ...);
    return isGood.value_or(false);
}

} // namespace syngraph::protocol
