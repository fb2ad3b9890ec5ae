// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/thread_card.h"

#include "ui/colors.h"
#include "ui/elided_label.h"
#include "ui/icons.h"
#include "ui/remark_box.h"
#include "ui/remark_text.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace syngraph::ui {
namespace {

constexpr int kPadding = 10;
constexpr int kAvatar = 24;
constexpr qsizetype kShortUnits = 140;
constexpr qint64 kMinuteMs = 60'000;

QToolButton *toolButton(const QString &icon, const QString &tip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(lineIcon(icon));
    button->setIconSize(QSize(16, 16));
    button->setAutoRaise(true);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QString shortened(const QString &text)
{
    const QString line = text.simplified();
    return line.size() <= kShortUnits ? line : line.first(kShortUnits).trimmed() + u'…';
}

QLabel *faintLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

ThreadCard::ThreadCard(TalkLink &talk, const QString &thread, QWidget *parent)
    : QFrame(parent), m_talk(talk), m_thread(thread), m_area(new QScrollArea(this)),
      m_box(new RemarkBox(thread.isEmpty() ? tr("Comment… (@ for a name)") : tr("Reply…"), this)),
      m_buttons(new QWidget(this))
{
    setAccessibleName(isDraft() ? tr("New comment") : tr("Comment"));
    setFocusPolicy(Qt::ClickFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
    column->setSpacing(8);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->viewport()->setAutoFillBackground(false);
    column->addWidget(m_area, 1);
    column->addWidget(m_box);
    addButtons(*column);
    m_area->setVisible(!isDraft());
    m_box->installEventFilter(this);
    connect(m_box, &RemarkBox::submitted, this, &ThreadCard::submit);
    connect(m_box, &RemarkBox::cancelled, this, [this] {
        m_box->clear();
        Q_EMIT finished({});
    });
    connect(m_box, &QPlainTextEdit::textChanged, this, [this] {
        showButtons();
        Q_EMIT resized();
        Q_EMIT writtenChanged();
    });
    refresh();
}

// For those who do not know that Enter says it.
void ThreadCard::addButtons(QBoxLayout &column)
{
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"), m_buttons);
    auto *say = new QPushButton(isDraft() ? tr("Comment") : tr("Reply"), m_buttons);
    say->setObjectName(QStringLiteral("say"));
    say->setToolTip(tr("Enter says it, Shift+Enter begins a new line"));
    cancel->setFlat(true);
    for (QPushButton *button : {cancel, say}) {
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    connect(cancel, &QPushButton::clicked, m_box, &RemarkBox::cancelled);
    connect(say, &QPushButton::clicked, this, [this] {
        if (!written().isEmpty())
            submit(written());
    });
    column.addWidget(m_buttons);
}

void ThreadCard::showButtons()
{
    m_buttons->setVisible(m_box->isVisibleTo(this) && (isDraft() || !written().isEmpty()));
    m_buttons->findChild<QPushButton *>(QStringLiteral("say"))->setEnabled(!written().isEmpty() && (isDraft() || isThere()));
}

bool ThreadCard::isThere() const
{
    const protocol::Thread *thread = m_talk.book().thread(m_thread);
    return thread && !thread->isDeleted;
}

ThreadCard::Content ThreadCard::content() const
{
    Content content;
    const protocol::Thread *thread = m_talk.book().thread(m_thread);
    if (thread)
        content.thread = *thread;
    content.isCurrent = m_isCurrent;
    content.isOrphaned = thread && m_talk.isOrphaned(*thread);
    content.maySpeak = m_talk.maySpeak();
    content.pending = m_talk.feed().pendingCount();
    content.minute = QDateTime::currentMSecsSinceEpoch() / kMinuteMs;
    content.edited = m_edited;
    content.isDark = isDark(palette());
    return content;
}

void ThreadCard::refresh()
{
    m_box->setNames(m_talk.names());
    const Content now = content();
    m_box->setVisible(isDraft() || !written().isEmpty() || (now.isCurrent && now.maySpeak && isThere()));
    showButtons();
    // what is being written in place stays
    const bool isEditing = m_edited && m_content.edited == m_edited && isThere()
        && (m_content.isCurrent == now.isCurrent || isWriting());
    if (isDraft() || now == m_content || isEditing)
        return;
    m_content = now;
    build();
    Q_EMIT resized();
}

void ThreadCard::setCurrent(bool isCurrent)
{
    if (m_isCurrent == isCurrent)
        return;
    m_isCurrent = isCurrent;
    if (!isCurrent && !isWriting())
        m_edited.reset();
    refresh();
    update();
}

int ThreadCard::heightAt(int width, int most) const
{
    const int inner = width - 2 * kPadding;
    int height = 2 * kPadding;
    if (!isDraft() && m_words)
        height += m_words->layout()->heightForWidth(inner);
    if (m_box->isVisibleTo(this))
        height += m_box->sizeHint().height() + (isDraft() ? 0 : 8);
    if (m_buttons->isVisibleTo(this))
        height += m_buttons->sizeHint().height() + 8;
    return std::min(height, most);
}

void ThreadCard::focusBox()
{
    m_box->setFocus();
}

QString ThreadCard::written() const
{
    return m_box->text().trimmed();
}

bool ThreadCard::isWriting() const
{
    return !written().isEmpty() || (m_edited && m_editing && m_editing->text() != m_unedited);
}

void ThreadCard::setWritten(const QString &text)
{
    m_box->setPlainText(text);
    m_box->moveCursor(QTextCursor::End);
}

void ThreadCard::submit(const QString &text)
{
    if (!isDraft() && !isThere())
        return;
    m_box->clear();
    if (isDraft())
        Q_EMIT finished(text);
    else
        m_talk.reply(m_thread, text);
}

void ThreadCard::edit(protocol::TalkId remark)
{
    m_edited = remark;
    refresh();
}

void ThreadCard::build()
{
    delete std::exchange(m_words, new QWidget);
    auto *column = new QVBoxLayout(m_words);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_area->setWidget(m_words);
    m_words->setAutoFillBackground(false);
    if (!m_content.thread)
        return;
    const protocol::Thread &thread = *m_content.thread;
    if (thread.isDeleted) {
        column->addWidget(faintLabel(tr("This thread was deleted. What you have written here can still be copied."), m_words));
        return;
    }
    if (m_content.isOrphaned) {
        column->addWidget(faintLabel(thread.quote.isEmpty() ? tr("Its text was deleted.")
                                                            : tr("About deleted text: “%1”").arg(shortened(thread.quote)), m_words));
    }
    if (thread.resolved)
        column->addWidget(faintLabel(thread.resolved->by.isEmpty() ? tr("Resolved") : tr("Resolved by %1").arg(thread.resolved->by), m_words));
    qsizetype shown = 0;
    for (const protocol::Remark &remark : thread.remarks) {
        if (remark.isDeleted)
            continue;
        if (shown == 0 || m_isCurrent)
            addRemark(remark, shown == 0);
        ++shown;
    }
    if (!m_isCurrent && shown > 1)
        column->addWidget(faintLabel(shown == 2 ? tr("1 reply") : tr("%1 replies").arg(shown - 1), m_words));
    column->addStretch(0);
    setAccessibleDescription(thread.remarks.front().text);
    for (QLabel *label : m_words->findChildren<QLabel *>())
        label->installEventFilter(this);
}

void ThreadCard::addRemark(const protocol::Remark &remark, bool isFirst)
{
    auto *column = qobject_cast<QVBoxLayout *>(m_words->layout());
    const bool isPending = m_talk.feed().isPending(remark.id);
    const bool isMine = m_talk.feed().isMine(remark);
    auto *row = new QHBoxLayout;
    row->setSpacing(7);
    const QString name = !remark.author.isEmpty() ? remark.author : tr("You");
    auto *avatar = new QLabel(m_words);
    avatar->setPixmap(initialsPixmap(name, m_talk.colorOf(remark, isDark(palette())), kAvatar, devicePixelRatioF()));
    row->addWidget(avatar, 0, Qt::AlignTop);
    auto *who = new QVBoxLayout;
    who->setSpacing(0);
    auto *author = new ElidedLabel(m_words);
    author->setText(isMine && !remark.author.isEmpty() ? tr("%1 (you)").arg(name) : name);
    QFont bold = font();
    bold.setBold(true);
    author->setFont(bold);
    who->addWidget(author);
    QString when = isPending ? tr("not sent yet") : timeText(remark.timeMs, QDateTime::currentMSecsSinceEpoch());
    if (remark.editedMs > 0)
        when += tr(" · edited");
    QLabel *time = faintLabel(when, m_words);
    time->setWordWrap(false);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    time->setFont(small);
    who->addWidget(time);
    row->addLayout(who, 1);
    addTools(*row, remark, isFirst);
    column->addLayout(row);
    if (m_content.edited == remark.id) {
        addEditing(remark);
        return;
    }
    column->addWidget(remarkLabel(m_isCurrent ? remark.text : shortened(remark.text), m_talk.names(), m_words));
}

void ThreadCard::addTools(QBoxLayout &row, const protocol::Remark &remark, bool isFirst)
{
    if (!m_content.maySpeak)
        return;
    const protocol::Thread &thread = *m_content.thread;
    if (isFirst) {
        const bool isResolved = thread.resolved.has_value();
        auto *resolve = toolButton(isResolved ? QStringLiteral("undo") : QStringLiteral("check"),
                                   isResolved ? tr("Reopen") : tr("Resolve"), m_words);
        resolve->setObjectName(isResolved ? QStringLiteral("reopen") : QStringLiteral("resolve"));
        connect(resolve, &QToolButton::clicked, this, [this, isResolved] { m_talk.setResolved(m_thread, !isResolved); },
                Qt::QueuedConnection);
        row.addWidget(resolve, 0, Qt::AlignTop);
    }
    const bool mayDelete = m_talk.mayDelete(remark);
    if (!mayDelete || !m_isCurrent)
        return;
    auto *more = toolButton(QStringLiteral("dots"), tr("More"), m_words);
    more->setObjectName(QStringLiteral("remarkMenu"));
    auto *menu = new QMenu(more);
    const auto add = [&](const QString &text, auto act) {
        // queued: what it leads to takes the menu away
        connect(menu->addAction(text), &QAction::triggered, this, act, Qt::QueuedConnection);
    };
    if (m_talk.feed().isMine(remark))
        add(tr("&Edit"), [this, id = remark.id] { edit(id); });
    if (isFirst)
        add(tr("&Delete Thread"), [this] { m_talk.removeThread(m_thread); });
    else
        add(tr("&Delete"), [this, id = remark.id] { m_talk.remove(id); });
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    row.addWidget(more, 0, Qt::AlignTop);
}

void ThreadCard::addEditing(const protocol::Remark &remark)
{
    auto *box = new RemarkBox(tr("Comment"), m_words);
    box->setPlainText(remark.text);
    m_editing = box;
    m_unedited = box->text();
    box->setNames(m_talk.names());
    box->moveCursor(QTextCursor::End);
    m_words->layout()->addWidget(box);
    const auto end = [this, box](const QString &text, protocol::TalkId id) {
        box->disconnect(this);
        m_edited.reset();
        if (!text.isEmpty())
            m_talk.change(id, text);
        refresh();
    };
    connect(box, &RemarkBox::submitted, this, [end, id = remark.id](const QString &text) { end(text, id); }, Qt::QueuedConnection);
    connect(box, &RemarkBox::cancelled, this, [end, id = remark.id] { end({}, id); }, Qt::QueuedConnection);
    connect(box, &QPlainTextEdit::textChanged, this, &ThreadCard::resized);
    box->setFocus();
}

void ThreadCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = isDark(palette()) ? QColor(0xe6, 0xb4, 0x3c) : QColor(0xd9, 0x8c, 0x00);
    painter.setBrush(palette().color(QPalette::Base));
    painter.setPen(QPen(m_isCurrent || isDraft() ? accent : palette().color(QPalette::Mid), m_isCurrent || isDraft() ? 1.6 : 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

void ThreadCard::mousePressEvent(QMouseEvent *event)
{
    event->accept(); // it is not the margin that is meant
    Q_EMIT chosen();
}

void ThreadCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    // later: its children are about to be told as well
    if (event->type() == QEvent::PaletteChange)
        QMetaObject::invokeMethod(this, &ThreadCard::refresh, Qt::QueuedConnection);
}

// Words and box swallow clicks that are meant for the card.
bool ThreadCard::eventFilter(QObject *watched, QEvent *event)
{
    const bool isMeant = event->type() == QEvent::MouseButtonPress || (watched == m_box && event->type() == QEvent::FocusIn);
    if (isMeant && !m_isCurrent)
        QMetaObject::invokeMethod(this, &ThreadCard::chosen, Qt::QueuedConnection);
    return QFrame::eventFilter(watched, event);
}

} // namespace syngraph::ui
