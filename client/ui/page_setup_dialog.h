// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper/page_setup.h"

#include <QDialog>

#include <array>
#include <optional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;

namespace syngraph::ui {

// Asks for paper, margins and what is printed in them.
class PageSetupDialog : public QDialog
{
    Q_OBJECT

public:
    // Nothing where the person changes their mind.
    static std::optional<paper::PageSetup> ask(const paper::PageSetup &now, QWidget *parent);

private:
    PageSetupDialog(const paper::PageSetup &now, QWidget *parent);
    QDoubleSpinBox *addMargin(const QString &name, double mm);
    paper::PageSetup chosen() const;

    QComboBox *m_paper;
    QComboBox *m_orientation;
    std::array<QDoubleSpinBox *, 4> m_margins{}; // left, top, right, bottom
    QCheckBox *m_numbers;
    QCheckBox *m_title;
};

} // namespace syngraph::ui
