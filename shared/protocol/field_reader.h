// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/plant.h"
#include "base/result.h"
#include "model/delta_json.h"
#include "model/document.h"
#include "model/suggestion.h"
#include "model/utf8.h"
#include "protocol/field.h"
#include "protocol/limits.h"

#include <simdjson.h>

#include <optional>
#include <tuple>
#include <vector>

// Reads what has fields() from JSON, strictly: messages, their parts, the client's journal.
namespace syngraph::protocol {

namespace dom = simdjson::dom;

enum class Unknown { Refused, Ignored };

inline Error at(ErrorCode code, std::string_view name)
{
    return {code, QStringLiteral("%1 (%2)").arg(QString(sentence(code)), QLatin1StringView(name))};
}

// read(element, bound, unknown, out): one overload per kind of field.
inline Result<void> read(const dom::element &element, qint64 bound, Unknown, qint64 &out)
{
    if (!element.is_int64())
        return element.is_number() ? ErrorCode::NumberRange : ErrorCode::WrongType;
    out = element.get_int64().value_unsafe();
    if ((out < 0 || out > bound) && checks(Check::NumberBounds))
        return ErrorCode::NumberRange;
    return {};
}

inline Result<void> read(const dom::element &element, qint64, Unknown, bool &out)
{
    if (!element.is_bool())
        return ErrorCode::WrongType;
    out = element.get_bool().value_unsafe();
    return {};
}

inline Result<std::string_view> textOf(const dom::element &element)
{
    if (!element.is_string())
        return ErrorCode::WrongType;
    return element.get_string().value_unsafe();
}

inline Result<void> read(const dom::element &element, qint64 bound, Unknown, QString &out)
{
    const auto text = textOf(element);
    if (!text)
        return text.error();
    if (qint64(text->size()) > 3 * bound && checks(Check::ListBounds))
        return ErrorCode::TooLarge;
    out = model::fromUtf8({text->data(), qsizetype(text->size())});
    return out.size() > bound && checks(Check::ListBounds) ? Result<void>(ErrorCode::TooLarge) : Result<void>();
}

inline Result<void> read(const dom::element &element, qint64, Unknown, Role &out)
{
    const auto text = textOf(element);
    if (!text)
        return text.error();
    const auto role = roleFromWire(QLatin1StringView(text->data(), qsizetype(text->size())));
    if (!role)
        return ErrorCode::Malformed;
    out = *role;
    return {};
}

inline Result<void> read(const dom::element &element, qint64, Unknown, Admission &out)
{
    const auto text = textOf(element);
    if (!text)
        return text.error();
    const auto admission = admissionFromWire(QLatin1StringView(text->data(), qsizetype(text->size())));
    if (!admission)
        return ErrorCode::Malformed;
    out = *admission;
    return {};
}

inline Result<void> read(const dom::element &element, qint64, Unknown, TalkKind &out)
{
    const auto text = textOf(element);
    if (!text)
        return text.error();
    const auto kind = talkKindFromWire(QLatin1StringView(text->data(), qsizetype(text->size())));
    if (!kind)
        return ErrorCode::Malformed;
    out = *kind;
    return {};
}

// A code of a newer version is still an error.
inline Result<void> read(const dom::element &element, qint64, Unknown, ErrorCode &out)
{
    const auto text = textOf(element);
    if (!text)
        return text.error();
    out = errorCodeFromWire(QLatin1StringView(text->data(), qsizetype(text->size())))
              .value_or(ErrorCode::Malformed);
    return {};
}

inline Result<void> read(const dom::element &element, qint64, Unknown unknown, ChangeKind &out)
{
    qint64 kind = 0;
    if (auto done = read(element, qint64(ChangeKind::Redo), unknown, kind); !done)
        return done;
    out = static_cast<ChangeKind>(kind);
    return {};
}

inline Result<void> read(const dom::element &element, qint64, Unknown, Hash64 &out)
{
    const auto text = textOf(element);
    if (!text)
        return text.error();
    const auto id = Id128<void>::fromHex("0000000000000000" + QByteArray(text->data(), qsizetype(text->size())));
    if (text->size() != 16 || !id)
        return ErrorCode::Malformed;
    out.value = id->low;
    return {};
}

inline Result<void> read(const dom::element &element, qint64, Unknown, WireDelta &out)
{
    auto delta = model::deltaFrom(element);
    if (!delta)
        return delta.error();
    out.delta = std::move(*delta);
    return {};
}

inline Result<void> read(const dom::element &element, qint64, Unknown, model::Delta &out)
{
    auto delta = model::deltaFrom(element);
    if (!delta)
        return delta.error();
    out = std::move(*delta);
    return {};
}

inline Result<void> read(const dom::element &element, qint64, Unknown, model::Document &out)
{
    const auto content = model::deltaFrom(element);
    if (!content)
        return content.error();
    auto document = model::Document::fromDelta(*content);
    if (!document)
        return document.error();
    out = std::move(*document);
    return {};
}

// Enumerations without names on the wire; `bound` is the largest.
template<typename E>
    requires std::is_enum_v<E>
Result<void> read(const dom::element &element, qint64 bound, Unknown unknown, E &out)
{
    qint64 number = 0;
    if (auto done = read(element, std::min<qint64>(bound, 255), unknown, number); !done)
        return done;
    out = static_cast<E>(number);
    return {};
}

template<typename Tag>
Result<void> read(const dom::element &element, qint64, Unknown, Id128<Tag> &out)
{
    const auto text = textOf(element);
    if (!text)
        return text.error();
    const auto id = Id128<Tag>::fromHex(QByteArrayView(text->data(), qsizetype(text->size())));
    if (!id)
        return ErrorCode::Malformed;
    out = *id;
    return {};
}

template<typename Tag>
Result<void> read(const dom::element &element, qint64 bound, Unknown unknown, Number<Tag> &out)
{
    return read(element, bound, unknown, out.value);
}

template<typename T>
    requires requires { T::fields(); }
Result<void> read(const dom::element &element, qint64 bound, Unknown unknown, T &out);

// Bounds of strings in lists are those of titles, the longest strings that stand in any.
template<typename T>
inline constexpr qint64 kItemBound = std::is_same_v<T, QString> ? kMaxTitleUnits : kSafeInteger;

template<List L>
Result<void> read(const dom::element &element, qint64 bound, Unknown unknown, L &out)
{
    if (!element.is_array())
        return ErrorCode::WrongType;
    const dom::array array(element);
    if (qint64(array.size()) > bound && checks(Check::ListBounds))
        return ErrorCode::TooLarge;
    out.reserve(decltype(out.size())(array.size()));
    for (const dom::element child : array) {
        if (auto done = read(child, kItemBound<typename L::value_type>, unknown, out.emplace_back()); !done)
            return done;
    }
    return {};
}

// [author, id]
inline Result<void> read(const dom::element &element, qint64, Unknown unknown, model::Verdict::Name &out)
{
    std::vector<QString> pair;
    if (auto done = read(element, 2, unknown, pair); !done)
        return done;
    if (pair.size() != 2)
        return ErrorCode::Malformed;
    out = {std::move(pair[0]), std::move(pair[1])};
    return {};
}

// {"accept":true,"on":[…]}
inline Result<void> read(const dom::element &element, qint64, Unknown unknown, model::Verdict &out)
{
    if (!element.is_object())
        return ErrorCode::WrongType;
    const dom::object object(element);
    dom::element accepts;
    dom::element on;
    if (object.size() != 2 || object["accept"].get(accepts) || object["on"].get(on))
        return ErrorCode::Malformed;
    bool isAccepting = false;
    if (auto done = read(accepts, 0, unknown, isAccepting); !done)
        return done;
    out.decision = isAccepting ? model::Decision::Accept : model::Decision::Reject;
    return read(on, kMaxProposals, unknown, out.on);
}

// The members of an object by name, quickly where they are asked for in the order in which they stand.
class Members
{
public:
    explicit Members(const dom::object &object) : m_object(object), m_next(object.begin()), m_end(object.end()) { }

    bool take(std::string_view name, dom::element &out)
    {
        if (m_next != m_end && m_next.key() == name) {
            out = m_next.value();
            ++m_next;
        } else if (m_object[name].get(out)) {
            return false;
        }
        ++m_taken;
        return true;
    }
    std::size_t taken() const { return m_taken; }

private:
    dom::object m_object;
    dom::object::iterator m_next;
    dom::object::iterator m_end;
    std::size_t m_taken = 0;
};

// Reads one declared field.
template<typename M, typename T>
Result<void> readMember(Members &members, Unknown unknown, M &message, const Field<M, T> &f)
{
    dom::element element;
    if (!members.take(f.name, element))
        return at(ErrorCode::MissingMember, f.name);
    auto done = read(element, f.bound, unknown, message.*f.member);
    if (!done && done.error().detail.isEmpty())
        return at(done.error().code, f.name);
    return done;
}

template<typename M, typename T>
Result<void> readMember(Members &members, Unknown unknown, M &message, const Field<M, std::optional<T>> &f)
{
    dom::element element;
    if (!members.take(f.name, element))
        return {};
    T value;
    if (auto done = read(element, f.bound, unknown, value); !done)
        return at(done.error().code, f.name);
    message.*f.member = std::move(value);
    return {};
}

// One after the other up to the first that is wrong.
template<typename M>
Result<void> readMembers(Members &, Unknown, M &)
{
    return {};
}

template<typename M, typename First, typename... Rest>
Result<void> readMembers(Members &members, Unknown unknown, M &message, const First &first, const Rest &...rest)
{
    if (auto done = readMember(members, unknown, message, first); !done)
        return done;
    return readMembers(members, unknown, message, rest...);
}

// `header`: a member beside the fields, which stands first as a rule.
template<typename T>
Result<void> readFields(const dom::object &object, Unknown unknown, T &out, std::string_view header = {})
{
    Members members(object);
    dom::element element;
    if (!header.empty())
        members.take(header, element);
    constexpr auto all = T::fields();
    auto done = std::apply([&](const auto &...fields) { return readMembers(members, unknown, out, fields...); }, all);
    if (done && unknown == Unknown::Refused && members.taken() != object.size() && checks(Check::MembersKnown))
        return ErrorCode::UnknownMember;
    return done;
}

template<typename T>
    requires requires { T::fields(); }
Result<void> read(const dom::element &element, qint64, Unknown unknown, T &out)
{
    if (!element.is_object())
        return ErrorCode::WrongType;
    return readFields(dom::object(element), unknown, out);
}

} // namespace syngraph::protocol
