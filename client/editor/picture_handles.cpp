// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/picture_handles.h"

#include "editor/lazy_layout.h"
#include "editor/rich_text_edit.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

#include <array>

namespace syngraph::editor {
namespace {

constexpr int kHandle = 9;   // pixels of a side
constexpr int kReach = 14;   // in which a press takes hold of it
constexpr int kLeast = 12;   // pixels of a picture
constexpr int kRoom = kReach / 2 + 1;

} // namespace

PictureHandles::PictureHandles(RichTextEdit &edit) : QWidget(edit.viewport()), m_edit(edit)
{
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    setCursor(Qt::IBeamCursor);
    hide();
    edit.installEventFilter(this);
    edit.viewport()->installEventFilter(this);
    connect(&edit, &QTextEdit::selectionChanged, this, &PictureHandles::follow);
    connect(&edit, &QTextEdit::cursorPositionChanged, this, &PictureHandles::follow);
    connect(edit.verticalScrollBar(), &QScrollBar::valueChanged, this, &PictureHandles::follow);
    connect(&edit.binding(), &DocumentBinding::changed, this, &PictureHandles::follow);
    const auto watch = [this] {
        connect(&m_edit.binding().layout(), &LazyLayout::arranged, this, &PictureHandles::follow);
        follow();
    };
    connect(&edit.binding(), &DocumentBinding::documentCreated, this, watch);
    watch();
}

PictureHandles::~PictureHandles() = default;

QRect PictureHandles::boxOf(qint64 position) const
{
    const auto picture = pictureAt(m_edit.binding().mirror(), position);
    const QTextBlock block = m_edit.document()->findBlock(int(position));
    if (!picture || !block.isValid() || position >= m_edit.document()->characterCount() - 1)
        return {};
    const LazyLayout &layout = m_edit.binding().layout();
    const LazyLayout::Glance glance(layout);
    if (!layout.shaped().isShaped(block))
        return {};
    const int inside = int(position) - block.position();
    const QTextLine line = block.layout()->lineForTextPosition(inside);
    if (!line.isValid())
        return {};
    const QPointF corner = layout.blockBoundingRect(block).topLeft()
        - QPointF(m_edit.horizontalScrollBar()->value(), m_edit.verticalScrollBar()->value());
    const qreal left = line.cursorToX(inside);
    const qreal right = line.cursorToX(inside + 1);
    QTextCursor behind(m_edit.document());
    behind.setPosition(int(position) + 1);
    auto *handler = layout.handlerForObject(QTextFormat::ImageObject);
    const QSizeF size = handler ? handler->intrinsicSize(m_edit.document(), int(position), behind.charFormat()) : QSizeF();
    const qreal top = line.y() + line.ascent() - size.height();
    return QRectF(corner.x() + std::min(left, right), corner.y() + top, std::abs(right - left), size.height()).toRect();
}

qint64 PictureHandles::pictureUnder(const QPoint &point) const
{
    const qint64 near = m_edit.cursorForPosition(point).position();
    for (const qint64 position : {near - 1, near}) {
        if (boxOf(position).contains(point))
            return position;
    }
    return -1;
}

// Changes of pictures can't be proposed.
bool PictureHandles::isChangeable() const
{
    return !m_edit.isReadOnly() && !m_edit.binding().isProposing();
}

void PictureHandles::follow()
{
    if (m_edit.binding().isOpening()) {
        hide();
        return;
    }
    const auto picture = pictureIn(m_edit.binding().mirror(), m_edit.binding().selection());
    m_position = picture ? picture->position : -1;
    m_box = picture ? boxOf(m_position) : QRect();
    if (m_box.isEmpty()) {
        m_pull.reset();
        hide();
        return;
    }
    place(m_pull ? QRect(m_box.topLeft(), m_pull->now) : m_box);
    show();
}

void PictureHandles::place(const QRect &box)
{
    setGeometry(box.adjusted(-kRoom, -kRoom, kRoom, kRoom));
    update();
}

QRect PictureHandles::frame() const
{
    return rect().adjusted(kRoom, kRoom, -kRoom, -kRoom);
}

QPoint PictureHandles::placeOf(Corner corner, const QRect &frame) const
{
    switch (corner) {
    case Corner::TopLeft: return frame.topLeft();
    case Corner::TopRight: return frame.topRight();
    case Corner::BottomLeft: return frame.bottomLeft();
    default: return frame.bottomRight();
    }
}

PictureHandles::Corner PictureHandles::cornerAt(const QPoint &point) const
{
    if (!isChangeable())
        return Corner::None;
    for (const Corner corner : {Corner::BottomRight, Corner::BottomLeft, Corner::TopRight, Corner::TopLeft}) {
        const QPoint distance = placeOf(corner, frame()) - point;
        if (std::max(std::abs(distance.x()), std::abs(distance.y())) <= kReach / 2)
            return corner;
    }
    return Corner::None;
}

void PictureHandles::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = m_edit.palette().color(QPalette::Link);
    painter.setPen(QPen(color, 2));
    painter.drawRect(frame());
    if (!isChangeable())
        return;
    painter.setPen(QPen(color, 1));
    painter.setBrush(m_edit.palette().color(QPalette::Base));
    for (const Corner corner : {Corner::TopLeft, Corner::TopRight, Corner::BottomLeft, Corner::BottomRight}) {
        QRect handle(0, 0, kHandle, kHandle);
        handle.moveCenter(placeOf(corner, frame()));
        painter.drawRect(handle);
    }
}

bool PictureHandles::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit.viewport() && event->type() == QEvent::MouseButtonPress) {
        auto *press = static_cast<QMouseEvent *>(event);
        const qint64 position = press->button() == Qt::LeftButton && !press->modifiers() ? pictureUnder(press->position().toPoint()) : -1;
        if (position < 0)
            return false;
        m_edit.setFocus(Qt::MouseFocusReason);
        m_edit.binding().setSelection({position, position + 1});
        return true;
    }
    if (watched == m_edit.viewport() && event->type() == QEvent::Resize)
        follow();
    if (watched == &m_edit && event->type() == QEvent::KeyPress && m_pull
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        letGo(false);
        return true;
    }
    return false;
}

// Elsewhere on the picture a press is the page's.
void PictureHandles::mousePressEvent(QMouseEvent *event)
{
    const Corner corner = cornerAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || corner == Corner::None) {
        event->ignore();
        return;
    }
    m_pull = Pull{corner, mapToParent(event->position().toPoint()), m_box.size(), m_box.size()};
}

void PictureHandles::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_pull) {
        const Corner corner = cornerAt(event->position().toPoint());
        const bool falls = corner == Corner::TopLeft || corner == Corner::BottomRight;
        setCursor(corner == Corner::None ? Qt::ArrowCursor : falls ? Qt::SizeFDiagCursor : Qt::SizeBDiagCursor);
        return;
    }
    const QPoint moved = mapToParent(event->position().toPoint()) - m_pull->from;
    const bool isLeft = m_pull->corner == Corner::TopLeft || m_pull->corner == Corner::BottomLeft;
    const bool isTop = m_pull->corner == Corner::TopLeft || m_pull->corner == Corner::TopRight;
    const QSize before = m_pull->before;
    // by whichever side was pulled further
    const double wider = double(before.width() + (isLeft ? -moved.x() : moved.x())) / before.width();
    const double higher = double(before.height() + (isTop ? -moved.y() : moved.y())) / before.height();
    const int room = std::max(kLeast, m_edit.viewport()->width() - 2 * m_box.left());
    const double most = double(std::max(room, before.width())) / before.width();
    const double least = double(kLeast) / std::min(before.width(), before.height());
    const double factor = std::clamp(std::abs(wider - 1) > std::abs(higher - 1) ? wider : higher, std::min(least, 1.0), most);
    m_pull->now = QSize(std::max(1, qRound(before.width() * factor)), std::max(1, qRound(before.height() * factor)));
    place(QRect(m_box.topLeft(), m_pull->now));
}

void PictureHandles::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_pull && event->button() == Qt::LeftButton)
        letGo(true);
    else
        event->ignore();
}

void PictureHandles::letGo(bool changes)
{
    const Pull pull = *std::exchange(m_pull, std::nullopt);
    if (changes && pull.now != pull.before) {
        const QSize size = (QSizeF(pull.now) / m_edit.zoom()).toSize();
        m_edit.run([&](const model::Document &document, const Selection &selection) {
            const auto picture = pictureIn(document, selection);
            return picture ? commands::resizePicture(document, picture->position, size) : Edit{{}, selection};
        });
    }
    follow();
}

} // namespace syngraph::editor
