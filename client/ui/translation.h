// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QCoreApplication;

namespace syngraph::ui {

// Languages that the program speaks, by their codes; English, in which its texts are written, first.
QStringList spokenLanguages();
// Has the program, and the dialogs that come with Qt, speak the language; empty: the system's. Also dates and numbers
// are then as in that language. Before the first window. False where the texts stay English.
bool speakLanguage(QCoreApplication &application, const QString &language);

} // namespace syngraph::ui
