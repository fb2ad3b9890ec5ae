// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace syngraph::ui {

// The line icon of this name (resources/icons), always in the text colour of the application's palette, also
// after that has changed. `accent` colours the bar of the icons that show a colour.
QIcon lineIcon(const QString &name, const QColor &accent = {});
// The same as a picture, in any colour.
QPixmap linePixmap(const QString &name, const QColor &color, int pixels, qreal pixelRatio);
// The program's own icon.
QIcon programIcon();
// A round picture with somebody's initials.
QPixmap initialsPixmap(const QString &name, const QColor &color, int pixels, qreal pixelRatio);

} // namespace syngraph::ui
