// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/format_map.h"
#include "editor/selection.h"

#include <QMimeData>

#include <memory>

// What goes to and comes from the clipboard and drag and drop. Nothing from outside is ever loaded.
namespace syngraph::editor::clipboard {

// Our own form, which keeps everything: the Delta of whole paragraphs in JSON.
inline constexpr char kDeltaMime[] = "application/x-syngraph-delta+json";

// Own form, semantic HTML and plain text of the selection.
std::unique_ptr<QMimeData> mimeOf(const model::Document &document, const Selection &selection);

bool canRead(const QMimeData &mime);

enum class Formats { Kept, Dropped };

// The content as paragraphs (inserts only, ending with a paragraph end, valid by the schema); empty where there is
// nothing to paste. Dropped: the text alone.
model::Delta read(const QMimeData &mime, Formats formats);

// Paragraphs from foreign HTML; rows of tables become paragraphs, images their alternative text.
model::Delta readHtml(const QString &html);
model::Delta readPlainText(const QString &text);

// Semantic HTML of [from, to).
QString toHtml(const model::Document &document, qint64 from, qint64 to);

} // namespace syngraph::editor::clipboard
