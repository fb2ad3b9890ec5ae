// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DocumentBinding that keeps QTextDocument small while others write. Qt cuts the text around each insertion
// into pieces and never joins them again: two records of 32 bytes for each key of somebody else, 1 MiB a minute for
// fifty people. A paragraph that is drawn anew is one piece again.
#include "editor/document_binding.h"
#include "editor/lazy_layout.h"

#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace syngraph::editor {
namespace {

// Insertions in a paragraph that are worth drawing it anew. Now and then Qt puts its text together without what was drawn
// anew or deleted; most of that is going through the pieces, so more of them would be felt: 28 ms with twice as many.
constexpr int kManyCuts = 4;
constexpr int kRejoinEveryMs = 100;
constexpr int kRejoinBlocks = 400;
constexpr int kRejoinedAtATime = 8;

} // namespace

// In the block's user state, which moves along with it: nobody else uses that.
void DocumentBinding::countCuts(const std::vector<qint64> &positions)
{
    for (const qint64 position : positions) {
        QTextBlock block = m_document->findBlock(int(position));
        if (!block.isValid())
            continue;
        block.setUserState(std::max(0, block.userState()) + 1);
        m_isCut = m_isCut || block.userState() >= kManyCuts;
    }
    if (m_timersOn && m_isCut && !m_rejoinTimer.isActive())
        m_rejoinTimer.start(kRejoinEveryMs);
}

void DocumentBinding::rejoinTick()
{
    if (rejoinSome(kRejoinBlocks))
        m_rejoinTimer.stop();
}

bool DocumentBinding::rejoinSome(int blocks)
{
    if (!canDraw() || m_dirty.isSet)
        return false;
    if (m_rejoinBlock == 0)
        m_isCut = false;
    const Selection held = selection();
    int rejoined = 0;
    QTextBlock block = m_document->findBlockByNumber(m_rejoinBlock);
    for (; blocks > 0 && rejoined < kRejoinedAtATime && block.isValid(); --blocks, block = block.next()) {
        if (block.userState() < kManyCuts)
            continue;
        const bool isHeld = block.contains(int(held.anchor)) || block.contains(int(held.position));
        if (isHeld || layout().shaped().isShaped(block)) {
            m_isCut = true; // another time
            continue;
        }
        rejoin(block);
        ++rejoined;
    }
    m_rejoinBlock = block.isValid() ? block.blockNumber() : 0;
    return !block.isValid() && !m_isCut;
}

void DocumentBinding::rejoin(QTextBlock block)
{
    const QScopedValueRollback writing(m_isWriting, true);
    const Selection before = selection();
    QTextCursor edit(m_document);
    edit.beginEditBlock();
    m_writer->replaceLine(m_mirror, block.blockNumber());
    layout().announce(block.position(), block.length() - 1, false);
    edit.endEditBlock();
    layout().forgetAnnounced();
    block.setUserState(0);
    selectInPlace(before);
}

} // namespace syngraph::editor
