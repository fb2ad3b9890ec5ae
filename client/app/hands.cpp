// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hands.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace syngraph::app {
namespace {

template<typename Widget>
QList<Widget *> visible()
{
    QList<Widget *> found;
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all) {
        auto *one = qobject_cast<Widget *>(widget);
        if (one && one->isVisible())
            found << one;
    }
    return found;
}

void press(QWidget &widget, int key, const QString &text)
{
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(&widget, &event);
    }
}

} // namespace

void pressKey(QWidget &widget, QChar unit)
{
    if (unit == u'\n')
        press(widget, Qt::Key_Return, QStringLiteral("\r"));
    else
        press(widget, 0, QString(unit));
}

QAbstractButton *buttonSaying(const QString &text)
{
    for (QAbstractButton *button : visible<QAbstractButton>()) {
        const bool isMeant = button->toolTip() == text || button->text().remove(u'&').remove(u'…') == text;
        if (button->isEnabled() && isMeant)
            return button;
    }
    return nullptr;
}

bool chooseRow(const QString &text)
{
    for (QComboBox *box : visible<QComboBox>()) {
        const int row = box->findText(text);
        if (row < 0 || !box->isEnabled())
            continue;
        // as a click in the open list does; by keys all rows on the way would be chosen
        box->setCurrentIndex(row);
        Q_EMIT box->activated(row);
        return true;
    }
    return false;
}

bool fillField(const QString &text)
{
    auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    if (!field || !field->isVisible())
        return false;
    field->selectAll();
    for (const QChar unit : text + u'\n')
        pressKey(*field, unit);
    return true;
}

QStringList saidOnScreen()
{
    QStringList said;
    for (const QLabel *label : visible<QLabel>())
        said << label->text();
    return said;
}

} // namespace syngraph::app
