// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/color_choice.h"

#include "protocol/person_colors.h"

#include <algorithm>
#include <array>
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

double computeDistance(std::size_t one, std::size_t other)
{
    const auto &x = kPersonColors[one];
    const auto &y = kPersonColors[other];
    return std::min(distance(x.light, y.light), distance(x.dark, y.dark));
}

constexpr std::size_t kColors = kPersonColors.size();
using Distances = std::array<std::array<double, kColors>, kColors>;

Distances computeDistances()
{
    Distances distances = {};
    for (std::size_t one = 0; one < kColors; ++one) {
        for (std::size_t other = 0; other < kColors; ++other)
            distances[one][other] = computeDistance(one, other);
    }
    return distances;
}

} // namespace

double colorDistance(qint64 one, qint64 other)
{
    // computed once: each takes a hundred calls of the mathematical library
    static const Distances distances = computeDistances();
    return distances[std::size_t(one)][std::size_t(other)];
}

qint64 chooseColor(std::span<const qint64> inUse)
{
    std::array<qint64, kColors> users = {};
    for (const qint64 color : inUse)
        ++users[std::size_t(color)];
    qint64 chosen = 0;
    double farthest = -1;
    for (qint64 color = 0; color < std::ssize(kPersonColors); ++color) {
        double nearest = std::numeric_limits<double>::max();
        for (qint64 other = 0; other < std::ssize(kPersonColors); ++other) {
            if (other != color && users[std::size_t(other)] > 0)
                nearest = std::min(nearest, colorDistance(color, other));
        }
        const qint64 more = users[std::size_t(color)] - users[std::size_t(chosen)];
        if (more > 0 || (more == 0 && nearest <= farthest))
            continue;
        chosen = color;
        farthest = nearest;
    }
    return chosen;
}

} // namespace syngraph::room
