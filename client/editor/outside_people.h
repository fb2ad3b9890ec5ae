// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/remote_carets.h"

#include <QAbstractButton>
#include <QWidget>

class QTextEdit;

namespace syngraph::editor {

// Marks beside the scrollbar's handle: where in the document other people are. Lies on the scrollbar and lets the
// mouse through. GUI thread.
class CaretMarks : public QWidget
{
    Q_OBJECT

public:
    explicit CaretMarks(QTextEdit &edit);

    // Where people are now, unless all of the document is in view; paints only if a mark has moved by a pixel.
    void show(const QList<RemoteCaret> &carets);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Mark
    {
        int y = 0;
        QRgb color = 0;
        friend bool operator==(const Mark &, const Mark &) = default;
    };

    QTextEdit &m_edit;
    QList<Mark> m_marks;
};

// "↑ Ben" or "↓ Cara, Dan +3" at the edge of the view: people who write out of sight in that direction. A click goes
// to the nearest one. Hidden where there is nobody. GUI thread.
class OutsideChip : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Direction { Above, Below };

    OutsideChip(Direction direction, QTextEdit &edit);

    // Nearest first.
    void show(const QList<RemoteCaret> &people);

Q_SIGNALS:
    void personRequested(const QByteArray &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    QSize sizeHint() const override;

private:
    Direction m_direction;
    QList<RemoteCaret> m_people;
    QTextEdit &m_edit;
};

} // namespace syngraph::editor
