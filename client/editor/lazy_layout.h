// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/block_geometry.h"
#include "editor/block_painter.h"
#include "editor/shaped_blocks.h"

#include <QAbstractTextDocumentLayout>
#include <QBasicTimer>

#include <optional>

namespace syngraph::editor {

// Lays out a QTextDocument for the screen as one endless page, shaping only the blocks that somebody looks at: what
// a document costs depends on what is seen of it, not on its length. Blocks nobody has seen have an estimated
// height, which is corrected when they are shaped; whoever shows the document keeps the view steady meanwhile
// (ViewAnchor). Lines break and look as in QTextDocumentLayout, which printing goes on using on a copy.
//
// The y index is QTextDocument's own tree: the "line count" of a block is its height in pixels, so that its first
// line's number is where it begins, and the block at a y is found by line number, both in O(log n), kept up by Qt.
// Invariant: the height of each block (lines and the gap above them) is a whole number of pixels, at least one;
// one pixel means a new block whose height is not even estimated yet. A shaped block's height is exact, its
// QTextLayout stands where it is on the page as soon as it has been asked for or painted.
// Not laid out: tables, frames, floating images, pages; the schema has none of them.
// Owned by its QTextDocument (as Qt wants it). GUI thread. No errors.
class LazyLayout : public QAbstractTextDocumentLayout
{
    Q_OBJECT
    // asked for and set by name, by Qt's text control
    Q_PROPERTY(int cursorWidth READ caretWidth WRITE setCaretWidth)

public:
    explicit LazyLayout(QTextDocument *document);
    ~LazyLayout() override;

    void draw(QPainter *painter, const PaintContext &context) override;
    int hitTest(const QPointF &point, Qt::HitTestAccuracy accuracy) const override;
    int pageCount() const override { return 1; }
    QSizeF documentSize() const override;
    QRectF frameBoundingRect(QTextFrame *frame) const override;
    // The block's lines, without the gap above them. Shapes the block, except during a Glance.
    QRectF blockBoundingRect(const QTextBlock &block) const override;

    // While one lives, what is asked about blocks out of sight is answered from estimates. For calls of Qt that walk
    // through all blocks (mouse events look for check boxes and links).
    class Glance
    {
    public:
        explicit Glance(const LazyLayout &layout) : m_layout(layout) { ++m_layout.m_glances; }
        ~Glance() { --m_layout.m_glances; }
        Q_DISABLE_COPY_MOVE(Glance)

    private:
        const LazyLayout &m_layout;
    };

    int caretWidth() const { return m_caretWidth; }
    void setCaretWidth(int width) { m_caretWidth = width; }
    void setSpellMarks(SpellMarks marks) { m_spellMarks = std::move(marks); }
    // Bytes that shapes may take; see ShapedBlocks.
    void setBudget(qint64 bytes) { m_shaped.setBudget(bytes); }
    const ShapedBlocks &shaped() const { return m_shaped; }

    // Inside an edit block: exactly these units are new or differ, in the document's final positions. Qt reports one
    // stretch from the first change to the last one; where ranges were announced, they hold instead. `isStructural`:
    // lists below may be numbered otherwise.
    void announce(int position, int length, bool isStructural)
    {
        m_announced.append({position, length, isStructural});
    }
    // The edit block is over.
    void forgetAnnounced() { m_announced.clear(); }

    // Shapes all blocks between two y, which come in view; gives up others over the budget.
    void shapeView(qreal from, qreal to);
    QTextBlock blockAt(qreal y) const;
    // Where the gap above the block begins, and how high both are.
    int top(const QTextBlock &block) const;
    int height(const QTextBlock &block) const { return block.lineCount(); }
    // Forgets all shapes and begins with the page as it is now: other margins, width, resolution or objects.
    void relayout();
    // Shapes the block anew at once, wherever it is; for objects whose size has changed.
    void reshape(const QTextBlock &block);
    // Tells now instead of later that heights have changed.
    void flushSize();
    // Whether heights are still being estimated in the background.
    bool isEstimating() const { return m_estimateTimer.isActive(); }

Q_SIGNALS:
    // Blocks may stand elsewhere, even where the document is as high as before: a line gone above the view, one more
    // below it. After documentSizeChanged.
    void arranged();

protected:
    void documentChanged(int from, int removed, int added) override;
    void resizeInlineObject(QTextInlineObject item, int position, const QTextFormat &format) override;
    void timerEvent(QTimerEvent *event) override;

private:
    struct Stretch
    {
        int position = 0;
        int length = 0;
        bool isStructural = false;
    };
    // What a change does to the screen.
    struct Damage
    {
        struct Part
        {
            QTextBlock block;
            qreal from = 0; // pixels below its top
            qreal to = 0;
        };

        bool isStructural = false; // blocks came or went
        QList<Part> seen;          // in view, to be painted anew
        QTextBlock movedFrom;      // from here on everything stands elsewhere or looks otherwise; invalid: nothing

        void moved(const QTextBlock &block)
        {
            if (!movedFrom.isValid() || block.position() < movedFrom.position())
                movedFrom = block;
        }
    };

    void ensure(const QTextBlock &block) const;
    void place(const QTextBlock &block) const;
    void setHeight(QTextBlock block, qreal height) const;
    int gapAbove(const QTextBlock &block) const;
    void estimateSome(qint64 milliseconds);
    void changeStretch(const Stretch &stretch, Damage &damage);
    void changeBlock(const QTextBlock &block, const Stretch &stretch, Damage &damage);
    void changeGap(const QTextBlock &block, Damage &damage);
    void reshapeSeen(const QTextBlock &block, const Stretch &stretch, Damage &damage);
    void repaint(const Damage &damage);
    Stretch widened(int from, int added) const;
    void scheduleSize() const;

    mutable ShapedBlocks m_shaped;
    PageGeometry m_page;
    std::optional<HeightEstimate> m_estimate;
    QBasicTimer m_estimateTimer;
    int m_nextEstimate = 0; // position of the next block to be estimated
    QList<Stretch> m_announced;
    SpellMarks m_spellMarks;
    mutable int m_glances = 0;
    int m_caretWidth = 1;
    int m_blockCount = 0;
    mutable bool m_isSizeScheduled = false;
    QSizeF m_lastSize;
};

} // namespace syngraph::editor
