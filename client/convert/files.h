// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/document.h"

class QFile;

namespace syngraph::convert {

// What a file that is taken in holds; `isRich`: with formats, not text alone.
struct Imported
{
    model::Document document;
    bool isRich = false;
};

// In the format that the ending of its name says; plain text where it has none or "-" is standard input.
Result<Imported> readFile(const QString &path);
// The file of its name; "-" is standard input. NotFound with a sentence.
Result<void> openForReading(QFile &file);
// At most so many; "-" is standard input.
Result<QByteArray> readBytes(const QString &path, qint64 most);
// All of them or, where that fails, what was there before.
Result<void> writeBytes(const QString &path, const QByteArray &bytes);

} // namespace syngraph::convert
