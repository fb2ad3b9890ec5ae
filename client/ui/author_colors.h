// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/theme.h"
#include "history/log.h"
#include "session/session.h"

#include <QColor>

namespace syngraph::ui {

// In which colour the text of an author of the log is shown: that of the person of this name who is here, for others
// one that nobody here has, the same as long as the same people are here.
QColor authorColor(const session::Session &session, const history::Log &log, int author, bool isDark);
QColor authorColor(const session::Session &session, const history::Log &log, Revision by, bool isDark);
// Colours for what people propose: as at their carets, also when they have left, until somebody else has that one.
class ProposalColors
{
public:
    void meet(const QHash<qint64, protocol::Person> &people);
    editor::AuthorColors colors(bool isDark) const;

private:
    QHash<QString, qint64> m_rows; // of protocol::kPersonColors
};

// A ground in that colour on which text can be read.
QColor authorGround(const QColor &color);

} // namespace syngraph::ui
