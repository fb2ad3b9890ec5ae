// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/client_messages.h"
#include "protocol/server_messages.h"

// Every message of the protocol, declared once. Encoding, decoding, limits, equality, the generator of the
// fuzzer and the matrix role x message follow from the `fields()` and the constants here; PROTOCOL.md tells how
// they play together. Names are never reused, fields only added (as optional ones).
