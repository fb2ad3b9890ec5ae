// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/untitled.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace syngraph::ui {
namespace {

QString form()
{
    return QCoreApplication::translate("Untitled", "Untitled %1");
}

} // namespace

QString untitledTitle(int number)
{
    return form().arg(number);
}

bool isUntitled(const QString &title)
{
    const QString pattern = QRegularExpression::escape(form()).replace(QStringLiteral("\\%1"), QStringLiteral("\\d+"));
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(title).hasMatch();
}

} // namespace syngraph::ui
