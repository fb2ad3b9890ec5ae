// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/picture.h"
#include "editor/format_map.h"
#include "editor/selection.h"

#include <QMimeData>

#include <functional>
#include <memory>

// What goes to and comes from the clipboard and drag and drop. Nothing from outside is ever loaded.
namespace syngraph::editor::clipboard {

// Our own form, which keeps everything: the Delta of whole paragraphs in JSON.
inline constexpr char kDeltaMime[] = "application/x-syngraph-delta+json";

// The picture with this hash, null where it is not at hand.
using PictureSource = std::function<convert::Picture(const QByteArray &id)>;

// Own form, semantic HTML and plain text of the selection; a picture alone is an image, too. In HTML are those of its
// pictures that the source has, as far as memory is no matter.
std::unique_ptr<QMimeData> mimeOf(const model::Document &document, const Selection &selection, const PictureSource &source = {});

bool canRead(const QMimeData &mime);

enum class Formats { Kept, Dropped };

// Paragraphs (inserts only, ending with a paragraph end, valid by the schema), and the pictures that come with them, as
// other programs made them.
struct Content
{
    model::Delta paragraphs;
    convert::Pictures pictures = {};
};

// Empty where there is nothing to paste. Dropped: the text alone.
Content read(const QMimeData &mime, Formats formats);

// Paragraphs from foreign HTML; rows of tables become paragraphs, images that are not inside their alternative text.
Content readHtml(const QString &html);
model::Delta readPlainText(const QString &text);

// Semantic HTML of [from, to), with the pictures that are given.
QString toHtml(const model::Document &document, qint64 from, qint64 to, const convert::Pictures &pictures = {});

} // namespace syngraph::editor::clipboard
