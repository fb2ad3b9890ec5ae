// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/document.h"

#include <QString>

namespace syngraph::cli {

// Formats a document is written in, by name ("text", "md", "html", "json").
enum class Format { Text, Markdown, Html, Json };
Result<Format> formatNamed(const QString &name);
// By the ending of a file name.
Result<Format> formatOfFile(const QString &path);
QByteArray writeAs(Format format, const model::Document &document, const QString &title);

// What a file that is taken in holds; `isRich`: with formats, not text alone.
struct Imported
{
    model::Document document;
    bool isRich = false;
};
// Plain text, or a Delta document where the name ends in .json; other formats are refused.
Result<Imported> readFile(const QString &path);
Result<QByteArray> readBytes(const QString &path, qint64 most);

// The smallest change that makes `from` what the file says. Plain text says nothing about formats and objects:
// what text stays keeps them.
model::Delta changeTo(const Imported &file, const model::Document &from);

} // namespace syngraph::cli
