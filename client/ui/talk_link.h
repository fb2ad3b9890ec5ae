// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/session_driver.h"
#include "editor/rich_text_edit.h"
#include "model/comment_anchors.h"

#include <QObject>
#include <QTimer>

namespace syngraph::ui {

// Which threads a person wants to see.
enum class ThreadFilter { Open, Mine, Resolved, WithoutText };

// The talk of one open document for its window: what was said, where in the text it belongs, and the ways to say more.
// Places are read anew when nothing has happened for a moment, a part at a time. Owns neither driver nor edit; both
// must outlive it.
class TalkLink : public QObject
{
    Q_OBJECT

public:
    TalkLink(client_net::SessionDriver &driver, editor::RichTextEdit &edit, QObject *parent);

    const protocol::TalkBook &book() const;
    const session::TalkFeed &feed() const { return *m_driver.session().talk(); }
    // Whether this person may say anything here.
    bool maySpeak() const;
    bool isOwner() const { return m_driver.session().role() == protocol::Role::Owner; }
    bool mayDelete(const protocol::Remark &remark) const { return feed().isMine(remark) || isOwner(); }
    // Those who could be meant by a name behind an @: who is here, and who has said something.
    QStringList names() const;
    // As others see them now, where somebody of that name is here.
    QColor colorOf(const protocol::Remark &remark, bool isDark) const;
    // Where the text of each thread is; of the document as it was a moment ago.
    const model::CommentAnchors &anchors() const { return m_anchors; }
    // Whether all its text was deleted. Undoing that gives it back.
    bool isOrphaned(const protocol::Thread &thread) const;
    // Not deleted, as the filter says, by their place in the text; those without come last.
    std::vector<const protocol::Thread *> threads(ThreadFilter filter) const;
    // Of what others have said in the chat since it was last read.
    int unreadChat() const { return m_unreadChat; }
    void readChat();
    // Number of the last entry that the person has seen, 0 where none; in another window what comes behind it is news.
    qint64 readTo() const { return m_readTo; }
    void hearSince(qint64 number) { m_heardTo = number; }

    // Begins a thread about [from, to) of the document shown.
    void begin(qint64 from, qint64 to, const QString &text);
    void reply(const QString &thread, const QString &text);
    void change(protocol::TalkId remark, const QString &text);
    void remove(protocol::TalkId remark);
    void setResolved(const QString &thread, bool isResolved);
    // The text is not marked any more either.
    void removeThread(const QString &thread);
    void chat(const QString &text);

Q_SIGNALS:
    // What was said, its places, or rights.
    void changed();
    // Somebody else has said something just now.
    void heard(const syngraph::protocol::TalkEntry &entry);
    // A sentence for the status bar.
    void told(const QString &text);

private:
    std::optional<protocol::TalkId> say(protocol::Say say);
    void look();
    void listen();
    void scanLater();
    void scanSome();

    client_net::SessionDriver &m_driver;
    editor::RichTextEdit &m_edit;
    model::CommentAnchors m_anchors;
    bool m_isScanned = false;
    model::Document m_scanned = model::Document::blank(); // while it is read
    model::CommentAnchors m_found;
    qint64 m_scannedTo = 0;
    QTimer m_quiet;
    QTimer m_tick;
    qint64 m_version = -1;
    QStringList m_authors; // of all that was said
    protocol::Role m_role = protocol::Role::None;
    std::optional<qint64> m_heardTo; // number of the last entry told of
    int m_unreadChat = 0;
    qint64 m_readTo = 0;
};

} // namespace syngraph::ui
