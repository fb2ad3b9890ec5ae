// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/colors.h"

#include "protocol/person_colors.h"

#include <cmath>

namespace syngraph::ui {
namespace {

struct Tints
{
    QRgb window, text, base, alternate, button, faint, disabled, accent, accentText, border, tip;
};

QPalette paletteOf(const Tints &tints)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, QRgb color) { palette.setColor(role, QColor::fromRgb(color)); };
    set(QPalette::Window, tints.window);
    set(QPalette::WindowText, tints.text);
    set(QPalette::Base, tints.base);
    set(QPalette::AlternateBase, tints.alternate);
    set(QPalette::Text, tints.text);
    set(QPalette::Button, tints.button);
    set(QPalette::ButtonText, tints.text);
    set(QPalette::BrightText, 0xffffff);
    set(QPalette::PlaceholderText, tints.faint);
    set(QPalette::Highlight, tints.accent);
    set(QPalette::HighlightedText, tints.accentText);
    set(QPalette::Link, tints.accent);
    set(QPalette::LinkVisited, tints.accent);
    set(QPalette::ToolTipBase, tints.tip);
    set(QPalette::ToolTipText, tints.text);
    set(QPalette::Mid, tints.border);
    set(QPalette::Midlight, tints.alternate);
    set(QPalette::Dark, tints.border);
    set(QPalette::Light, tints.base);
    set(QPalette::Shadow, 0x000000);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, QColor::fromRgb(tints.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor::fromRgb(tints.border));
    return palette;
}

} // namespace

QPalette lightPalette()
{
    return paletteOf({.window = 0xf7f8fa, .text = 0x22252a, .base = 0xffffff, .alternate = 0xeef0f3,
                      .button = 0xffffff, .faint = 0x69717c, .disabled = 0xa4abb5, .accent = 0x2f6fde,
                      .accentText = 0xffffff, .border = 0xd5d9df, .tip = 0xffffff});
}

QPalette darkPalette()
{
    return paletteOf({.window = 0x1e2126, .text = 0xdfe2e7, .base = 0x26292f, .alternate = 0x2c3037,
                      .button = 0x2c3037, .faint = 0x98a0ab, .disabled = 0x646b75, .accent = 0x5b93f5,
                      .accentText = 0x0d1420, .border = 0x3d434c, .tip = 0x31363e});
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QColor toneColor(Tone tone, bool isDark)
{
    switch (tone) {
    case Tone::Good: return isDark ? QColor(0x5f, 0xcb, 0x8d) : QColor(0x15, 0x80, 0x3d);
    case Tone::Busy: return isDark ? QColor(0x7a, 0xb0, 0xf7) : QColor(0x1d, 0x5f, 0xc4);
    case Tone::Warning: return isDark ? QColor(0xf0, 0xb4, 0x4c) : QColor(0x9a, 0x5b, 0x00);
    case Tone::Bad: return isDark ? QColor(0xf5, 0x8b, 0x85) : QColor(0xb4, 0x23, 0x18);
    case Tone::Neutral: break;
    }
    return isDark ? QColor(0x98, 0xa0, 0xab) : QColor(0x5d, 0x65, 0x70);
}

QColor toneGround(Tone tone, bool isDark)
{
    const QColor window = (isDark ? darkPalette() : lightPalette()).color(QPalette::Window);
    return mixed(window, toneColor(tone, isDark), isDark ? 0.18 : 0.13);
}

QColor personColor(const protocol::Person &person, bool isDark)
{
    const auto row = std::size_t(person.color.value_or(person.member)) % protocol::kPersonColors.size();
    const protocol::PersonColor &color = protocol::kPersonColors[row];
    return QColor::fromRgb(isDark ? color.dark : color.light);
}

QColor inkOn(const QColor &ground)
{
    const double luminance = 0.2126 * std::pow(ground.redF(), 2.2) + 0.7152 * std::pow(ground.greenF(), 2.2)
        + 0.0722 * std::pow(ground.blueF(), 2.2);
    return luminance > 0.36 ? QColor(0x1a, 0x1a, 0x1a) : QColor(Qt::white);
}

QColor mixed(const QColor &ground, const QColor &over, double share)
{
    const auto mix = [share](int a, int b) { return int(std::lround(a + (b - a) * share)); };
    return QColor(mix(ground.red(), over.red()), mix(ground.green(), over.green()), mix(ground.blue(), over.blue()));
}

} // namespace syngraph::ui
