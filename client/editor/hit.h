// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace syngraph::editor {

// A stretch of text that was looked for and found, in UTF-16 units. Never empty.
struct Hit
{
    qint64 position = 0;
    qint64 length = 0;

    qint64 end() const { return position + length; }
    friend bool operator==(const Hit &, const Hit &) = default;
};

} // namespace syngraph::editor
