// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include <algorithm>
#include <array>
#include <span>

namespace syngraph::cli {
namespace {

constexpr std::array kServerOptions = {"token-file", "invite-file", "identity", "pin"};

Error usage(const Grammar &grammar)
{
    return {ErrorCode::Usage, QStringLiteral("Usage: syngraph-cli %1").arg(QLatin1StringView(grammar.usage))};
}

bool contains(std::span<const char *const> names, const QString &option)
{
    return std::ranges::any_of(names, [&](const char *name) { return option == QLatin1StringView(name); });
}

} // namespace

Result<Arguments> parseArguments(const QStringList &words, const Grammar &grammar)
{
    Arguments arguments;
    bool optionsOver = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        if (optionsOver || !word.startsWith(QLatin1StringView("--"))) {
            arguments.positional.append(word);
            continue;
        }
        if (word.size() == 2) {
            optionsOver = true;
            continue;
        }
        const qsizetype equals = word.indexOf(u'=');
        const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
        const bool isFlag = contains({grammar.flags.begin(), grammar.flags.size()}, name);
        const bool isOption = contains(kServerOptions, name) || contains({grammar.options.begin(), grammar.options.size()}, name);
        if (!(isFlag ? equals < 0 : isOption) || arguments.options.contains(name))
            return usage(grammar);
        if (isFlag) {
            arguments.options.insert(name, QString());
            continue;
        }
        if (equals < 0 && ++i == words.size())
            return usage(grammar);
        arguments.options.insert(name, equals < 0 ? words[i] : word.mid(equals + 1));
    }
    if (arguments.positional.size() != grammar.positional)
        return usage(grammar);
    return arguments;
}

Result<qint64> numberOption(const Arguments &arguments, const char *option, qint64 least, qint64 most,
                            qint64 otherwise)
{
    if (!arguments.has(option))
        return otherwise;
    bool isNumber = false;
    const qint64 number = arguments.value(option).toLongLong(&isNumber);
    if (!isNumber || number < least || number > most) {
        return Error{ErrorCode::Usage, QStringLiteral("--%1 takes a number from %2 to %3.")
                                           .arg(QLatin1StringView(option))
                                           .arg(least)
                                           .arg(most)};
    }
    return number;
}

} // namespace syngraph::cli
