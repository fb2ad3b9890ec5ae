// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtEndian>

#include <optional>
#include <utility>

namespace syngraph::protocol {

// A binary frame: 4 bytes transfer number, little endian, then part of that transfer's bytes. The message that
// announced the transfer says how many bytes there are in all.
inline QByteArray encodeChunk(quint32 transfer, QByteArrayView bytes)
{
    QByteArray frame(4, Qt::Uninitialized);
    qToLittleEndian(transfer, frame.data());
    frame.append(bytes);
    return frame;
}

inline std::optional<std::pair<quint32, QByteArrayView>> decodeChunk(QByteArrayView frame)
{
    if (frame.size() < 4)
        return std::nullopt;
    return std::pair(qFromLittleEndian<quint32>(frame.data()), frame.sliced(4));
}

} // namespace syngraph::protocol
