// SPDX-License-Identifier: GPL-3.0-or-later
// The part of RichTextEdit that marks text which is commented on.
#include "editor/caret_geometry.h"
#include "editor/rich_text_edit.h"
#include "model/comment_anchors.h"

#include <QPainter>

namespace syngraph::editor {
namespace {

constexpr qreal kLine = 2;

} // namespace

void RichTextEdit::setShownComments(const ShownComments &comments)
{
    if (comments == m_comments)
        return;
    m_comments = comments;
    viewport()->update();
}

void RichTextEdit::annotate(const Command &command)
{
    if (m_binding->isOpening())
        return;
    makeCurrent();
    const Edit edit = command(m_binding->mirror(), m_binding->selection());
    if (!edit.change.isEmpty())
        m_binding->applyLocal(edit);
}

// Where threads overlap their grounds add up. Only what comes in view, at each painting: nothing has to be kept up
// while people write.
void RichTextEdit::paintComments(const QRect &area)
{
    const bool isDrafting = m_comments.draftFrom < m_comments.draftTo;
    if (m_comments.keys.isEmpty() && !isDrafting)
        return;
    QPainter painter(viewport());
    painter.setClipRect(area);
    const CaretGeometry geometry(*this);
    const auto paint = [&](qint64 from, qint64 to, bool isCurrent) {
        for (const QRectF &box : geometry.selected({from, to})) {
            if (!box.intersects(area))
                continue;
            painter.fillRect(box, isCurrent ? m_theme.currentComment : m_theme.comment);
            if (isCurrent)
                painter.fillRect(QRectF(box.left(), box.bottom() - kLine, box.width(), kLine), m_theme.commentLine);
        }
    };
    qint64 position = geometry.visible().start();
    m_binding->mirror().visit(position, geometry.visible().end(), [&](QStringView text, const model::rope::Run &run) {
        for (const model::Attribute &attribute : run.attributes.entries()) {
            if (m_comments.keys.contains(attribute.key))
                paint(position, position + text.size(), attribute.key == m_comments.current);
        }
        position += text.size();
    });
    if (isDrafting)
        paint(m_comments.draftFrom, m_comments.draftTo, true);
}

} // namespace syngraph::editor
