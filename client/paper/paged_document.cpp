// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/paged_document.h"

#include "editor/block_geometry.h"
#include "editor/block_painter.h"
#include "editor/document_builder.h"
#include "editor/format_rows.h"
#include "paper/paper_objects.h"

#include <QCoreApplication>
#include <QPainter>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextList>

#include <algorithm>
#include <limits>

namespace syngraph::paper {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kPixelsPerInch = 96;
constexpr qint64 kUnitsPerLine = 60;
constexpr double kMarginTextPoints = 8.5;
const QColor kFaint(0x60, 0x66, 0x6e);
const QColor kCodeGround(0xf1, 0xf2, 0xf4);
const QColor kQuoteBar(0xa9, 0xb4, 0xc2);

editor::Theme paperTheme()
{
    editor::Theme theme = editor::Theme::light();
    theme.text = Qt::black;
    theme.heading = Qt::black;
    return theme;
}

bool holdsPageBreak(const QTextBlock &block)
{
    for (auto at = block.begin(); !at.atEnd(); ++at) {
        if (at.fragment().charFormat().objectType() == editor::kPageBreakObject)
            return true;
    }
    return false;
}

// What stands behind a page break begins a page; the break's own line takes no room, unless it is a page by itself.
void breakPages(QTextDocument &document)
{
    bool isBroken = false;
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    for (QTextBlock block = document.firstBlock(); block.isValid(); block = block.next()) {
        if (isBroken) {
            QTextBlockFormat format = block.blockFormat();
            format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
            cursor.setPosition(block.position());
            cursor.setBlockFormat(format);
        }
        const bool breaks = holdsPageBreak(block);
        if (breaks && !isBroken && block.length() == 2)
            block.setVisible(false);
        isBroken = breaks;
    }
    cursor.endEditBlock();
}

// Lines and paragraphs stand apart as on the screen, which Qt's layout reckons otherwise: beside pictures, and where
// somebody asked for the space between two paragraphs.
void setApart(QTextDocument &document)
{
    QTextCursor cursor(&document);
    const auto set = [&](const QTextBlock &block, const QTextBlockFormat &format) {
        if (format == block.blockFormat())
            return;
        cursor.setPosition(block.position());
        cursor.setBlockFormat(format);
    };
    cursor.beginEditBlock();
    for (QTextBlock block = document.firstBlock(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = editor::lineFormatOf(block);
        QTextBlockFormat above = block.previous().isValid() ? block.previous().blockFormat() : QTextBlockFormat();
        const qreal gap = editor::gapBetween(above, format);
        if (block.previous().isValid() && gap < std::max(above.bottomMargin(), format.topMargin())) {
            above.setBottomMargin(gap);
            format.setTopMargin(gap);
            set(block.previous(), above);
        }
        set(block, format);
    }
    cursor.endEditBlock();
}

// Qt's layout counts every list from one, and puts the dot before the number where text runs from right to left: the signs
// of such lists are painted beside it.
void takeNumbers(QTextDocument &document)
{
    for (QTextBlock block = document.firstBlock(); block.isValid(); block = block.next()) {
        QTextList *list = block.textList();
        if (!list || list->format().hasProperty(editor::kListMarker))
            continue;
        const bool isNumberMirrored = block.textDirection() == Qt::RightToLeft && list->format().style() <= QTextListFormat::ListDecimal;
        if (!list->format().hasProperty(editor::kListStart) && !isNumberMirrored)
            continue;
        QTextListFormat format = list->format();
        format.setProperty(editor::kListMarker, int(format.style()));
        format.setStyle(QTextListFormat::ListStyleUndefined);
        list->setFormat(format);
    }
}

// Of the block's first line, which a page break inside the block may have moved down.
double firstLineTop(const QTextBlock &block)
{
    const QTextLayout &layout = *block.layout();
    return layout.position().y() + (layout.lineCount() > 0 ? layout.lineAt(0).y() : 0);
}

bool isHeading(const QTextBlock &block)
{
    return block.isValid() && block.isVisible() && block.blockFormat().headingLevel() > 0;
}

// Headings at the foot of a page, with others right above them, go on to the next one, where their text begins.
void keepHeadingsWithText(QTextDocument &document)
{
    const double height = document.pageSize().height();
    const auto pageOf = [height](const QTextBlock &block) { return int(firstLineTop(block) / height); };
    for (QTextBlock first = document.firstBlock(); first.isValid(); first = first.next()) {
        if (!isHeading(first))
            continue;
        QTextBlock text = first.next();
        while (isHeading(text))
            text = text.next();
        QTextBlockFormat format = first.blockFormat();
        if (text.isValid() && pageOf(text) > pageOf(first)
            && !(format.pageBreakPolicy() & QTextFormat::PageBreak_AlwaysBefore)) {
            format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
            QTextCursor(first).setBlockFormat(format);
            document.pageCount();
        }
        first = text.previous();
    }
}

enum class Ground { None, Quote, Code };

Ground groundOf(const QTextBlock &block)
{
    if (!block.isValid())
        return Ground::None;
    if (block.blockFormat().intProperty(QTextFormat::BlockQuoteLevel) > 0)
        return Ground::Quote;
    return block.blockFormat().hasProperty(QTextFormat::BlockCodeFence) ? Ground::Code : Ground::None;
}

bool isTitle(const QTextBlock &block)
{
    const QByteArray attributes = block.blockFormat().property(editor::kAttributes).toByteArray();
    return attributes.contains(R"("block":"title")");
}

} // namespace

int PagedDocument::Measure::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY: return kDpi;
    case PdmDevicePixelRatio: return 1;
    case PdmDevicePixelRatioScaled: return int(devicePixelRatioFScale());
    case PdmDepth: return 32;
    default: return std::numeric_limits<int>::max() / 4;
    }
}

Result<std::unique_ptr<PagedDocument>> PagedDocument::make(const model::Document &content, const QString &title,
                                                           const PageSetup &setup,
                                                           const convert::Pictures &pictures)
{
    if (content.length() + kUnitsPerLine * content.lineCount() > kMostUnits) {
        return Error{ErrorCode::TooLarge,
                     QCoreApplication::translate("PagedDocument",
                                                 "The document is too long to be put on paper in one piece; print it in parts.")};
    }
    std::unique_ptr<PagedDocument> pages(new PagedDocument(title, setup));
    pages->layOut(content, pictures);
    return pages;
}

PagedDocument::PagedDocument(QString title, const PageSetup &setup)
    : m_title(std::move(title)), m_setup(setup), m_body(setup.layout().paintRectPixels(Measure::kDpi))
{
}

PagedDocument::~PagedDocument() = default;

void PagedDocument::layOut(const model::Document &content, const convert::Pictures &pictures)
{
    const editor::FormatMap formats(paperTheme());
    editor::DocumentBuilder builder(content, formats);
    builder.advance(std::numeric_limits<int>::max());
    m_document = builder.take();
    QFont font;
    font.setFamilies(formats.theme().bodyFamilies);
    font.setPointSizeF(formats.theme().bodyPoints);
    m_document->setDefaultFont(font);
    m_document->setIndentWidth(formats.theme().indentPixels);
    m_document->setUseDesignMetrics(true);
    breakPages(*m_document);
    setApart(*m_document);
    takeNumbers(*m_document);
    m_document->documentLayout()->setPaintDevice(&m_measure);
    PaperObjects::registerWith(*m_document, pictures);
    m_document->setPageSize(m_body.size());
    // all of it, now and here
    m_document->pageCount();
    keepHeadingsWithText(*m_document);
}

void PagedDocument::moveToThread(QThread *thread)
{
    m_document->moveToThread(thread);
}

int PagedDocument::pageCount() const
{
    return m_document->pageCount();
}

QSizeF PagedDocument::pageSize() const
{
    return m_setup.layout().fullRect(QPageLayout::Point).size();
}

void PagedDocument::paint(QPainter &painter, int page) const
{
    painter.save();
    painter.scale(kPointsPerInch / Measure::kDpi, kPointsPerInch / Measure::kDpi);
    paintMargins(painter, page);
    const QRectF view(0, page * m_body.height(), m_body.width(), m_body.height());
    painter.translate(m_body.topLeft() - view.topLeft());
    painter.setClipRect(view, Qt::IntersectClip);
    paintGrounds(painter, view);
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = view;
    context.palette.setColor(QPalette::Text, Qt::black);
    m_document->documentLayout()->draw(&painter, context);
    paintNumbers(painter, view, context);
    painter.restore();
}

void PagedDocument::paintMargins(QPainter &painter, int page) const
{
    if (!m_setup.hasPageNumbers && !m_setup.hasTitle)
        return;
    const QRectF paper = m_setup.layout().fullRectPixels(Measure::kDpi);
    QFont font = m_document->defaultFont();
    // a painter takes points for those of its own device
    font.setPixelSize(qRound(kMarginTextPoints * Measure::kDpi / kPointsPerInch));
    painter.save();
    painter.setFont(font);
    painter.setPen(kFaint);
    if (m_setup.hasPageNumbers) {
        const QString number = QCoreApplication::translate("PagedDocument", "%1 / %2").arg(page + 1).arg(pageCount());
        painter.drawText(QRectF(m_body.left(), m_body.bottom(), m_body.width(), paper.bottom() - m_body.bottom()),
                         Qt::AlignCenter, number);
    }
    if (m_setup.hasTitle)
        painter.drawText(QRectF(m_body.left(), 0, m_body.width(), m_body.top()), Qt::AlignCenter, m_title);
    painter.restore();
}

QTextBlock PagedDocument::firstBlockIn(const QRectF &view) const
{
    const QTextBlock block = m_document->findBlock(m_document->documentLayout()->hitTest(view.topLeft(), Qt::FuzzyHit));
    return block.previous().isValid() ? block.previous() : block;
}

void PagedDocument::paintNumbers(QPainter &painter, const QRectF &view,
                                 const QAbstractTextDocumentLayout::PaintContext &context) const
{
    for (QTextBlock block = firstBlockIn(view); block.isValid(); block = block.next()) {
        if (m_document->documentLayout()->blockBoundingRect(block).top() > view.bottom())
            break;
        const QTextList *list = block.textList();
        if (!list || !list->format().hasProperty(editor::kListMarker))
            continue;
        painter.translate(block.layout()->position());
        editor::paintMarker(painter, block, *list, context);
        painter.translate(-block.layout()->position());
    }
}

// A ground covers the gap to a neighbour of its kind too.
void PagedDocument::paintGrounds(QPainter &painter, const QRectF &view) const
{
    const QAbstractTextDocumentLayout &layout = *m_document->documentLayout();
    const double pixel = Measure::kDpi / kPixelsPerInch;
    painter.setPen(Qt::NoPen);
    for (QTextBlock block = firstBlockIn(view); block.isValid(); block = block.next()) {
        QRectF box = layout.blockBoundingRect(block);
        if (box.top() > view.bottom())
            break;
        const Ground ground = groundOf(block);
        if (ground == Ground::None)
            continue;
        if (groundOf(block.next()) == ground)
            box.setBottom(layout.blockBoundingRect(block.next()).top());
        box.setLeft(block.blockFormat().indent() * m_document->indentWidth() * pixel);
        box.setRight(m_body.width());
        if (ground == Ground::Quote)
            box = QRectF(box.left() + 2 * pixel, box.top(), 2.5 * pixel, box.height());
        painter.fillRect(box & view, ground == Ground::Quote ? kQuoteBar : kCodeGround);
    }
}

std::vector<Heading> PagedDocument::computeHeadings() const
{
    std::vector<Heading> headings;
    const double points = kPointsPerInch / Measure::kDpi;
    for (QTextBlock block = m_document->firstBlock(); block.isValid(); block = block.next()) {
        const int level = isTitle(block) ? 1 : block.blockFormat().headingLevel();
        const QString text = block.text().remove(QChar::ObjectReplacementCharacter).simplified();
        if (level == 0 || text.isEmpty())
            continue;
        const double top = firstLineTop(block);
        const int page = int(top / m_body.height());
        headings.push_back({level, text, page, (m_body.top() + top - page * m_body.height()) * points});
    }
    return headings;
}

std::vector<qint64> PagedDocument::computePageStarts() const
{
    std::vector<qint64> starts;
    for (QTextBlock block = m_document->firstBlock(); block.isValid(); block = block.next()) {
        const QTextLayout &layout = *block.layout();
        for (int i = 0; block.isVisible() && i < layout.lineCount(); ++i) {
            const QTextLine line = layout.lineAt(i);
            // half a unit: what begins a page may be rounded
            const auto page = std::size_t((layout.position().y() + line.y() + 0.5) / m_body.height());
            while (starts.size() < page)
                starts.push_back(block.position() + line.textStart());
        }
    }
    return starts;
}

Place PagedDocument::computePlace(qint64 from, qint64 to) const
{
    Place place;
    const double points = kPointsPerInch / Measure::kDpi;
    for (QTextBlock block = m_document->findBlock(int(from)); block.isValid() && block.position() < to; block = block.next()) {
        const QTextLayout &layout = *block.layout();
        const int first = std::max(int(from) - block.position(), 0);
        const int last = int(to) - block.position();
        for (int i = 0; i < layout.lineCount(); ++i) {
            const QTextLine line = layout.lineAt(i);
            const int end = std::min(line.textStart() + line.textLength(), last);
            const int start = std::max(line.textStart(), first);
            if (start >= end)
                continue;
            const double top = layout.position().y() + line.y();
            const int page = int(top / m_body.height());
            if (place.boxes.empty())
                place.page = page;
            if (page != place.page)
                return place;
            const double left = layout.position().x() + line.cursorToX(start);
            const double right = layout.position().x() + line.cursorToX(end);
            const QRectF box(m_body.left() + std::min(left, right), m_body.top() + top - page * m_body.height(),
                             std::abs(right - left), line.height());
            place.boxes.emplace_back(box.topLeft() * points, box.size() * points);
        }
    }
    return place;
}

} // namespace syngraph::paper
