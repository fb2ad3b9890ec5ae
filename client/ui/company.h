// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/follow.h"
#include "ui/people_watch.h"

namespace syngraph::ui {

class QuietNotice;

// The other people in one open document, in one window: strip and list with what each is doing, following somebody,
// notices of who comes and goes. Owned by the window; pane, strip and list must outlive it.
class Company : public QObject
{
    Q_OBJECT

public:
    Company(DocumentPane &pane, PresenceStrip &strip, PeopleList &list, QObject *parent);
    ~Company() override;

    PeopleWatch &watch() { return m_watch; }
    Follow &follow() { return m_follow; }
    // Shows who is here now.
    void refresh();

private:
    DocumentPane &m_pane;
    PresenceStrip &m_strip;
    PeopleList &m_list;
    PeopleWatch m_watch;
    Follow m_follow;
    QPointer<QuietNotice> m_notice;
};

} // namespace syngraph::ui
