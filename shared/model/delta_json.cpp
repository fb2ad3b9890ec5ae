// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/delta_json.h"

#include "base/hash.h"
#include "base/plant.h"
#include "model/utf8.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>

namespace syngraph::model {
namespace {

namespace dom = simdjson::dom;

// The members of one component as they were found.
struct Members
{
    std::optional<dom::element> insert;
    std::optional<dom::element> retain;
    std::optional<dom::element> remove;
    Attributes attributes;
    bool hasAttributes = false;
};

Result<void> readMembers(const dom::element &component, Members &members)
{
    if (!component.is_object())
        return ErrorCode::WrongType;
    for (const auto field : dom::object(component)) {
        if (field.key == "insert") {
            members.insert = field.value;
        } else if (field.key == "retain") {
            members.retain = field.value;
        } else if (field.key == "delete") {
            members.remove = field.value;
        } else if (field.key == "attributes") {
            auto attributes = attributesFrom(field.value);
            if (!attributes)
                return attributes.error();
            members.attributes = std::move(*attributes);
            members.hasAttributes = true;
        } else {
            return ErrorCode::UnknownMember;
        }
    }
    const int kinds = int(members.insert.has_value()) + int(members.retain.has_value())
        + int(members.remove.has_value());
    if (kinds == 0)
        return ErrorCode::MissingMember;
    if (kinds > 1 || (members.remove && members.hasAttributes))
        return ErrorCode::UnknownMember;
    return {};
}

// Adds `element` to the sum of lengths; both stay within what every implementation counts exactly.
Result<qint64> lengthFrom(const dom::element &element, qint64 &sum)
{
    const auto length = integerFrom(element);
    if (!length)
        return length.error();
    if ((*length < 1 || *length > kMaxSafeInteger - sum) && checks(Check::NumberBounds))
        return ErrorCode::NumberRange;
    sum += *length;
    return *length;
}

Result<Embed> embedFrom(const dom::element &element)
{
    if (!element.is_object())
        return ErrorCode::WrongType;
    const dom::object object(element);
    if (object.size() != 1)
        return object.size() == 0 ? ErrorCode::MissingMember : ErrorCode::UnknownMember;
    const auto field = *object.begin();
    auto value = canonicalValue(field.value);
    if (!value)
        return value.error();
    return Embed(QByteArray(field.key.data(), static_cast<qsizetype>(field.key.size())), std::move(*value));
}

Result<void> appendInsert(Delta &out, const Members &members, qint64 &sum)
{
    const Attributes attributes = composeAttributes({}, members.attributes, Nulls::Drop);
    if (!members.insert->is_string()) {
        const auto embed = embedFrom(*members.insert);
        if (!embed)
            return embed.error();
        out.insert(*embed, attributes);
        ++sum;
        return {};
    }
    const std::string_view text = members.insert->get_string().value_unsafe();
    if (text.empty())
        return ErrorCode::Malformed;
    sum += insertUtf8(out, text, attributes);
    return {};
}

Result<void> appendRetain(Delta &out, const Members &members, qint64 &sum, EmbedChanges embedChanges)
{
    if (!members.retain->is_object()) {
        const auto length = lengthFrom(*members.retain, sum);
        if (!length)
            return length.error();
        out.retain(*length, members.attributes);
        return {};
    }
    if (embedChanges == EmbedChanges::Refused)
        return ErrorCode::WrongType;
    const auto embed = embedFrom(*members.retain);
    if (!embed)
        return embed.error();
    if (!embed->value().isObject() || embed->value().json() == "{}")
        return ErrorCode::BadEmbed;
    out.changeEmbed(*embed, members.attributes);
    ++sum;
    return {};
}

Result<void> appendComponent(Delta &out, const Members &members, qint64 &sum, EmbedChanges embedChanges)
{
    if (members.insert)
        return appendInsert(out, members, sum);
    if (members.retain)
        return appendRetain(out, members, sum, embedChanges);
    const auto length = lengthFrom(*members.remove, sum);
    if (!length)
        return length.error();
    out.remove(*length);
    return {};
}

bool hasNull(const Attributes &attributes)
{
    return std::ranges::any_of(attributes.entries(), [](const Attribute &entry) { return entry.value.isNull(); });
}

} // namespace

Result<Delta> deltaFrom(const dom::element &array, EmbedChanges embedChanges, Reading *reading)
{
    if (!array.is_array())
        return ErrorCode::WrongType;
    Delta out;
    qint64 sum = 0;
    Reading read;
    for (const dom::element component : dom::array(array)) {
        Members members;
        if (auto done = readMembers(component, members); !done)
            return done.error();
        const qint64 before = sum;
        if (auto done = appendComponent(out, members, sum, embedChanges); !done)
            return done.error();
        if (members.insert)
            read.nullOnInsert = read.nullOnInsert || hasNull(members.attributes);
        else
            read.units += sum - before;
    }
    if (reading)
        *reading = read;
    return std::move(out.chop());
}

Result<Delta> parseDelta(QByteArrayView json, EmbedChanges embedChanges)
{
    JsonReader reader;
    const auto root = reader.read(json);
    if (!root)
        return root.error();
    return deltaFrom(**root, embedChanges);
}

// A typed letter or two needs no buffer of its own.
qsizetype insertUtf8(Delta &out, std::string_view text, const Attributes &attributes)
{
    std::array<char16_t, 8> few;
    if (text.size() <= few.size() && std::ranges::all_of(text, [](char byte) { return quint8(byte) < 0x80; })) {
        std::ranges::copy(text, few.begin());
        out.insert(QStringView(few.data(), qsizetype(text.size())), attributes);
        return qsizetype(text.size());
    }
    const QString units = fromUtf8({text.data(), qsizetype(text.size())});
    out.insert(units, attributes);
    return units.size();
}

void appendJson(JsonText &out, const Delta &delta)
{
    qsizetype taken = 0;
    out += '[';
    bool first = true;
    for (const Op &op : delta.ops()) {
        if (!first)
            out += ',';
        first = false;
        switch (op.kind) {
        case Op::Kind::InsertText:
            out += "{\"insert\":";
            appendJsonString(out, delta.text().sliced(taken, op.length));
            taken += op.length;
            break;
        case Op::Kind::InsertEmbed:
            out += "{\"insert\":";
            op.embed.appendJson(out);
            break;
        case Op::Kind::ChangeEmbed:
            out += "{\"retain\":";
            op.embed.appendJson(out);
            break;
        case Op::Kind::Retain:
            out += "{\"retain\":";
            appendJsonNumber(out, op.length);
            break;
        case Op::Kind::Delete:
            out += "{\"delete\":";
            appendJsonNumber(out, op.length);
            break;
        }
        if (!op.attributes.isEmpty()) {
            out += ",\"attributes\":";
            op.attributes.appendJson(out);
        }
        out += '}';
    }
    out += ']';
}

QByteArray toJson(const Delta &delta)
{
    JsonText out;
    appendJson(out, delta);
    return out.take();
}

QByteArray hashToHex(quint64 hash)
{
    return QByteArray::number(hash, 16).rightJustified(16, '0');
}

} // namespace syngraph::model
