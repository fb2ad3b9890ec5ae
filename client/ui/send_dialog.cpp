// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/send_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace syngraph::ui {
namespace {

constexpr int kTextWidth = 400;
constexpr int kUnderButton = 26;

} // namespace

SendDialog::SendDialog(bool hasSuggestions, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Send a Copy"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(6);
    QString inside = tr("What the document says now, with its pictures. Nothing that was deleted or changed, no comments, and "
                        "nobody's name.");
    if (hasSuggestions)
        inside = tr("What the document says now, with its pictures, and what is suggested in it, by whom. Nothing that was "
                    "deleted or changed before, no comments.");
    m_text = addChoice(tr("The &text only"), inside);
    column->addSpacing(8);
    m_history = addChoice(tr("With the &history"),
                          tr("Everything that was ever written in it, also what was deleted since, who wrote it and when, with "
                             "all comments, the chat and the named versions."));
    m_text->setChecked(true);
    column->addSpacing(8);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Choose File…"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

QRadioButton *SendDialog::addChoice(const QString &name, const QString &explanation)
{
    auto *button = new QRadioButton(name, this);
    button->setAccessibleDescription(explanation);
    auto *label = new QLabel(explanation, this);
    label->setWordWrap(true);
    label->setMinimumWidth(kTextWidth);
    label->setContentsMargins(kUnderButton, 0, 0, 0);
    layout()->addWidget(button);
    layout()->addWidget(label);
    return button;
}

std::optional<SentContent> SendDialog::ask(bool hasSuggestions, QWidget *parent)
{
    SendDialog dialog(hasSuggestions, parent);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return dialog.m_history->isChecked() ? SentContent::History : SentContent::Text;
}

} // namespace syngraph::ui
