// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/delta_json.h"
#include "protocol/codec.h"

namespace syngraph::protocol {
namespace {

// Appends one value per kind of field; structs with fields() become objects.
void append(QByteArray &out, qint64 value)
{
    out += QByteArray::number(value);
}

void append(QByteArray &out, bool value)
{
    out += value ? "true" : "false";
}

void append(QByteArray &out, const QString &value)
{
    model::appendJsonString(out, value);
}

void appendQuoted(QByteArray &out, QByteArrayView plain)
{
    out += '"';
    out += plain;
    out += '"';
}

void append(QByteArray &out, Role value)
{
    appendQuoted(out, toWire(value));
}

void append(QByteArray &out, ErrorCode value)
{
    appendQuoted(out, toWire(value));
}

void append(QByteArray &out, ChangeKind value)
{
    append(out, qint64(value));
}

void append(QByteArray &out, const Hash64 &value)
{
    appendQuoted(out, model::hashToHex(value.value));
}

void append(QByteArray &out, const WireDelta &value)
{
    if (value.json.isEmpty())
        model::appendJson(out, value.delta);
    else
        out += value.json;
}

template<typename Tag>
void append(QByteArray &out, const Id128<Tag> &value)
{
    appendQuoted(out, value.toHex());
}

template<typename Tag>
void append(QByteArray &out, const Number<Tag> &value)
{
    append(out, value.value);
}

template<typename T>
    requires requires { T::fields(); }
void append(QByteArray &out, const T &value);

template<typename T>
void append(QByteArray &out, const std::vector<T> &values)
{
    out += '[';
    bool first = true;
    for (const T &value : values) {
        if (!first)
            out += ',';
        first = false;
        append(out, value);
    }
    out += ']';
}

template<typename T>
void appendMember(QByteArray &out, const char *name, const T &value)
{
    if (!out.endsWith('{'))
        out += ',';
    appendQuoted(out, name);
    out += ':';
    append(out, value);
}

template<typename T>
void appendMember(QByteArray &out, const char *name, const std::optional<T> &value)
{
    if (value)
        appendMember(out, name, *value);
}

template<typename T>
void appendFields(QByteArray &out, const T &value)
{
    std::apply([&](const auto &...fields) { (appendMember(out, fields.name, value.*fields.member), ...); },
               T::fields());
}

template<typename T>
    requires requires { T::fields(); }
void append(QByteArray &out, const T &value)
{
    out += '{';
    appendFields(out, value);
    out += '}';
}

template<typename Variant>
QByteArray encodeVariant(const Variant &message)
{
    return std::visit(
        [](const auto &m) {
            QByteArray out("{\"type\":\"");
            out += m.kName;
            out += '"';
            appendFields(out, m);
            out += '}';
            return out;
        },
        message);
}

} // namespace

QByteArray encode(const ClientMessage &message)
{
    return encodeVariant(message);
}

QByteArray encode(const ServerMessage &message)
{
    return encodeVariant(message);
}

QByteArray joinFrame(const std::vector<QByteArray> &messages)
{
    if (messages.size() == 1)
        return messages.front();
    QByteArray frame("[");
    for (const QByteArray &message : messages) {
        if (frame.size() > 1)
            frame += ',';
        frame += message;
    }
    frame += ']';
    return frame;
}

const char *nameOf(const ClientMessage &message)
{
    return std::visit([](const auto &m) { return m.kName; }, message);
}

const char *nameOf(const ServerMessage &message)
{
    return std::visit([](const auto &m) { return m.kName; }, message);
}

Role roleFor(const ClientMessage &message)
{
    return std::visit([](const auto &m) { return m.kRole; }, message);
}

} // namespace syngraph::protocol
