// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QStringList>

#include <initializer_list>

namespace syngraph::cli {

// The words behind a subcommand: positional ones, options that take a value ("--name value" or
// "--name=value"), and flags, which take none. "--" ends the options; a single "-" is positional.
struct Arguments
{
    QStringList positional;
    QHash<QString, QString> options;

    bool has(const char *option) const { return options.contains(QLatin1StringView(option)); }
    QString value(const char *option) const { return options.value(QLatin1StringView(option)); }
};

// Which options a subcommand knows and how many positional words it wants. Every subcommand that talks to a
// server knows --token-file, --invite-file, --identity and --pin besides.
struct Grammar
{
    const char *usage; // "cat URL/DOC [--format F]"
    int positional = 1;
    std::initializer_list<const char *> options = {};
    std::initializer_list<const char *> flags = {};
};

// Refuses (Usage, with the usage line) what does not fit.
Result<Arguments> parseArguments(const QStringList &words, const Grammar &grammar);

// The number of an option within [least, most], `otherwise` where it is absent.
Result<qint64> numberOption(const Arguments &arguments, const char *option, qint64 least, qint64 most,
                            qint64 otherwise);

} // namespace syngraph::cli
