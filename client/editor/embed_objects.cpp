// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/embed_objects.h"

#include "editor/format_rows.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextDocument>
#include <QTextFrame>

namespace syngraph::editor {
namespace {

constexpr qreal kRuleHeight = 22;
constexpr qreal kPageBreakHeight = 34;
constexpr qreal kWidthWithoutPage = 400;

} // namespace

void EmbedObjects::registerWith(QAbstractTextDocumentLayout &layout)
{
    layout.registerHandler(kRuleObject, this);
    layout.registerHandler(kPageBreakObject, this);
}

QSizeF EmbedObjects::intrinsicSize(QTextDocument *document, int, const QTextFormat &format)
{
    const QTextFrameFormat page = document->rootFrame()->frameFormat();
    const qreal margins = 2 * document->documentMargin() + page.leftMargin() + page.rightMargin();
    const qreal width = document->textWidth() > margins ? document->textWidth() - margins - 1 : kWidthWithoutPage;
    return {width, format.objectType() == kRuleObject ? kRuleHeight : kPageBreakHeight};
}

void EmbedObjects::drawObject(QPainter *painter, const QRectF &rect, QTextDocument *, int, const QTextFormat &format)
{
    const bool isRule = format.objectType() == kRuleObject;
    QColor color = m_theme.faint;
    color.setAlphaF(isRule ? 0.45F : 0.6F);
    painter->save();
    painter->setPen(QPen(color, 1, isRule ? Qt::SolidLine : Qt::DashLine));
    const qreal y = std::floor(rect.center().y()) + 0.5;
    painter->drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
    if (!isRule) {
        QFont font = painter->font();
        font.setFamilies(m_theme.bodyFamilies);
        font.setPointSizeF(8);
        painter->setFont(font);
        const QString label = QLatin1StringView("  ") + tr("Page break") + QLatin1StringView("  ");
        const QRectF box(rect.center().x() - 50, rect.top(), 100, rect.height());
        const QRectF text = painter->boundingRect(box, Qt::AlignCenter, label);
        painter->fillRect(text, m_theme.paper);
        painter->setPen(m_theme.faint);
        painter->drawText(box, Qt::AlignCenter, label);
    }
    painter->restore();
}

} // namespace syngraph::editor
