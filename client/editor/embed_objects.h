// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/theme.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QTextFormat>
#include <QTextObjectInterface>

#include <functional>

class QAbstractTextDocumentLayout;

namespace syngraph::editor {

// Measures and paints the objects in texts: pictures, horizontal rules and page breaks. A picture is shown in the
// size that its format names, else in its own; where it has not arrived, a frame stands for it with what it is said to
// show. One per window, registered with each layout; GUI thread.
class EmbedObjects : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    // The picture with this hash, null where it has not arrived; without a source those of the document's resources.
    using PictureSource = std::function<QImage(const QByteArray &id)>;

    explicit EmbedObjects(const Theme &theme, QObject *parent = nullptr);
    void setPictureSource(PictureSource source) { m_pictures = std::move(source); }

    void setTheme(const Theme &theme) { m_theme = theme; }
    void registerWith(QAbstractTextDocumentLayout &layout);

    QSizeF intrinsicSize(QTextDocument *document, int position, const QTextFormat &format) override;
    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int position,
                    const QTextFormat &format) override;

private:
    // A picture made as large as it is painted.
    struct Shown
    {
        QByteArray id;
        QSize size; // in pixels of the device
        friend bool operator==(const Shown &, const Shown &) = default;
        friend size_t qHash(const Shown &shown, size_t seed)
        {
            return qHashMulti(seed, shown.id, shown.size.width(), shown.size.height());
        }
    };

    QImage imageOf(const QTextDocument &document, const QTextImageFormat &format) const;
    QSizeF imageSize(const QTextDocument &document, const QTextImageFormat &format) const;
    void drawPicture(QPainter &painter, const QRectF &rect, const QTextDocument &document, const QTextImageFormat &format);
    void drawFrame(QPainter &painter, const QRectF &rect, const QString &text, qreal scale) const;
    void drawLine(QPainter &painter, const QRectF &rect, const QTextFormat &format, qreal scale) const;

    Theme m_theme;
    PictureSource m_pictures;
    QCache<Shown, QImage> m_shown; // cost in KiB
};

} // namespace syngraph::editor
