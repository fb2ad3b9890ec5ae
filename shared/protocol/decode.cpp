// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codec.h"
#include "protocol/field_reader.h"
#include "protocol/field_scan.h"

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

// What comes with every keystroke, as clients of this kind write it.
bool scanClientMessage(QByteArrayView frame, ClientMessage &out)
{
    model::JsonScan json(frame);
    const auto make = [&]<typename Message>() -> Message & { return out.emplace<Message>(); };
    return scanOneOf<Submit, Presence>(json, make) && json.atEnd();
}

bool scanServerMessage(model::JsonScan &json, ServerMessages &out)
{
    const auto make = [&]<typename Message>() -> Message & {
        return std::get<Message>(out.emplace_back(std::in_place_type<Message>));
    };
    return scanOneOf<Typed, Committed, PresenceUpdate, ContentHash>(json, make);
}

bool scanServerFrame(QByteArrayView frame, ServerMessages &out)
{
    model::JsonScan json(frame);
    if (!json.skip('['))
        return scanServerMessage(json, out) && json.atEnd();
    do {
        if (!scanServerMessage(json, out))
            return false;
    } while (json.skip(','));
    return json.skip(']') && json.atEnd();
}

Result<void> readClientMessage(model::JsonReader &reader, QByteArrayView frame, std::optional<ClientMessage> &message)
{
    const auto root = reader.read(frame);
    if (!root)
        return root.error();
    const auto isThere = readMessage(**root, Unknown::Refused, *message);
    if (!isThere)
        return isThere.error();
    if (!*isThere)
        message.reset();
    return {};
}

Result<void> readServerMessage(const dom::element &element, ServerMessages &messages)
{
    const auto isThere = readMessage(element, Unknown::Ignored, messages.emplace_back());
    if (!isThere)
        return isThere.error();
    if (!*isThere)
        messages.pop_back();
    return {};
}

Result<void> readServerFrame(model::JsonReader &reader, QByteArrayView frame, ServerMessages &messages)
{
    messages.clear();
    const auto root = reader.read(frame);
    if (!root)
        return root.error();
    if (!(*root)->is_array())
        return readServerMessage(**root, messages);
    for (const dom::element element : dom::array(**root)) {
        if (auto done = readServerMessage(element, messages); !done)
            return done;
    }
    return {};
}

} // namespace

// Both return one thing only, so that it is made where the caller has it.
Result<std::optional<ClientMessage>> decodeClientMessage(model::JsonReader &reader, QByteArrayView frame)
{
    Result<std::optional<ClientMessage>> result(std::nullopt);
    std::optional<ClientMessage> &message = *result;
    if (scanClientMessage(frame, message.emplace()))
        return result;
    if (const auto done = readClientMessage(reader, frame, message); !done)
        result = done.error();
    return result;
}

Result<ServerMessages> decodeServerFrame(model::JsonReader &reader, QByteArrayView frame)
{
    Result<ServerMessages> result{ServerMessages()};
    if (scanServerFrame(frame, *result))
        return result;
    if (const auto done = readServerFrame(reader, frame, *result); !done)
        result = done.error();
    return result;
}

} // namespace syngraph::protocol
