// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error_codes.h"

#include <QString>

#include <utility>
#include <variant>

namespace syngraph {

// Why something was refused: a code of the table, and what in particular (empty: the code says it all).
// `detail` is for people; programs decide by `code`.
struct Error
{
    ErrorCode code = ErrorCode::Malformed;
    QString detail;

    // One sentence for a person.
    QString text() const { return detail.isEmpty() ? QString(sentence(code)) : detail; }
    friend bool operator==(const Error &, const Error &) = default;
};

// Either a value or an Error; the world's failures travel as values, our own bugs as assertions.
// Reading the side that is not there is a bug.
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) { }
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) { }
    Result(ErrorCode code) : Result(Error{code, {}}) { }

    explicit operator bool() const { return m_state.index() == 0; }
    bool hasValue() const { return m_state.index() == 0; }
    T &value() & { Q_ASSERT(hasValue()); return *std::get_if<0>(&m_state); }
    const T &value() const & { Q_ASSERT(hasValue()); return *std::get_if<0>(&m_state); }
    T &&value() && { Q_ASSERT(hasValue()); return std::move(*std::get_if<0>(&m_state)); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    const Error &error() const { Q_ASSERT(!hasValue()); return *std::get_if<1>(&m_state); }

private:
    std::variant<T, Error> m_state;
};

// Success without a value, or an Error.
template<>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_state(std::move(error)) { }
    Result(ErrorCode code) : m_state(Error{code, {}}) { }

    explicit operator bool() const { return m_state.index() == 0; }
    bool hasValue() const { return m_state.index() == 0; }
    const Error &error() const { Q_ASSERT(!hasValue()); return *std::get_if<1>(&m_state); }

private:
    std::variant<std::monostate, Error> m_state;
};

} // namespace syngraph
