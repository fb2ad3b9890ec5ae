// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/theme.h"

#include <QObject>
#include <QTextObjectInterface>

class QAbstractTextDocumentLayout;

namespace syngraph::editor {

// Measures and paints the objects in texts: pictures, horizontal rules and page breaks. A picture is shown in the
// size that its format names, else in its own. One per window, registered with each layout; GUI thread.
class EmbedObjects : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    explicit EmbedObjects(const Theme &theme, QObject *parent = nullptr) : QObject(parent), m_theme(theme) { }

    void setTheme(const Theme &theme) { m_theme = theme; }
    void registerWith(QAbstractTextDocumentLayout &layout);

    QSizeF intrinsicSize(QTextDocument *document, int position, const QTextFormat &format) override;
    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int position,
                    const QTextFormat &format) override;

private:
    void drawLine(QPainter &painter, const QRectF &rect, const QTextFormat &format) const;

    Theme m_theme;
};

} // namespace syngraph::editor
