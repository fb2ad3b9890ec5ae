// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/frame_inspector.h"

#include "base/plant.h"

#include <QtEndian>

#include <algorithm>
#include <limits>

namespace syngraph::net {
namespace {

constexpr unsigned char kFinal = 0x80;
constexpr unsigned char kMasked = 0x80;
constexpr unsigned char kControl = 0x08;
constexpr unsigned char kOpcode = 0x0f;
constexpr unsigned char kClose = 0x08;

} // namespace

void FrameInspector::skip(qint64 bytes)
{
    Q_ASSERT(bytes <= m_payloadLeft);
    m_payloadLeft -= bytes;
}

qsizetype FrameInspector::headerLength() const
{
    if (m_headerBytes < 2)
        return 2;
    const int mask = (m_header[1] & kMasked) != 0 ? 4 : 0;
    const int length = m_header[1] & 0x7f;
    return 2 + mask + (length == 127 ? 8 : length == 126 ? 2 : 0);
}

std::optional<FrameInspector::Violation> FrameInspector::feed(QByteArrayView bytes)
{
    std::optional<Violation> first;
    const auto note = [&first](const std::optional<Violation> &violation) {
        if (!first)
            first = violation;
    };
    while (!bytes.isEmpty()) {
        const qint64 skipped = std::min<qint64>(m_payloadLeft, bytes.size());
        m_payloadLeft -= skipped;
        bytes = bytes.sliced(skipped);
        while (!bytes.isEmpty() && m_payloadLeft == 0) {
            m_header[static_cast<std::size_t>(m_headerBytes++)] = static_cast<unsigned char>(bytes.front());
            bytes = bytes.sliced(1);
            // known after two bytes, and QWebSocket must not see more of such a frame
            if (m_headerBytes == 2 && (m_header[1] & kMasked) == 0 && checks(Check::Masks))
                note(Violation{1002, "a client's frames have to be masked"});
            if (m_headerBytes == headerLength())
                note(readHeader());
        }
    }
    return first;
}

std::optional<FrameInspector::Violation> FrameInspector::readHeader()
{
    m_headerBytes = 0;
    const bool isFinal = (m_header[0] & kFinal) != 0;
    const bool isControl = (m_header[0] & kControl) != 0;
    const int shortLength = m_header[1] & 0x7f;
    quint64 length = quint64(shortLength);
    if (shortLength == 126)
        length = qFromBigEndian<quint16>(&m_header[2]);
    else if (shortLength == 127)
        length = qFromBigEndian<quint64>(&m_header[2]);
    ++m_frames;
    m_controlFrames += isControl ? 1 : 0;
    m_hasSeenClose = m_hasSeenClose || (m_header[0] & kOpcode) == kClose;
    m_payloadLeft = qint64(std::min<quint64>(length, std::numeric_limits<qint64>::max()));
    if (length > quint64(m_limits.frameBytes) && checks(Check::FrameSizes))
        return Violation{1009, "the frame is too large"};
    if (isControl)
        return std::nullopt;
    m_messageBytes += m_payloadLeft;
    ++m_fragments;
    if (m_messageBytes > m_limits.messageBytes && checks(Check::FrameSizes))
        return Violation{1009, "the message is too large"};
    if (m_fragments > m_limits.fragments && checks(Check::FragmentCount))
        return Violation{1008, "the message has too many parts"};
    if (isFinal) {
        m_messageBytes = 0;
        m_fragments = 0;
    }
    return std::nullopt;
}

} // namespace syngraph::net
