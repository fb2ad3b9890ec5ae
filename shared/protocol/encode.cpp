// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codec.h"
#include "protocol/field_writer.h"

namespace syngraph::protocol {
namespace {

template<typename Variant>
QByteArray encodeVariant(const Variant &message)
{
    return std::visit(
        [](const auto &m) {
            model::JsonText out;
            out += "{\"type\":\"";
            out += m.kName;
            out += '"';
            appendFields(out, m);
            out += '}';
            return out.take();
        },
        message);
}

} // namespace

QByteArray encode(const ClientMessage &message)
{
    return encodeVariant(message);
}

QByteArray encode(const ServerMessage &message)
{
    return encodeVariant(message);
}

QByteArray joinFrame(const std::vector<QByteArray> &messages)
{
    if (messages.size() == 1)
        return messages.front();
    QByteArray frame("[");
    for (const QByteArray &message : messages) {
        if (frame.size() > 1)
            frame += ',';
        frame += message;
    }
    frame += ']';
    return frame;
}

const char *nameOf(const ClientMessage &message)
{
    return std::visit([](const auto &m) { return m.kName; }, message);
}

const char *nameOf(const ServerMessage &message)
{
    return std::visit([](const auto &m) { return m.kName; }, message);
}

Role roleFor(const ClientMessage &message)
{
    return std::visit([](const auto &m) { return m.kRole; }, message);
}

} // namespace syngraph::protocol
