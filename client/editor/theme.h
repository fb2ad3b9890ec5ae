// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QMarginsF>
#include <QPalette>
#include <QStringList>

#include <array>

namespace syngraph::editor {

// What a paragraph is, the value of its `block` key.
enum class BlockStyle : quint8 { Body, Title, H1, H2, H3, H4, H5, H6, Bullet, Ordered, Check, Checked, Quote, Code };
inline constexpr int kBlockStyles = 14;

// How documents look on this screen: never part of a document. Sizes in points, distances in pixels at 96 dpi.
struct Theme
{
    QStringList bodyFamilies;
    QStringList headingFamilies;
    QStringList codeFamilies;
    double bodyPoints = 11.5;
    double titlePoints = 26;
    std::array<double, 6> headingPoints{20, 16, 13.5, 12, 11.5, 11};
    int lineHeightPercent = 128;
    double paragraphGap = 8;
    double indentPixels = 26;
    QMarginsF pageMargins{72, 56, 72, 96};
    int pageWidth = 820;

    QColor text;
    QColor paper;   // the page
    QColor desk;    // the ground it lies on
    QColor heading;
    QColor faint;   // quotes, done tasks, rules
    QColor link;
    QColor codeText;
    QColor codeGround;
    QColor comment; // laid over the page behind commented text, more than once where threads overlap
    QColor currentComment; // of the thread that is looked at
    QColor commentLine;
    QColor added;   // suggested text
    QColor removed; // text suggested for deletion
    QColor hit;       // behind what was looked for and found
    QColor chosenHit; // the one that is selected
    bool isDark = false;

    static Theme light();
    static Theme dark();
    // The one that suits the window's colours.
    static Theme forPalette(const QPalette &palette);

    // Points of an unformatted character in such a paragraph.
    double pointsOf(BlockStyle style) const;
};

} // namespace syngraph::editor
