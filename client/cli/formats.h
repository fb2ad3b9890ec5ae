// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/files.h"
#include "convert/formats.h"

namespace syngraph::cli {

// By the name that --format takes ("text", "md", "html", "json"): an ending of files.
Result<convert::Format> formatNamed(const QString &name);

// Writes a document in the format that the ending of a file name says; PDF needs the GUI part of Qt.
using Writer = std::function<Result<QByteArray>(const model::Document &document, const QString &title)>;
Result<Writer> writerFor(const QString &path);
// Whether a command line asks for that.
bool needsFonts(const QStringList &arguments);

// The smallest change that makes `from` what the file says. Plain text says nothing about formats and objects:
// what text stays keeps them.
model::Delta changeTo(const convert::Imported &file, const model::Document &from);

} // namespace syngraph::cli
