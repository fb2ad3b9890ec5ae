// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

#include <span>

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

// Colours a person can choose from.
std::span<const QColor> personColors();
// Where nothing else is known: the same for the same key everywhere.
QColor personColor(const QByteArray &key);
// White or nearly black, whichever is easier to read on `ground`.
QColor inkOn(const QColor &ground);
// `share` of `over` (0..1) laid on `ground`.
QColor mixed(const QColor &ground, const QColor &over, double share);

} // namespace syngraph::ui
