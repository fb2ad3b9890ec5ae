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
// Another title than this one; nothing: it stays.
std::optional<QString> askForTitle(QWidget *parent, const QString &title);
bool confirmTrash(QWidget *parent, const QString &title);

} // namespace syngraph::ui
