// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export_dialog.h"

#include "ui/arrow_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>

namespace syngraph::ui {

using convert::Suggestions;

ExportDialog::ExportDialog(const ExportChoice &usual, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Export"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(20, 18, 20, 18);
    form->setSpacing(12);
    if (usual.suggestions) {
        m_suggestions = new ArrowBox<QComboBox>(this);
        m_suggestions->addItem(tr("Marked, to be decided on later"), int(Suggestions::Marked));
        m_suggestions->addItem(tr("As if all were accepted"), int(Suggestions::Accepted));
        m_suggestions->addItem(tr("Without them"), int(Suggestions::Original));
        m_suggestions->setCurrentIndex(m_suggestions->findData(int(*usual.suggestions)));
        form->addRow(tr("&Suggestions"), m_suggestions);
    }
    if (usual.hasComments) {
        m_comments = new QCheckBox(tr("With the &comments"), this);
        m_comments->setChecked(*usual.hasComments);
        form->addRow(QString(), m_comments);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Export"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
}

ExportChoice ExportDialog::chosen() const
{
    ExportChoice choice;
    if (m_comments)
        choice.hasComments = m_comments->isChecked();
    if (m_suggestions)
        choice.suggestions = Suggestions(m_suggestions->currentData().toInt());
    return choice;
}

std::optional<ExportChoice> ExportDialog::ask(const ExportChoice &usual, QWidget *parent)
{
    if (usual == ExportChoice())
        return usual;
    ExportDialog dialog(usual, parent);
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.chosen()) : std::nullopt;
}

} // namespace syngraph::ui
