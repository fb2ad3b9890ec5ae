// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/talk_link.h"

#include <QFrame>
#include <QPointer>

class QBoxLayout;
class QScrollArea;
class QVBoxLayout;

namespace syngraph::ui {

class RemarkBox;

// One thread of comments, or the place where a new one is written: a card beside the page, or over it where the window
// is narrow. Short until it is looked at; then all that was said, with a box to answer in. What is being written stays
// while others say more.
class ThreadCard : public QFrame
{
    Q_OBJECT

public:
    // Without a thread: a new one.
    ThreadCard(TalkLink &talk, const QString &thread, QWidget *parent);

    const QString &thread() const { return m_thread; }
    bool isDraft() const { return m_thread.isEmpty(); }
    // Takes what is known of the thread now.
    void refresh();
    void setCurrent(bool isCurrent);
    bool isCurrent() const { return m_isCurrent; }
    // How high it would be, as wide as that.
    int heightAt(int width, int most) const;
    void focusBox();
    // What is written and not said.
    QString written() const;
    // Whether something would be lost without the card: what written() tells, or an own remark that is being changed.
    bool isWriting() const;
    void setWritten(const QString &text);
    void edit(protocol::TalkId remark);

Q_SIGNALS:
    // The person looks at it.
    void chosen();
    // A new thread: its first words. Empty: given up.
    void finished(const QString &text);
    // Its height is another one.
    void resized();
    // What is written is something else.
    void writtenChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Content // what is shown; another one is built anew
    {
        std::optional<protocol::Thread> thread;
        bool isCurrent = false;
        bool isOrphaned = false;
        bool maySpeak = false;
        qint64 pending = 0;
        qint64 minute = 0; // times are told in minutes
        std::optional<protocol::TalkId> edited;
        bool isDark = false;
        friend bool operator==(const Content &, const Content &) = default;
    };

    // Whether there is a thread that can be answered in.
    bool isThere() const;
    Content content() const;
    void build();
    void addRemark(const protocol::Remark &remark, bool isFirst);
    void addTools(QBoxLayout &row, const protocol::Remark &remark, bool isFirst);
    void addEditing(const protocol::Remark &remark);
    void addButtons(QBoxLayout &column);
    void showButtons();
    void submit(const QString &text);

    TalkLink &m_talk;
    QString m_thread;
    Content m_content;
    bool m_isCurrent = false;
    std::optional<protocol::TalkId> m_edited;
    QPointer<RemarkBox> m_editing; // where
    QString m_unedited;            // what was there
    QScrollArea *m_area;
    QWidget *m_words = nullptr;
    RemarkBox *m_box;
    QWidget *m_buttons;
};

} // namespace syngraph::ui
