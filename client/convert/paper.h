// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMarginsF>
#include <QSizeF>

namespace syngraph::convert {

// What office programs print a file on, and what stands in its margins. Lengths in points.
struct Paper
{
    QSizeF size{595, 842}; // as it lies before the reader
    QMarginsF margins{57, 57, 57, 57};
    bool hasPageNumbers = false; // in the foot margin, with the number of pages
    bool hasTitle = false;       // in the head margin

    bool isLandscape() const { return size.width() > size.height(); }
};

} // namespace syngraph::convert
