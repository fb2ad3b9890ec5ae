// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/shaped_blocks.h"

#include <QTextLayout>

namespace syngraph::editor {
namespace {

// Measured on Qt 6.4: what a QTextLayout keeps per unit of text, per line, and besides.
constexpr qint64 kBytesPerUnit = 34;
constexpr qint64 kBytesPerLine = 100;
constexpr qint64 kBytesPerBlock = 600;

int shapedLength(const QTextBlock &block)
{
    return block.length() + int(block.layout()->preeditAreaText().size());
}

// clearLayout() alone would keep the glyphs. The text of a block's layout is the block's; setting another one only
// gives up everything that was made of it.
void freeShape(QTextLayout &layout)
{
    layout.setText({});
}

} // namespace

ShapedBlocks::Entry::~Entry()
{
    if (owner)
        owner->forget(*this);
}

ShapedBlocks::~ShapedBlocks()
{
    // the document, and with it the entries, may live on
    for (Entry *entry : m_entries)
        entry->owner = nullptr;
}

ShapedBlocks::Entry *ShapedBlocks::entryOf(const QTextBlock &block)
{
    return block.isValid() ? static_cast<Entry *>(block.userData()) : nullptr;
}

void ShapedBlocks::forget(Entry &entry)
{
    m_bytes -= entry.bytes;
    m_entries.erase(entry.place);
}

bool ShapedBlocks::isShaped(const QTextBlock &block) const
{
    const Entry *entry = entryOf(block);
    return entry && entry->length == shapedLength(block);
}

qreal ShapedBlocks::linesHeight(const QTextBlock &block) const
{
    const Entry *entry = entryOf(block);
    return entry ? entry->linesHeight : 0;
}

void ShapedBlocks::add(const QTextBlock &block, qreal linesHeight)
{
    Entry *entry = entryOf(block);
    if (!entry) {
        entry = new Entry;
        entry->owner = this;
        entry->block = block;
        entry->place = m_entries.insert(m_entries.end(), entry);
        QTextBlock(block).setUserData(entry);
    }
    m_bytes -= entry->bytes;
    entry->length = shapedLength(block);
    entry->linesHeight = linesHeight;
    entry->bytes = kBytesPerBlock + kBytesPerUnit * entry->length + kBytesPerLine * block.layout()->lineCount();
    m_bytes += entry->bytes;
    m_entries.splice(m_entries.end(), m_entries, entry->place);
    // where nobody looks, for example while a word is searched, no view is ever taken
    if (m_bytes > 2 * m_budget)
        shrink();
}

void ShapedBlocks::touch(const QTextBlock &block)
{
    if (Entry *entry = entryOf(block)) {
        entry->view = m_view;
        m_entries.splice(m_entries.end(), m_entries, entry->place);
    }
}

bool ShapedBlocks::isInView(const QTextBlock &block) const
{
    const Entry *entry = entryOf(block);
    return entry && entry->view == m_view;
}

bool ShapedBlocks::release(const QTextBlock &block)
{
    if (!entryOf(block))
        return false;
    freeShape(*block.layout());
    QTextBlock(block).setUserData(nullptr);
    return true;
}

void ShapedBlocks::releaseAll()
{
    while (!m_entries.empty())
        release(m_entries.front()->block);
}

void ShapedBlocks::shrink()
{
    for (auto it = m_entries.begin(); m_bytes > m_budget && it != m_entries.end();) {
        const Entry *entry = *it++;
        // what was shaped last is about to be asked for
        if (it == m_entries.end())
            break;
        const QTextBlock block = entry->block;
        if (entry->view != m_view && block.layout()->preeditAreaText().isEmpty())
            release(block);
    }
}

} // namespace syngraph::editor
