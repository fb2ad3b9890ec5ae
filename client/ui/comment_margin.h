// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/selection.h"
#include "replica/draft_store.h"
#include "ui/thread_card.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace syngraph::ui {

// The comments beside the page, each at the height of its text: cards where there is room for them and the page keeps
// most of the window, else a narrow strip of marks of which one opens its card over the page. Not there while there is
// nothing to show. Text and card show each other: where the caret comes into commented text its card stands out, and
// the text of the card that is looked at is marked. Owned by the pane; talk and edit must outlive it.
class CommentMargin : public QWidget
{
    Q_OBJECT

public:
    CommentMargin(TalkLink &talk, editor::RichTextEdit &edit, QWidget *parent);

    // Off: neither cards nor marks in the text.
    void setOn(bool isOn);
    ThreadFilter filter() const { return m_filter; }
    void setFilter(ThreadFilter filter);
    // Lets the person write about [from, to).
    void beginDraft(editor::Selection about);
    // What is written and not said.
    std::vector<replica::Draft> drafts() const;
    // What was begun in an earlier window goes on.
    void restore(const std::vector<replica::Draft> &drafts);
    // Looks at a thread; empty: at none. With its text in view where it has one.
    void choose(const QString &thread);
    const QString &current() const { return m_current; }
    // Lets the person answer in the thread that is looked at.
    void reply();
    // The thread behind (before) the caret, round the ends.
    void step(int direction);
    bool isNarrow() const { return m_isNarrow; }
    // Those that can be seen.
    std::vector<ThreadCard *> cards() const;

Q_SIGNALS:
    // Some time after drafts() has changed.
    void draftsChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Placed // a card or mark at its text
    {
        QString thread; // empty: the draft
        int wanted = 0; // where its text is, from the top of the margin
        int height = 0;
        int top = 0;
    };

    void connectEdit();
    void refresh();
    void arrangeLater();
    void arrange();
    void fit();
    std::vector<Placed> placed() const;
    std::vector<Placed> listed() const;
    void spread(std::vector<Placed> &all, int top, int bottom) const;
    void showCards(const std::vector<Placed> &all);
    void showPopup(const std::vector<Placed> &all);
    ThreadCard *cardOf(const QString &thread);
    void dropCards(const std::vector<Placed> &all);
    void followCaret();
    void endDraft(const QString &text);
    void markText();
    void fillFilter();
    void moveDraft(const model::Delta &change);
    editor::Selection placeOf(const replica::Draft &draft) const;

    TalkLink &m_talk;
    editor::RichTextEdit &m_edit;
    QWidget *m_head;
    QLabel *m_title;
    QToolButton *m_filterButton;
    QHash<QString, ThreadCard *> m_cards;
    std::vector<Placed> m_marks; // of the narrow strip
    std::optional<editor::Selection> m_draft;
    QString m_current;
    QString m_atCaret; // the thread whose text the caret stands in
    QString m_opened; // over the page; where the window is narrow
    ThreadFilter m_filter = ThreadFilter::Open;
    QTimer m_arrange;
    QTimer m_written;
    int m_scroll = 0; // of a list that belongs to no place
    bool m_isOn = true;
    bool m_isNarrow = false;
};

} // namespace syngraph::ui
