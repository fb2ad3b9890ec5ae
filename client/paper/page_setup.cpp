// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/page_setup.h"

#include <algorithm>

namespace syngraph::paper {
namespace {

constexpr double kLeastTextMm = 30; // across and down the page

} // namespace

PageSetup PageSetup::forLocale(const QLocale &locale)
{
    PageSetup setup;
    if (locale.measurementSystem() == QLocale::ImperialUSSystem)
        setup.size = QPageSize::Letter;
    return setup;
}

QPageLayout PageSetup::layout() const
{
    QPageLayout layout(QPageSize(size), orientation, QMarginsF(), QPageLayout::Millimeter);
    const QSizeF page = layout.fullRect(QPageLayout::Millimeter).size();
    const auto within = [](double margin, double room) { return std::clamp(margin, 0.0, (room - kLeastTextMm) / 2); };
    layout.setMargins({within(marginsMm.left(), page.width()), within(marginsMm.top(), page.height()),
                       within(marginsMm.right(), page.width()), within(marginsMm.bottom(), page.height())});
    return layout;
}

convert::Paper PageSetup::paper() const
{
    const QPageLayout page = layout();
    return {page.fullRect(QPageLayout::Point).size(), page.margins(QPageLayout::Point), hasPageNumbers, hasTitle};
}

} // namespace syngraph::paper
