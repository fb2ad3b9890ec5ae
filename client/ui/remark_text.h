// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/talk.h"

#include <QColor>
#include <QString>
#include <QStringList>

class QLabel;
class QWidget;

namespace syngraph::ui {

// What somebody wrote as rich text for a label: nothing of it acts but links of known schemes, whose text is their
// whole target; names behind an @ stand out.
QString remarkHtml(const QString &text, const QStringList &names);
// Whether it asks for this one of the people: by an @ and the whole name, not the beginning of another's.
bool mentions(QStringView text, const QString &name, const QStringList &names);
// When it was, in few words; empty for 0.
QString timeText(qint64 timeMs, qint64 nowMs);
// Of whoever says something, whether they are here or not.
QColor talkColor(protocol::PersonId person, bool isDark);
// A label that shows what somebody wrote; its links are opened outside.
QLabel *remarkLabel(const QString &text, const QStringList &names, QWidget *parent);

} // namespace syngraph::ui
