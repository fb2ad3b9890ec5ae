// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/upload.h"

#include <QCryptographicHash>

namespace syngraph::net {

bool isPicture(const QString &mime, QByteArrayView bytes)
{
    if (mime == u"image/png")
        return bytes.startsWith("\x89PNG\r\n\x1a\n");
    if (mime == u"image/jpeg")
        return bytes.startsWith("\xff\xd8\xff");
    if (mime == u"image/gif")
        return bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a");
    if (mime == u"image/webp")
        return bytes.startsWith("RIFF") && bytes.size() > 12 && bytes.sliced(8).startsWith("WEBP");
    return false;
}

std::optional<ErrorCode> Upload::check() const
{
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    if (QLatin1StringView(hash) != announced.hash || !isPicture(announced.mime, bytes))
        return ErrorCode::Malformed;
    return std::nullopt;
}

} // namespace syngraph::net
