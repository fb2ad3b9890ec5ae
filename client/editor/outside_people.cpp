// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/outside_people.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextEdit>

#include <algorithm>

namespace syngraph::editor {
namespace {

constexpr int kMarkHeight = 3;
constexpr qsizetype kNames = 2; // that a chip tells
constexpr int kPadding = 8;
constexpr int kDot = 8;
constexpr int kDistance = 8; // of a chip from the edges of the view

} // namespace

CaretMarks::CaretMarks(QTextEdit &edit) : QWidget(edit.verticalScrollBar()), m_edit(edit)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    parentWidget()->installEventFilter(this);
    resize(parentWidget()->size());
    QWidget::show();
}

bool CaretMarks::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        resize(parentWidget()->size());
    return QWidget::eventFilter(watched, event);
}

void CaretMarks::show(const QList<RemoteCaret> &carets)
{
    QList<Mark> marks;
    const QScrollBar &bar = *m_edit.verticalScrollBar();
    const bool isAllInView = bar.minimum() == bar.maximum();
    const QTextDocument &document = *m_edit.document();
    // by number of paragraphs where heights are not known: as good as an estimate
    const int lines = std::max(1, document.lastBlock().firstLineNumber() + document.lastBlock().lineCount());
    for (const RemoteCaret &caret : isAllInView ? QList<RemoteCaret>() : carets) {
        const qint64 position = std::min<qint64>(caret.selection.position, document.characterCount() - 1);
        const int line = document.findBlock(int(position)).firstLineNumber();
        marks.append({int(qint64(height() - kMarkHeight) * line / lines), caret.color.rgb()});
    }
    std::ranges::sort(marks, [](const Mark &a, const Mark &b) { return std::pair(a.y, a.color) < std::pair(b.y, b.color); });
    if (std::exchange(m_marks, marks) != marks)
        update();
}

void CaretMarks::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (const Mark &mark : std::as_const(m_marks))
        painter.fillRect(QRect(2, mark.y, width() - 4, kMarkHeight), QColor(mark.color));
}

OutsideChip::OutsideChip(Direction direction, QTextEdit &edit)
    : QAbstractButton(&edit), m_direction(direction), m_edit(edit)
{
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    hide();
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (!m_people.isEmpty())
            Q_EMIT personRequested(m_people.front().id);
    });
}

void OutsideChip::show(const QList<RemoteCaret> &people)
{
    m_people = people;
    if (people.isEmpty()) {
        hide();
        return;
    }
    QStringList names;
    for (qsizetype i = 0; i < std::min(people.size(), kNames); ++i)
        names.append(people[i].name);
    QString text = (m_direction == Direction::Above ? QStringLiteral("↑ ") : QStringLiteral("↓ "))
        + names.join(QStringLiteral(", "));
    if (people.size() > kNames)
        text += QStringLiteral(" +%1").arg(people.size() - kNames);
    if (text != this->text()) {
        setText(text);
        setAccessibleName(m_direction == Direction::Above ? tr("Writing above: %1").arg(names.join(QStringLiteral(", ")))
                                                          : tr("Writing below: %1").arg(names.join(QStringLiteral(", "))));
        setToolTip(tr("Go to %1").arg(people.front().name));
    }
    const QRect view = m_edit.viewport()->geometry();
    const QSize size = sizeHint();
    const int y = m_direction == Direction::Above ? view.top() + kDistance : view.bottom() - kDistance - size.height();
    setGeometry(QRect(QPoint(view.right() - kDistance - size.width(), y), size));
    QWidget::show();
    raise();
}

QSize OutsideChip::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {metrics.horizontalAdvance(text()) + 3 * kPadding + kDot, metrics.height() + 6};
}

void OutsideChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(m_edit.palette().color(QPalette::PlaceholderText));
    painter.setBrush(m_edit.palette().color(underMouse() ? QPalette::Window : QPalette::Base));
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_people.isEmpty() ? QColor() : m_people.front().color);
    painter.drawEllipse(QRectF(kPadding, (height() - kDot) / 2.0, kDot, kDot));
    painter.setPen(m_edit.palette().color(QPalette::Text));
    painter.drawText(rect().adjusted(2 * kPadding + kDot, 0, -kPadding, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
}

} // namespace syngraph::editor
