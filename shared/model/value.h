// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/json_text.h"

#include <QHashFunctions>
#include <QString>

#include <optional>
#include <utility>

namespace syngraph::model {

// An immutable JSON value in canonical UTF-8 text: members sorted by key bytes, no white space, integral
// numbers without point or exponent. So equality by value is equality of bytes.
// The default value is null, which in a retain means "remove".
class Value
{
public:
    Value() = default;
    static Value null() { return {}; }
    static Value boolean(bool value);
    static Value number(qint64 value);
    static Value string(QStringView text);
    // `json` must be canonical already (delta_json parses foreign text).
    static Value fromCanonicalJson(QByteArray json) { return Value(std::move(json)); }

    const QByteArray &json() const { return m_json; }
    bool isNull() const { return m_json == "null"; }
    bool isString() const { return m_json.startsWith('"'); }
    bool isObject() const { return m_json.startsWith('{'); }
    // The text of a string value; empty for any other.
    QString toString() const;
    // The number of an integer value, or nothing.
    std::optional<qint64> toInteger() const;

    friend bool operator==(const Value &a, const Value &b) { return a.m_json == b.m_json; }

private:
    explicit Value(QByteArray json) : m_json(std::move(json)) { }

    QByteArray m_json = QByteArrayLiteral("null");
};

// Appends `number` in decimal digits.
void appendJsonNumber(JsonText &out, qint64 number);
// Whether JSON has it as it is, in one byte.
constexpr bool standsForItself(QChar unit)
{
    return unit.unicode() >= 0x20 && unit.unicode() < 0x80 && unit != u'"' && unit != u'\\';
}
// Appends `text` as a JSON string with the shortest escapes; `text` must be well-formed UTF-16.
void appendJsonString(JsonText &out, QStringView text);

} // namespace syngraph::model
