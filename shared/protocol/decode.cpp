// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codec.h"
#include "protocol/field_reader.h"

namespace syngraph::protocol {
namespace {

namespace dom = simdjson::dom;

// Whether there is a message; none where its type is unknown and it may be left out.
template<typename Variant, std::size_t Index = 0>
Result<bool> readVariant(const dom::object &object, std::string_view type, Unknown unknown, Variant &out)
{
    if constexpr (Index == std::variant_size_v<Variant>) {
        const bool optional = object["optional"].is_bool() && object["optional"].get_bool().value_unsafe();
        if (optional)
            return false;
        return at(ErrorCode::UnknownMessage, type.substr(0, 40));
    } else {
        using Message = std::variant_alternative_t<Index, Variant>;
        constexpr std::string_view name = Message::kName;
        if (type != name)
            return readVariant<Variant, Index + 1>(object, type, unknown, out);
        if (auto done = readFields(object, unknown, out.template emplace<Message>(), "type"); !done)
            return done.error();
        return true;
    }
}

template<typename Variant>
Result<bool> readMessage(const dom::element &element, Unknown unknown, Variant &out)
{
    if (!element.is_object())
        return ErrorCode::WrongType;
    const dom::object object(element);
    std::string_view type;
    if (object["type"].get(type))
        return at(ErrorCode::MissingMember, "type");
    return readVariant(object, type, unknown, out);
}

} // namespace

Result<std::optional<ClientMessage>> decodeClientMessage(model::JsonReader &reader, QByteArrayView frame)
{
    const auto root = reader.read(frame);
    if (!root)
        return root.error();
    std::optional<ClientMessage> message(std::in_place);
    const auto isThere = readMessage(**root, Unknown::Refused, *message);
    if (!isThere)
        return isThere.error();
    if (!*isThere)
        message.reset();
    return message;
}

Result<std::vector<ServerMessage>> decodeServerFrame(model::JsonReader &reader, QByteArrayView frame)
{
    const auto root = reader.read(frame);
    if (!root)
        return root.error();
    std::vector<ServerMessage> messages;
    const auto readOne = [&](const dom::element &element) -> Result<void> {
        const auto isThere = readMessage(element, Unknown::Ignored, messages.emplace_back());
        if (!isThere)
            return isThere.error();
        if (!*isThere)
            messages.pop_back();
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
