// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QAbstractButton;
class QWidget;

// What a script does with everything that is on the screen, as a person who sees it: all windows, dialogs, popups.
namespace syngraph::app {

// A key as it is typed; of \n, Enter.
void pressKey(QWidget &widget, QChar unit);
// That can be pressed and says so (without & and …), or whose tip does; null: there is none at the moment.
QAbstractButton *buttonSaying(const QString &text);
// In the list that has such a row. Whether there is one.
bool chooseRow(const QString &text);
// Into the field that has the focus, and Enter. Whether there is one.
bool fillField(const QString &text);
// All texts that can be read at the moment.
QStringList saidOnScreen();

} // namespace syngraph::app
