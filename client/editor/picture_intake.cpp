// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/picture_intake.h"

#include "editor/picture_commands.h"

#include <QBuffer>
#include <QColorSpace>
#include <QCoreApplication>
#include <QImageReader>
#include <QImageWriter>

namespace syngraph::editor {
namespace {

constexpr int kJpegQuality = 92;
constexpr int kSmallerQuality = 80;
constexpr int kMegabytesToDecode = 256; // room for the most pixels of four bytes

Error noPicture()
{
    return {ErrorCode::Unsupported,
            QCoreApplication::translate("PictureIntake", "This is no picture that can be taken in; save it as PNG or JPEG first and insert that.")};
}

Error tooLarge()
{
    return {ErrorCode::TooLarge, QCoreApplication::translate("PictureIntake", "The picture is too large; make it smaller than 50 million pixels first.")};
}

Result<QImage> decode(const QByteArray &bytes, const QSize &most)
{
    const QByteArray mime = convert::pictureKind(bytes);
    if (mime.isEmpty())
        return noPicture();
    if (bytes.size() > kMostPictureFileBytes)
        return tooLarge();
    QImageReader::setAllocationLimit(kMegabytesToDecode);
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, mime.sliced(mime.indexOf('/') + 1));
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isEmpty())
        return noPicture();
    if (qint64(size.width()) * size.height() > kMostPicturePixels)
        return tooLarge();
    // it may stand on its side
    const bool isTurned = reader.transformation() & QImageIOHandler::TransformationRotate90;
    const QSize room = isTurned ? most.transposed() : most;
    if (!most.isEmpty() && (size.width() > room.width() || size.height() > room.height()))
        reader.setScaledSize(size.scaled(room, Qt::KeepAspectRatio));
    QImage image = reader.read();
    return image.isNull() ? Result<QImage>(noPicture()) : image;
}

// Pixels alone: no texts, no resolution, no profile.
QImage bare(QImage image)
{
    if (image.colorSpace().isValid() && image.colorSpace() != QColorSpace(QColorSpace::SRgb))
        image.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    image = image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    return QImage(image.constBits(), image.width(), image.height(), image.bytesPerLine(), image.format()).copy();
}

QByteArray written(const QImage &image, const char *format, int quality)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    return writer.write(image) ? buffer.data() : QByteArray();
}

Result<convert::Picture> encode(const QImage &decoded, bool isPhotograph)
{
    const QImage image = bare(decoded);
    QByteArray bytes = isPhotograph && !image.hasAlphaChannel() ? written(image, "jpeg", kJpegQuality)
                                                                : written(image, "png", -1);
    if (bytes.size() > kMostPictureBytes)
        bytes = written(image, "jpeg", kSmallerQuality);
    if (bytes.isEmpty())
        return noPicture();
    if (bytes.size() > kMostPictureBytes)
        return tooLarge();
    convert::Picture picture = convert::pictureOf(bytes);
    picture.size = image.size();
    return picture;
}

} // namespace

Result<convert::Picture> takePicture(const QByteArray &bytes)
{
    const auto image = decode(bytes, {});
    if (!image)
        return image.error();
    const QByteArray mime = convert::pictureKind(bytes);
    return encode(*image, mime == "image/jpeg" || mime == "image/webp");
}

Result<convert::Picture> takePicture(const QImage &image)
{
    if (image.isNull())
        return noPicture();
    if (qint64(image.width()) * image.height() > kMostPicturePixels)
        return tooLarge();
    return encode(image, false);
}

convert::Pictures takePictures(const convert::Pictures &pictures, model::Delta &content)
{
    convert::Pictures taken;
    std::map<QByteArray, QByteArray> ids;
    for (const auto &[id, raw] : pictures) {
        if (auto picture = takePicture(raw.bytes)) {
            ids.emplace(id, picture->id);
            taken.emplace(picture->id, std::move(*picture));
        }
    }
    if (!pictures.empty())
        content = renamePictures(content, ids);
    return taken;
}

Result<QImage> decodePicture(const QByteArray &bytes, const QSize &most)
{
    return decode(bytes, most);
}

} // namespace syngraph::editor
