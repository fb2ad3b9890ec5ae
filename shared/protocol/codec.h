// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/json_reader.h"
#include "protocol/messages.h"

#include <QVarLengthArray>

namespace syngraph::protocol {

// Mostly one, which needs no heap memory.
using ServerMessages = QVarLengthArray<ServerMessage, 1>;

// Text frames. A message is one JSON object with a member "type" and its fields; the server may put several
// messages into one frame as an array. Binary frames carry snapshots and blobs, see chunk.h.
QByteArray encode(const ClientMessage &message);
QByteArray encode(const ServerMessage &message);
// Several encoded messages as one frame; a single one stands alone.
QByteArray joinFrame(const std::vector<QByteArray> &messages);

// Strict: JSON as JsonReader has it, every field of the right type and within its bound, none missing and, in
// client messages, none unknown. The server's may have members that an older client does not know.
// A message of unknown type is refused, unless it says "optional": true (then it is left out).
Result<std::optional<ClientMessage>> decodeClientMessage(model::JsonReader &reader, QByteArrayView frame);
Result<ServerMessages> decodeServerFrame(model::JsonReader &reader, QByteArrayView frame);

// Name of a message on the wire.
const char *nameOf(const ClientMessage &message);
const char *nameOf(const ServerMessage &message);
// The least role a message needs.
Role roleFor(const ClientMessage &message);

} // namespace syngraph::protocol
