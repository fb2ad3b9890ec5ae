// SPDX-License-Identifier: GPL-3.0-or-later
// What a client sends behind the handshake, as the first bytes say in which pieces: the inspector comes to the same
// verdict as one that reads it frame by frame, whatever it is shown and whatever only skipped.
#include "target.h"

#include "net/frame_inspector.h"

#include <limits>

using namespace syngraph;
using fuzz::require;
using net::FrameInspector;

namespace {

constexpr FrameInspector::Limits kLimits{300, 500, 4};

struct Seen
{
    int closeCode = 0; // of the first violation
    qint64 frames = 0;
    qint64 controlFrames = 0;
    bool hasClose = false;
    friend bool operator==(const Seen &, const Seen &) = default;
};

// After RFC 6455 5.2, and our limits.
Seen readPlainly(QByteArrayView bytes)
{
    Seen seen;
    const auto note = [&](int code) { seen.closeCode = seen.closeCode == 0 ? code : seen.closeCode; };
    qint64 message = 0;
    int fragments = 0;
    while (bytes.size() >= 2) {
        const auto byte = [&](qsizetype i) { return static_cast<unsigned char>(bytes[i]); };
        const bool isMasked = byte(1) >= 0x80;
        if (!isMasked)
            note(1002);
        quint64 length = byte(1) & 0x7f;
        const qsizetype more = length == 127 ? 8 : length == 126 ? 2 : 0;
        if (bytes.size() < 2 + more + (isMasked ? 4 : 0))
            break;
        for (qsizetype i = 0; i < more; ++i)
            length = (i == 0 ? 0 : length << 8) | byte(2 + i);
        const int opcode = byte(0) & 0x0f;
        ++seen.frames;
        seen.controlFrames += opcode >= 8 ? 1 : 0;
        seen.hasClose = seen.hasClose || opcode == 8;
        if (length > quint64(kLimits.frameBytes)) {
            note(1009);
        } else if (opcode < 8) {
            message += qint64(length);
            ++fragments;
            note(message > kLimits.messageBytes ? 1009 : fragments > kLimits.fragments ? 1008 : 0);
            const bool isOver = byte(0) >= 0x80 && message <= kLimits.messageBytes && fragments <= kLimits.fragments;
            message = isOver ? 0 : message;
            fragments = isOver ? 0 : fragments;
        }
        bytes = bytes.sliced(2 + more + (isMasked ? 4 : 0));
        bytes = bytes.sliced(qsizetype(std::min<quint64>(length, quint64(bytes.size()))));
    }
    return seen;
}

// As FrameGuard does it: what is payload for certain is not looked at.
Seen readInPieces(QByteArrayView bytes, QByteArrayView sizes)
{
    FrameInspector inspector(kLimits);
    Seen seen;
    for (qsizetype i = 0; !bytes.isEmpty(); ++i) {
        const int said = sizes.isEmpty() ? 1 : static_cast<unsigned char>(sizes[i % sizes.size()]);
        const QByteArrayView piece = bytes.first(std::min<qsizetype>(std::max(said, 1), bytes.size()));
        bytes = bytes.sliced(piece.size());
        if (piece.size() <= inspector.payloadLeft()) {
            inspector.skip(piece.size());
        } else if (const auto violation = inspector.feed(piece); violation && seen.closeCode == 0) {
            seen.closeCode = violation->closeCode;
        }
        require(inspector.payloadLeft() >= 0, "a frame has less than no payload");
    }
    return {seen.closeCode, inspector.frames(), inspector.controlFrames(), inspector.hasSeenClose()};
}

} // namespace

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const QByteArrayView sizes = QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 4));
    const QByteArrayView stream = QByteArrayView(bytes).sliced(sizes.size());
    const Seen plainly = readPlainly(stream);
    require(readInPieces(stream, sizes) == plainly, "pieces are read as something else", bytes);
    require(readInPieces(stream, {}) == plainly, "single bytes are read as something else", bytes);
    require(readInPieces(stream, "\xff") == plainly, "the whole is read as something else", bytes);
    return 0;
}
