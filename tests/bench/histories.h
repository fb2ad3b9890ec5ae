// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <QString>

#include <vector>

namespace syngraph::bench {

// Changes one after the other, each of the document that those before it lead to.
struct History
{
    QString start;
    std::vector<model::Delta> changes;
    QString end; // empty: not known
};

// The recorded history of a paper written in 259,778 keystrokes; where the recording is not there, one of the
// same shape from writeLikeAPerson().
History paper();
// Typing in bursts with corrections, and jumps to other places: `count` keystrokes over a text of `length` units.
History writeLikeAPerson(qint64 length, qint64 count, quint64 seed);
// Single characters inserted (3 of 4) and deleted at places without any order.
History writeAnywhere(qint64 length, qint64 count, quint64 seed);

model::Document documentOf(const QString &text);

} // namespace syngraph::bench
