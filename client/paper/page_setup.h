// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/paper.h"

#include <QLocale>
#include <QPageLayout>

namespace syngraph::paper {

// The paper somebody prints on and what is printed in its margins: a person's choice, never part of a document.
struct PageSetup
{
    QPageSize::PageSizeId size = QPageSize::A4;
    QPageLayout::Orientation orientation = QPageLayout::Portrait;
    QMarginsF marginsMm{25, 20, 25, 20};
    bool hasPageNumbers = true; // in the foot margin, with the number of pages
    bool hasTitle = false;      // in the head margin

    // As people expect it where they live.
    static PageSetup forLocale(const QLocale &locale);
    // With margins that leave room for text, whatever `marginsMm` says.
    QPageLayout layout() const;
    // For files that others print.
    convert::Paper paper() const;

    friend bool operator==(const PageSetup &, const PageSetup &) = default;
};

} // namespace syngraph::paper
