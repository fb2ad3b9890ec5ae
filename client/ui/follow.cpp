// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/follow.h"

#include "ui/colors.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace syngraph::ui {
namespace {

constexpr int kFrame = 3;
constexpr int kPad = 12;
constexpr int kMargin = 40; // of the view's height at which a caret is taken for out of view

class Chip final : public QAbstractButton
{
public:
    explicit Chip(QWidget *parent) : QAbstractButton(parent)
    {
        setFocusPolicy(Qt::NoFocus);
        setCursor(Qt::PointingHandCursor);
    }
    void setColor(const QColor &color)
    {
        m_color = color;
        update();
    }
    QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(text()) + 2 * kPad, fontMetrics().height() + 8};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_color);
        painter.drawRoundedRect(rect().adjusted(0, -8, 0, 0), 8, 8);
        painter.setPen(inkOn(m_color));
        painter.drawText(rect(), Qt::AlignCenter, text());
    }

private:
    QColor m_color;
};

} // namespace

FollowFrame::FollowFrame(QWidget &page) : QWidget(&page), m_chip(new Chip(&page))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    page.installEventFilter(this);
    m_chip->hide();
    m_chip->setToolTip(tr("Stop following"));
    connect(m_chip, &QAbstractButton::clicked, this, &FollowFrame::endRequested);
    connect(this, &QObject::destroyed, m_chip, &QObject::deleteLater);
    hide();
}

void FollowFrame::show(const QString &name, const QColor &color)
{
    m_color = color;
    static_cast<Chip *>(m_chip)->setColor(color);
    m_chip->setText(tr("Following %1 · Esc").arg(name));
    m_chip->setAccessibleName(tr("Following %1; press Escape to stop").arg(name));
    place();
    QWidget::show();
    raise();
    m_chip->show();
    m_chip->raise();
}

void FollowFrame::place()
{
    setGeometry(parentWidget()->rect());
    const QSize size = m_chip->sizeHint();
    m_chip->setGeometry(QRect(QPoint((width() - size.width()) / 2, 0), size));
}

bool FollowFrame::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void FollowFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QPen pen(m_color, kFrame);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    const double half = kFrame / 2.0;
    painter.drawRect(QRectF(rect()).adjusted(half, half, -half, -half));
}

Follow::Follow(DocumentPane &pane, QObject *parent) : QObject(parent), m_pane(pane)
{
    editor::RichTextEdit &edit = pane.edit();
    for (QObject *watched : std::initializer_list<QObject *>{&edit, edit.viewport(), edit.verticalScrollBar()})
        watched->installEventFilter(this);
    connect(&edit.binding(), &editor::DocumentBinding::edited, this, &Follow::stop);
    connect(&pane.link().carets(), &editor::RemoteCarets::moved, this, &Follow::keepInView);
}

Follow::~Follow()
{
    delete m_frame;
}

void Follow::start(qint64 member)
{
    const session::Session &session = m_pane.document().session();
    const auto person = session.people().constFind(member);
    if (person == session.people().constEnd() || member == session.member())
        return;
    stop();
    m_member = member;
    m_frame = new FollowFrame(m_pane.edit());
    connect(m_frame, &FollowFrame::endRequested, this, &Follow::stop, Qt::QueuedConnection);
    m_frame->show(person->name, personColor(*person, isDark(m_pane.edit().palette())));
    m_pane.scrollTo(member);
    m_pane.edit().setFocus();
    Q_EMIT changed();
}

void Follow::stop()
{
    if (m_member == 0)
        return;
    m_member = 0;
    delete m_frame;
    Q_EMIT changed();
}

void Follow::keepInView()
{
    if (m_member == 0)
        return;
    const session::Session &session = m_pane.document().session();
    // while there is no connection nobody has gone
    if (std::holds_alternative<session::Live>(session.link()) && !session.people().contains(m_member)) {
        stop();
        return;
    }
    editor::RichTextEdit &edit = m_pane.edit();
    const QByteArray id = QByteArray::number(m_member);
    const auto carets = m_pane.link().carets().carets();
    for (const editor::RemoteCaret &caret : carets) {
        if (caret.id != id)
            continue;
        QTextCursor there(edit.document());
        there.setPosition(int(std::min<qint64>(caret.selection.position, edit.document()->characterCount() - 1)));
        const QRect place = edit.cursorRect(there);
        if (place.top() < kMargin || place.bottom() > edit.viewport()->height() - kMargin)
            edit.scrollToPosition(caret.selection.position);
    }
}

bool Follow::eventFilter(QObject *watched, QEvent *event)
{
    if (m_member == 0)
        return false;
    const bool isBar = watched == m_pane.edit().verticalScrollBar();
    if (event->type() == QEvent::Wheel || (isBar && event->type() == QEvent::MouseButtonPress)) {
        stop();
    } else if (event->type() == QEvent::KeyPress && watched == &m_pane.edit()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool isModifier = key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt || key == Qt::Key_Meta;
        if (!isModifier)
            stop();
        return key == Qt::Key_Escape;
    }
    return false;
}

} // namespace syngraph::ui
