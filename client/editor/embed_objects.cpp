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
constexpr QSizeF kUnknownSize(160, 120); // of a picture that has not arrived and names none
constexpr int kMostShownKib = 64 * 1024;
constexpr qreal kFrameRounding = 4;

// Pixels of the layout's paint device for each of formats.
qreal scaleOf(const QTextDocument &document)
{
    const QPaintDevice *device = document.documentLayout()->paintDevice();
    const QScreen *screen = QGuiApplication::primaryScreen();
    return device && screen ? device->logicalDpiY() / screen->logicalDotsPerInchY() : 1;
}

} // namespace

EmbedObjects::EmbedObjects(const Theme &theme, QObject *parent)
    : QObject(parent), m_theme(theme), m_shown(kMostShownKib)
{
}

QImage EmbedObjects::imageOf(const QTextDocument &document, const QTextImageFormat &format) const
{
    if (m_pictures)
        return m_pictures(QUrl(format.name()).path().toLatin1());
    const QVariant held = document.resource(QTextDocument::ImageResource, QUrl(format.name()));
    return held.canConvert<QPixmap>() && !held.canConvert<QImage>() ? held.value<QPixmap>().toImage() : held.value<QImage>();
}

QSizeF EmbedObjects::imageSize(const QTextDocument &document, const QTextImageFormat &format) const
{
    QSizeF size(qRound(format.width()), qRound(format.height()));
    if (size.width() <= 0 || size.height() <= 0) {
        QSizeF own = imageOf(document, format).deviceIndependentSize();
        if (own.isEmpty())
            own = kUnknownSize;
        if (size.width() <= 0 && size.height() <= 0)
            size = own;
        else if (size.width() <= 0)
            size.setWidth(size.height() * own.width() / own.height());
        else
            size.setHeight(size.width() * own.height() / own.width());
    }
    return size * scaleOf(document);
}

void EmbedObjects::registerWith(QAbstractTextDocumentLayout &layout)
{
    layout.registerHandler(QTextFormat::ImageObject, this);
    layout.registerHandler(kRuleObject, this);
    layout.registerHandler(kPageBreakObject, this);
}

QSizeF EmbedObjects::intrinsicSize(QTextDocument *document, int, const QTextFormat &format)
{
    const bool isPicture = format.objectType() == QTextFormat::ImageObject;
    const QSizeF picture = isPicture ? imageSize(*document, format.toImageFormat()) : QSizeF();
    const QTextFrameFormat page = document->rootFrame()->frameFormat();
    const qreal margins = 2 * document->documentMargin() + (page.leftMargin() + page.rightMargin()) * scaleOf(*document);
    const qreal width = document->textWidth() > margins ? document->textWidth() - margins - 1 : kWidthWithoutPage;
    if (isPicture)
        return picture.width() > width && width > 1 ? picture.scaled(width, picture.height(), Qt::KeepAspectRatio) : picture;
    return {width, (format.objectType() == kRuleObject ? kRuleHeight : kPageBreakHeight) * scaleOf(*document)};
}

void EmbedObjects::drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int,
                              const QTextFormat &format)
{
    if (format.objectType() == QTextFormat::ImageObject)
        drawPicture(*painter, rect, *document, format.toImageFormat());
    else
        drawLine(*painter, rect, format, scaleOf(*document));
}

// Made smaller once, not at each painting.
void EmbedObjects::drawPicture(QPainter &painter, const QRectF &rect, const QTextDocument &document, const QTextImageFormat &format)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const Shown key{format.name().toLatin1(), (rect.size() * ratio).toSize()};
    if (const QImage *held = m_shown.object(key)) {
        painter.drawImage(rect, *held);
        return;
    }
    const QImage image = imageOf(document, format);
    if (image.isNull() || key.size.isEmpty()) {
        drawFrame(painter, rect, format.stringProperty(QTextFormat::ImageAltText), scaleOf(document));
        return;
    }
    const QImage shown = image.size() == key.size ? image : image.scaled(key.size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    m_shown.insert(key, new QImage(shown), std::max<qsizetype>(1, shown.sizeInBytes() / 1024));
    painter.drawImage(rect, shown);
}

void EmbedObjects::drawFrame(QPainter &painter, const QRectF &rect, const QString &text, qreal scale) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor line = m_theme.faint;
    line.setAlphaF(0.5F);
    painter.setPen(QPen(line, 1));
    painter.setBrush(m_theme.codeGround);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), kFrameRounding, kFrameRounding);
    QFont font = painter.font();
    font.setFamilies(m_theme.bodyFamilies);
    font.setPointSizeF(9 * scale);
    painter.setFont(font);
    painter.setPen(m_theme.faint);
    const QString said = text.isEmpty() ? tr("Loading the picture…") : text;
    painter.drawText(rect.adjusted(6, 6, -6, -6), int(Qt::AlignCenter) | int(Qt::TextWordWrap), said);
    painter.restore();
}

void EmbedObjects::drawLine(QPainter &painter, const QRectF &rect, const QTextFormat &format, qreal scale) const
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
        font.setPointSizeF(8 * scale);
        painter.setFont(font);
        const QString label = QLatin1StringView("  ") + tr("Page break") + QLatin1StringView("  ");
        const QRectF box(std::floor(rect.width() / 2 - 50 * scale), 0, 100 * scale, rect.height());
        const QRectF text = painter.boundingRect(box, Qt::AlignCenter, label);
        painter.fillRect(text, m_theme.paper);
        painter.setPen(m_theme.faint);
        painter.drawText(box, Qt::AlignCenter, label);
    }
    painter.restore();
}

} // namespace syngraph::editor
