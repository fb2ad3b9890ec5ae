// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/attributes.h"

#include <memory>

namespace simdjson::dom {
class element;
class parser;
} // namespace simdjson::dom

namespace syngraph::model {

// Largest integer that every JSON implementation keeps exactly: 2^53 - 1.
inline constexpr qint64 kMaxSafeInteger = (qint64(1) << 53) - 1;
inline constexpr int kMaxJsonDepth = 64;

// A strict JSON parser: UTF-8 and surrogate escapes checked, depth <= kMaxJsonDepth, no member named twice,
// nothing after the value. Reuse one reader for many texts (it keeps its buffers); not shared by threads.
class JsonReader
{
public:
    JsonReader();
    ~JsonReader();
    JsonReader(const JsonReader &) = delete;
    JsonReader &operator=(const JsonReader &) = delete;

    // The root stays valid until the next call or the reader's end.
    Result<const simdjson::dom::element *> read(QByteArrayView json);

private:
    std::unique_ptr<simdjson::dom::parser> m_parser;
    std::unique_ptr<simdjson::dom::element> m_root;
};

// Any JSON value in canonical form; refuses integers beyond +-kMaxSafeInteger.
Result<Value> canonicalValue(const simdjson::dom::element &element);
Result<Value> parseValue(QByteArrayView json);
// A whole number within +-kMaxSafeInteger, also when it is written as 3.0 or 3e2.
Result<qint64> integerFrom(const simdjson::dom::element &element);
// The members of an object as attributes.
Result<Attributes> attributesFrom(const simdjson::dom::element &object);
// The members of an object value, or nothing where it is not an object.
std::optional<Attributes> attributesFromObject(const Value &value);

} // namespace syngraph::model
