// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/sittings.h"
#include "ui/actions.h"
#include "ui/document_pane.h"
#include "ui/history_page.h"
#include "ui/history_panel.h"
#include "ui/history_reader.h"
#include "ui/preferences.h"

#include <QPointer>

class QDockWidget;
class QMenu;

namespace syngraph::ui {

// The history of one open document: reads it when it is wanted, shows any revision in the place of the page, steps
// through it, and puts back what is asked for as an ordinary change. People write on meanwhile. Owned by the window;
// the pane, the dock and the actions must outlive it.
class HistoryControl : public QObject
{
    Q_OBJECT

public:
    HistoryControl(const Actions &actions, DocumentPane &pane, HistoryReader &reader, Preferences &preferences,
                   QDockWidget &dock, QWidget *window);
    ~HistoryControl() override;

    HistoryPage &page() { return *m_page; }
    // Of the revision shown; nothing: the document as it is.
    std::optional<Revision> shown() const { return m_shown; }
    // Shows a revision; `from` what it is compared with, nothing: what comes before it in the list.
    void show(Revision revision, std::optional<Revision> from = std::nullopt);
    void close();

Q_SIGNALS:
    // A sentence for the status bar.
    void told(const QString &text);
    // Another revision is shown, or the document as it is.
    void shownChanged();
    void copyRequested(const QString &title, const syngraph::model::Delta &content);

private:
    void connectPanel();
    void connectPage();
    void readerChanged();
    void showEntries();
    void addVersions(std::vector<HistoryEntry> &entries) const;
    std::vector<HistoryEntry> computeEntries() const;
    void showComparison();
    void showOthers();
    QString titleOf(Revision revision) const;
    std::vector<Revision> naturalBases() const;
    Revision naturalBase(Revision revision) const;
    void step(history::Step step, bool isForward);
    void play();
    void nameVersion();
    void openCopy();
    void showParagraphHistory(qint64 position);
    // Makes the content shown, or a stretch of it, the content of the same place at present.
    void restore();
    void restoreStretch(qint64 from, qint64 to, bool isParagraphs);
    void takeBack(const QString &name);
    // What has been done since the revision shown, as one change that leads to the document at present.
    model::Delta sinceShown() const;
    void apply(const std::function<model::Document(const model::Document &present)> &wanted);
    // Why nothing can be put back; empty: it can.
    QString refusal() const;
    bool isDarkNow() const;

    DocumentPane &m_pane;
    HistoryReader &m_reader;
    Preferences &m_preferences;
    QDockWidget &m_dock;
    QWidget *m_window;
    QPointer<HistoryPanel> m_panel;
    QPointer<HistoryPage> m_page;
    history::Choice m_choice;
    std::vector<HistoryEntry> m_entries;
    Revision m_looked; // up to where the person had seen it before
    std::optional<Revision> m_shown;
    std::optional<Revision> m_base;
    std::optional<qint64> m_wanted; // the paragraph at this place, as soon as the log is here
    QTimer m_play;
};

} // namespace syngraph::ui
