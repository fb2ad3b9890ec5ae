// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/formats.h"

#include "model/diff.h"
#include "paper/pdf.h"

#include <QFileInfo>

namespace syngraph::cli {
namespace {

using convert::Format;

model::Document textAlone(const model::Document &document)
{
    const auto plain = model::Document::fromDelta(model::Delta().insert(document.text(0, document.length())));
    Q_ASSERT(plain);
    return *plain;
}

bool isPdf(const QString &path)
{
    return path.endsWith(QLatin1StringView(".pdf"), Qt::CaseInsensitive);
}

} // namespace

Result<Format> formatNamed(const QString &name)
{
    const auto format = convert::formatOfEnding(name);
    return format ? Result<Format>(*format)
                  : Error{ErrorCode::Usage, QStringLiteral("A format is one of text, md, html and json.")};
}

Result<std::optional<Format>> formatOfFile(const QString &path)
{
    if (isPdf(path))
        return std::optional<Format>();
    const auto format = convert::formatOfEnding(QFileInfo(path).suffix());
    if (!format) {
        return Error{ErrorCode::Usage,
                     QStringLiteral("A file name ends in .txt, .md, .html, .odt, .docx, .pdf or .json.")};
    }
    return format;
}

Result<QByteArray> write(std::optional<Format> format, const model::Document &document, const QString &title,
                         const convert::Threads &threads)
{
    const auto setup = paper::PageSetup::forLocale(QLocale());
    if (format)
        return convert::write(*format, document, title, {}, threads, setup.paper());
    const auto pages = paper::PagedDocument::make(document, title, setup);
    return pages ? paper::writePdf(**pages, paper::notesOf(**pages, document, threads)) : pages.error();
}

bool needsFonts(const QStringList &arguments)
{
    return arguments.value(0) == QLatin1StringView("export") && isPdf(arguments.value(2));
}

model::Delta changeTo(const convert::Imported &file, const model::Document &from)
{
    return file.isRich ? model::diff(from, file.document) : model::diff(textAlone(from), file.document);
}

} // namespace syngraph::cli
