// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile.h"

#include "ui/history_control.h"
#include "ui/history_page.h"
#include "ui/history_panel.h"

#include <QListWidget>
#include <QMenu>
#include <QTest>
#include <QToolButton>

namespace syngraph::test {

// Two windows of one document, of Anna and of Ben, and the history in hers.
class HistoryWindow : public QObject
{
protected:
    // Each has written something.
    bool begin()
    {
        m_anna = std::make_unique<Profile>();
        if (!m_anna->openNew())
            return false;
        m_anna->program().preferences().setName(QStringLiteral("Ben"));
        m_anna->trigger(ui::ActionId::NewWindow);
        return become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); })
            && write(0, 0, QStringLiteral("from anna")) && write(1, 9, QStringLiteral(" from ben"));
    }
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    editor::RichTextEdit &edit(int window) { return m_anna->pane(window)->edit(); }
    ui::HistoryPage &page() { return *m_anna->window()->findChild<ui::HistoryPage *>(); }
    ui::HistoryControl &control() { return *m_anna->window()->findChild<ui::HistoryControl *>(); }
    QListWidget &list() { return *m_anna->window()->findChild<ui::HistoryPanel *>()->findChild<QListWidget *>(); }
    bool write(int window, qint64 at, const QString &text)
    {
        edit(window).binding().setSelection(editor::Selection::caret(at));
        type(edit(window), text);
        return settle();
    }
    bool settle()
    {
        return become([&] {
            return m_anna->pane(0)->document().facts().pending == 0 && m_anna->pane(1)->document().facts().pending == 0
                && m_anna->shown(0) == m_anna->shown(1);
        });
    }
    Revision head() { return m_anna->pane(0)->document().session().revision(); }
    // The dock, with everything that is committed in it.
    bool openHistory()
    {
        m_anna->window()->actions()[ui::ActionId::History].setChecked(true);
        auto *reader = m_anna->window()->findChild<ui::HistoryReader *>();
        return become([&] { return reader->isRead() && reader->log().head() == head() && list().count() > 0; });
    }
    void choose(int row) { list().setCurrentRow(row); }
    QString shownText() { return page().edit().toPlainText(); }
    bool isStruck(const QString &text)
    {
        const QTextCursor found = page().edit().document()->find(text);
        return !found.isNull() && found.charFormat().fontStrikeOut();
    }
    void restoreBy(const char *what)
    {
        auto *button = page().findChild<QToolButton *>(QStringLiteral("historyRestore"));
        for (QAction *action : button->menu()->actions()) {
            if (action->text().remove(u'&').contains(QLatin1StringView(what)))
                action->trigger();
        }
    }

    std::unique_ptr<Profile> m_anna;
};

} // namespace syngraph::test
