// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <optional>

class QLineEdit;
class QSpinBox;

namespace syngraph::ui {

// What there is to choose about a picture.
struct PictureLook
{
    QSize size; // in pixels at 96 dpi
    QString alt;
    friend bool operator==(const PictureLook &, const PictureLook &) = default;
};

// Asks how large a picture is, in pixels or as a share of its own size, and what it shows. It keeps its shape.
class PictureDialog : public QDialog
{
    Q_OBJECT

public:
    // `own`: how large it is by itself; `room`: how wide it may be. Nothing where the person changes their mind.
    static std::optional<PictureLook> ask(const PictureLook &now, const QSize &own, int room, QWidget *parent);

private:
    PictureDialog(const PictureLook &now, const QSize &own, int room, QWidget *parent);
    void takePixels(int pixels);
    void takeShare(int percent);
    PictureLook chosen() const;

    PictureLook m_now;
    QSize m_own;
    QSpinBox *m_pixels;
    QSpinBox *m_share;
    QLineEdit *m_alt;
};

} // namespace syngraph::ui
