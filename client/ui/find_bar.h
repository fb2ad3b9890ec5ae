// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/text_search.h"
#include "ui/actions.h"
#include "ui/long_work.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace syngraph::editor {
class RichTextEdit;
}

namespace syngraph::ui {

// Finds and replaces in the edit that is shown: a bar under the page, so that the text stays where it is when it comes. All hits in
// view are marked; they are counted a part at a time, and anew when the document has changed. Finding begins where
// the caret stood when the bar was opened. Belongs to a pane; the edit and the actions must outlive it.
class FindBar : public QFrame
{
    Q_OBJECT

public:
    FindBar(const Actions &actions, editor::RichTextEdit &edit, QWidget *parent);
    ~FindBar() override;

    // Another edit stands in the place of the one before; both must live.
    void lookIn(editor::RichTextEdit &edit);
    // What is looked for; empty: nothing.
    const editor::SearchPattern &pattern() const { return m_pattern; }
    // Offers to go through so many comments that have it, too.
    void setCommentCount(int count);

Q_SIGNALS:
    // Something else is looked for.
    void queried();
    // To the next comment that has it.
    void commentRequested();
    // It may take a while; the window shows it.
    void begun(syngraph::ui::LongWork *work);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void dress();
    QToolButton *addOption(QLayout &row, const char *icon, const QString &tip);
    void addButton(QLayout &row, QAction &action);
    void connectAll(const Actions &actions);
    void watch();
    void open(bool replaces);
    void close();
    void queryChanged();
    void step(editor::SearchDirection direction);
    // For a step, or only because something else is looked for.
    void search(qint64 from, editor::SearchDirection direction, bool isStep);
    void goOnSearching();
    void arrive(const editor::HitSearch &search);
    void replaceOne();
    void replaceAll();
    void replaceAllBeside();
    void tellReplaced(qint64 count);
    // Counts anew.
    void begin();
    void advance();
    void tell();
    void select(const editor::Hit &hit);
    std::optional<editor::Hit> selectedHit() const;

    editor::RichTextEdit *m_edit;
    QLineEdit *m_text;
    QLineEdit *m_replacement;
    QWidget *m_replaceRow;
    QLabel *m_state;
    QPushButton *m_comments;
    QToolButton *m_case = nullptr;
    QToolButton *m_word = nullptr;
    QToolButton *m_expression = nullptr;
    QPushButton *m_replaceOne;
    QPushButton *m_replaceAll;
    editor::SearchPattern m_pattern;
    editor::SearchPass m_pass;
    std::optional<editor::HitSearch> m_search; // for the next hit, which may be far
    bool m_isStep = false;                     // that it is for
    qint64 m_origin = 0;
    bool m_jumps = false; // to the first hit behind the origin, once there is one
    QString m_notice;     // beside the number: wrapped, replaced, why it is no expression
    QPointer<LongWork> m_replacing;
    QTimer m_quiet;   // after a change of the document
    QTimer m_tick;
};

} // namespace syngraph::ui
