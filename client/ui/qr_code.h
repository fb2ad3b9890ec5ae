// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>

namespace syngraph::ui {

// The text as a QR code (ISO 18004), dark on light whatever the window is, because not every camera reads it the other
// way round; with the quiet zone of four modules. `pixels`: the least side; modules are whole pixels. Null where the
// text is too long.
QPixmap qrCode(const QString &text, int pixels, qreal pixelRatio);

} // namespace syngraph::ui
