// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/color_choice.h"

#include "protocol/person_colors.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace syngraph::room {
namespace {

using protocol::kPersonColors;

struct Lab
{
    double lightness, a, b;
};

double linear(quint32 channel)
{
    const double share = double(channel & 0xff) / 255;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

// OKLab: equal distances look about equally different.
Lab labOf(quint32 rgb)
{
    const double red = linear(rgb >> 16);
    const double green = linear(rgb >> 8);
    const double blue = linear(rgb);
    const double l = std::cbrt(0.41222147 * red + 0.53633254 * green + 0.05144599 * blue);
    const double m = std::cbrt(0.21190350 * red + 0.68069955 * green + 0.10739696 * blue);
    const double s = std::cbrt(0.08830246 * red + 0.28171884 * green + 0.62997870 * blue);
    return {0.21045426 * l + 0.79361779 * m - 0.00407205 * s, 1.97799850 * l - 2.42859221 * m + 0.45059371 * s,
            0.02590404 * l + 0.78277177 * m - 0.80867577 * s};
}

double distance(quint32 one, quint32 other)
{
    const Lab x = labOf(one);
    const Lab y = labOf(other);
    return std::hypot(x.lightness - y.lightness, x.a - y.a, x.b - y.b);
}

} // namespace

double colorDistance(qint64 one, qint64 other)
{
    const auto &x = kPersonColors[std::size_t(one)];
    const auto &y = kPersonColors[std::size_t(other)];
    return std::min(distance(x.light, y.light), distance(x.dark, y.dark));
}

qint64 chooseColor(std::span<const qint64> inUse)
{
    qint64 chosen = 0;
    std::ptrdiff_t fewest = std::numeric_limits<std::ptrdiff_t>::max();
    double farthest = -1;
    for (qint64 color = 0; color < std::ssize(kPersonColors); ++color) {
        const auto users = std::ranges::count(inUse, color);
        double nearest = std::numeric_limits<double>::max();
        for (const qint64 other : inUse) {
            if (other != color)
                nearest = std::min(nearest, colorDistance(color, other));
        }
        if (users > fewest || (users == fewest && nearest <= farthest))
            continue;
        chosen = color;
        fewest = users;
        farthest = nearest;
    }
    return chosen;
}

} // namespace syngraph::room
