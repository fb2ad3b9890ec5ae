// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMarginsF>
#include <QString>

#include <functional>
#include <vector>

namespace syngraph::editor {

// A paper that the page on the screen is to look like, in pixels at 96 dpi.
struct Sheet
{
    double width = 0;
    QMarginsF margins;
    friend bool operator==(const Sheet &, const Sheet &) = default;
};

// Where a page of paper begins.
struct PageStart
{
    qint64 position = 0; // of the first character on it
    QString name;        // "Page 3"
};

// Those that begin in a stretch of the document; asked for at each painting.
using PageStartSource = std::function<std::vector<PageStart>(qint64 from, qint64 to)>;

} // namespace syngraph::editor
