// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link_dialog.h"

#include "model/schema.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace syngraph::ui {

LinkDialog::LinkDialog(const QString &now, QWidget *parent) : QDialog(parent), m_address(new QLineEdit(now, this))
{
    setWindowTitle(now.isEmpty() ? tr("Insert Link") : tr("Change Link"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(10);
    auto *label = new QLabel(tr("&Address"), this);
    label->setBuddy(m_address);
    column->addWidget(label);
    m_address->setPlaceholderText(QStringLiteral("https://…"));
    m_address->setMinimumWidth(380);
    column->addWidget(m_address);
    auto *buttons = new QDialogButtonBox(this);
    m_accept = buttons->addButton(tr("Set Link"), QDialogButtonBox::AcceptRole);
    m_accept->setDefault(true);
    buttons->addButton(QDialogButtonBox::Cancel);
    if (!now.isEmpty()) {
        QPushButton *removing = buttons->addButton(tr("Remove Link"), QDialogButtonBox::DestructiveRole);
        connect(removing, &QPushButton::clicked, this, [this] {
            m_isRemoved = true;
            accept();
        });
    }
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_address, &QLineEdit::textChanged, this, &LinkDialog::check);
    m_address->selectAll();
    check();
}

QString LinkDialog::targetOf(const QString &typed)
{
    QString target = typed.trimmed();
    const auto isLink = [](const QString &text) {
        return bool(model::checkAttribute({"link", model::Value::string(text)}, false));
    };
    if (target.isEmpty() || isLink(target))
        return target;
    if (target.contains(u"://") || target.contains(u' '))
        return {};
    target.prepend(target.contains(u'@') ? QLatin1StringView("mailto:") : QLatin1StringView("https://"));
    return isLink(target) ? target : QString();
}

void LinkDialog::check()
{
    m_accept->setEnabled(!targetOf(m_address->text()).isEmpty());
}

std::optional<QString> LinkDialog::ask(const QString &now, QWidget *parent)
{
    LinkDialog dialog(now, parent);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return dialog.m_isRemoved ? QString() : targetOf(dialog.m_address->text());
}

} // namespace syngraph::ui
