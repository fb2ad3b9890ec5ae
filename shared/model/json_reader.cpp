// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/json_reader.h"

#include "base/plant.h"
#include "model/utf8.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

namespace syngraph::model {
namespace {

namespace dom = simdjson::dom;

bool hasDuplicates(const dom::object &object)
{
    std::vector<std::string_view> keys;
    for (const auto field : object)
        keys.push_back(field.key);
    std::ranges::sort(keys);
    return std::ranges::adjacent_find(keys) != keys.end();
}

// One of 64 bits, the same for equal keys and mostly another one for others.
quint64 bitOf(std::string_view key)
{
    const auto mixed = key.empty() ? 0 : key.size() + 7 * std::size_t(key.front()) + 31 * std::size_t(key.back());
    return quint64(1) << (mixed % 64);
}

bool holdsOthers(const dom::element &element)
{
    return element.is_object() || element.is_array();
}

// Depth is bounded by the parser, so recursion is too. Only for what holds others.
bool namesMemberTwice(const dom::element &element)
{
    if (element.is_array()) {
        for (const dom::element child : dom::array(element)) {
            if (holdsOthers(child) && namesMemberTwice(child))
                return true;
        }
        return false;
    }
    quint64 seen = 0;
    bool isInDoubt = false;
    for (const auto field : dom::object(element)) {
        const quint64 bit = bitOf(field.key);
        isInDoubt = isInDoubt || (seen & bit) != 0;
        seen |= bit;
        if (holdsOthers(field.value) && namesMemberTwice(field.value))
            return true;
    }
    return isInDoubt && hasDuplicates(dom::object(element));
}

Error toError(simdjson::error_code code)
{
    if (code == simdjson::DEPTH_ERROR)
        return {ErrorCode::TooDeep, {}};
    if (code == simdjson::CAPACITY)
        return {ErrorCode::TooLarge, {}};
    return {ErrorCode::Malformed, QString::fromUtf8(simdjson::error_message(code))};
}

Result<void> appendCanonical(JsonText &out, const dom::element &element);

Result<void> appendNumber(JsonText &out, const dom::element &element)
{
    if (element.is_int64()) {
        const qint64 number = element.get_int64().value_unsafe();
        if (number > kMaxSafeInteger || number < -kMaxSafeInteger)
            return ErrorCode::NumberRange;
        appendJsonNumber(out, number);
        return {};
    }
    if (!element.is_double())
        return ErrorCode::NumberRange;
    const double number = element.get_double().value_unsafe();
    if (number == std::trunc(number)) {
        if (std::abs(number) > static_cast<double>(kMaxSafeInteger))
            return ErrorCode::NumberRange;
        appendJsonNumber(out, static_cast<qint64>(number));
        return {};
    }
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    out += QByteArrayView(text.data(), end);
    return {};
}

Result<void> appendArray(JsonText &out, const dom::array &array)
{
    out += '[';
    bool first = true;
    for (const dom::element child : array) {
        if (!first)
            out += ',';
        first = false;
        if (auto done = appendCanonical(out, child); !done)
            return done;
    }
    out += ']';
    return {};
}

Result<void> appendCanonical(JsonText &out, const dom::element &element)
{
    switch (element.type()) {
    case dom::element_type::ARRAY:
        return appendArray(out, dom::array(element));
    case dom::element_type::OBJECT: {
        const auto members = attributesFrom(element);
        if (!members)
            return members.error();
        if (members->isEmpty())
            out += "{}";
        else
            members->appendJson(out);
        return {};
    }
    case dom::element_type::STRING: {
        const std::string_view text = element.get_string().value_unsafe();
        appendJsonString(out, fromUtf8({text.data(), qsizetype(text.size())}));
        return {};
    }
    case dom::element_type::BOOL:
        out += element.get_bool().value_unsafe() ? "true" : "false";
        return {};
    case dom::element_type::NULL_VALUE:
        out += "null";
        return {};
    default:
        return appendNumber(out, element);
    }
}

} // namespace

JsonReader::JsonReader()
    : m_parser(std::make_unique<dom::parser>()), m_root(std::make_unique<dom::element>())
{
}

JsonReader::~JsonReader() = default;

Result<const dom::element *> JsonReader::read(QByteArrayView json)
{
    // the parser copies from the pointer of an empty view, which may be null
    if (json.isEmpty())
        return ErrorCode::Malformed;
    const auto size = static_cast<std::size_t>(json.size());
    const std::size_t depth = checks(Check::Depth) ? std::size_t(kMaxJsonDepth) : std::size_t(1) << 20;
    if (m_parser->capacity() < size || m_parser->max_depth() != depth) {
        if (const auto code = m_parser->allocate(std::max<std::size_t>(size, 1024), depth))
            return toError(code);
    }
    const auto parsed = m_parser->parse(json.data(), size);
    if (parsed.error())
        return toError(parsed.error());
    *m_root = parsed.value_unsafe();
    if (checks(Check::MembersOnce) && holdsOthers(*m_root) && namesMemberTwice(*m_root))
        return ErrorCode::DuplicateMember;
    return m_root.get();
}

Result<Value> canonicalValue(const dom::element &element)
{
    JsonText json;
    if (auto done = appendCanonical(json, element); !done)
        return done.error();
    return Value::fromCanonicalJson(json.take());
}

Result<qint64> integerFrom(const dom::element &element)
{
    // type(), because is_double() and is_uint64() also say yes to other numbers that fit
    const dom::element_type type = element.type();
    if (type == dom::element_type::INT64) {
        const qint64 number = element.get_int64().value_unsafe();
        const bool exact = number >= -kMaxSafeInteger && number <= kMaxSafeInteger;
        return exact ? Result<qint64>(number) : ErrorCode::NumberRange;
    }
    if (type == dom::element_type::UINT64)
        return ErrorCode::NumberRange;
    if (type != dom::element_type::DOUBLE)
        return ErrorCode::WrongType;
    const double number = element.get_double().value_unsafe();
    if (!(std::abs(number) <= static_cast<double>(kMaxSafeInteger)) || number != std::trunc(number))
        return ErrorCode::NumberRange;
    return static_cast<qint64>(number);
}

Result<Value> parseValue(QByteArrayView json)
{
    JsonReader reader;
    const auto root = reader.read(json);
    if (!root)
        return root.error();
    return canonicalValue(**root);
}

Result<Attributes> attributesFrom(const dom::element &object)
{
    if (!object.is_object())
        return ErrorCode::WrongType;
    std::vector<Attribute> entries;
    for (const auto field : dom::object(object)) {
        auto value = canonicalValue(field.value);
        if (!value)
            return value.error();
        entries.push_back({QByteArray(field.key.data(), static_cast<qsizetype>(field.key.size())),
                           std::move(*value)});
    }
    std::ranges::sort(entries, {}, &Attribute::key);
    return Attributes::fromSorted(std::move(entries));
}

std::optional<Attributes> attributesFromObject(const Value &value)
{
    JsonReader reader;
    const auto root = reader.read(value.json());
    if (!root || !(*root)->is_object())
        return std::nullopt;
    const auto members = attributesFrom(**root);
    return members ? std::optional(*members) : std::nullopt;
}

} // namespace syngraph::model
