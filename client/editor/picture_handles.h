// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/picture_commands.h"

#include <QWidget>

namespace syngraph::editor {

class RichTextEdit;

// The frame round a selected picture, with handles at its corners that resize it and keep its shape. A click on a
// picture selects it; while a handle is pulled only the frame follows, the document changes once, when it is let go.
// Esc lets go without a change. Lies on the page of the edit, which owns it; GUI thread.
class PictureHandles : public QWidget
{
    Q_OBJECT

public:
    explicit PictureHandles(RichTextEdit &edit);
    ~PictureHandles() override;

    // Where the picture at this position is painted, in the viewport; null where none is.
    QRect boxOf(qint64 position) const;
    // Position of the picture under a point of the viewport; -1 where there is none.
    qint64 pictureUnder(const QPoint &point) const;
    // Looks again where the selected picture is.
    void follow();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    enum class Corner { None, TopLeft, TopRight, BottomLeft, BottomRight };
    struct Pull
    {
        Corner corner = Corner::None;
        QPoint from; // in the viewport
        QSize before;
        QSize now;
    };

    Corner cornerAt(const QPoint &point) const;
    QPoint placeOf(Corner corner, const QRect &frame) const;
    QRect frame() const;
    bool isChangeable() const;
    void place(const QRect &box);
    void letGo(bool changes);

    RichTextEdit &m_edit;
    qint64 m_position = -1; // of the selected picture
    QRect m_box;            // in the viewport
    std::optional<Pull> m_pull;
};

} // namespace syngraph::editor
