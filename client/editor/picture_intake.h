// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "convert/picture.h"

#include <QImage>

// Pictures from files, clipboards and drops. Bytes are hostile: only what begins like PNG, JPEG, WebP or GIF is
// decoded, after its size was looked at, within a limit for memory. Takes tens of milliseconds and more: for
// background threads; reentrant.
namespace syngraph::editor {

inline constexpr qint64 kMostPicturePixels = 50'000'000;
inline constexpr qint64 kMostPictureBytes = qint64(32) << 20; // that servers keep
using convert::kMostPictureFileBytes;

// The picture as it goes into documents: the first frame, upright, in common colours, written anew, so that nothing
// of the file but what is seen goes along (places, names, programs behind its end).
Result<convert::Picture> takePicture(const QByteArray &bytes);
Result<convert::Picture> takePicture(const QImage &image);
// Pictures of a file of another program, each as takePicture() makes it; `content` shows these then, and what the
// others are said to show.
convert::Pictures takePictures(const convert::Pictures &pictures, model::Delta &content);
// For the screen: at most so large, made smaller where it is larger.
Result<QImage> decodePicture(const QByteArray &bytes, const QSize &most);

} // namespace syngraph::editor
