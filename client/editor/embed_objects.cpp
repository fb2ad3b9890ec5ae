// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/embed_objects.h"

#include "editor/format_rows.h"

#include <QAbstractTextDocumentLayout>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QScreen>
#include <QTextDocument>
#include <QTextFrame>
#include <QUrl>

namespace syngraph::editor {
namespace {

constexpr qreal kRuleHeight = 22;
constexpr qreal kPageBreakHeight = 34;
constexpr qreal kWidthWithoutPage = 400;

QImage imageOf(const QTextDocument &document, const QTextImageFormat &format)
{
    const QVariant held = document.resource(QTextDocument::ImageResource, QUrl(format.name()));
    return held.canConvert<QPixmap>() && !held.canConvert<QImage>() ? held.value<QPixmap>().toImage() : held.value<QImage>();
}

// Pixels of the layout's paint device for each of formats.
qreal scaleOf(const QTextDocument &document)
{
    const QPaintDevice *device = document.documentLayout()->paintDevice();
    const QScreen *screen = QGuiApplication::primaryScreen();
    return device && screen ? device->logicalDpiY() / screen->logicalDotsPerInchY() : 1;
}

QSizeF imageSize(const QTextDocument &document, const QTextImageFormat &format)
{
    QSizeF size(qRound(format.width()), qRound(format.height()));
    if (size.width() <= 0 || size.height() <= 0) {
        const QSizeF own = imageOf(document, format).deviceIndependentSize();
        if (own.isEmpty())
            return {};
        if (size.width() <= 0 && size.height() <= 0)
            size = own;
        else if (size.width() <= 0)
            size.setWidth(size.height() * own.width() / own.height());
        else
            size.setHeight(size.width() * own.height() / own.width());
    }
    return size * scaleOf(document);
}

} // namespace

void EmbedObjects::registerWith(QAbstractTextDocumentLayout &layout)
{
    layout.registerHandler(QTextFormat::ImageObject, this);
    layout.registerHandler(kRuleObject, this);
    layout.registerHandler(kPageBreakObject, this);
}

QSizeF EmbedObjects::intrinsicSize(QTextDocument *document, int, const QTextFormat &format)
{
    if (format.objectType() == QTextFormat::ImageObject)
        return imageSize(*document, format.toImageFormat());
    const QTextFrameFormat page = document->rootFrame()->frameFormat();
    const qreal margins = 2 * document->documentMargin() + (page.leftMargin() + page.rightMargin()) * scaleOf(*document);
    const qreal width = document->textWidth() > margins ? document->textWidth() - margins - 1 : kWidthWithoutPage;
    return {width, format.objectType() == kRuleObject ? kRuleHeight : kPageBreakHeight};
}

void EmbedObjects::drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int,
                              const QTextFormat &format)
{
    if (format.objectType() == QTextFormat::ImageObject)
        painter->drawImage(rect, imageOf(*document, format.toImageFormat()));
    else
        drawLine(*painter, rect, format);
}

void EmbedObjects::drawLine(QPainter &painter, const QRectF &rect, const QTextFormat &format) const
{
    const bool isRule = format.objectType() == kRuleObject;
    QColor color = m_theme.faint;
    color.setAlphaF(isRule ? 0.45F : 0.6F);
    painter.save();
    // whole pixels are counted from the object, not from the top of the document
    painter.translate(rect.topLeft());
    painter.setPen(QPen(color, 1, isRule ? Qt::SolidLine : Qt::DashLine));
    const qreal y = std::floor(rect.height() / 2) + 0.5;
    painter.drawLine(QPointF(0, y), QPointF(rect.width(), y));
    if (!isRule) {
        QFont font = painter.font();
        font.setFamilies(m_theme.bodyFamilies);
        font.setPointSizeF(8);
        painter.setFont(font);
        const QString label = QLatin1StringView("  ") + tr("Page break") + QLatin1StringView("  ");
        const QRectF box(std::floor(rect.width() / 2) - 50, 0, 100, rect.height());
        const QRectF text = painter.boundingRect(box, Qt::AlignCenter, label);
        painter.fillRect(text, m_theme.paper);
        painter.setPen(m_theme.faint);
        painter.drawText(box, Qt::AlignCenter, label);
    }
    painter.restore();
}

} // namespace syngraph::editor
