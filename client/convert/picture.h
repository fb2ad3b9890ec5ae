// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <QByteArray>
#include <QSize>

#include <map>

namespace syngraph::convert {

// A picture as documents name it: a file of a known kind, by its own bytes.
struct Picture
{
    QByteArray id;   // SHA-256 of the bytes, 64 hex digits
    QByteArray mime; // "image/png", "image/jpeg", "image/webp", "image/gif"
    QByteArray bytes;
    QSize size; // in pixels; empty where nobody has looked
};

inline constexpr qint64 kMostPictureFileBytes = qint64(64) << 20;

// By id.
using Pictures = std::map<QByteArray, Picture>;

// What writers put into files, or name in those that can't hold pictures. Pictures that are not given are told by what
// they are said to show.
struct PictureFiles
{
    Pictures pictures;
    QString folder = {}; // beside a file of Markdown, where who writes it puts them

    // Null where it is not given.
    const Picture *find(const QByteArray &id) const
    {
        const auto found = pictures.find(id);
        return found == pictures.end() ? nullptr : &found->second;
    }
};

// A name that no other picture has.
QString pictureFileName(const Picture &picture);
// What kind of picture the bytes begin like, whatever anybody says of them; empty for everything else, also for
// pictures that can hold programs (SVG).
QByteArray pictureKind(QByteArrayView bytes);
// What names of files of the kind end in, without the dot.
QByteArray pictureEnding(QByteArrayView mime);
// Width and height in pixels, as the file says; 320 x 240 where it does not say it where that is looked for here.
QSize pictureSize(QByteArrayView bytes);
// How large it is where that much is said: sides that are 0 follow the others, or are its own.
QSize shownSize(const Picture &picture, const QSize &said);
// Of a known kind, or null.
Picture pictureOf(const QByteArray &bytes);
// One that stands in its address ("data:image/png;base64,…"); null where there is none.
Picture pictureInAddress(QStringView address);
// The file in or below the folder that a text there calls `name`; null where it is elsewhere, or no picture.
Picture pictureBeside(const QString &folder, const QString &name);
// Those that the document shows, each once.
std::vector<QByteArray> picturesIn(const model::Document &document);

} // namespace syngraph::convert
