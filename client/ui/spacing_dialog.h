// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/attributes.h"

#include <QDialog>

#include <array>
#include <optional>

class QDoubleSpinBox;

namespace syngraph::ui {

// Asks how far the lines of paragraphs are apart, and how much space is above and below them; "standard" leaves it to
// the paragraph's style.
class SpacingDialog : public QDialog
{
    Q_OBJECT

public:
    // `now`: block attributes that the paragraphs share. Returns what is to be set, null values to remove; nothing where
    // the person changes their mind.
    static std::optional<model::Attributes> ask(const model::Attributes &now, QWidget *parent);

private:
    struct Field
    {
        const char *key;
        QDoubleSpinBox *box = nullptr;
        double shown = 0;
    };

    SpacingDialog(const model::Attributes &now, QWidget *parent);
    QDoubleSpinBox *addBox(double least, double most, double step, int decimals);
    model::Attributes chosen() const;

    std::array<Field, 3> m_fields{{{"spacing"}, {"before"}, {"after"}}};
};

} // namespace syngraph::ui
