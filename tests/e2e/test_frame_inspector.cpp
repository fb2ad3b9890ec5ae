// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/raw_socket.h"
#include "net/frame_inspector.h"

#include <QTest>

using syngraph::net::FrameInspector;
using syngraph::test::frame;
using syngraph::test::Masked;

class TestFrameInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void maskedFramesPassInAnyPieces();
    void violationsAreFoundInAnyPieces_data();
    void violationsAreFoundInAnyPieces();
    void skippedPayloadNeedsNotBeShown();
    void framesAreFollowedBehindAViolation();
};

namespace {

constexpr FrameInspector::Limits kLimits{100'000, 150'000, 4};

// Close code of the violation when the stream arrives in pieces of this size, 0 for none.
int feedInPieces(const QByteArray &stream, qsizetype size)
{
    FrameInspector inspector(kLimits);
    for (qsizetype at = 0; at < stream.size(); at += size) {
        if (const auto violation = inspector.feed(QByteArrayView(stream).sliced(at).first(std::min(size, stream.size() - at))))
            return violation->closeCode;
    }
    return 0;
}

} // namespace

void TestFrameInspector::maskedFramesPassInAnyPieces()
{
    QByteArray stream;
    for (const int length : {0, 1, 125, 126, 65'535, 65'536})
        stream += frame(0x81, QByteArray(length, 'x')) + frame(0x89, "ping");
    // parts of one message with a ping between them
    stream += frame(0x01, "a") + frame(0x89, {}) + frame(0x00, "b") + frame(0x80, "c") + frame(0x82, "binary");
    for (const qsizetype size : {1, 2, 3, 7, 1000, 1'000'000})
        QCOMPARE(feedInPieces(stream, size), 0);
    FrameInspector inspector(kLimits);
    QVERIFY(!inspector.feed(stream));
    QCOMPARE(inspector.frames(), qint64(17));
    QCOMPARE(inspector.controlFrames(), qint64(7));
}

void TestFrameInspector::violationsAreFoundInAnyPieces_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<int>("closeCode");
    const QByteArray good = frame(0x81, "good");
    QTest::newRow("unmasked") << good + frame(0x81, "bad", Masked::No) << 1002;
    QTest::newRow("unmasked and empty") << good + frame(0x81, {}, Masked::No) << 1002;
    QTest::newRow("unmasked ping") << frame(0x89, "bad", Masked::No) << 1002;
    QTest::newRow("frame too large") << good + frame(0x82, QByteArray(100'001, 'x')) << 1009;
    QTest::newRow("claims 2^62 bytes") << QByteArray("\x82\xff\x40\0\0\0\0\0\0\0abcd", 14) << 1009;
    QTest::newRow("claims 2^64-1 bytes") << QByteArray("\x82\xff\xff\xff\xff\xff\xff\xff\xff\xff"
                                                       "abcd", 14) << 1009;
    QTest::newRow("message too large in parts")
        << frame(0x02, QByteArray(90'000, 'x')) + frame(0x80, QByteArray(90'000, 'x')) << 1009;
    QTest::newRow("too many parts") << frame(0x01, {}) + frame(0x00, {}).repeated(4) << 1008;
}

void TestFrameInspector::violationsAreFoundInAnyPieces()
{
    QFETCH(QByteArray, stream);
    QFETCH(int, closeCode);
    for (const qsizetype size : {1, 2, 3, 7, 1000, 1'000'000})
        QCOMPARE(feedInPieces(stream, size), closeCode);
}

void TestFrameInspector::framesAreFollowedBehindAViolation()
{
    for (const QByteArray &bad : {frame(0x81, "bad", Masked::No), frame(0x82, QByteArray(100'001, 'x'))}) {
        const QByteArray stream = bad + frame(0x81, "\x88\x80") + frame(0x88, {});
        for (const qsizetype size : {1, 7, 1'000'000}) {
            FrameInspector inspector(kLimits);
            for (qsizetype at = 0; at < stream.size(); at += size) {
                QVERIFY(!inspector.hasSeenClose());
                inspector.feed(QByteArrayView(stream).sliced(at).first(std::min(size, stream.size() - at)));
            }
            QVERIFY(inspector.hasSeenClose());
        }
    }
}

void TestFrameInspector::skippedPayloadNeedsNotBeShown()
{
    FrameInspector inspector(kLimits);
    const QByteArray large = frame(0x82, QByteArray(90'000, 'x'));
    QVERIFY(!inspector.feed(QByteArrayView(large).first(100)));
    QCOMPARE(inspector.payloadLeft(), large.size() - 100);
    inspector.skip(inspector.payloadLeft() - 1);
    QVERIFY(!inspector.feed("x"));
    QVERIFY(inspector.feed(frame(0x81, "bad", Masked::No)));
}

QTEST_GUILESS_MAIN(TestFrameInspector)
#include "test_frame_inspector.moc"
