// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/messages.h"

namespace syngraph::net {

// Whether these bytes begin like a picture of this kind; only PNG, JPEG, WebP and GIF are taken.
bool isPicture(const QString &mime, QByteArrayView bytes);

// A picture that is arriving in chunks.
struct Upload
{
    protocol::PutBlob announced;
    QByteArray bytes;

    bool isComplete() const { return bytes.size() == announced.bytes; }
    // Malformed where the bytes are not what was announced.
    std::optional<ErrorCode> check() const;
};

} // namespace syngraph::net
