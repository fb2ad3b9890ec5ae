// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/suggestions.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QComboBox;

namespace syngraph::ui {

// What of that which is no text yet, or beside it, goes into a file; nothing where there is nothing to choose about.
struct ExportChoice
{
    std::optional<bool> hasComments;
    std::optional<convert::Suggestions> suggestions;
    friend bool operator==(const ExportChoice &, const ExportChoice &) = default;
};

// Asks for it.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    // `usual`: what is expected, where there is a choice. Nothing where the person changes their mind; asks nothing where
    // there is no choice.
    static std::optional<ExportChoice> ask(const ExportChoice &usual, QWidget *parent);

private:
    ExportDialog(const ExportChoice &usual, QWidget *parent);
    ExportChoice chosen() const;

    QCheckBox *m_comments = nullptr;
    QComboBox *m_suggestions = nullptr;
};

} // namespace syngraph::ui
