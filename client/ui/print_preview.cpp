// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print_preview.h"

#include "ui/arrow_box.h"
#include "ui/background.h"
#include "ui/error_words.h"
#include "ui/icons.h"
#include "ui/page_setup_dialog.h"
#include "ui/pages_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace syngraph::ui {
namespace {

constexpr QSize kSize(760, 820);
constexpr double kShareOfWindow = 0.95;

} // namespace

PrintPreview::PrintPreview(const model::Document &document, const convert::Pictures &pictures, const QString &title,
                           Preferences &preferences, QWidget *parent)
    : QDialog(parent), m_document(document), m_pictures(pictures), m_title(title), m_preferences(preferences), m_view(new PagesView(this)),
      m_page(new QLabel(this)), m_print(new QPushButton(lineIcon(QStringLiteral("print")), tr("&Print…"), this)),
      m_pdf(new QPushButton(lineIcon(QStringLiteral("pdf")), tr("&Export as PDF…"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Print Preview — %1").arg(title));
    const QSize room = parent ? parent->size() * kShareOfWindow : kSize;
    resize(kSize.boundedTo(room));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    addBar(*column);
    column->addWidget(m_view, 1);
    connect(m_print, &QPushButton::clicked, this, &PrintPreview::printRequested);
    connect(m_pdf, &QPushButton::clicked, this, &PrintPreview::pdfRequested);
    connect(m_view, &PagesView::pageChanged, this, &PrintPreview::showPage);
    m_view->setFocus();
    layOut();
}

void PrintPreview::addBar(QLayout &column)
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    auto *setup = new QPushButton(lineIcon(QStringLiteral("page-setup")), tr("Page &Setup…"), bar);
    auto *fit = new ArrowBox<QComboBox>(bar);
    fit->setAccessibleName(tr("Size of the preview"));
    fit->addItem(tr("Whole page"), int(PagesView::Fit::Page));
    fit->addItem(tr("Page width"), int(PagesView::Fit::Width));
    for (QPushButton *button : {m_print, m_pdf, setup}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch(1);
    row->addWidget(m_page);
    row->addWidget(fit);
    column.addWidget(bar);
    connect(setup, &QPushButton::clicked, this, &PrintPreview::setUp);
    connect(fit, &QComboBox::activated, this,
            [this, fit](int index) { m_view->setFit(PagesView::Fit(fit->itemData(index).toInt())); });
}

void PrintPreview::layOut()
{
    m_page->setText(tr("Laying out pages…"));
    m_print->setEnabled(false);
    m_pdf->setEnabled(false);
    const auto make = [document = m_document, pictures = m_pictures, title = m_title, setup = m_preferences.pageSetup(), home = thread()] {
        auto pages = paper::PagedDocument::make(document, title, setup, pictures);
        if (pages)
            (*pages)->moveToThread(home);
        return pages;
    };
    runInKeptBackground(this, make, [this, number = ++m_layouts](Result<std::unique_ptr<paper::PagedDocument>> pages,
                                                                 const std::shared_ptr<void> &thread) {
        if (pages)
            (*pages)->keep(thread);
        if (number == m_layouts)
            show(std::move(pages));
    });
}

void PrintPreview::show(Result<std::unique_ptr<paper::PagedDocument>> pages)
{
    if (!pages) {
        m_page->setText(wordsOf(pages.error()));
        return;
    }
    m_print->setEnabled(true);
    m_pdf->setEnabled(true);
    m_view->show(std::move(*pages));
}

void PrintPreview::showPage()
{
    if (const paper::PagedDocument *pages = m_view->pages())
        m_page->setText(tr("Page %1 of %2").arg(m_view->currentPage() + 1).arg(pages->pageCount()));
}

void PrintPreview::setUp()
{
    const auto setup = PageSetupDialog::ask(m_preferences.pageSetup(), this);
    if (!setup || *setup == m_preferences.pageSetup())
        return;
    m_preferences.setPageSetup(*setup);
    layOut();
}

} // namespace syngraph::ui
