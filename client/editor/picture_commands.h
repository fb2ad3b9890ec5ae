// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/document_binding.h"

#include <QSet>
#include <QSize>

#include <map>

// What can be done with a picture in a document; see edit_commands.h.
namespace syngraph::editor {

// A picture that stands in a document.
struct PlacedPicture
{
    qint64 position = 0;
    QByteArray id;
    QSize size; // in pixels at 96 dpi; empty: its own
    QString alt;
};

// The picture at exactly this unit, or that the selection consists of.
std::optional<PlacedPicture> pictureAt(const model::Document &document, qint64 position);
std::optional<PlacedPicture> pictureIn(const model::Document &document, const Selection &selection);
// The embed of a picture that is as large as `size` but no wider than `room`, keeping its shape.
model::Embed pictureEmbed(const QByteArray &id, const QSize &size, int room);

// The content with no other pictures than these: in the place of the others stands what they are said to show.
model::Delta keepPictures(const model::Delta &content, const QSet<QByteArray> &ids);

// The content with other ids in the place of these; pictures that have none go as by keepPictures().
model::Delta renamePictures(const model::Delta &content, const std::map<QByteArray, QByteArray> &ids);

namespace commands {

// Shown in this size; an empty one is the picture's own. An empty change where no picture stands there.
Edit resizePicture(const model::Document &document, qint64 position, const QSize &size);
// Both at once.
Edit lookOfPicture(const model::Document &document, qint64 position, const QSize &size, const QString &alt);
// What is read out, and shown where the picture can't be.
Edit describePicture(const model::Document &document, qint64 position, const QString &alt);

} // namespace commands

} // namespace syngraph::editor
