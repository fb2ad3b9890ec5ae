// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lazy_layout.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextLayout>
#include <QTextObjectInterface>
#include <QTimerEvent>

#include <algorithm>
#include <cmath>

namespace syngraph::editor {
namespace {

constexpr int kNewBlock = 1;    // Qt's own line count of a block
constexpr int kLeastHeight = 2; // of a block that was looked at
constexpr qreal kFar = 1e9;
// What estimating may take at a time: at once when a document is attached or the page changes, then per event.
constexpr qint64 kFirstEstimateMs = 1;
constexpr qint64 kEstimateMs = 3;
// An estimate replaces the last known height of a block out of sight where they differ by more than this factor.
constexpr qreal kImplausible = 1.5;

} // namespace

LazyLayout::LazyLayout(QTextDocument *document) : QAbstractTextDocumentLayout(document) { }

LazyLayout::~LazyLayout() = default;

int LazyLayout::top(const QTextBlock &block) const
{
    return int(m_page.margins.top()) + block.firstLineNumber();
}

QTextBlock LazyLayout::blockAt(qreal y) const
{
    const int line = int(y - m_page.margins.top());
    if (line <= 0)
        return document()->firstBlock();
    const QTextBlock block = document()->findBlockByLineNumber(line);
    return block.isValid() ? block : document()->lastBlock();
}

int LazyLayout::gapAbove(const QTextBlock &block) const
{
    return qRound(m_page.gapAbove(block));
}

void LazyLayout::setHeight(QTextBlock block, qreal height) const
{
    const int pixels = std::max(qRound(height), kLeastHeight);
    if (block.lineCount() == pixels)
        return;
    block.setLineCount(pixels);
    scheduleSize();
}

void LazyLayout::ensure(const QTextBlock &block) const
{
    if (m_shaped.isShaped(block))
        return;
    const qreal lines = shapeLines(block, m_page);
    m_shaped.add(block);
    setHeight(block, gapAbove(block) + lines);
}

// Qt asks some layouts where they stand, and not only this class.
void LazyLayout::place(const QTextBlock &block) const
{
    block.layout()->setPosition({m_page.margins.left(), qreal(top(block) + gapAbove(block))});
}

QSizeF LazyLayout::documentSize() const
{
    const QTextBlock last = document()->lastBlock();
    const qreal width = m_page.margins.left() + m_page.width + m_page.margins.right();
    return {width, top(last) + last.lineCount() + m_page.margins.bottom()};
}

QRectF LazyLayout::frameBoundingRect(QTextFrame *) const
{
    return {{0, 0}, documentSize()};
}

QRectF LazyLayout::blockBoundingRect(const QTextBlock &block) const
{
    if (!block.isValid())
        return {};
    if (m_glances == 0)
        ensure(block);
    const int gap = gapAbove(block);
    const QPointF corner(m_page.margins.left(), top(block) + gap);
    if (m_shaped.isShaped(block))
        block.layout()->setPosition(corner);
    return {corner, QSizeF(m_page.width, block.lineCount() - gap)};
}

int LazyLayout::hitTest(const QPointF &point, Qt::HitTestAccuracy accuracy) const
{
    QTextBlock block = blockAt(point.y());
    ensure(block);
    // it may have turned out to be less high
    block = blockAt(point.y());
    ensure(block);
    const QTextLayout &layout = *block.layout();
    const QPointF inside = point - QPointF(m_page.margins.left(), top(block) + gapAbove(block));
    QTextLine line = layout.lineAt(0);
    for (int i = 1; i < layout.lineCount() && inside.y() >= layout.lineAt(i).y(); ++i)
        line = layout.lineAt(i);
    if (!line.isValid())
        return accuracy == Qt::ExactHit ? -1 : block.position();
    if (accuracy == Qt::ExactHit && !line.naturalTextRect().contains(inside))
        return -1;
    const int last = document()->characterCount() - 1 + int(layout.preeditAreaText().size());
    return std::min(block.position() + line.xToCursor(inside.x()), last);
}

void LazyLayout::draw(QPainter *painter, const PaintContext &context)
{
    const QRectF clip = context.clip.isValid() ? context.clip : QRectF({0, 0}, documentSize());
    // a marker or an accent may reach over the edge of its block
    for (QTextBlock block = blockAt(clip.top()); block.isValid() && top(block) <= clip.bottom(); block = block.next()) {
        ensure(block);
        m_shaped.touch(block);
        place(block);
        // near its beginning: Qt reckons in 26.6 bits, which a long document overflows
        const QPointF origin = block.layout()->position();
        PaintContext part = context;
        part.clip = clip.translated(-origin);
        painter->translate(origin);
        paintBlock(*painter, block, part, m_spellMarks ? m_spellMarks(block) : QList<SpellMark>(), m_caretWidth);
        painter->translate(-origin);
    }
}

void LazyLayout::shapeView(qreal from, qreal to)
{
    m_shaped.beginView();
    for (QTextBlock block = blockAt(from); block.isValid() && top(block) <= to; block = block.next()) {
        ensure(block);
        m_shaped.touch(block);
    }
    m_shaped.shrink();
}

void LazyLayout::reshape(const QTextBlock &block)
{
    Damage damage;
    changeBlock(block, damage);
    flushSize();
    repaint(damage);
}

void LazyLayout::relayout()
{
    m_shaped.releaseAll();
    m_page = PageGeometry::of(*this);
    m_estimate.emplace(*this);
    m_blockCount = document()->blockCount();
    m_nextEstimate = 0;
    estimateSome(kFirstEstimateMs);
    scheduleSize();
    Q_EMIT update();
}

void LazyLayout::estimateSome(qint64 milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    QTextBlock block = document()->findBlock(std::min(m_nextEstimate, document()->characterCount() - 1));
    for (int i = 1; block.isValid(); block = block.next(), ++i) {
        if (i % 64 == 0 && clock.elapsed() >= milliseconds)
            break;
        if (!m_shaped.isShaped(block))
            setHeight(block, m_estimate->of(block));
    }
    m_nextEstimate = block.isValid() ? block.position() : 0;
    if (!block.isValid())
        m_estimateTimer.stop();
    else if (!m_estimateTimer.isActive())
        m_estimateTimer.start(0, this);
}

void LazyLayout::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_estimateTimer.timerId())
        estimateSome(kEstimateMs);
    else
        QAbstractTextDocumentLayout::timerEvent(event);
}

// Qt reports a stretch too short where blocks of lists were inserted: by one unit for each.
LazyLayout::Stretch LazyLayout::widened(int from, int added) const
{
    const QTextBlock last = document()->findBlock(std::min(from + added, document()->characterCount() - 1));
    int listed = 0;
    for (QTextBlock block = document()->findBlock(from); block.isValid(); block = block.next()) {
        listed += block.textList() ? 1 : 0;
        if (block == last)
            break;
    }
    return {from, added + listed};
}

void LazyLayout::documentChanged(int from, int, int added)
{
    const QList<Stretch> announced = std::exchange(m_announced, {});
    if (!m_estimate || (announced.isEmpty() && from == 0 && added >= document()->characterCount() - 1)) {
        relayout();
        return;
    }
    const int blocks = document()->blockCount();
    Damage damage;
    damage.isStructural = std::exchange(m_blockCount, blocks) != blocks;
    if (announced.isEmpty())
        changeStretch(widened(std::max(from, 0), std::max(added, 0)), damage);
    for (const Stretch &stretch : announced)
        changeStretch(stretch, damage);
    // first: whoever keeps the view steady scrolls, so that what is to be painted is told where it is then
    flushSize();
    repaint(damage);
}

void LazyLayout::repaint(const Damage &damage)
{
    QRectF area;
    for (const QTextBlock &block : damage.seen)
        area |= QRectF(0, top(block), documentSize().width(), block.lineCount());
    if (damage.movedFrom.isValid())
        area |= QRectF(0, top(damage.movedFrom), kFar, kFar);
    if (area.isValid())
        Q_EMIT update(area);
}

void LazyLayout::changeStretch(const Stretch &stretch, Damage &damage)
{
    const int end = document()->characterCount() - 1;
    const QTextBlock first = document()->findBlock(std::clamp(stretch.position, 0, end));
    QTextBlock last = document()->findBlock(std::clamp(stretch.position + stretch.length, 0, end));
    // the gap above the next one depends on this one
    if (last.next().isValid())
        last = last.next();
    // numbers of the items below, which may be in view though this is not
    if (stretch.isStructural)
        damage.moved(first);
    for (QTextBlock block = first; block.isValid(); block = block.next()) {
        changeBlock(block, damage);
        if (block == last)
            break;
    }
}

void LazyLayout::changeBlock(const QTextBlock &block, Damage &damage)
{
    const int before = block.lineCount();
    const bool isSeen = m_shaped.isInView(block);
    m_shaped.release(block);
    if (isSeen) {
        ensure(block);
        m_shaped.touch(block);
        damage.seen.append(block);
    } else {
        const qreal guess = m_estimate->of(block);
        if (before <= kNewBlock || guess > before * kImplausible || before > guess * kImplausible)
            setHeight(block, guess);
    }
    // a change out of sight moves nothing on the screen: the view goes along with it
    const bool isNear = isSeen || m_shaped.isInView(block.previous()) || m_shaped.isInView(block.next());
    if (isNear && (damage.isStructural || block.lineCount() != before))
        damage.moved(block);
}

void LazyLayout::scheduleSize() const
{
    if (std::exchange(m_isSizeScheduled, true))
        return;
    auto *self = const_cast<LazyLayout *>(this); // a signal changes nothing in here
    QMetaObject::invokeMethod(self, &LazyLayout::flushSize, Qt::QueuedConnection);
}

void LazyLayout::flushSize()
{
    m_isSizeScheduled = false;
    const QSizeF size = documentSize();
    if (std::exchange(m_lastSize, size) != size)
        Q_EMIT documentSizeChanged(size);
}

void LazyLayout::resizeInlineObject(QTextInlineObject item, int position, const QTextFormat &format)
{
    QTextObjectInterface *handler = handlerForObject(format.objectType());
    if (!handler)
        return;
    const QSizeF size = handler->intrinsicSize(document(), position, format);
    item.setWidth(size.width());
    item.setDescent(0);
    item.setAscent(size.height());
}

} // namespace syngraph::editor
