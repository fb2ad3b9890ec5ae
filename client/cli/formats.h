// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/files.h"
#include "convert/suggestions.h"

namespace syngraph::cli {

// By the name that --format takes ("text", "md", "html", "json"): an ending of files.
Result<convert::Format> formatNamed(const QString &name);

// By the ending of a file's name; nothing: PDF.
Result<std::optional<convert::Format>> formatOfFile(const QString &path);
// The document in the format; PDF needs the GUI part of Qt.
Result<QByteArray> write(std::optional<convert::Format> format, const model::Document &document, const QString &title,
                         const convert::Threads &threads);
// Whether a command line asks for that.
bool needsFonts(const QStringList &arguments);

// The smallest change that makes `from` what the file says. Plain text says nothing about formats and objects:
// what text stays keeps them.
model::Delta changeTo(const convert::Imported &file, const model::Document &from);

} // namespace syngraph::cli
