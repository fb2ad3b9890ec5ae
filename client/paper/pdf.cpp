// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/pdf.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPainter>
#include <QPdfWriter>

namespace syngraph::paper {
namespace {

constexpr int kDpi = 1200;
constexpr double kPointsPerInch = 72;

} // namespace

Result<QByteArray> writePdf(const PagedDocument &pages, const std::vector<Note> &notes)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setTitle(pages.title());
        writer.setCreator(QStringLiteral("Syngraph"));
        writer.setResolution(kDpi);
        QPageLayout layout = pages.setup().layout();
        layout.setMode(QPageLayout::FullPageMode);
        writer.setPageLayout(layout);
        QPainter painter(&writer);
        painter.scale(kDpi / kPointsPerInch, kDpi / kPointsPerInch);
        for (int page = 0; page < pages.pageCount(); ++page) {
            if (page > 0)
                writer.newPage();
            pages.paint(painter, page);
        }
    }
    const std::vector<Heading> headings = pages.computeHeadings();
    const auto marked = headings.empty() ? buffer.data() : withBookmarks(buffer.data(), headings);
    return !marked || notes.empty() ? marked : withNotes(*marked, notes);
}

} // namespace syngraph::paper
