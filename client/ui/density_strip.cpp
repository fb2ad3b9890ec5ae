// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/density_strip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace syngraph::ui {
namespace {

constexpr int kHeight = 56;
constexpr double kLeastColumn = 3;
constexpr double kWidestColumn = 9;
constexpr double kLeastBar = 3;
constexpr double kMargin = 4;
constexpr qint64 kMinuteMs = 60'000;

void count(DensityStrip::Slot &slot, int author, qint64 changes)
{
    const auto known = std::ranges::find(slot.authors, author, &std::pair<int, qint64>::first);
    if (known == slot.authors.end())
        slot.authors.emplace_back(author, changes);
    else
        known->second += changes;
    slot.changes += changes;
}

void merge(DensityStrip::Slot &into, const DensityStrip::Slot &slot)
{
    for (const auto &[author, changes] : slot.authors)
        count(into, author, changes);
    if (slot.last.value == 0)
        return;
    if (into.last.value == 0)
        into.first = slot.first;
    into.last = slot.last;
}

} // namespace

std::vector<DensityStrip::Slot> DensityStrip::slotsOf(const history::Log &log, const history::Choice &choice,
                                                      const std::vector<history::Sitting> &sittings)
{
    std::vector<Slot> slots;
    for (const history::Sitting &sitting : sittings) {
        if (!slots.empty())
            slots.emplace_back();
        qint64 minute = -1;
        for (Revision at = sitting.first; at <= sitting.last; at = at.next()) {
            if (!history::isChosen(log, choice, at))
                continue;
            // clocks may have been set back in between
            const qint64 now = std::max(minute, (log.change(at).timeMs - sitting.beginMs) / kMinuteMs);
            if (now != minute || minute < 0)
                slots.push_back({0, {}, at, at});
            minute = now;
            slots.back().last = at;
            count(slots.back(), log.change(at).author, 1);
        }
    }
    for (Slot &slot : slots)
        std::ranges::sort(slot.authors, std::greater(), &std::pair<int, qint64>::second);
    return slots;
}

DensityStrip::DensityStrip(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("When how much was written"));
    setToolTip(tr("A bar for each minute in which somebody wrote; click to see the document as it was then"));
}

QSize DensityStrip::sizeHint() const
{
    return {200, kHeight};
}

void DensityStrip::show(std::vector<Slot> slots, std::vector<QColor> colors)
{
    m_slots = std::move(slots);
    m_colors = std::move(colors);
    update();
}

void DensityStrip::setCurrent(Revision revision)
{
    if (std::exchange(m_current, revision) != revision)
        update();
}

std::vector<DensityStrip::Slot> DensityStrip::columns() const
{
    const auto room = std::size_t(std::max(1.0, (width() - 2 * kMargin) / kLeastColumn));
    if (m_slots.size() <= room)
        return m_slots;
    std::vector<Slot> columns(room);
    for (std::size_t i = 0; i < m_slots.size(); ++i)
        merge(columns[i * room / m_slots.size()], m_slots[i]);
    return columns;
}

double DensityStrip::columnWidth(std::size_t columns) const
{
    return std::min(kWidestColumn, (width() - 2 * kMargin) / std::max(1.0, double(columns)));
}

void DensityStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? palette().color(QPalette::Highlight) : palette().color(QPalette::Mid));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const std::vector<Slot> shown = columns();
    qint64 most = 1;
    for (const Slot &column : shown)
        most = std::max(most, column.changes);
    const double wide = columnWidth(shown.size());
    const double room = height() - 2 * kMargin - kLeastBar;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const Slot &column = shown[i];
        if (column.changes == 0)
            continue;
        // by the logarithm: one person's note is seen beside an hour of three
        const double high = kLeastBar + room * std::log1p(double(column.changes)) / std::log1p(double(most));
        double bottom = height() - kMargin;
        const double left = kMargin + double(i) * wide;
        for (const auto &[author, changes] : column.authors) {
            const double part = high * double(changes) / double(column.changes);
            painter.fillRect(QRectF(left, bottom - part, std::max(wide - 1, 1.5), part), m_colors.at(std::size_t(author)));
            bottom -= part;
        }
        if (m_current >= column.first && (m_current <= column.last || (i + 1 < shown.size() && m_current < shown[i + 1].first))) {
            painter.fillRect(QRectF(left + wide / 2 - 1, 1, 2, height() - 2), palette().color(QPalette::WindowText));
        }
    }
}

void DensityStrip::choose(double x)
{
    const std::vector<Slot> shown = columns();
    if (shown.empty())
        return;
    auto index = std::min(std::size_t(std::max(0.0, (x - kMargin) / columnWidth(shown.size()))), shown.size() - 1);
    while (index > 0 && shown[index].last.value == 0)
        --index;
    if (shown[index].last != m_current && shown[index].last.value > 0)
        Q_EMIT chosen(shown[index].last);
}

void DensityStrip::mousePressEvent(QMouseEvent *event)
{
    choose(event->position().x());
}

void DensityStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        choose(event->position().x());
}

void DensityStrip::keyPressEvent(QKeyEvent *event)
{
    const bool isForward = event->key() == Qt::Key_Right;
    if (!isForward && event->key() != Qt::Key_Left) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto modifiers = event->modifiers();
    Q_EMIT stepRequested(modifiers & Qt::ShiftModifier         ? history::Step::Sitting
                             : modifiers & Qt::ControlModifier ? history::Step::Minute
                                                               : history::Step::Change,
                         isForward);
}

} // namespace syngraph::ui
