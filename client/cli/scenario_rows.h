// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <vector>

namespace syngraph::cli {

// The scenarios that one row of a vectors file stands for: a scenario with steps is itself; a row with two
// concurrent changes (a and b, or mine and theirs) is played in both commit orders; one with a single foreign
// change is committed and delivered. Anything else is returned as it is.
std::vector<QJsonObject> scenariosOf(const QJsonObject &row);

// Every row of a file: one scenario, or an object whose lists hold the rows.
std::vector<QJsonObject> rowsOf(const QJsonObject &root);

} // namespace syngraph::cli
