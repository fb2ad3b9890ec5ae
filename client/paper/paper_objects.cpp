// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/paper_objects.h"

#include "editor/format_rows.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextDocument>

#include <algorithm>

namespace syngraph::paper {
namespace {

constexpr qreal kPixelsPerInch = 96; // of sizes in documents
constexpr qreal kRulePixels = 22;
constexpr QSizeF kPicturePixels(96, 72); // where a document names no size

// Units of the layout's device for each pixel of documents.
qreal scaleOf(const QTextDocument &document)
{
    const QPaintDevice *device = document.documentLayout()->paintDevice();
    return device ? device->logicalDpiY() / kPixelsPerInch : 1;
}

QSizeF pictureSize(const QTextImageFormat &format)
{
    const qreal width = format.width() > 0 ? format.width() : kPicturePixels.width();
    const qreal height = format.height() > 0 ? format.height() : kPicturePixels.height();
    return {width, height};
}

} // namespace

void PaperObjects::registerWith(QTextDocument &document)
{
    auto *objects = new PaperObjects(&document);
    QAbstractTextDocumentLayout &layout = *document.documentLayout();
    layout.registerHandler(QTextFormat::ImageObject, objects);
    layout.registerHandler(editor::kRuleObject, objects);
    layout.registerHandler(editor::kPageBreakObject, objects);
}

QSizeF PaperObjects::intrinsicSize(QTextDocument *document, int, const QTextFormat &format)
{
    const qreal scale = scaleOf(*document);
    const QSizeF page = document->pageSize();
    if (format.objectType() == editor::kPageBreakObject)
        return {};
    if (format.objectType() == editor::kRuleObject)
        return {page.width() - 1, kRulePixels * scale};
    const QSizeF size = pictureSize(format.toImageFormat()) * scale;
    const QSizeF room(page.width() - 1, page.height() * 0.9);
    return size.width() > room.width() || size.height() > room.height() ? size.scaled(room, Qt::KeepAspectRatio) : size;
}

void PaperObjects::drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int,
                              const QTextFormat &format)
{
    if (format.objectType() == editor::kPageBreakObject)
        return;
    const qreal scale = scaleOf(*document);
    painter->save();
    painter->setPen(QPen(QColor(0x90, 0x96, 0x9e), 0.7 * scale));
    if (format.objectType() == editor::kRuleObject)
        painter->drawLine(QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y()));
    else
        painter->drawRect(rect.adjusted(scale, scale, -scale, -scale));
    painter->restore();
}

} // namespace syngraph::paper
