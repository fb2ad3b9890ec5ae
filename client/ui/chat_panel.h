// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/talk_link.h"

#include <QPointer>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;

namespace syngraph::ui {

class RemarkBox;

// What people say to each other beside the document, newest at the bottom. Old ones are shown when asked for. What
// comes while it is seen counts as read.
class ChatPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ChatPanel(QWidget *parent = nullptr);

    // Null: no document.
    void watch(TalkLink *talk);
    void focusBox();
    // Whether a person who looks at the window sees the newest.
    bool isRead() const;
    // The message that is begun and not said; one that was said and is being changed is none.
    QString written() const;
    void setWritten(const QString &text);

Q_SIGNALS:
    // Some time after written() has changed.
    void writtenChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Shown
    {
        protocol::Remark remark;
        bool isMine = false;
        bool isPending = false;
        friend bool operator==(const Shown &, const Shown &) = default;
    };

    void refresh();
    void rebuild();
    void addMessage(const Shown &one, const Shown *before);
    void fillMenu(QMenu &menu, const Shown &one);
    void edit(const protocol::Remark &remark);
    void endEdit();
    void submit(const QString &text);

    QPointer<TalkLink> m_talk;
    QScrollArea *m_area;
    QWidget *m_words = nullptr;
    QLabel *m_hint;
    RemarkBox *m_box;
    QTimer m_writing;
    std::vector<Shown> m_shown;
    std::size_t m_most;
    bool m_isDark = false;
    std::optional<protocol::TalkId> m_edited;
    QString m_aside; // what was begun before an older message was to be changed
};

// Opens the chat, and says how much of it is new.
class ChatButton : public QToolButton
{
    Q_OBJECT

public:
    explicit ChatButton(QWidget *parent = nullptr);

    void setUnread(int count);
    int unread() const { return m_unread; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_unread = 0;
};

} // namespace syngraph::ui
