// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <array>
#include <optional>

namespace syngraph::net {

// Reads the frame headers in what a client sends, ahead of QWebSocket, which accepts unmasked frames, endless
// fragments and, until a frame is complete, any pace. Pure: bytes in, a violation out. Payload is skipped, not
// looked at. Invariant: stands at the same byte of the stream as the caller.
class FrameInspector
{
public:
    struct Limits
    {
        qint64 frameBytes = 0;
        qint64 messageBytes = 0;
        int fragments = 64; // frames of one message
    };
    struct Violation
    {
        quint16 closeCode = 1002; // RFC 6455 7.4.1
        const char *reason = "";
    };

    explicit FrameInspector(Limits limits) : m_limits(limits) { }

    void setLimits(Limits limits) { m_limits = limits; }
    // Payload still to come of the frame that has begun: so many bytes need not be shown, only skipped.
    qint64 payloadLeft() const { return m_payloadLeft; }
    void skip(qint64 bytes); // <= payloadLeft()
    // The first violation in `bytes`; the frames are followed to their end all the same.
    std::optional<Violation> feed(QByteArrayView bytes);

    // Frames whose header has been seen; control frames among them.
    qint64 frames() const { return m_frames; }
    qint64 controlFrames() const { return m_controlFrames; }
    bool hasSeenClose() const { return m_hasSeenClose; }

private:
    std::optional<Violation> readHeader();
    qsizetype headerLength() const;

    Limits m_limits;
    std::array<unsigned char, 14> m_header = {};
    qsizetype m_headerBytes = 0;
    qint64 m_payloadLeft = 0;
    qint64 m_messageBytes = 0;
    int m_fragments = 0;
    qint64 m_frames = 0;
    qint64 m_controlFrames = 0;
    bool m_hasSeenClose = false;
};

} // namespace syngraph::net
