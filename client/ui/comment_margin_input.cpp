// SPDX-License-Identifier: GPL-3.0-or-later
// The part of CommentMargin that follows the person.
#include "ui/colors.h"
#include "ui/comment_margin.h"
#include "ui/icons.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr int kMark = 26;
constexpr int kStrip = 36;
constexpr int kWrittenMs = 300;
constexpr qint64 kAboutUnits = 200;

} // namespace

std::vector<ThreadCard *> CommentMargin::cards() const
{
    std::vector<ThreadCard *> all;
    for (ThreadCard *card : m_cards) {
        if (card->isVisible())
            all.push_back(card);
    }
    std::ranges::sort(all, {}, [](const ThreadCard *card) { return card->y(); });
    return all;
}

ThreadCard *CommentMargin::cardOf(const QString &thread)
{
    ThreadCard *&card = m_cards[thread];
    if (card)
        return card;
    card = new ThreadCard(m_talk, thread, this);
    connect(card, &ThreadCard::resized, this, &CommentMargin::arrangeLater);
    connect(card, &ThreadCard::writtenChanged, this, [this] {
        if (!m_written.isActive())
            m_written.start(kWrittenMs);
    });
    connect(card, &ThreadCard::chosen, this, [this, thread] {
        if (!thread.isEmpty() && thread != m_current)
            choose(thread);
    });
    // queued: it may be the card itself that goes
    connect(card, &ThreadCard::finished, this, [this, thread](const QString &text) {
        if (thread.isEmpty()) {
            endDraft(text);
        } else {
            choose({});
            m_edit.setFocus();
        }
    }, Qt::QueuedConnection);
    return card;
}

// What somebody has begun to write is not thrown away because its text went out of view.
void CommentMargin::dropCards(const std::vector<Placed> &all)
{
    for (auto it = m_cards.begin(); it != m_cards.end();) {
        const bool isWanted = std::ranges::find(all, it.key(), &Placed::thread) != all.end();
        const bool isKept = (it.key().isEmpty() && m_draft) || (*it)->isWriting();
        if (isWanted) {
            ++it;
        } else if (isKept) {
            (*it)->hide();
            ++it;
        } else {
            (*it)->hide();
            (*it)->deleteLater();
            it = m_cards.erase(it);
        }
    }
}

void CommentMargin::beginDraft(editor::Selection about)
{
    m_draft = about;
    m_current.clear();
    m_filter = ThreadFilter::Open;
    refresh();
    arrange();
    if (isVisible()) {
        cardOf({})->focusBox();
        arrange();
    }
}

void CommentMargin::endDraft(const QString &text)
{
    if (!m_draft)
        return;
    const editor::Selection about = *std::exchange(m_draft, std::nullopt);
    if (!text.isEmpty())
        m_talk.begin(about.start(), about.end(), text);
    refresh();
    arrange();
    m_edit.setFocus();
}

std::vector<replica::Draft> CommentMargin::drafts() const
{
    std::vector<replica::Draft> drafts;
    for (auto card = m_cards.begin(); card != m_cards.end(); ++card) {
        const QString text = (*card)->written();
        if (text.isEmpty() || (card.key().isEmpty() && !m_draft))
            continue;
        replica::Draft draft{card.key(), text, 0, 0, {}, {}};
        if (card.key().isEmpty()) {
            draft.from = m_draft->start();
            draft.to = m_draft->end();
            draft.about = m_edit.binding().mirror().text(draft.from, std::min(draft.to, draft.from + kAboutUnits));
        }
        drafts.push_back(draft);
    }
    return drafts;
}

// Of several new ones the longest goes on; there is one place for them.
void CommentMargin::restore(const std::vector<replica::Draft> &drafts)
{
    for (const replica::Draft &draft : drafts) {
        ThreadCard *card = cardOf(draft.thread);
        if (draft.text.size() <= card->written().size())
            continue;
        if (draft.thread.isEmpty())
            m_draft = placeOf(draft);
        card->setWritten(draft.text);
    }
    refresh();
}

// Where the words are that it is about; nearest to where they were.
editor::Selection CommentMargin::placeOf(const replica::Draft &draft) const
{
    const model::Document &mirror = m_edit.binding().mirror();
    const qint64 last = mirror.length() - 1;
    const qint64 from = std::min(draft.from, last);
    const qint64 length = draft.to - draft.from;
    const auto at = [&](qint64 position) { return editor::Selection{position, std::min(position + length, last)}; };
    if (draft.about.isEmpty() || mirror.text(from, std::min(from + draft.about.size(), last)) == draft.about)
        return at(from);
    const QString all = mirror.text(0, mirror.length());
    const qint64 behind = all.indexOf(draft.about, from);
    const qint64 before = all.lastIndexOf(draft.about, from);
    if (behind < 0 && before < 0)
        return at(from);
    return at(behind >= 0 && (before < 0 || behind - from < from - before) ? behind : before);
}

void CommentMargin::choose(const QString &thread)
{
    m_current = thread;
    m_opened = thread;
    const auto anchor = thread.isEmpty() ? m_talk.anchors().end() : m_talk.anchors().find(protocol::threadKey(thread));
    if (anchor != m_talk.anchors().end()) {
        const qint64 last = m_edit.binding().mirror().length() - 1;
        const QTextCursor there = [&] {
            QTextCursor cursor(m_edit.document());
            cursor.setPosition(int(std::min(anchor->second.position, last)));
            return cursor;
        }();
        const QRect place = m_edit.cursorRect(there);
        if (place.top() < 0 || place.bottom() > m_edit.viewport()->height())
            m_edit.scrollToPosition(std::min(anchor->second.position, last));
    }
    for (ThreadCard *card : std::as_const(m_cards))
        card->setCurrent(card->isDraft() || card->thread() == thread);
    markText();
    arrange();
}

void CommentMargin::reply()
{
    choose(m_current);
    if (!m_current.isEmpty() && isVisible())
        cardOf(m_current)->focusBox();
}

void CommentMargin::step(int direction)
{
    const auto threads = m_talk.threads(m_filter);
    if (threads.empty())
        return;
    const auto placeOf = [this](const protocol::Thread *thread) {
        const auto anchor = m_talk.anchors().find(protocol::threadKey(thread->name));
        return anchor == m_talk.anchors().end() ? std::numeric_limits<qint64>::max() : anchor->second.position;
    };
    const auto count = std::ssize(threads);
    const auto known = std::ranges::find(threads, m_current, &protocol::Thread::name);
    std::ptrdiff_t next = 0;
    if (known != threads.end()) {
        next = (known - threads.begin() + direction + count) % count;
    } else {
        const qint64 caret = m_edit.binding().selection().position;
        const auto behind = std::ranges::find_if(threads, [&](const auto *thread) { return placeOf(thread) >= caret; });
        next = (behind - threads.begin() + (direction < 0 ? count - 1 : 0)) % count;
    }
    const protocol::Thread *chosen = threads[std::size_t(next)];
    if (placeOf(chosen) < m_edit.binding().mirror().length())
        m_edit.binding().setSelection(editor::Selection::caret(placeOf(chosen)));
    choose(chosen->name);
}

// Of threads that overlap, the one that begins last is meant.
void CommentMargin::followCaret()
{
    if (!m_isOn || m_draft || m_edit.textCursor().hasSelection())
        return;
    const qint64 position = m_edit.binding().selection().position;
    const auto keys = model::commentKeysAt(m_edit.binding().mirror(), std::min(position, m_edit.binding().mirror().length() - 1));
    QString found;
    for (const protocol::Thread *thread : m_talk.threads(m_filter)) {
        if (std::ranges::count(keys, protocol::threadKey(thread->name)) > 0)
            found = thread->name;
    }
    // a card that was chosen is looked at until the caret comes to other commented text, or leaves it
    if (found == std::exchange(m_atCaret, found) || found == m_current)
        return;
    m_current = found;
    if (found.isEmpty())
        m_opened.clear();
    markText();
    arrangeLater();
}

bool CommentMargin::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
            fit();
        arrangeLater();
        return false;
    }
    if (watched == &m_edit) {
        if (event->type() == QEvent::HideToParent || event->type() == QEvent::ShowToParent)
            refresh();
        return false;
    }
    if (watched == m_head) {
        // cards that give way to another one go behind it
        if (event->type() == QEvent::Paint)
            QPainter(m_head).fillRect(m_head->rect(), m_edit.palette().color(QPalette::Window));
        return false;
    }
    // whoever points at commented text wants to read what was said about it
    if (event->type() == QEvent::MouseButtonRelease && !m_draft && !m_edit.textCursor().hasSelection()) {
        m_current = m_atCaret;
        m_opened = m_atCaret;
        markText();
        arrangeLater();
    }
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        arrangeLater();
    return false;
}

void CommentMargin::mousePressEvent(QMouseEvent *event)
{
    const int y = event->position().toPoint().y();
    for (const Placed &mark : m_marks) {
        if (y >= mark.top && y < mark.top + mark.height && !mark.thread.isEmpty()) {
            choose(m_opened == mark.thread ? QString() : mark.thread);
            return;
        }
    }
    if (!m_draft)
        choose({});
}

void CommentMargin::wheelEvent(QWheelEvent *event)
{
    if (m_filter == ThreadFilter::WithoutText && !m_draft) {
        m_scroll = std::max(0, m_scroll - event->angleDelta().y() / 2);
        arrangeLater();
        return;
    }
    QCoreApplication::sendEvent(m_edit.verticalScrollBar(), event);
}

void CommentMargin::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_edit.palette().color(QPalette::Window));
    if (!m_isNarrow)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const bool dark = isDark(palette());
    for (const Placed &mark : m_marks) {
        const protocol::Thread *thread = m_talk.book().thread(mark.thread);
        const bool isCurrent = mark.thread.isEmpty() || mark.thread == m_current;
        const QRectF box((kStrip - kMark) / 2.0, mark.top, kMark, kMark);
        painter.setPen(Qt::NoPen);
        const QColor accent = dark ? QColor(0xe6, 0xb4, 0x3c) : QColor(0xd9, 0x8c, 0x00);
        painter.setBrush(isCurrent ? accent : mixed(palette().color(QPalette::Base), accent, 0.22));
        painter.drawRoundedRect(box, 7, 7);
        const QColor ink = isCurrent ? inkOn(accent) : palette().color(QPalette::WindowText);
        const auto count = thread ? std::ranges::count(thread->remarks, false, &protocol::Remark::isDeleted) : 0;
        if (count > 1) {
            painter.setPen(ink);
            painter.drawText(box, Qt::AlignCenter, QString::number(count));
        } else {
            painter.drawPixmap(box.topLeft() + QPointF(5, 5), linePixmap(QStringLiteral("comment"), ink, 16, devicePixelRatioF()));
        }
    }
}

} // namespace syngraph::ui
