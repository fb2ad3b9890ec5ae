// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/picture.h"

#include "model/schema.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>
#include <QtEndian>

#include <algorithm>

namespace syngraph::convert {
namespace {

constexpr QSize kUnknown(320, 240);

// Of the first frame header of a JPEG file; segments before it are passed over.
QSize jpegSize(QByteArrayView bytes)
{
    for (qsizetype at = 2; at + 9 < bytes.size() && uchar(bytes[at]) == 0xff;) {
        const uchar kind = uchar(bytes[at + 1]);
        const bool isFrame = kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc;
        if (isFrame)
            return {qFromBigEndian<quint16>(bytes.data() + at + 7), qFromBigEndian<quint16>(bytes.data() + at + 5)};
        at += 2 + std::max<int>(2, qFromBigEndian<quint16>(bytes.data() + at + 2));
    }
    return {};
}

} // namespace

QByteArray pictureKind(QByteArrayView bytes)
{
    constexpr qsizetype kWebPName = 8;
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return "image/png";
    if (bytes.startsWith("\xff\xd8\xff"))
        return "image/jpeg";
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return "image/gif";
    if (bytes.startsWith("RIFF") && bytes.size() > kWebPName && bytes.sliced(kWebPName).startsWith("WEBP"))
        return "image/webp";
    return {};
}

QByteArray pictureEnding(QByteArrayView mime)
{
    if (mime == "image/jpeg")
        return "jpg";
    return mime.sliced(mime.lastIndexOf('/') + 1).toByteArray();
}

QString pictureFileName(const Picture &picture)
{
    constexpr qsizetype kEnough = 20; // digits of a hash
    return QString::fromLatin1(picture.id.first(std::min(picture.id.size(), kEnough)) + '.' + pictureEnding(picture.mime));
}

QSize pictureSize(QByteArrayView bytes)
{
    constexpr qsizetype kPngSize = 16;
    constexpr qsizetype kGifSize = 6;
    const QByteArray kind = pictureKind(bytes);
    QSize size;
    if (kind == "image/png" && bytes.size() >= kPngSize + 8) {
        size = {int(qFromBigEndian<quint32>(bytes.data() + kPngSize) & 0x7fffffff),
                int(qFromBigEndian<quint32>(bytes.data() + kPngSize + 4) & 0x7fffffff)};
    } else if (kind == "image/gif" && bytes.size() >= kGifSize + 4) {
        size = {qFromLittleEndian<quint16>(bytes.data() + kGifSize), qFromLittleEndian<quint16>(bytes.data() + kGifSize + 2)};
    } else if (kind == "image/jpeg") {
        size = jpegSize(bytes);
    }
    return size.isEmpty() ? kUnknown : size;
}

QSize shownSize(const Picture &picture, const QSize &said)
{
    if (!said.isEmpty())
        return said;
    const QSize own = pictureSize(picture.bytes);
    if (said.width() > 0)
        return {said.width(), std::max(1, int(qint64(own.height()) * said.width() / own.width()))};
    return said.height() > 0 ? QSize(std::max(1, int(qint64(own.width()) * said.height() / own.height())), said.height()) : own;
}

Picture pictureOf(const QByteArray &bytes)
{
    const QByteArray mime = pictureKind(bytes);
    if (mime.isEmpty())
        return {};
    return {QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(), mime, bytes, {}};
}

Picture pictureInAddress(QStringView address)
{
    constexpr qsizetype kLongestKind = 100;
    const qsizetype comma = address.first(std::min(address.size(), kLongestKind)).indexOf(u',');
    const QStringView kind = address.first(std::max(comma, qsizetype(0)));
    if (!kind.startsWith(QLatin1StringView("data:image/"), Qt::CaseInsensitive) || !kind.endsWith(QLatin1StringView(";base64"), Qt::CaseInsensitive))
        return {};
    const QByteArray data = address.sliced(comma + 1).toLatin1();
    return pictureOf(QByteArray::fromBase64(data.contains('%') ? QByteArray::fromPercentEncoding(data) : data));
}

// Links lead nowhere else either.
Picture pictureBeside(const QString &folder, const QString &name)
{
    const QString place = QDir(folder).canonicalPath();
    const QFileInfo info(QDir(place).filePath(QUrl::fromPercentEncoding(name.toUtf8())));
    const QString path = info.canonicalFilePath();
    if (place.isEmpty() || !path.startsWith(place + u'/') || !info.isFile() || info.size() > kMostPictureFileBytes)
        return {};
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? pictureOf(file.read(kMostPictureFileBytes)) : Picture{};
}

std::vector<QByteArray> picturesIn(const model::Document &document)
{
    std::vector<QByteArray> ids;
    document.visit(0, document.length(), [&ids](QStringView, const model::rope::Run &run) {
        const QByteArray id = run.embed.isNull() ? QByteArray() : model::imageOf(run.embed);
        if (!id.isEmpty())
            ids.push_back(id);
    });
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

} // namespace syngraph::convert
