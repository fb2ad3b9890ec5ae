// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta_json.h"
#include "model/document.h"
#include "model/suggestion.h"
#include "protocol/field.h"

#include <cstring>
#include <optional>
#include <tuple>
#include <vector>

// Writes what has fields() as JSON: messages, their parts, the client's journal.
namespace syngraph::protocol {

// Appends one value per kind of field; structs with fields() become objects.
inline void append(model::JsonText &out, qint64 value)
{
    model::appendJsonNumber(out, value);
}

inline void append(model::JsonText &out, bool value)
{
    out += value ? QByteArrayView("true") : QByteArrayView("false");
}

inline void append(model::JsonText &out, const QString &value)
{
    model::appendJsonString(out, value);
}

inline void appendQuoted(model::JsonText &out, QByteArrayView plain)
{
    out += '"';
    out += plain;
    out += '"';
}

inline void append(model::JsonText &out, Role value)
{
    appendQuoted(out, toWire(value));
}

inline void append(model::JsonText &out, Admission value)
{
    appendQuoted(out, toWire(value));
}

inline void append(model::JsonText &out, TalkKind value)
{
    appendQuoted(out, toWire(value));
}

inline void append(model::JsonText &out, ErrorCode value)
{
    appendQuoted(out, toWire(value));
}

inline void append(model::JsonText &out, const model::Verdict::Name &value)
{
    out += '[';
    append(out, value.author);
    out += ',';
    append(out, value.id);
    out += ']';
}

inline void append(model::JsonText &out, const Hash64 &value)
{
    appendQuoted(out, model::hashToHex(value.value));
}

inline void append(model::JsonText &out, const WireDelta &value)
{
    if (value.json.isEmpty())
        model::appendJson(out, value.delta);
    else
        out += value.json;
}

inline void append(model::JsonText &out, const model::Delta &value)
{
    model::appendJson(out, value);
}

inline void append(model::JsonText &out, const model::Document &value)
{
    model::appendJson(out, value.toDelta());
}

// Enumerations without names on the wire are numbers.
template<typename E>
    requires std::is_enum_v<E>
void append(model::JsonText &out, E value)
{
    append(out, static_cast<qint64>(value));
}

template<typename Tag>
void append(model::JsonText &out, const Id128<Tag> &value)
{
    appendQuoted(out, value.toHex());
}

template<typename Tag>
void append(model::JsonText &out, const Number<Tag> &value)
{
    append(out, value.value);
}

template<typename T>
    requires requires { T::fields(); }
void append(model::JsonText &out, const T &value);

template<List L>
void append(model::JsonText &out, const L &values)
{
    out += '[';
    bool first = true;
    for (const auto &value : values) {
        if (!first)
            out += ',';
        first = false;
        append(out, value);
    }
    out += ']';
}

inline void append(model::JsonText &out, const model::Verdict &value)
{
    out += value.decision == model::Decision::Accept ? "{\"accept\":true,\"on\":" : "{\"accept\":false,\"on\":";
    append(out, value.on);
    out += '}';
}

// `"name":`, with a comma before it where it is not the first member. Inline, so that the length of the name is known.
[[gnu::always_inline]] inline void appendName(model::JsonText &out, std::string_view name)
{
    const bool isFirst = out.endsWith('{');
    char *at = out.grow(qsizetype(name.size()) + 4);
    if (isFirst)
        out.shrink(1);
    else
        *at++ = ',';
    *at++ = '"';
    std::memcpy(at, name.data(), name.size());
    at[name.size()] = '"';
    at[name.size() + 1] = ':';
}

template<typename T>
[[gnu::always_inline]] inline void appendMember(model::JsonText &out, std::string_view name, const T &value)
{
    appendName(out, name);
    append(out, value);
}

template<typename T>
[[gnu::always_inline]] inline void appendMember(model::JsonText &out, std::string_view name, const std::optional<T> &value)
{
    if (value)
        appendMember(out, name, *value);
}

template<typename T>
void appendFields(model::JsonText &out, const T &value)
{
    constexpr auto all = T::fields();
    std::apply([&](const auto &...fields) { (appendMember(out, fields.name, value.*fields.member), ...); }, all);
}

template<typename T>
    requires requires { T::fields(); }
void append(model::JsonText &out, const T &value)
{
    out += '{';
    appendFields(out, value);
    out += '}';
}

} // namespace syngraph::protocol
