// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

namespace syngraph::app {

Result<Arguments> parseArguments(const QStringList &arguments)
{
    Arguments parsed;
    bool isOptions = true;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments[i];
        QString *value = word == u"--profile" ? &parsed.profile
            : word == u"--as"                 ? &parsed.name
            : word == u"--script"             ? &parsed.script
                                              : nullptr;
        if (!isOptions || !word.startsWith(u'-') || word.size() == 1) {
            parsed.targets << word;
        } else if (word == u"--") {
            isOptions = false;
        } else if (value) {
            if (i + 1 == arguments.size())
                return Error{ErrorCode::Usage, QStringLiteral("%1 needs a value; see --help.").arg(word)};
            *value = arguments[++i];
        } else if (word == u"--new") {
            parsed.isNew = true;
        } else if (word == u"--version") {
            parsed.isVersion = true;
        } else if (word == u"--help" || word == u"-h") {
            parsed.isHelp = true;
        } else {
            return Error{ErrorCode::Usage, QStringLiteral("%1 is not known; see --help.").arg(word)};
        }
    }
    // it becomes part of file names
    static const QRegularExpression allowed(QStringLiteral("^[A-Za-z0-9_-]{1,40}$"));
    if (!allowed.match(parsed.profile).hasMatch())
        return Error{ErrorCode::Usage, QStringLiteral("A profile is named by up to 40 letters, digits, - and _.")};
    return parsed;
}

QString pathOf(const QString &target)
{
    const QUrl url(target);
    if (url.isLocalFile())
        return url.toLocalFile();
    return target.contains(u"://") ? QString() : QFileInfo(target).absoluteFilePath();
}

QString helpText()
{
    return QStringLiteral(
        "Usage: syngraph [OPTION]... [FILE | syngraph://HOST[:PORT]/DOCUMENT[#INVITATION]]...\n"
        "Opens each document in a window; without one, the start page.\n\n"
        "  --new            begin a new document\n"
        "  --profile NAME   settings, documents and server of their own: one computer, several people\n"
        "  --as NAME        what others call you, kept in the profile\n"
        "  --script FILE    play the actions of FILE in the first window (lines; see client/app/script.h)\n"
        "  --version        print the version\n"
        "  --help           print this\n");
}

} // namespace syngraph::app
