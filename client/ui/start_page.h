// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/discovery_browser.h"
#include "ui/preferences.h"

#include <QScrollArea>

#include <functional>

class QBoxLayout;
class QLabel;
class QVBoxLayout;

namespace syngraph::ui {

// What a window shows before it has a document: the ways to one, who is in this network, what was open lately, and what
// waits to be rescued after a crash.
class StartPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    void showRecents(const std::vector<Recent> &recents);
    // Documents whose changes were left behind by an editor that ended without closing them.
    void showRescued(const std::vector<Recent> &documents);
    // Who says in this network that he is there, as it changes, but for the server of that id, which is this person's
    // own. The browser outlives the page.
    using OwnId = std::function<QByteArray()>;
    void showNearby(const client_net::DiscoveryBrowser &browser, OwnId ownId = [] { return QByteArray(); });
    // Why nothing happened; empty hides it.
    void showProblem(const QString &text);

Q_SIGNALS:
    void newRequested();
    // letter, minutes, article, checklist
    void templateRequested(const QString &name);
    void openRequested();
    void documentsRequested();
    void joinRequested();
    // A card of somebody nearby.
    void nearbyRequested(const QString &address, const syngraph::announcement::Announcement &said);
    void recentRequested(const syngraph::ui::Recent &recent);
    void recentRemoved(syngraph::DocumentId document);
    void recentPinned(syngraph::DocumentId document, bool isPinned);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeWays();
    QLayout *makeTemplates();
    void fillRows();
    void fillNearby(const client_net::DiscoveryBrowser &browser, const QByteArray &ownId);
    void addNearby(const client_net::DiscoveryBrowser::Server &server);
    QWidget *makeRow(const Recent &recent);
    void addWay(QVBoxLayout &column, const char *icon, const QString &text, const QString &hint,
                void (StartPage::*wanted)());

    QBoxLayout *m_columns = nullptr;
    QVBoxLayout *m_rows;
    QVBoxLayout *m_rescued;
    QVBoxLayout *m_nearby;
    std::vector<Recent> m_recents;
    std::vector<Recent> m_rescuedDocuments;
    QLabel *m_empty;
    QLabel *m_problem;
};

} // namespace syngraph::ui
