// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat_panel.h"

#include "ui/colors.h"
#include "ui/icons.h"
#include "ui/remark_box.h"
#include "ui/remark_text.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace syngraph::ui {
namespace {

constexpr std::size_t kMostAtFirst = 100;
constexpr int kAvatar = 24;
constexpr int kWrittenMs = 500;
constexpr int kMargin = 10;
constexpr qint64 kTogetherMs = 5 * 60'000; // said in one go: name and time once

QString dayText(const QDate &day)
{
    const QDate today = QDate::currentDate();
    if (day == today)
        return ChatPanel::tr("Today");
    if (day == today.addDays(-1))
        return ChatPanel::tr("Yesterday");
    return QLocale().toString(day, QLocale::LongFormat);
}

QDate dayOf(qint64 timeMs)
{
    return timeMs == 0 ? QDate::currentDate() : QDateTime::fromMSecsSinceEpoch(timeMs).date();
}

} // namespace

ChatPanel::ChatPanel(QWidget *parent)
    : QWidget(parent), m_area(new QScrollArea(this)), m_hint(new QLabel(this)), m_box(new RemarkBox(tr("Message…"), this)),
      m_most(kMostAtFirst)
{
    setObjectName(QStringLiteral("chat"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setBackgroundRole(QPalette::Base);
    column->addWidget(m_area, 1);
    m_hint->setWordWrap(true);
    m_hint->setContentsMargins(kMargin, 4, kMargin, 4);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(m_hint);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(kMargin, 6, kMargin, kMargin);
    row->addWidget(m_box);
    column->addLayout(row);
    m_writing.setSingleShot(true);
    connect(&m_writing, &QTimer::timeout, this, &ChatPanel::writtenChanged);
    connect(m_box, &RemarkBox::textChanged, this, [this] {
        if (!m_writing.isActive())
            m_writing.start(kWrittenMs);
    });
    connect(m_box, &RemarkBox::submitted, this, &ChatPanel::submit);
    connect(m_box, &RemarkBox::cancelled, this, [this] {
        if (m_edited)
            endEdit();
        else
            m_box->clear();
    });
    // what is new is seen, unless the person has gone back to look at something
    connect(m_area->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (m_talk && isRead())
            m_talk->readChat();
    });
    watch(nullptr);
}

void ChatPanel::watch(TalkLink *talk)
{
    if (m_talk)
        m_talk->disconnect(this);
    m_talk = talk;
    m_most = kMostAtFirst;
    m_edited.reset();
    m_aside.clear();
    m_box->clear();
    m_shown.clear();
    rebuild();
    if (!talk)
        return;
    connect(talk, &TalkLink::changed, this, &ChatPanel::refresh);
    refresh();
}

void ChatPanel::focusBox()
{
    m_box->setFocus();
}

QString ChatPanel::written() const
{
    return m_edited ? m_aside : m_box->text();
}

void ChatPanel::setWritten(const QString &text)
{
    m_box->setPlainText(text);
    m_box->moveCursor(QTextCursor::End);
}

bool ChatPanel::isRead() const
{
    const QScrollBar *bar = m_area->verticalScrollBar();
    return isVisible() && window()->isActiveWindow() && bar->value() >= bar->maximum() - kMargin;
}

void ChatPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    QTimer::singleShot(0, this, [this] { m_area->verticalScrollBar()->setValue(m_area->verticalScrollBar()->maximum()); });
}

bool ChatPanel::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::WindowActivate && m_talk && isRead())
        m_talk->readChat();
    return done;
}

void ChatPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || isDark(palette()) == m_isDark)
        return;
    m_isDark = isDark(palette());
    // later: what is shown is about to be told as well
    QMetaObject::invokeMethod(this, &ChatPanel::rebuild, Qt::QueuedConnection);
}

void ChatPanel::refresh()
{
    if (!m_talk || !isVisible())
        return;
    m_box->setNames(m_talk->names());
    m_box->setEnabled(m_talk->maySpeak());
    std::vector<Shown> shown;
    for (const protocol::Remark &remark : m_talk->book().chat()) {
        if (!remark.isDeleted)
            shown.push_back({remark, m_talk->feed().isMine(remark), m_talk->feed().isPending(remark.id)});
    }
    const QString hint = m_edited ? tr("You are changing a message · Esc leaves it as it was.")
        : !m_talk->maySpeak()     ? tr("You may read here; ask the owner to be able to write.")
        : shown.empty()           ? tr("Say something to everybody in this document.")
                                  : QString();
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    if (shown == m_shown)
        return;
    const QScrollBar *bar = m_area->verticalScrollBar();
    const bool isAtEnd = bar->value() >= bar->maximum() - kMargin;
    const bool isMine = !shown.empty() && shown.back().isPending;
    m_shown = std::move(shown);
    rebuild();
    if (isAtEnd || isMine) {
        // when it has been laid out
        QTimer::singleShot(0, this, [this] {
            m_area->verticalScrollBar()->setValue(m_area->verticalScrollBar()->maximum());
            if (m_talk && isRead())
                m_talk->readChat();
        });
    }
}

void ChatPanel::rebuild()
{
    const int place = m_area->verticalScrollBar()->value();
    delete m_area->takeWidget();
    m_words = new QWidget;
    m_words->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(m_words);
    column->setContentsMargins(kMargin, kMargin, kMargin, 4);
    column->setSpacing(3);
    column->addStretch(1);
    const std::size_t first = m_shown.size() > m_most ? m_shown.size() - m_most : 0;
    if (first > 0) {
        auto *older = new QPushButton(tr("Show Earlier Messages"), m_words);
        older->setFlat(true);
        connect(older, &QPushButton::clicked, this, [this] {
            m_most += kMostAtFirst;
            rebuild();
        }, Qt::QueuedConnection);
        column->addWidget(older);
    }
    for (std::size_t i = first; i < m_shown.size(); ++i)
        addMessage(m_shown[i], i > first ? &m_shown[i - 1] : nullptr);
    m_area->setWidget(m_words);
    m_area->verticalScrollBar()->setValue(place);
}

void ChatPanel::addMessage(const Shown &one, const Shown *before)
{
    auto *column = qobject_cast<QVBoxLayout *>(m_words->layout());
    const protocol::Remark &remark = one.remark;
    const QDate day = dayOf(remark.timeMs);
    const bool isNewDay = !before || dayOf(before->remark.timeMs) != day;
    if (isNewDay) {
        auto *label = new QLabel(dayText(day), m_words);
        label->setAlignment(Qt::AlignCenter);
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setContentsMargins(0, 6, 0, 2);
        column->addWidget(label);
    }
    const bool goesOn = !isNewDay && before->remark.person == remark.person && before->isPending == one.isPending
        && remark.timeMs - before->remark.timeMs < kTogetherMs;
    const QString name = remark.author.isEmpty() ? tr("You") : remark.author;
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *avatar = new QLabel(m_words);
    avatar->setFixedWidth(kAvatar);
    if (!goesOn)
        avatar->setPixmap(initialsPixmap(name, m_talk->colorOf(remark, isDark(palette())), kAvatar, devicePixelRatioF()));
    row->addWidget(avatar, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    if (!goesOn) {
        const QString faint = palette().color(QPalette::PlaceholderText).name();
        const QString time = one.isPending ? tr("not sent yet")
                                           : QLocale().toString(QDateTime::fromMSecsSinceEpoch(remark.timeMs).time(), QLocale::ShortFormat);
        auto *head = new QLabel(QStringLiteral("<b>%1</b>&nbsp; <span style='color:%2'>%3</span>")
                                    .arg(name.toHtmlEscaped(), faint, time.toHtmlEscaped()), m_words);
        head->setTextFormat(Qt::RichText);
        words->addWidget(head);
    }
    QLabel *text = remarkLabel(remark.text, m_talk->names(), m_words);
    if (remark.editedMs > 0)
        text->setToolTip(tr("Edited"));
    text->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(text, &QLabel::customContextMenuRequested, this, [this, text, one](const QPoint &place) {
        QMenu menu(text);
        fillMenu(menu, one);
        if (!menu.isEmpty())
            menu.exec(text->mapToGlobal(place));
    });
    words->addWidget(text);
    row->addLayout(words, 1);
    row->setContentsMargins(0, goesOn ? 0 : 6, 0, 0);
    column->addLayout(row);
}

void ChatPanel::fillMenu(QMenu &menu, const Shown &one)
{
    const protocol::Remark &remark = one.remark;
    if (one.isMine)
        connect(menu.addAction(tr("&Edit")), &QAction::triggered, this, [this, remark] { edit(remark); });
    if (m_talk && m_talk->mayDelete(remark)) {
        connect(menu.addAction(tr("&Delete")), &QAction::triggered, this,
                [this, id = remark.id] { m_talk->remove(id); }, Qt::QueuedConnection);
    }
}

void ChatPanel::edit(const protocol::Remark &remark)
{
    if (!m_edited)
        m_aside = m_box->text();
    m_edited = remark.id;
    setWritten(remark.text);
    m_box->setFocus();
    refresh();
}

// What was begun before goes on.
void ChatPanel::endEdit()
{
    m_edited.reset();
    setWritten(std::exchange(m_aside, {}));
    refresh();
}

void ChatPanel::submit(const QString &text)
{
    if (!m_talk)
        return;
    if (const auto edited = m_edited) {
        endEdit();
        m_talk->change(*edited, text);
    } else {
        m_box->clear();
        m_talk->chat(text);
    }
}

ChatButton::ChatButton(QWidget *parent) : QToolButton(parent)
{
    setObjectName(QStringLiteral("chatButton"));
    setIcon(lineIcon(QStringLiteral("chat")));
    setIconSize(QSize(20, 20));
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setUnread(0);
}

void ChatButton::setUnread(int count)
{
    m_unread = count;
    const QString text = count > 0 ? tr("Chat: %n new", nullptr, count) : tr("Chat");
    setToolTip(text);
    setAccessibleName(text);
    update();
}

void ChatButton::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    if (m_unread == 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF dot(width() - 15, 0, 15, 15);
    const QColor ground = toneColor(Tone::Bad, isDark(palette()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawEllipse(dot);
    QFont small = font();
    small.setPixelSize(10);
    small.setBold(true);
    painter.setFont(small);
    painter.setPen(inkOn(ground));
    painter.drawText(dot, Qt::AlignCenter, m_unread > 9 ? QStringLiteral("9+") : QString::number(m_unread));
}

} // namespace syngraph::ui
