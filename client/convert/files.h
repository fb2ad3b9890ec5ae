// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "convert/picture.h"

class QFile;

namespace syngraph::convert {

// What a file that is taken in holds; `isRich`: with formats, not text alone.
struct Imported
{
    model::Document document;
    bool isRich = false;
    Pictures pictures = {}; // as they are in the file
};

enum class PictureWish { None, Taken };

// In the format that the ending of its name says; plain text where it has none or "-" is standard input. Pictures that
// are not wished for are told by what they show.
Result<Imported> readFile(const QString &path, PictureWish pictures = PictureWish::None);
// The file of its name; "-" is standard input. NotFound with a sentence.
Result<void> openForReading(QFile &file);
// At most so many; "-" is standard input.
Result<QByteArray> readBytes(const QString &path, qint64 most);
// All of them or, where that fails, what was there before.
Result<void> writeBytes(const QString &path, const QByteArray &bytes);

} // namespace syngraph::convert
