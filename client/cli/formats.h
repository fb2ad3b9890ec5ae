// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/formats.h"
#include "model/document.h"

#include <QString>

namespace syngraph::cli {

// By the name that --format takes ("text", "md", "html", "json"): an ending of files.
Result<convert::Format> formatNamed(const QString &name);
// By the ending of a file name.
Result<convert::Format> formatOfFile(const QString &path);

// What a file that is taken in holds; `isRich`: with formats, not text alone.
struct Imported
{
    model::Document document;
    bool isRich = false;
};
// In the format that the ending of its name says; plain text where it has none or "-" is standard input.
Result<Imported> readFile(const QString &path);
Result<QByteArray> readBytes(const QString &path, qint64 most);

// The smallest change that makes `from` what the file says. Plain text says nothing about formats and objects:
// what text stays keeps them.
model::Delta changeTo(const Imported &file, const model::Document &from);

} // namespace syngraph::cli
