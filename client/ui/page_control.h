// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"
#include "ui/actions.h"
#include "ui/document_pane.h"
#include "ui/preferences.h"

#include <QElapsedTimer>
#include <QTimer>

namespace syngraph::ui {

// The view of a document on paper: as wide as the paper is, with a line where printing begins a page. Where pages begin
// is found by laying the document out as for printing, in the background and when nobody has written for a while; until
// then the places go along with what is written and are called approximate.
// Owned by the window; everything it is given must outlive it. GUI thread.
class PageControl : public QObject
{
    Q_OBJECT

public:
    PageControl(const Actions &actions, DocumentPane &pane, Preferences &preferences, QObject *parent);
    ~PageControl() override;

    // 0 where it is not known yet.
    int pageCount() const { return m_isKnown ? int(m_starts.size()) + 1 : 0; }
    // Whether nothing has changed since the pages were laid out.
    bool isSettled() const { return m_isKnown && !m_isStale && !m_isLayingOut; }
    // From 0 on.
    int pageOf(qint64 position) const;
    // "Page 2 of 5"; empty while no page is shown.
    QString place() const;
    // When pages are known, which may be at once: `use` is given the position where page `page`, or the last one,
    // begins.
    void withPage(int page, std::function<void(qint64 position)> use);
    // Paper or margins are others by now.
    void takePageSetup();

Q_SIGNALS:
    // A sentence for the status bar.
    void told(const QString &text);
    void changed();

private:
    void setShown(bool shown);
    void moveOver(const model::Delta &change);
    void layOutLater();
    void layOut();
    void take(const Result<std::vector<qint64>> &starts);
    std::vector<editor::PageStart> startsIn(qint64 from, qint64 to) const;

    DocumentPane &m_pane;
    Preferences &m_preferences;
    QAction &m_toggle;
    std::vector<qint64> m_starts; // of all pages but the first
    bool m_isKnown = false;
    bool m_isStale = false; // the document has changed since the layout that is known began
    bool m_isLayingOut = false;
    std::vector<model::Delta> m_since; // what has changed since the layout that is being made began
    std::vector<std::function<void()>> m_waiting;
    QTimer m_quiet;
    QElapsedTimer m_clock;
    qint64 m_lastMs = 0; // that laying out took
};

} // namespace syngraph::ui
