// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Titles of documents that nobody has given a name yet.
namespace syngraph::ui {

QString untitledTitle(int number);
bool isUntitled(const QString &title);

} // namespace syngraph::ui
