// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/picture.h"

#include <QImage>
#include <QObject>
#include <QTextFormat>
#include <QTextObjectInterface>

class QAbstractTextDocumentLayout;

namespace syngraph::paper {

// The objects of a document on paper: a horizontal rule is a fine line, a page break takes no room, a picture that is
// not there is the frame it would fill. Belongs to one QTextDocument, in whose thread it is used.
class PaperObjects : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    // A child of the document, which has its layout and page size already.
    static void registerWith(QTextDocument &document, const convert::Pictures &pictures);

    QSizeF intrinsicSize(QTextDocument *document, int position, const QTextFormat &format) override;
    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int position,
                    const QTextFormat &format) override;

private:
    explicit PaperObjects(QObject *parent, const convert::Pictures &pictures);

    QSizeF pictureSize(const QTextImageFormat &format) const;

    std::map<QString, QImage> m_pictures; // by the name in their formats
};

} // namespace syngraph::paper
