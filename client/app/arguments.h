// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

namespace syngraph::app {

// What the command line of the editor says.
struct Arguments
{
    QString profile = QStringLiteral("default");
    QString name;        // of the person, for this start
    QString script;      // of actions to play; see script.h
    QStringList targets; // files and syngraph:// addresses
    bool isNew = false;
    bool isVersion = false;
    bool isHelp = false;
};

// The arguments without the program's name. Usage, in one sentence, for what is not understood.
Result<Arguments> parseArguments(const QStringList &arguments);
QString helpText();
// Of a target that is a file, as a path or as file://, the whole path; empty: it is an address.
QString pathOf(const QString &target);

} // namespace syngraph::app
