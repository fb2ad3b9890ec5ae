// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/caret_flag.h"
#include "editor/selection.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QRegion>
#include <QSet>
#include <QTimer>

class QPainter;
class QTextEdit;

namespace syngraph::editor {

class CaretGeometry;

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
// Only where a caret was and where it is now has to be painted anew.
// GUI thread; owned by the window, given to RichTextEdit::setRemoteCarets.
class RemoteCarets : public QObject
{
    Q_OBJECT

public:
    explicit RemoteCarets(QObject *parent = nullptr);

    // The edit above whose text they stand, null for none.
    void attach(QTextEdit *edit);
    // Adds or moves; where it has moved, the name shows for a while.
    void set(const RemoteCaret &caret);
    void remove(const QByteArray &id);
    void clear();
    QList<RemoteCaret> carets() const { return m_carets.values(); }
    void setFlagsShown(bool shown);
    // Moves all of them over a drawn change (DocumentBinding::changed); a person's own next message corrects theirs.
    void moveOver(const model::Delta &change, const model::Document &after);
    // What is on the screen stands `dy` pixels lower.
    void scrolled(int dy);
    // The text stands elsewhere: look where all of them are now.
    void refreshLater();

    void paint(QPainter &painter, const QRect &area);
    // The mouse is here, in the viewport.
    void hover(const QPointF &place);

Q_SIGNALS:
    // This part of the viewport has to be painted anew.
    void updateNeeded(const QRegion &area);
    // Somebody stands elsewhere, has come or gone.
    void moved();

private:
    // What a caret covers in the viewport.
    struct Place
    {
        QRectF caret;   // empty: out of view
        QRectF flag;    // the name, or the dot
        QRegion area;   // everything, selection included
    };
    struct Shown
    {
        qint64 freshUntil = 0;
        QRegion area; // where it was painted, or is about to be
        QRectF caret;
    };

    bool showsFlag(const RemoteCaret &caret) const;
    Place placeOf(const RemoteCaret &caret, const CaretGeometry &geometry);
    void markDirty(const QByteArray &id);
    void refresh();
    void fade();

    QPointer<QTextEdit> m_edit;
    QHash<QByteArray, RemoteCaret> m_carets;
    QHash<QByteArray, Shown> m_shown;
    QSet<QByteArray> m_dirty; // to be painted anew wherever they are
    QRegion m_gone;           // where carets were that are no more
    QByteArray m_hovered;
    CaretFlags m_flags;
    QElapsedTimer m_clock;
    QTimer m_refresh;
    QTimer m_fade;
    bool m_flagsShown = true;
};

} // namespace syngraph::editor
