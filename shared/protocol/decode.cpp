// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/delta_json.h"
#include "protocol/codec.h"

#include <simdjson.h>

namespace syngraph::protocol {
namespace {

namespace dom = simdjson::dom;

enum class Unknown { Refused, Ignored };

Error at(ErrorCode code, const char *name)
{
    return {code, QStringLiteral("%1 (%2)").arg(QString(sentence(code)), QLatin1StringView(name))};
}

// read(element, bound, unknown, out): one overload per kind of field.
Result<void> read(const dom::element &element, qint64 bound, Unknown, qint64 &out)
{
    if (!element.is_int64())
        return element.is_number() ? ErrorCode::NumberRange : ErrorCode::WrongType;
    out = element.get_int64().value_unsafe();
    if (out < 0 || out > bound)
        return ErrorCode::NumberRange;
    return {};
}

Result<void> read(const dom::element &element, qint64, Unknown, bool &out)
{
    if (!element.is_bool())
        return ErrorCode::WrongType;
    out = element.get_bool().value_unsafe();
    return {};
}

Result<std::string_view> textOf(const dom::element &element)
{
    if (!element.is_string())
        return ErrorCode::WrongType;
    return element.get_string().value_unsafe();
}

Result<void> read(const dom::element &element, qint64 bound, Unknown, QString &out)
{
    const auto text = textOf(element);
    if (!text)
        return text.error();
    if (qint64(text->size()) > 3 * bound)
        return ErrorCode::TooLarge;
    out = QString::fromUtf8(text->data(), qsizetype(text->size()));
    return out.size() > bound ? Result<void>(ErrorCode::TooLarge) : Result<void>();
}

Result<void> read(const dom::element &element, qint64, Unknown, Role &out)
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

// A code of a newer version is still an error.
Result<void> read(const dom::element &element, qint64, Unknown, ErrorCode &out)
{
    const auto text = textOf(element);
    if (!text)
        return text.error();
    out = errorCodeFromWire(QLatin1StringView(text->data(), qsizetype(text->size())))
              .value_or(ErrorCode::Malformed);
    return {};
}

Result<void> read(const dom::element &element, qint64, Unknown unknown, ChangeKind &out)
{
    qint64 kind = 0;
    if (auto done = read(element, qint64(ChangeKind::Redo), unknown, kind); !done)
        return done;
    out = static_cast<ChangeKind>(kind);
    return {};
}

Result<void> read(const dom::element &element, qint64, Unknown, Hash64 &out)
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

Result<void> read(const dom::element &element, qint64, Unknown, WireDelta &out)
{
    auto delta = model::deltaFrom(element);
    if (!delta)
        return delta.error();
    out.delta = std::move(*delta);
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

template<typename T>
Result<void> read(const dom::element &element, qint64 bound, Unknown unknown, std::vector<T> &out)
{
    if (!element.is_array())
        return ErrorCode::WrongType;
    const dom::array array(element);
    if (qint64(array.size()) > bound)
        return ErrorCode::TooLarge;
    for (const dom::element child : array) {
        T value;
        if (auto done = read(child, kSafeInteger, unknown, value); !done)
            return done;
        out.push_back(std::move(value));
    }
    return {};
}

// Bounds of strings in lists are those of titles, the longest strings that stand in any.
Result<void> read(const dom::element &element, qint64 bound, Unknown unknown, std::vector<QString> &out)
{
    if (!element.is_array())
        return ErrorCode::WrongType;
    const dom::array array(element);
    if (qint64(array.size()) > bound)
        return ErrorCode::TooLarge;
    for (const dom::element child : array) {
        QString value;
        if (auto done = read(child, kMaxTitleUnits, unknown, value); !done)
            return done;
        out.push_back(std::move(value));
    }
    return {};
}

// Reads one declared field; counts the members that were found.
template<typename M, typename T>
Result<void> readMember(const dom::object &object, Unknown unknown, M &message, const Field<M, T> &f,
                        std::size_t &found)
{
    dom::element element;
    if (object[f.name].get(element))
        return at(ErrorCode::MissingMember, f.name);
    ++found;
    auto done = read(element, f.bound, unknown, message.*f.member);
    if (!done && done.error().detail.isEmpty())
        return at(done.error().code, f.name);
    return done;
}

template<typename M, typename T>
Result<void> readMember(const dom::object &object, Unknown unknown, M &message, const Field<M, std::optional<T>> &f,
                        std::size_t &found)
{
    dom::element element;
    if (object[f.name].get(element))
        return {};
    ++found;
    T value;
    if (auto done = read(element, f.bound, unknown, value); !done)
        return at(done.error().code, f.name);
    message.*f.member = std::move(value);
    return {};
}

// `others`: members beside the fields ("type").
template<typename T>
Result<void> readFields(const dom::object &object, Unknown unknown, T &out, std::size_t others)
{
    Result<void> done;
    std::size_t found = others;
    std::apply(
        [&](const auto &...fields) {
            ((done = done ? readMember(object, unknown, out, fields, found) : done), ...);
        },
        T::fields());
    if (done && unknown == Unknown::Refused && found != object.size())
        return ErrorCode::UnknownMember;
    return done;
}

template<typename T>
    requires requires { T::fields(); }
Result<void> read(const dom::element &element, qint64, Unknown unknown, T &out)
{
    if (!element.is_object())
        return ErrorCode::WrongType;
    return readFields(dom::object(element), unknown, out, 0);
}

template<typename Variant, std::size_t Index = 0>
Result<std::optional<Variant>> readVariant(const dom::object &object, std::string_view type, Unknown unknown)
{
    if constexpr (Index == std::variant_size_v<Variant>) {
        const bool optional = object["optional"].is_bool() && object["optional"].get_bool().value_unsafe();
        if (optional)
            return std::optional<Variant>();
        return at(ErrorCode::UnknownMessage, QByteArray(type.data(), qsizetype(std::min<std::size_t>(type.size(), 40)))
                                                 .constData());
    } else {
        using Message = std::variant_alternative_t<Index, Variant>;
        if (type != Message::kName)
            return readVariant<Variant, Index + 1>(object, type, unknown);
        Message message;
        if (auto done = readFields(object, unknown, message, 1); !done)
            return done.error();
        return std::optional<Variant>(std::move(message));
    }
}

template<typename Variant>
Result<std::optional<Variant>> readMessage(const dom::element &element, Unknown unknown)
{
    if (!element.is_object())
        return ErrorCode::WrongType;
    const dom::object object(element);
    std::string_view type;
    if (object["type"].get(type))
        return at(ErrorCode::MissingMember, "type");
    return readVariant<Variant>(object, type, unknown);
}

} // namespace

Result<std::optional<ClientMessage>> decodeClientMessage(model::JsonReader &reader, QByteArrayView frame)
{
    const auto root = reader.read(frame);
    if (!root)
        return root.error();
    return readMessage<ClientMessage>(**root, Unknown::Refused);
}

Result<std::vector<ServerMessage>> decodeServerFrame(model::JsonReader &reader, QByteArrayView frame)
{
    const auto root = reader.read(frame);
    if (!root)
        return root.error();
    std::vector<ServerMessage> messages;
    const auto readOne = [&](const dom::element &element) -> Result<void> {
        auto message = readMessage<ServerMessage>(element, Unknown::Ignored);
        if (!message)
            return message.error();
        if (*message)
            messages.push_back(std::move(**message));
        return {};
    };
    if (!(*root)->is_array()) {
        if (auto done = readOne(**root); !done)
            return done.error();
        return messages;
    }
    for (const dom::element element : dom::array(**root)) {
        if (auto done = readOne(element); !done)
            return done.error();
    }
    return messages;
}

} // namespace syngraph::protocol
