// SPDX-License-Identifier: GPL-3.0-or-later
// Large blocks of memory in the editor: what is in them, and that the next one finds its pages there.
#include "support/memory.h"

#include <QAbstractTextDocumentLayout>
#include <QTest>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <random>
#include <span>
#include <thread>
#include <vector>

#include <malloc.h>
#include <sys/resource.h>

using syngraph::support::residentMiB;

namespace {

constexpr std::size_t kMiB = std::size_t(1) << 20;
constexpr long kPageBytes = 4096;

using Block = std::unique_ptr<unsigned char, decltype(&std::free)>;

// The compiler may leave out a block that nobody looks at.
Block taken(std::size_t bytes)
{
    auto *volatile block = static_cast<unsigned char *>(std::malloc(bytes));
    return {block, &std::free};
}

Block resized(Block block, std::size_t bytes)
{
    auto *volatile moved = static_cast<unsigned char *>(std::realloc(block.release(), bytes));
    return {moved, &std::free};
}

void fill(const Block &block, std::size_t bytes, unsigned char with)
{
    std::fill_n(static_cast<volatile unsigned char *>(block.get()), bytes, with);
}

bool isFull(const Block &block, std::size_t bytes, unsigned char of)
{
    return std::ranges::all_of(std::span(block.get(), bytes), [of](unsigned char byte) { return byte == of; });
}

long faults()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
}

// Shapes nothing: what costs here is the text alone.
class NoLayout : public QAbstractTextDocumentLayout
{
public:
    using QAbstractTextDocumentLayout::QAbstractTextDocumentLayout;
    void draw(QPainter *, const PaintContext &) override { }
    int hitTest(const QPointF &, Qt::HitTestAccuracy) const override { return 0; }
    int pageCount() const override { return 1; }
    QSizeF documentSize() const override { return {}; }
    QRectF frameBoundingRect(QTextFrame *) const override { return {}; }
    QRectF blockBoundingRect(const QTextBlock &) const override { return {}; }
    void documentChanged(int, int, int) override { }
};

} // namespace

class TestLargeBlocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theNextOneFindsThePagesThere();
    void whatIsInItStaysAsItGrowsAndShrinks();
    void zerosAreZeros();
    void oneIsKeptAndNoVeryLargeOne();
    void manyThreadsHaveTheirOwn();
    void moreThanThereArePlacesFor();
    void aDocumentPutsItsTextTogetherThere();
};

void TestLargeBlocks::initTestCase()
{
    const Block block = taken(8 * kMiB);
    QCOMPARE(malloc_usable_size(block.get()) >= 8 * kMiB, true);
    if (reinterpret_cast<std::uintptr_t>(block.get()) % kPageBytes != 0)
        QSKIP("the C library has its own malloc() here");
}

void TestLargeBlocks::theNextOneFindsThePagesThere()
{
    Block first = taken(16 * kMiB);
    fill(first, 16 * kMiB, 1);
    first.reset();
    const long before = faults();
    const Block second = taken(14 * kMiB);
    fill(second, 14 * kMiB, 2);
    QVERIFY2(faults() - before < 100, "3,584 pages");
    QVERIFY(isFull(second, 14 * kMiB, 2));
}

void TestLargeBlocks::whatIsInItStaysAsItGrowsAndShrinks()
{
    Block block = taken(kMiB);
    fill(block, kMiB, 7);
    for (const std::size_t mebibytes : {std::size_t(3), std::size_t(4), std::size_t(16), std::size_t(14), std::size_t(40), std::size_t(5), std::size_t(1)}) {
        block = resized(std::move(block), mebibytes * kMiB);
        QVERIFY(block);
        QVERIFY(malloc_usable_size(block.get()) >= mebibytes * kMiB);
        QVERIFY(isFull(block, kMiB, 7));
        fill(block, mebibytes * kMiB, 7);
    }
    QVERIFY(isFull(block, kMiB, 7));
}

void TestLargeBlocks::zerosAreZeros()
{
    Block dirty = taken(8 * kMiB);
    fill(dirty, 8 * kMiB, 9);
    dirty.reset();
    auto *volatile zeros = static_cast<unsigned char *>(std::calloc(8, kMiB));
    QVERIFY(isFull(Block(zeros, &std::free), 8 * kMiB, 0));
}

void TestLargeBlocks::oneIsKeptAndNoVeryLargeOne()
{
    fill(taken(16 * kMiB), 16 * kMiB, 1); // may be kept already
    const double before = residentMiB();
    {
        const Block blocks[] = {taken(16 * kMiB), taken(16 * kMiB), taken(16 * kMiB), taken(64 * kMiB)};
        for (const Block &block : blocks)
            fill(block, 16 * kMiB, 1);
        QVERIFY(residentMiB() - before > 40);
    }
    QVERIFY(residentMiB() - before < 4);
}

void TestLargeBlocks::manyThreadsHaveTheirOwn()
{
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> threads;
        for (unsigned char mark = 1; mark <= 4; ++mark) {
            threads.emplace_back([mark, &wrong] {
                for (int round = 0; round < 30; ++round) {
                    Block block = taken(5 * kMiB);
                    fill(block, 64 * 1024, mark);
                    block = resized(std::move(block), std::size_t(4 + 3 * (round % 4)) * kMiB);
                    wrong += isFull(block, 64 * 1024, mark) ? 0 : 1;
                }
            });
        }
    }
    QCOMPARE(wrong.load(), 0);
}

void TestLargeBlocks::moreThanThereArePlacesFor()
{
    std::vector<Block> blocks;
    for (int i = 0; i < 100; ++i) {
        blocks.push_back(taken(4 * kMiB));
        fill(blocks.back(), 100, static_cast<unsigned char>(i));
    }
    for (int i = 0; i < 100; ++i) {
        blocks[std::size_t(i)] = resized(std::move(blocks[std::size_t(i)]), 9 * kMiB);
        QVERIFY(isFull(blocks[std::size_t(i)], 100, static_cast<unsigned char>(i)));
    }
}

// A million words, edited until Qt has put their text together anew several times.
void TestLargeBlocks::aDocumentPutsItsTextTogetherThere()
{
    QTextDocument document;
    document.setUndoRedoEnabled(false);
    document.setDocumentLayout(new NoLayout(&document));
    QTextCursor cursor(&document);
    for (int i = 0; i < 20'000; ++i) {
        cursor.insertText(QString(325, u'a'));
        cursor.insertBlock();
    }
    fill(taken(17 * kMiB), 17 * kMiB, 1); // what the document asks for, 16 MiB and a character, and no more
    std::mt19937 random(20261201);
    long most = 0;
    for (int i = 0; i < 8'000; ++i) {
        const QTextBlock block = document.findBlock(int(random() % quint32(document.characterCount() - 1)));
        const QString text = block.text();
        const long before = faults();
        cursor.beginEditBlock();
        cursor.setPosition(block.position());
        cursor.setPosition(block.position() + int(text.size()), QTextCursor::KeepAnchor);
        cursor.insertText(text);
        cursor.endEditBlock();
        most = std::max(most, faults() - before);
    }
    qInfo("at most %ld pages lent in one edit", most);
    QVERIFY(most < 1000);
}

QTEST_GUILESS_MAIN(TestLargeBlocks)
#include "test_large_blocks.moc"
