// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page_setup_dialog.h"

#include "ui/arrow_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>

namespace syngraph::ui {
namespace {

constexpr std::array kPapers{QPageSize::A3, QPageSize::A4,     QPageSize::A5,    QPageSize::B5,
                             QPageSize::Letter, QPageSize::Legal, QPageSize::Executive};
constexpr double kMostMarginMm = 100;

} // namespace

PageSetupDialog::PageSetupDialog(const paper::PageSetup &now, QWidget *parent)
    : QDialog(parent), m_paper(new ArrowBox<QComboBox>(this)), m_orientation(new ArrowBox<QComboBox>(this)),
      m_numbers(new QCheckBox(tr("Page &numbers at the foot"), this)),
      m_title(new QCheckBox(tr("The document's &title at the head"), this))
{
    setWindowTitle(tr("Page Setup"));
    for (const QPageSize::PageSizeId size : kPapers)
        m_paper->addItem(QPageSize::name(size), int(size));
    if (m_paper->findData(int(now.size)) < 0)
        m_paper->addItem(QPageSize::name(now.size), int(now.size));
    m_paper->setCurrentIndex(m_paper->findData(int(now.size)));
    m_orientation->addItem(tr("Upright"), int(QPageLayout::Portrait));
    m_orientation->addItem(tr("Across"), int(QPageLayout::Landscape));
    m_orientation->setCurrentIndex(m_orientation->findData(int(now.orientation)));
    m_numbers->setChecked(now.hasPageNumbers);
    m_title->setChecked(now.hasTitle);
    m_margins = {addMargin(tr("Left margin"), now.marginsMm.left()), addMargin(tr("Top margin"), now.marginsMm.top()),
                 addMargin(tr("Right margin"), now.marginsMm.right()),
                 addMargin(tr("Bottom margin"), now.marginsMm.bottom())};
    auto *margins = new QGridLayout;
    margins->setSpacing(8);
    const QString names[] = {tr("Left"), tr("Top"), tr("Right"), tr("Bottom")};
    for (int i = 0; i < 4; ++i) {
        margins->addWidget(new QLabel(names[i], this), i / 2, i % 2 * 2);
        margins->addWidget(m_margins[std::size_t(i)], i / 2, i % 2 * 2 + 1);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(20, 18, 20, 18);
    form->setSpacing(12);
    form->addRow(tr("&Paper"), m_paper);
    form->addRow(tr("&Orientation"), m_orientation);
    form->addRow(tr("Margins"), margins);
    form->addRow(QString(), m_numbers);
    form->addRow(QString(), m_title);
    form->addRow(buttons);
}

QDoubleSpinBox *PageSetupDialog::addMargin(const QString &name, double mm)
{
    auto *box = new QDoubleSpinBox(this);
    box->setAccessibleName(name);
    box->setRange(0, kMostMarginMm);
    box->setDecimals(0);
    box->setSuffix(tr(" mm"));
    box->setValue(mm);
    return box;
}

paper::PageSetup PageSetupDialog::chosen() const
{
    paper::PageSetup setup;
    setup.size = QPageSize::PageSizeId(m_paper->currentData().toInt());
    setup.orientation = QPageLayout::Orientation(m_orientation->currentData().toInt());
    setup.marginsMm = {m_margins[0]->value(), m_margins[1]->value(), m_margins[2]->value(), m_margins[3]->value()};
    setup.hasPageNumbers = m_numbers->isChecked();
    setup.hasTitle = m_title->isChecked();
    return setup;
}

std::optional<paper::PageSetup> PageSetupDialog::ask(const paper::PageSetup &now, QWidget *parent)
{
    PageSetupDialog dialog(now, parent);
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.chosen()) : std::nullopt;
}

} // namespace syngraph::ui
