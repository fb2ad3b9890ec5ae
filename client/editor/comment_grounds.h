// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSet>

namespace syngraph::editor {

// Which threads have their text marked on the page, by their keys; all text of no other.
struct ShownComments
{
    QSet<QByteArray> keys;
    QByteArray current; // the one that is looked at; empty: none
    qint64 draftFrom = 0; // text that a new one is being written about
    qint64 draftTo = 0;
    friend bool operator==(const ShownComments &, const ShownComments &) = default;
};

} // namespace syngraph::editor
