// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace syngraph::ui {

// Where dialogs for files begin.
QString documentsFolder();
// A file name, without an ending, made of a title.
QString fileNameOf(const QString &title);
// And the title made of a file's name.
QString titleOfFile(const QString &path);
// What file dialogs offer to take in, the files of this program first; as a list of filters.
QString readableFilter();
// Whether a file of this name is to be converted, and not opened as it is.
bool isForeign(const QString &path);

} // namespace syngraph::ui
