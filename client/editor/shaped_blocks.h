// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBlock>

#include <list>

namespace syngraph::editor {

// The blocks of one QTextDocument whose lines are shaped, least recently used first, with what their shapes cost.
// Only these hold memory for lines and glyphs; the rest of a document is known by heights alone.
// Invariant: a block is in the list exactly while it has lines that LazyLayout made. Qt deletes the entry together
// with the block (it is the block's user data), so the list never names a block that is gone.
// Owned by a LazyLayout, on its thread. No errors.
class ShapedBlocks
{
public:
    ShapedBlocks() = default;
    ~ShapedBlocks();
    Q_DISABLE_COPY_MOVE(ShapedBlocks)

    // Estimated bytes that shapes may take before the ones unused for longest are given up.
    void setBudget(qint64 bytes) { m_budget = bytes; }
    qint64 bytes() const { return m_bytes; }
    qsizetype count() const { return qsizetype(m_entries.size()); }

    // Whether the lines of the block are those of its present text.
    bool isShaped(const QTextBlock &block) const;
    // Takes in a block that has just been shaped; its lines have that height in pixels.
    void add(const QTextBlock &block, qreal linesHeight);
    qreal linesHeight(const QTextBlock &block) const;
    // The block is in view: it is used, and stays until the view is taken anew.
    void touch(const QTextBlock &block);
    // Whether the block was touched since the view was taken last.
    bool isInView(const QTextBlock &block) const;
    void beginView() { ++m_view; }

    // Frees the lines and glyphs of a block. Returns whether there were any.
    bool release(const QTextBlock &block);
    void releaseAll();
    // Gives up the least recently used blocks beyond the budget, none of those in view.
    void shrink();

    template<typename Visit>
    void visit(Visit visit) const
    {
        for (const Entry *entry : m_entries)
            visit(entry->block);
    }

private:
    struct Entry : QTextBlockUserData
    {
        ~Entry() override;

        ShapedBlocks *owner = nullptr;
        QTextBlock block;
        std::list<Entry *>::iterator place;
        qint64 bytes = 0;
        qreal linesHeight = 0;
        int length = 0; // of the text that was shaped, composed text included
        quint32 view = 0;
    };

    static Entry *entryOf(const QTextBlock &block);
    void forget(Entry &entry);

    std::list<Entry *> m_entries;
    qint64 m_bytes = 0;
    qint64 m_budget = 8 << 20;
    quint32 m_view = 1;
};

} // namespace syngraph::editor
