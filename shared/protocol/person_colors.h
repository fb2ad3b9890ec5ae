// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>

namespace syngraph::protocol {

// One colour of a person as 0xrrggbb: to be read on a light page, with white on it, and on a dark page, with
// black on it.
struct PersonColor
{
    quint32 light = 0;
    quint32 dark = 0;
};

// `color` of a Person counts in this table. Each row is as far as can be from those before it, seen on either
// page; each has a contrast of at least 4.5:1 with paper and text (tested in test_person_colors).
inline constexpr std::array<PersonColor, 12> kPersonColors = {{
    {0x026dea, 0x7aaffe}, // blue
    {0x6a4d01, 0xfabc11}, // amber
    {0xcc206f, 0xec6094}, // pink
    {0x850190, 0xf8a4ff}, // purple
    {0x007916, 0x42b347}, // green
    {0xb85207, 0xed6e12}, // orange
    {0x8a4ada, 0xab79f5}, // violet
    {0x02707e, 0x1edff9}, // cyan
    {0x9e001a, 0xfeb0aa}, // red
    {0x82760c, 0xaa9a0c}, // olive
    {0x4a2fc0, 0xbec1fd}, // indigo
    {0x076242, 0x12eaa3}, // teal
}};

} // namespace syngraph::protocol
