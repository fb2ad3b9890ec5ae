// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/formats.h"

#include "convert/docx.h"
#include "convert/html.h"
#include "convert/html_reader.h"
#include "convert/markdown.h"
#include "convert/markdown_reader.h"
#include "convert/odt.h"
#include "convert/text.h"

#include <algorithm>
#include <array>

namespace syngraph::convert {
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
    Ending{QLatin1StringView("xhtml"), Format::Html},    Ending{QLatin1StringView("odt"), Format::Odt},
    Ending{QLatin1StringView("docx"), Format::Docx},     Ending{QLatin1StringView("json"), Format::Json},
};

} // namespace

std::optional<Format> formatOfEnding(const QString &ending)
{
    const QString wanted = ending.toLower();
    const auto found = std::ranges::find(kEndings, wanted, &Ending::ending);
    return found == kEndings.end() ? std::nullopt : std::optional(found->format);
}

bool holdsComments(std::optional<Format> format)
{
    return !format || format == Format::Html || expectsComments(format);
}

bool expectsComments(std::optional<Format> format)
{
    return format == Format::Odt || format == Format::Docx;
}

Result<QByteArray> write(Format format, const model::Document &document, const QString &title, const PictureFiles &pictures,
                         const Threads &threads, const Paper &paper)
{
    switch (format) {
    case Format::Text: return writeText(document);
    case Format::Markdown: return writeMarkdown(document, pictures);
    case Format::Html: return writeHtml(document, title, pictures, threads);
    case Format::Odt: return writeOdt(document, title, pictures, threads, paper);
    case Format::Docx: return writeDocx(document, title, pictures, threads, paper);
    case Format::Json: return writeJson(document);
    }
    return ErrorCode::Unsupported;
}

Result<model::Document> read(Format format, const QByteArray &bytes, Pictures *pictures, const QString &folder)
{
    switch (format) {
    case Format::Text: return readText(bytes);
    case Format::Markdown: return readMarkdown(bytes, pictures, folder);
    case Format::Html: return readHtml(bytes, pictures);
    case Format::Odt: return readOdt(bytes, pictures);
    case Format::Docx: return readDocx(bytes, pictures);
    case Format::Json: return readJson(bytes);
    }
    return ErrorCode::Unsupported;
}

} // namespace syngraph::convert
