// SPDX-License-Identifier: GPL-3.0-or-later
// Text frames of both directions: refused, or read and written to something that reads as the same.
#include "target.h"

#include "protocol/codec.h"

using namespace syngraph;
using fuzz::require;

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray frame = fuzz::bytesOf(data, size);
    model::JsonReader reader;
    const auto fromClient = protocol::decodeClientMessage(reader, frame);
    if (fromClient && *fromClient) {
        const QByteArray written = protocol::encode(**fromClient);
        const auto again = protocol::decodeClientMessage(reader, written);
        require(again && *again == *fromClient, "a client's message changes when it is written", written);
        (void)protocol::roleFor(**fromClient);
    }
    const auto fromServer = protocol::decodeServerFrame(reader, frame);
    // in a form that is looked at thoroughly in any case
    const auto other = protocol::decodeClientMessage(reader, ' ' + frame);
    require(fromClient ? other && *other == *fromClient : !other && other.error().code == fromClient.error().code,
            "a client's message depends on its form", frame);
    const auto others = protocol::decodeServerFrame(reader, ' ' + frame);
    require(fromServer ? others && *others == *fromServer : !others && others.error().code == fromServer.error().code,
            "a server's frame depends on its form", frame);
    if (fromServer) {
        std::vector<QByteArray> texts;
        for (const protocol::ServerMessage &message : *fromServer)
            texts.push_back(protocol::encode(message));
        const QByteArray written = protocol::joinFrame(texts);
        const auto again = texts.empty() ? fromServer : protocol::decodeServerFrame(reader, written);
        require(again && *again == *fromServer, "a server's frame changes when it is written", written);
    }
    return 0;
}
