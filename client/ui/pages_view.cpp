// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages_view.h"

#include "editor/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr double kGap = 20;
constexpr double kLeastScale = 0.2;
constexpr int kWheelStep = 40;

} // namespace

PagesView::PagesView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Pages"));
}

PagesView::~PagesView() = default;

void PagesView::show(std::unique_ptr<paper::PagedDocument> pages)
{
    const int page = currentPage();
    m_pages = std::move(pages);
    place();
    if (m_pages)
        verticalScrollBar()->setValue(int(page * step()));
    viewport()->update();
    Q_EMIT pageChanged(currentPage());
}

void PagesView::setFit(Fit fit)
{
    const int page = currentPage();
    m_fit = fit;
    place();
    verticalScrollBar()->setValue(int(page * step()));
    viewport()->update();
}

double PagesView::scale() const
{
    const QSizeF page = m_pages->pageSize();
    const double across = (viewport()->width() - 2 * kGap) / page.width();
    const double down = (viewport()->height() - 2 * kGap) / page.height();
    return std::max(m_fit == Fit::Width ? across : std::min(across, down), kLeastScale);
}

QSizeF PagesView::sheet() const
{
    return m_pages->pageSize() * scale();
}

double PagesView::step() const
{
    return sheet().height() + kGap;
}

int PagesView::currentPage() const
{
    if (!m_pages)
        return 0;
    const double middle = verticalScrollBar()->value() + viewport()->height() / 2.0;
    return std::clamp(int((middle - kGap / 2) / step()), 0, m_pages->pageCount() - 1);
}

void PagesView::place()
{
    const double height = m_pages ? m_pages->pageCount() * step() + kGap : 0;
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(kWheelStep);
    verticalScrollBar()->setRange(0, std::max(0, int(height) - viewport()->height()));
}

void PagesView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), editor::Theme::forPalette(palette()).desk);
    if (!m_pages)
        return;
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const double top = verticalScrollBar()->value();
    const int first = std::clamp(int((top - kGap) / step()), 0, m_pages->pageCount() - 1);
    for (int page = first; page < m_pages->pageCount(); ++page) {
        const double y = kGap + page * step() - top;
        if (y > viewport()->height())
            break;
        const QRectF paper(QPointF(std::floor((viewport()->width() - sheet().width()) / 2), std::floor(y)), sheet());
        painter.fillRect(paper.translated(0, 2).adjusted(-1, 0, 1, 1), QColor(0, 0, 0, 40));
        painter.fillRect(paper, Qt::white);
        painter.save();
        painter.setClipRect(paper);
        painter.translate(paper.topLeft());
        painter.scale(scale(), scale());
        m_pages->paint(painter, page);
        painter.restore();
    }
}

void PagesView::resizeEvent(QResizeEvent *)
{
    const int page = currentPage();
    place();
    if (m_pages)
        verticalScrollBar()->setValue(int(page * step()));
}

void PagesView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar &bar = *verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_Home: bar.setValue(0); break;
    case Qt::Key_End: bar.setValue(bar.maximum()); break;
    case Qt::Key_PageDown: bar.setValue(m_pages ? int((currentPage() + 1) * step()) : 0); break;
    case Qt::Key_PageUp: bar.setValue(m_pages ? int((currentPage() - 1) * step()) : 0); break;
    default: QAbstractScrollArea::keyPressEvent(event);
    }
}

void PagesView::scrollContentsBy(int, int)
{
    viewport()->update();
    Q_EMIT pageChanged(currentPage());
}

} // namespace syngraph::ui
