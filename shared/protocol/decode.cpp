// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codec.h"
#include "protocol/field_reader.h"

namespace syngraph::protocol {
namespace {

namespace dom = simdjson::dom;

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
