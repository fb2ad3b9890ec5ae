// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/value.h"

#include "model/utf8.h"

#include <algorithm>
#include <charconv>

namespace syngraph::model {
namespace {

void appendEscaped(JsonText &out, char16_t unit)
{
    constexpr char kHex[] = "0123456789abcdef";
    switch (unit) {
    case u'"': out += "\\\""; return;
    case u'\\': out += "\\\\"; return;
    case u'\n': out += "\\n"; return;
    case u'\r': out += "\\r"; return;
    case u'\t': out += "\\t"; return;
    case u'\b': out += "\\b"; return;
    case u'\f': out += "\\f"; return;
    default: break;
    }
    out += "\\u00";
    out += kHex[(unit >> 4) & 0xf];
    out += kHex[unit & 0xf];
}

void appendUtf8(JsonText &out, QStringView text)
{
    if (!text.isEmpty())
        out += text.toUtf8();
}

char16_t unescaped(char c)
{
    switch (c) {
    case 'n': return u'\n';
    case 'r': return u'\r';
    case 't': return u'\t';
    case 'b': return u'\b';
    case 'f': return u'\f';
    default: return static_cast<unsigned char>(c);
    }
}

} // namespace

void appendJsonNumber(JsonText &out, qint64 number)
{
    if (number >= 0 && number <= 9) {
        out += char('0' + number);
        return;
    }
    constexpr qsizetype kMostDigits = 20;
    char *const digits = out.grow(kMostDigits);
    out.shrink(digits + kMostDigits - std::to_chars(digits, digits + kMostDigits, number).ptr);
}

void appendJsonString(JsonText &out, QStringView text)
{
    // what is typed needs no buffer of its own
    if (std::ranges::all_of(text, standsForItself)) {
        char *byte = out.grow(text.size() + 2);
        *byte++ = '"';
        for (const QChar unit : text)
            *byte++ = unit.toLatin1();
        *byte = '"';
        return;
    }
    out += '"';
    qsizetype done = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (standsForItself(unit) || unit >= 0x80)
            continue;
        appendUtf8(out, text.sliced(done, i - done));
        appendEscaped(out, unit);
        done = i + 1;
    }
    appendUtf8(out, text.sliced(done));
    out += '"';
}

Value Value::boolean(bool value)
{
    return Value(value ? QByteArrayLiteral("true") : QByteArrayLiteral("false"));
}

Value Value::number(qint64 value)
{
    return Value(QByteArray::number(value));
}

Value Value::string(QStringView text)
{
    JsonText json;
    appendJsonString(json, text);
    return Value(json.take());
}

QString Value::toString() const
{
    if (!isString())
        return {};
    const QString raw = fromUtf8(m_json.sliced(1, m_json.size() - 2));
    if (!raw.contains(u'\\'))
        return raw;
    QString out;
    for (qsizetype i = 0; i < raw.size(); ++i) {
        if (raw[i] != u'\\') {
            out += raw[i];
            continue;
        }
        const QChar kind = raw[++i];
        if (kind == u'u') {
            out += QChar(static_cast<char16_t>(QStringView(raw).sliced(i + 1, 4).toUShort(nullptr, 16)));
            i += 4;
        } else {
            out += QChar(unescaped(kind.toLatin1()));
        }
    }
    return out;
}

std::optional<qint64> Value::toInteger() const
{
    bool ok = false;
    const qint64 number = m_json.toLongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

} // namespace syngraph::model
