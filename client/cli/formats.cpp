// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/formats.h"

#include "convert/html.h"
#include "convert/markdown.h"
#include "convert/text.h"
#include "model/diff.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace syngraph::cli {
namespace {

struct Ending
{
    QLatin1StringView ending;
    Format format;
};

constexpr std::array kEndings = {
    Ending{QLatin1StringView("txt"), Format::Text},      Ending{QLatin1StringView("text"), Format::Text},
    Ending{QLatin1StringView("md"), Format::Markdown},   Ending{QLatin1StringView("markdown"), Format::Markdown},
    Ending{QLatin1StringView("html"), Format::Html},     Ending{QLatin1StringView("htm"), Format::Html},
    Ending{QLatin1StringView("json"), Format::Json},
};

// Formats that have more in them than text: taken as text, all of that would be lost without a word.
constexpr std::array kRichEndings = {
    QLatin1StringView("md"),  QLatin1StringView("markdown"), QLatin1StringView("html"), QLatin1StringView("htm"),
    QLatin1StringView("odt"), QLatin1StringView("docx"),     QLatin1StringView("doc"),  QLatin1StringView("rtf"),
    QLatin1StringView("pdf"), QLatin1StringView("syngraph"),
};

// 64 Mi units of three bytes each, and formats.
constexpr qint64 kMaxFileBytes = qint64(512) << 20;

model::Document textAlone(const model::Document &document)
{
    const auto plain = model::Document::fromDelta(model::Delta().insert(document.text(0, document.length())));
    Q_ASSERT(plain);
    return *plain;
}

} // namespace

Result<Format> formatNamed(const QString &name)
{
    const auto found = std::ranges::find(kEndings, name, &Ending::ending);
    if (found == kEndings.end())
        return Error{ErrorCode::Usage, QStringLiteral("A format is one of text, md, html and json.")};
    return found->format;
}

Result<Format> formatOfFile(const QString &path)
{
    const auto format = formatNamed(QFileInfo(path).suffix().toLower());
    if (!format)
        return Error{ErrorCode::Usage, QStringLiteral("A file name ends in .txt, .md, .html or .json.")};
    return format;
}

QByteArray writeAs(Format format, const model::Document &document, const QString &title)
{
    switch (format) {
    case Format::Text: return convert::writeText(document);
    case Format::Markdown: return convert::writeMarkdown(document);
    case Format::Html: return convert::writeHtml(document, title);
    case Format::Json: return convert::writeJson(document);
    }
    return {};
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
    if (std::ranges::find(kRichEndings, ending) != kRichEndings.end()) {
        return Error{ErrorCode::Unsupported,
                     QStringLiteral("Files of the kind .%1 can't be taken in yet; give plain text or Delta JSON.")
                         .arg(ending)};
    }
    const auto bytes = readBytes(path, kMaxFileBytes);
    if (!bytes)
        return bytes.error();
    const bool isRich = ending == QLatin1StringView("json");
    auto document = isRich ? convert::readJson(*bytes) : convert::readText(*bytes);
    if (!document)
        return document.error();
    return Imported{std::move(*document), isRich};
}

model::Delta changeTo(const Imported &file, const model::Document &from)
{
    return file.isRich ? model::diff(from, file.document) : model::diff(textAlone(from), file.document);
}

} // namespace syngraph::cli
