// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

class QWidget;

// What a person is asked who gives a document another name, place or end.
namespace syngraph::ui {

inline constexpr QLatin1StringView kDocumentSuffix(".syngraph");

// Where a document's file is to lie: a name that nothing has, so nobody has to ask whether something is to be replaced.
// Proposed is a name made of the title. Empty: nowhere.
QString askForFile(QWidget *parent, const QString &caption, const QString &title);
// A kind of files that are written, and how their names end.
struct FileKind
{
    QString name;
    QString ending;
};
// Where a file of one of these kinds, with a name made of the title, is to lie. The name ends as the chosen kind does,
// or as any of the kinds or of `others` do; "Offer 1.2" does not. What is there already is only replaced by who says so.
// Empty: nowhere.
QString askForOutput(QWidget *parent, const QString &caption, const QString &title, const QList<FileKind> &kinds,
                     const QStringList &others);
// Another title than this one; nothing: it stays.
std::optional<QString> askForTitle(QWidget *parent, const QString &title);
bool confirmTrash(QWidget *parent, const QString &title);

} // namespace syngraph::ui
