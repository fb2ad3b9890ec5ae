// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/comment_margin.h"

#include <QAction>

namespace syngraph::ui {

class FindBar;

// Lets the find bar find in comments too: says how many threads have what is looked for, and goes from one of them to the
// next, beside the hits in the text. Belongs to the bar; talk, margin and the action that shows them must outlive it.
class CommentFinder : public QObject
{
    Q_OBJECT

public:
    CommentFinder(FindBar &bar, TalkLink &talk, CommentMargin &margin, QAction &shown);

private:
    struct Found
    {
        QString thread;
        ThreadFilter filter; // with which it is there to be seen
    };

    std::vector<Found> find() const;
    void count();
    void next();

    FindBar &m_bar;
    TalkLink &m_talk;
    CommentMargin &m_margin;
    QAction &m_shown;
};

} // namespace syngraph::ui
