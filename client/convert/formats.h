// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "convert/comments.h"
#include "convert/paper.h"
#include "convert/picture.h"
#include "model/document.h"

#include <optional>

namespace syngraph::convert {

// Formats of other programs, and Delta JSON.
enum class Format { Text, Markdown, Html, Odt, Docx, Json };

// Bytes that a file to be read may have at most: 64 Mi units of three bytes each, and formats.
inline constexpr qint64 kMaxFileBytes = qint64(512) << 20;

// The format of a file by the ending of its name, of any case and without the dot ("md", "markdown").
std::optional<Format> formatOfEnding(const QString &ending);

// Whether files of the format have a place for what was said beside the text; nothing: paper.
bool holdsComments(std::optional<Format> format);
// Whether people expect it there: in files in which others go on writing, not in those that are for readers.
bool expectsComments(std::optional<Format> format);

// The document in the format; `title`, pictures, threads and paper where the format has a place for them. What is suggested
// stands there with the marks of the format; see withSuggestions.
Result<QByteArray> write(Format format, const model::Document &document, const QString &title,
                         const PictureFiles &pictures = {}, const Threads &threads = {}, const Paper &paper = {});

// What a file of the format holds. Bytes are hostile: whatever they are, the answer is a valid document or an error
// in one sentence, memory is bounded by the limits of documents, and nothing is fetched.
// Pictures in the file go to `pictures`, as they are there, and so do those in or below `folder` that a file of Markdown
// there names; without them they are told by what they show.
Result<model::Document> read(Format format, const QByteArray &bytes, Pictures *pictures = nullptr, const QString &folder = {});

} // namespace syngraph::convert
