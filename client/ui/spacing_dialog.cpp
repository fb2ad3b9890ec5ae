// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spacing_dialog.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr double kLeastSpacing = 0.5;
constexpr double kMostSpacing = 5;
constexpr double kSpacingStep = 0.05;
constexpr double kMostPoints = 400;
constexpr double kPointsStep = 1;

} // namespace

SpacingDialog::SpacingDialog(const model::Attributes &now, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Spacing"));
    m_fields[0].box = addBox(kLeastSpacing, kMostSpacing, kSpacingStep, 2);
    m_fields[1].box = addBox(0, kMostPoints, kPointsStep, 1);
    m_fields[2].box = addBox(0, kMostPoints, kPointsStep, 1);
    const QString names[] = {tr("&Lines apart"), tr("Space &above"), tr("Space &below")};
    auto *form = new QFormLayout(this);
    form->setContentsMargins(20, 18, 20, 18);
    form->setSpacing(12);
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        Field &field = m_fields[i];
        if (i > 0)
            field.box->setSuffix(tr(" pt"));
        field.box->setAccessibleName(QString(names[i]).remove(u'&'));
        if (const model::Value *value = now.find(field.key))
            field.box->setValue(value->json().toDouble());
        field.shown = field.box->value();
        form->addRow(names[i], field.box);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
}

// One step below the least value stands for none.
QDoubleSpinBox *SpacingDialog::addBox(double least, double most, double step, int decimals)
{
    auto *box = new QDoubleSpinBox(this);
    box->setDecimals(decimals);
    box->setRange(least - step, most);
    box->setSingleStep(step);
    box->setSpecialValueText(tr("Standard"));
    box->setValue(box->minimum());
    return box;
}

// What was left alone stays as it is, which may be different in each paragraph.
model::Attributes SpacingDialog::chosen() const
{
    model::Attributes change;
    for (const Field &field : m_fields) {
        const double number = field.box->value();
        if (number == field.shown)
            continue;
        const bool isStandard = number == field.box->minimum();
        // points go in halves; what is typed may lie between the least value and what stands for none
        const double least = field.box->minimum() + field.box->singleStep();
        const double wanted = std::max(least, field.box->decimals() == 1 ? double(qRound(number * 2)) / 2 : number);
        change = change.with(field.key, isStandard ? model::Value::null()
                                                   : model::Value::fromCanonicalJson(QByteArray::number(wanted)));
    }
    return change;
}

std::optional<model::Attributes> SpacingDialog::ask(const model::Attributes &now, QWidget *parent)
{
    SpacingDialog dialog(now, parent);
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.chosen()) : std::nullopt;
}

} // namespace syngraph::ui
