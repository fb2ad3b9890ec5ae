// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "convert/picture.h"
#include "model/document.h"
#include "paper/page_setup.h"

#include <QAbstractTextDocumentLayout>
#include <QPaintDevice>
#include <QTextBlock>

#include <memory>
#include <vector>

class QPainter;
class QTextDocument;
class QThread;

namespace syngraph::paper {

// A heading of a document, where it stands on paper.
struct Heading
{
    int level = 1; // 1 .. 6; a document's title is 1
    QString text;
    int page = 0;  // counted from 0
    double y = 0;  // from the page's top edge, in points
};

// A piece of text where it stands on paper: on the page where it begins, as far as it goes there.
struct Place
{
    int page = 0;              // counted from 0
    std::vector<QRectF> boxes; // one for each line, in points, from the page's top left corner
};

// A document laid out on pages of paper, the same for a preview, a printer and a PDF file: lines break where they do
// by the measures of the fonts, not of a device. Pages begin at page breaks; a heading is on the
// page of the text under it, and quotes and code have their grounds; pictures that are not given are frames. Made by Qt's own layout from a copy of the content.
// Making it takes about two seconds for a million words: do it on a thread of its own, then moveToThread, and keep()
// that thread, to which the fonts belong.
// Used in one thread at a time. Errors: content beyond what the layout can place (kMostUnits).
class PagedDocument
{
public:
    // Length of a document and 60 for each paragraph: about 4000 pages.
    static constexpr qint64 kMostUnits = 12'000'000;

    static Result<std::unique_ptr<PagedDocument>> make(const model::Document &content, const QString &title,
                                                       const PageSetup &setup,
                                                       const convert::Pictures &pictures = {});
    ~PagedDocument();

    // Kept until the last of its text is gone: the thread whose fonts it was laid out with.
    void keep(std::shared_ptr<void> thread) { m_kept = std::move(thread); }
    // From now on used there; called in the thread where it was made.
    void moveToThread(QThread *thread);
    int pageCount() const;
    const QString &title() const { return m_title; }
    const PageSetup &setup() const { return m_setup; }
    // Of a page, in points.
    QSizeF pageSize() const;
    // One page with its top left corner at (0, 0), in points; the paper itself is not painted.
    void paint(QPainter &painter, int page) const;
    std::vector<Heading> computeHeadings() const;
    // Positions in the content of the first characters of all pages but the first one.
    std::vector<qint64> computePageStarts() const;
    // Of [from, to) of the content.
    Place computePlace(qint64 from, qint64 to) const;

private:
    // What the text is measured with. Fine enough for print; long documents overflow Qt's coordinates with more.
    class Measure final : public QPaintDevice
    {
    public:
        static constexpr int kDpi = 600;
        QPaintEngine *paintEngine() const override { return nullptr; }

    protected:
        int metric(PaintDeviceMetric metric) const override;
    };

    PagedDocument(QString title, const PageSetup &setup);
    void layOut(const model::Document &content, const convert::Pictures &pictures);
    void paintMargins(QPainter &painter, int page) const;
    void paintGrounds(QPainter &painter, const QRectF &view) const;
    void paintNumbers(QPainter &painter, const QRectF &view,
                      const QAbstractTextDocumentLayout::PaintContext &context) const;
    // From which on blocks may be seen there.
    QTextBlock firstBlockIn(const QRectF &view) const;

    std::shared_ptr<void> m_kept; // first here, so that it goes last
    QString m_title;
    PageSetup m_setup;
    QRectF m_body; // in units of Measure, on the page
    Measure m_measure;
    std::unique_ptr<QTextDocument> m_document;
};

} // namespace syngraph::paper
