// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/paper_objects.h"

#include "editor/format_map.h"
#include "editor/format_rows.h"
#include "editor/picture_intake.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextDocument>

#include <algorithm>

namespace syngraph::paper {
namespace {

constexpr qreal kPixelsPerInch = 96; // of sizes in documents
constexpr qreal kRulePixels = 22;
constexpr QSize kMostPixels(3000, 3000); // finer than paper shows
constexpr QSizeF kPicturePixels(96, 72); // where a document names no size

// Units of the layout's device for each pixel of documents.
qreal scaleOf(const QTextDocument &document)
{
    const QPaintDevice *device = document.documentLayout()->paintDevice();
    return device ? device->logicalDpiY() / kPixelsPerInch : 1;
}

} // namespace

PaperObjects::PaperObjects(QObject *parent, const convert::Pictures &pictures) : QObject(parent)
{
    for (const auto &[id, picture] : pictures) {
        if (const auto image = editor::decodePicture(picture.bytes, kMostPixels))
            m_pictures.emplace(editor::imageResourceName(id), *image);
    }
}

QSizeF PaperObjects::pictureSize(const QTextImageFormat &format) const
{
    const auto found = m_pictures.find(format.name());
    const QSizeF own = found == m_pictures.end() ? kPicturePixels : QSizeF(found->second.size());
    if (format.width() > 0 && format.height() > 0)
        return {format.width(), format.height()};
    if (format.width() > 0)
        return {format.width(), own.height() * format.width() / own.width()};
    return format.height() > 0 ? QSizeF(own.width() * format.height() / own.height(), format.height()) : own;
}

void PaperObjects::registerWith(QTextDocument &document, const convert::Pictures &pictures)
{
    auto *objects = new PaperObjects(&document, pictures);
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
    const auto picture = m_pictures.find(format.toImageFormat().name());
    if (format.objectType() == QTextFormat::ImageObject && picture != m_pictures.end()) {
        painter->drawImage(rect, picture->second);
        return;
    }
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
