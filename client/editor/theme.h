// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QHash>
#include <QMarginsF>
#include <QPalette>
#include <QStringList>

#include <array>
#include <vector>

namespace syngraph::editor {

// What a paragraph is, the value of its `block` key.
enum class BlockStyle : quint8 { Body, Title, H1, H2, H3, H4, H5, H6, Bullet, Ordered, Check, Checked, Quote, Code };
inline constexpr int kBlockStyles = 14;

// In whose colour what is proposed shows.
struct AuthorColors
{
    QHash<QString, QColor> known;
    std::vector<QColor> others; // for anybody else by their name, always the same
    friend bool operator==(const AuthorColors &, const AuthorColors &) = default;
    // Invalid where there are no colours for others.
    QColor of(const QString &author) const;
};

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
    QColor added;   // suggested text by whom there is no colour for
    QColor removed; // text suggested for deletion, likewise
    AuthorColors authors;
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
