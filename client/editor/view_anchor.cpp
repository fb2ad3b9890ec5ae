// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/view_anchor.h"

#include "editor/lazy_layout.h"

#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextDocument>
#include <QTextEdit>
#include <QTextLayout>

namespace syngraph::editor {
namespace {

// Each round shapes what the one before has brought in view.
constexpr int kRounds = 8;

} // namespace

void ViewAnchor::watch(LazyLayout &layout)
{
    m_layout = &layout;
    m_line = {};
    m_offset = 0;
}

bool ViewAnchor::isAtTop() const
{
    return viewTop() <= m_edit.verticalScrollBar()->minimum();
}

int ViewAnchor::viewTop() const
{
    return m_edit.verticalScrollBar()->value();
}

// In the document's pixels.
int ViewAnchor::lineTop(const QTextCursor &cursor) const
{
    const QTextBlock block = cursor.block();
    const QRectF box = m_layout->blockBoundingRect(block);
    const QTextLine line = block.layout()->lineForTextPosition(cursor.position() - block.position());
    return qRound(box.top() + (line.isValid() ? line.y() : 0));
}

void ViewAnchor::keep(const QTextCursor &line)
{
    m_line = line;
    m_offset = lineTop(line) - viewTop();
}

void ViewAnchor::take()
{
    if (!m_layout || m_isHolding)
        return;
    if (isAtTop()) {
        m_line = {};
        return;
    }
    const int top = viewTop() + 1;
    const QTextBlock block = m_layout->blockAt(top);
    const QRectF box = m_layout->blockBoundingRect(block);
    const QTextLayout &layout = *block.layout();
    int start = 0;
    for (int i = 1; i < layout.lineCount() && box.top() + layout.lineAt(i).y() <= top; ++i)
        start = layout.lineAt(i).textStart();
    QTextCursor line(block);
    line.setPosition(block.position() + std::min(start, block.length() - 1));
    keep(line);
}

void ViewAnchor::rangeChanged()
{
    // the value is put inside the range next, which is nobody's wish
    m_isBound = viewTop() > m_edit.verticalScrollBar()->maximum();
}

bool ViewAnchor::scrolled(int dy)
{
    if (!m_layout)
        return true;
    if (std::exchange(m_isBound, false) || m_isHolding)
        return false;
    m_offset += dy;
    if (isAtTop())
        m_line = {};
    else if (m_line.isNull() || m_offset < 0 || m_offset > m_edit.viewport()->height())
        chooseAnew();
    return true;
}

void ViewAnchor::chooseAnew()
{
    QTextCursor caret = m_edit.textCursor();
    caret.setPosition(caret.block().position());
    const int caretTop = m_layout->top(m_edit.textCursor().block());
    if (caretTop >= viewTop() && caretTop < viewTop() + m_edit.viewport()->height()) {
        keep(caret);
        return;
    }
    keep(QTextCursor(m_layout->blockAt(viewTop())));
}

void ViewAnchor::hold()
{
    if (!m_layout || m_isHolding)
        return;
    const QScopedValueRollback holding(m_isHolding, true);
    QScrollBar *bar = m_edit.verticalScrollBar();
    for (int i = 0; i < kRounds; ++i) {
        m_layout->shapeView(viewTop(), viewTop() + m_edit.viewport()->height());
        m_layout->flushSize();
        if (m_line.isNull())
            break;
        const int before = viewTop();
        bar->setValue(lineTop(m_line) - m_offset);
        if (viewTop() == before)
            break;
    }
    if (m_line.isNull()) {
        if (!isAtTop())
            bar->setValue(bar->minimum());
        return;
    }
    const int offset = lineTop(m_line) - viewTop();
    // the document ends before the line can stay: all moves
    if (std::exchange(m_offset, offset) != offset)
        m_edit.viewport()->update();
}

} // namespace syngraph::editor
