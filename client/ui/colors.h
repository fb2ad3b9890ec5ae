// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/message_parts.h"

#include <QColor>
#include <QPalette>
#include <QString>

// The colours of windows and of people.
namespace syngraph::ui {

QPalette lightPalette();
QPalette darkPalette();
bool isDark(const QPalette &palette);

// What a state means, to be read on a window of either brightness; never the only sign of it.
enum class Tone { Neutral, Good, Busy, Warning, Bad };
QColor toneColor(Tone tone, bool isDark);
// The ground of a bar that says so.
QColor toneGround(Tone tone, bool isDark);

// In which everybody sees this person, on a page of this brightness.
QColor personColor(const protocol::Person &person, bool isDark);
// White or nearly black, whichever is easier to read on `ground`.
QColor inkOn(const QColor &ground);
// `share` of `over` (0..1) laid on `ground`.
QColor mixed(const QColor &ground, const QColor &over, double share);

} // namespace syngraph::ui
