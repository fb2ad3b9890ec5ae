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
// By which letters, markers and grounds may reach over their line or block.
constexpr qreal kOverhang = 6;

struct LineLook
{
    int start = 0;
    int length = 0;
    qreal y = 0;
    qreal height = 0;

    int end() const { return start + length; }
    friend bool operator==(const LineLook &, const LineLook &) = default;
};

std::vector<LineLook> linesOf(const QTextBlock &block)
{
    const QTextLayout &layout = *block.layout();
    std::vector<LineLook> lines;
    for (int i = 0; i < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        lines.push_back({line.textStart(), line.textLength(), line.y(), line.height()});
    }
    return lines;
}

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
    m_shaped.add(block, lines);
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
    const qreal end = clip.bottom() + kOverhang;
    for (QTextBlock block = blockAt(clip.top() - kOverhang); block.isValid() && top(block) <= end; block = block.next()) {
        // nothing beside the clip is shaped for what it may reach over: heights above the view would change
        const bool isBeside = top(block) > clip.bottom() || top(block) + height(block) <= clip.top();
        if (isBeside && !m_shaped.isShaped(block))
            continue;
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
    changeBlock(block, {block.position(), block.length(), false}, damage);
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
    for (const Damage::Part &part : damage.seen)
        area |= QRectF(0, top(part.block) + part.from, documentSize().width(), part.to - part.from);
    if (damage.movedFrom.isValid())
        area |= QRectF(0, top(damage.movedFrom) - kOverhang, kFar, kFar);
    if (area.isValid())
        Q_EMIT update(area);
}

void LazyLayout::changeStretch(const Stretch &stretch, Damage &damage)
{
    const int end = document()->characterCount() - 1;
    const QTextBlock first = document()->findBlock(std::clamp(stretch.position, 0, end));
    const QTextBlock last = document()->findBlock(std::clamp(stretch.position + stretch.length, 0, end));
    // numbers of the items below, which may be in view though this is not
    if (stretch.isStructural)
        damage.moved(first);
    for (QTextBlock block = first; block.isValid(); block = block.next()) {
        changeBlock(block, stretch, damage);
        if (block == last)
            break;
    }
    changeGap(last.next(), damage);
}

// The gap above a block depends on the one above it, its lines do not.
void LazyLayout::changeGap(const QTextBlock &block, Damage &damage)
{
    if (!block.isValid() || !m_shaped.isShaped(block))
        return;
    const int before = block.lineCount();
    setHeight(block, gapAbove(block) + m_shaped.linesHeight(block));
    if (block.lineCount() != before && m_shaped.isInView(block))
        damage.moved(block);
}

void LazyLayout::changeBlock(const QTextBlock &block, const Stretch &stretch, Damage &damage)
{
    const int before = block.lineCount();
    const bool isSeen = m_shaped.isInView(block);
    if (isSeen) {
        reshapeSeen(block, stretch, damage);
    } else {
        m_shaped.release(block);
        const qreal guess = m_estimate->of(block);
        if (before <= kNewBlock || guess > before * kImplausible || before > guess * kImplausible)
            setHeight(block, guess);
    }
    // a change out of sight moves nothing on the screen: the view goes along with it
    const bool isNear = isSeen || m_shaped.isInView(block.previous()) || m_shaped.isInView(block.next());
    if (isNear && (damage.isStructural || block.lineCount() != before))
        damage.moved(block);
}

// Only the lines in which something has changed are painted anew: a key costs a line, not a paragraph.
void LazyLayout::reshapeSeen(const QTextBlock &block, const Stretch &stretch, Damage &damage)
{
    const std::vector<LineLook> before = linesOf(block);
    m_shaped.release(block);
    ensure(block);
    m_shaped.touch(block);
    const std::vector<LineLook> after = linesOf(block);
    const int from = stretch.position - block.position();
    const int to = from + stretch.length;
    std::size_t first = 0;
    while (first < after.size() && first < before.size() && before[first] == after[first] && after[first].end() < from)
        ++first;
    std::size_t same = 0; // lines at the end
    while (same < after.size() - first && same < before.size() - std::min(first, before.size())) {
        const LineLook &now = after[after.size() - 1 - same];
        const LineLook &then = before[before.size() - 1 - same];
        if (now.start <= to || now.length != then.length || now.y != then.y || now.height != then.height)
            break;
        ++same;
    }
    // with its end, or its list, all of a paragraph may look otherwise
    const bool isInside = !stretch.isStructural && from >= 0 && to < block.length();
    if (!isInside || first + same >= after.size()) {
        damage.seen.append({block, -kOverhang, block.lineCount() + kOverhang});
        return;
    }
    // the lines that were there, too: they may have been higher
    const auto lastOf = [same](const std::vector<LineLook> &lines) {
        return lines.size() > same ? lines[lines.size() - 1 - same].y + lines[lines.size() - 1 - same].height : 0;
    };
    const int gap = gapAbove(block);
    const qreal end = std::max(lastOf(before), lastOf(after));
    damage.seen.append({block, gap + after[first].y - kOverhang, gap + end + kOverhang});
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
    Q_EMIT arranged();
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
