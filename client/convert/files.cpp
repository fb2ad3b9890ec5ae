// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/files.h"

#include "convert/formats.h"

#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <array>

namespace syngraph::convert {
namespace {

// Taken as text, what these hold would be lost without a word.
constexpr std::array kUnreadable = {
    QLatin1StringView("doc"), QLatin1StringView("rtf"), QLatin1StringView("pdf"), QLatin1StringView("syngraph"),
};

} // namespace

Result<void> openForReading(QFile &file)
{
    const QString path = file.fileName();
    const bool opened = path == QLatin1StringView("-") ? file.open(stdin, QIODevice::ReadOnly)
                                                        : file.open(QIODevice::ReadOnly);
    return opened ? Result<void>()
                  : Error{ErrorCode::NotFound,
                          QStringLiteral("The file %1 can't be read: %2.").arg(path, file.errorString())};
}

Result<QByteArray> readBytes(const QString &path, qint64 most)
{
    QFile file(path);
    if (const auto opened = openForReading(file); !opened)
        return opened.error();
    const QByteArray bytes = file.read(most + 1);
    if (bytes.size() > most)
        return Error{ErrorCode::TooLarge, QStringLiteral("The file %1 is too large.").arg(path)};
    return bytes;
}

Result<Imported> readFile(const QString &path, PictureWish wish)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (std::ranges::find(kUnreadable, ending) != kUnreadable.end()) {
        return Error{ErrorCode::Unsupported,
                     QStringLiteral("Files of the kind .%1 can't be taken in; save it as another kind first.").arg(ending)};
    }
    const auto bytes = readBytes(path, kMaxFileBytes);
    if (!bytes)
        return bytes.error();
    const Format format = formatOfEnding(ending).value_or(Format::Text);
    Pictures pictures;
    auto document = read(format, *bytes, wish == PictureWish::Taken ? &pictures : nullptr, QFileInfo(path).path());
    if (!document)
        return document.error();
    return Imported{std::move(*document), format != Format::Text, std::move(pictures)};
}

Result<void> writeBytes(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return Error{ErrorCode::NotWritable,
                     QStringLiteral("The file %1 can't be written: %2.").arg(path, file.errorString())};
    }
    return {};
}

} // namespace syngraph::convert
