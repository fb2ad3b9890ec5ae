// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/package.h"
#include "convert/picture.h"

#include <QHash>

namespace syngraph::convert {

// The pictures of a zip file that readers come upon, each once, as they are in the file. Parts are found by their names
// alone; what is no picture of a known kind counts as not there. Package and `found` must outlive it.
class PackedPictures
{
public:
    // Without `found` nothing is looked for.
    PackedPictures(const Package &package, Pictures *found) : m_package(package), m_found(found) { }

    // Of the part with this path; null where there is none.
    const Picture *take(const QString &path);

private:
    const Package &m_package;
    Pictures *m_found;
    QHash<QString, QByteArray> m_ids; // by path; empty for what is no picture
};

} // namespace syngraph::convert
