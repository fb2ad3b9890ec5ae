// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/theme.h"

#include "base/hash.h"

namespace syngraph::editor {
namespace {

Theme withFonts()
{
    Theme theme;
    // the first family that is installed wins; Debian's plain installation has only the last of each
    theme.bodyFamilies = {QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("Cantarell"),
                          QStringLiteral("Open Sans"), QStringLiteral("DejaVu Sans")};
    theme.headingFamilies = theme.bodyFamilies;
    theme.codeFamilies = {QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono"),
                          QStringLiteral("Liberation Mono"), QStringLiteral("DejaVu Sans Mono")};
    return theme;
}

} // namespace

QColor AuthorColors::of(const QString &author) const
{
    if (const auto found = known.constFind(author); found != known.constEnd())
        return *found;
    return others.empty() ? QColor() : others[std::size_t(fnv1a(author.toUtf8()) % others.size())];
}

Theme Theme::light()
{
    Theme theme = withFonts();
    theme.text = QColor(0x22, 0x25, 0x2a);
    theme.paper = QColor(0xff, 0xff, 0xff);
    theme.desk = QColor(0xec, 0xee, 0xf1);
    theme.heading = QColor(0x14, 0x17, 0x1c);
    theme.faint = QColor(0x6a, 0x72, 0x7d);
    theme.link = QColor(0x1a, 0x5f, 0xb4);
    theme.codeText = QColor(0x9c, 0x2f, 0x5c);
    theme.codeGround = QColor(0xf3, 0xf4, 0xf6);
    theme.comment = QColor(0xff, 0xc8, 0x00, 0x4c);
    theme.currentComment = QColor(0xff, 0xb4, 0x00, 0x80);
    theme.commentLine = QColor(0xd9, 0x8c, 0x00);
    theme.added = QColor(0x1b, 0x7f, 0x4b);
    theme.removed = QColor(0xb3, 0x2d, 0x2d);
    theme.hit = QColor(0xff, 0xec, 0x9e);
    theme.chosenHit = QColor(0xff, 0xb8, 0x5c);
    return theme;
}

Theme Theme::dark()
{
    Theme theme = withFonts();
    theme.text = QColor(0xdd, 0xe0, 0xe5);
    theme.paper = QColor(0x23, 0x26, 0x2b);
    theme.desk = QColor(0x17, 0x19, 0x1d);
    theme.heading = QColor(0xf3, 0xf5, 0xf8);
    theme.faint = QColor(0x99, 0xa1, 0xac);
    theme.link = QColor(0x7a, 0xb4, 0xf5);
    theme.codeText = QColor(0xf0, 0x9a, 0xc0);
    theme.codeGround = QColor(0x2d, 0x31, 0x37);
    theme.comment = QColor(0xff, 0xc8, 0x28, 0x3c);
    theme.currentComment = QColor(0xff, 0xbe, 0x28, 0x64);
    theme.commentLine = QColor(0xe6, 0xb4, 0x3c);
    theme.added = QColor(0x6f, 0xcf, 0x97);
    theme.removed = QColor(0xf0, 0x8a, 0x8a);
    theme.hit = QColor(0x5f, 0x51, 0x1a);
    theme.chosenHit = QColor(0x9a, 0x5c, 0x16);
    theme.isDark = true;
    return theme;
}

Theme Theme::forPalette(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128 ? dark() : light();
}

double Theme::pointsOf(BlockStyle style) const
{
    if (style == BlockStyle::Title)
        return titlePoints;
    if (style >= BlockStyle::H1 && style <= BlockStyle::H6)
        return headingPoints[std::size_t(style) - std::size_t(BlockStyle::H1)];
    return bodyPoints;
}

} // namespace syngraph::editor
