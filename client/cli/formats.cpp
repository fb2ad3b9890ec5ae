// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/formats.h"

#include "model/diff.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace syngraph::cli {
namespace {

using convert::Format;

// Taken as text, what these hold would be lost without a word.
constexpr std::array kUnreadable = {
    QLatin1StringView("doc"), QLatin1StringView("rtf"), QLatin1StringView("pdf"), QLatin1StringView("syngraph"),
};

model::Document textAlone(const model::Document &document)
{
    const auto plain = model::Document::fromDelta(model::Delta().insert(document.text(0, document.length())));
    Q_ASSERT(plain);
    return *plain;
}

} // namespace

Result<Format> formatNamed(const QString &name)
{
    const auto format = convert::formatOfEnding(name);
    return format ? Result<Format>(*format)
                  : Error{ErrorCode::Usage, QStringLiteral("A format is one of text, md, html and json.")};
}

Result<Format> formatOfFile(const QString &path)
{
    const auto format = convert::formatOfEnding(QFileInfo(path).suffix());
    return format ? Result<Format>(*format)
                  : Error{ErrorCode::Usage, QStringLiteral("A file name ends in .txt, .md, .html, .odt, .docx or .json.")};
}

Result<QByteArray> readBytes(const QString &path, qint64 most)
{
    QFile file(path);
    const bool opened = path == QLatin1StringView("-") ? file.open(stdin, QIODevice::ReadOnly)
                                                        : file.open(QIODevice::ReadOnly);
    if (!opened) {
        return Error{ErrorCode::NotFound,
                     QStringLiteral("The file %1 can't be read: %2.").arg(path, file.errorString())};
    }
    const QByteArray bytes = file.read(most + 1);
    if (bytes.size() > most)
        return Error{ErrorCode::TooLarge, QStringLiteral("The file %1 is too large.").arg(path)};
    return bytes;
}

Result<Imported> readFile(const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (std::ranges::find(kUnreadable, ending) != kUnreadable.end()) {
        return Error{ErrorCode::Unsupported,
                     QStringLiteral("Files of the kind .%1 can't be taken in; save it as another kind first.").arg(ending)};
    }
    const auto bytes = readBytes(path, convert::kMaxFileBytes);
    if (!bytes)
        return bytes.error();
    const Format format = convert::formatOfEnding(ending).value_or(Format::Text);
    auto document = convert::read(format, *bytes);
    if (!document)
        return document.error();
    return Imported{std::move(*document), format != Format::Text};
}

model::Delta changeTo(const Imported &file, const model::Document &from)
{
    return file.isRich ? model::diff(from, file.document) : model::diff(textAlone(from), file.document);
}

} // namespace syngraph::cli
