// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quiet_notice.h"

#include <QAccessible>
#include <QEvent>
#include <QPainter>

namespace syngraph::ui {
namespace {

constexpr int kShownMs = 4000;
constexpr int kDistance = 18; // from the lower edge

} // namespace

void announce(QWidget &speaker, const QString &words)
{
    speaker.setAccessibleName(words);
    QAccessibleEvent alert(&speaker, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QuietNotice::QuietNotice(QWidget &page) : QLabel(&page)
{
    setObjectName(QStringLiteral("quietNotice"));
    setTextFormat(Qt::PlainText);
    setContentsMargins(14, 6, 14, 6);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    page.installEventFilter(this);
    m_gone.setSingleShot(true);
    connect(&m_gone, &QTimer::timeout, this, &QWidget::hide);
    hide();
}

void QuietNotice::say(const QString &words)
{
    setText(words);
    place();
    show();
    raise();
    m_gone.start(kShownMs);
    announce(*this, words);
}

void QuietNotice::place()
{
    const QRect page = parentWidget()->rect();
    const QSize size = sizeHint().boundedTo(page.size());
    setGeometry(QRect(QPoint((page.width() - size.width()) / 2, page.bottom() - kDistance - size.height()), size));
}

bool QuietNotice::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QLabel::eventFilter(watched, event);
}

void QuietNotice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::WindowText));
    painter.drawRoundedRect(rect(), 9, 9);
    painter.setPen(palette().color(QPalette::Window));
    painter.drawText(rect(), Qt::AlignCenter, text());
}

} // namespace syngraph::ui
