// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/selection.h"

#include <QColor>
#include <QHash>
#include <QObject>
#include <QPixmap>
#include <QRectF>
#include <QString>

#include <functional>

class QPainter;
class QRect;
class QTextEdit;

namespace syngraph::editor {

// Where another person stands, and how they are shown.
struct RemoteCaret
{
    QByteArray id; // of the person's client; unique
    QString name;
    QColor color;
    Selection selection;
};

// Paints other people's carets and selections above the text of one edit. Positions are integers, of which only
// those in the visible range are ever measured; name flags are painted once and kept as pictures. A flag is shown
// for a while after its caret has moved and while the mouse is at the caret; otherwise a dot stands for it.
// GUI thread; owned by the window, given to RichTextEdit::setRemoteCarets.
class RemoteCarets : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Adds or moves; where it has moved, the name shows for a while.
    void set(const RemoteCaret &caret);
    void remove(const QByteArray &id);
    void clear();
    QList<RemoteCaret> carets() const { return m_carets.values(); }
    void setFlagsShown(bool shown);
    // Moves all of them over a drawn change (DocumentBinding::changed); a person's own next message corrects theirs.
    void moveOver(const model::Delta &change, const model::Document &after);

    void paint(QTextEdit &edit, const QRect &area);
    // The mouse is here, in the viewport.
    void hover(const QPointF &place);

Q_SIGNALS:
    // Something has to be painted anew.
    void updateNeeded();

private:
    void paintSelection(QPainter &painter, QTextEdit &edit, const RemoteCaret &caret, const Selection &visible) const;
    void paintCaret(QPainter &painter, QTextEdit &edit, const RemoteCaret &caret);
    const QPixmap &flag(const RemoteCaret &caret, qreal pixelRatio);

    struct Shown
    {
        int moves = 0;        // of which the last one's timer ends the flag
        bool isFresh = false;
        QRectF place;         // where it was painted last
    };

    QHash<QByteArray, RemoteCaret> m_carets;
    QHash<QByteArray, Shown> m_shown;
    QByteArray m_hovered;
    QHash<QString, QPixmap> m_flags; // by name, colour and resolution
    bool m_flagsShown = true;
};

} // namespace syngraph::editor
