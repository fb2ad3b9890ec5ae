// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oracle.h"

namespace syngraph::support::oracle {
namespace {

Formats composed(Formats first, const Formats &later, bool keepNulls)
{
    for (const auto &[key, value] : later) {
        if (value == "null" && !keepNulls)
            first.erase(key);
        else
            first[key] = value;
    }
    return first;
}

Cell styled(Cell cell, const Action &action, Filter filter)
{
    for (const auto &[key, value] : action.sets) {
        if (filter == Filter::Classes && !cellFits(key, cell))
            continue;
        if (value == "null")
            cell.formats.erase(key);
        else
            cell.formats[key] = value;
    }
    if (action.changes.exists())
        cell.embed.members = composed(cell.embed.members, action.changes.members, false);
    return cell;
}

void append(Cells &out, const Cells &more)
{
    out.insert(out.end(), more.begin(), more.end());
}

Action composedActions(const Action &a, const Action &b)
{
    if (b.removes)
        return b;
    Action out;
    out.sets = composed(a.sets, b.sets, true);
    out.changes = a.changes.exists() ? a.changes : b.changes;
    if (a.changes.exists() && b.changes.exists())
        out.changes.members = composed(a.changes.members, b.changes.members, true);
    return out;
}

Formats without(Formats formats, const Formats &keys)
{
    for (const auto &[key, value] : keys)
        formats.erase(key);
    return formats;
}

// What is left of two actions that both keep the character.
Action transformed(const Action &moved, const Action &over, Tie tie)
{
    Action out = moved;
    if (tie == Tie::GoesBefore)
        return out;
    out.sets = without(out.sets, over.sets);
    if (out.changes.exists() && over.changes.exists()) {
        out.changes.members = without(out.changes.members, over.changes.members);
        if (out.changes.members.empty())
            out.changes = {};
    }
    return out;
}

// Builds a change character by character of the document it applies to.
class Builder
{
public:
    void insert(const Cells &cells) { append(m_edit.gaps.back(), cells); }
    void insert(const Cell &cell) { m_edit.gaps.back().push_back(cell); }
    void act(const Action &action)
    {
        m_edit.actions.push_back(action);
        m_edit.gaps.emplace_back();
    }
    Edit take()
    {
        normalise(m_edit);
        return std::move(m_edit);
    }

private:
    Edit m_edit;
};

// --- L2 ---

// What `formatter` gives to a character that the other inserted at gap `gap`.
Formats gift(const Edit &formatter, std::size_t gap, const Cell &inserted)
{
    std::size_t left = gap;
    while (left > 0 && formatter.actions[left - 1].removes)
        --left;
    if (left == 0)
        return {};
    std::size_t right = gap;
    while (right < formatter.length() && formatter.actions[right].removes)
        ++right;
    const Formats onRight = right < formatter.length() ? formatter.actions[right].sets : Formats();
    Formats out;
    for (const auto &[key, value] : formatter.actions[left - 1].sets) {
        const CellClass cellClass = cellClassOf(key);
        if (cellClass == CellClass::Own || cellClass == CellClass::Unknown || !cellFits(key, inserted))
            continue;
        const auto same = onRight.find(key);
        const bool inside = same != onRight.end() && same->second == value;
        const bool grows =
            cellClass == CellClass::Growing && !inserted.isLineEnd() && !inserted.formats.contains(key);
        if (inside || grows)
            out[key] = value;
    }
    return out;
}

bool opensAt(const Edit &edit, std::size_t gap)
{
    return gap < edit.length() && !edit.gaps[gap].empty() && edit.gaps[gap].front().isLineEnd()
        && !edit.actions[gap].removes && edit.actions[gap].sets.contains("block");
}

Formats blockOnly(const Formats &formats)
{
    Formats out;
    for (const auto &[key, value] : formats) {
        if (cellClassOf(key) == CellClass::Block)
            out[key] = value;
    }
    return out;
}

// Whether the value that `edit` sets on `unit` goes on over the next character it keeps.
bool goesOn(const Edit &edit, std::size_t unit, const QByteArray &key, const QByteArray &value)
{
    for (std::size_t next = unit + 1; next < edit.length(); ++next) {
        if (edit.actions[next].removes)
            continue;
        const auto found = edit.actions[next].sets.find(key);
        return found != edit.actions[next].sets.end() && found->second == value;
    }
    return false;
}

// Whether the moved change's inserts stand in front at this gap.
bool movedInFront(const Edit &moved, const Edit &over, std::size_t gap, Tie tie)
{
    const bool both = !moved.gaps[gap].empty() && !over.gaps[gap].empty();
    if (both && opensAt(moved, gap) != opensAt(over, gap))
        return opensAt(over, gap);
    return tie == Tie::GoesBefore;
}

void passGap(Builder &out, const Edit &moved, const Edit &over, std::size_t gap, Tie tie)
{
    const bool exchange = opensAt(moved, gap) && opensAt(over, gap);
    const bool inFront = movedInFront(moved, over, gap, tie);
    const auto placeMoved = [&] {
        bool first = true;
        for (const Cell &cell : moved.gaps[gap]) {
            Formats gets = gift(over, gap, cell);
            if (exchange && !inFront && std::exchange(first, false))
                gets = composed(gets, blockOnly(over.actions[gap].sets), true);
            Cell placed = cell;
            placed.formats = composed(cell.formats, gets, false);
            out.insert(placed);
        }
    };
    if (inFront)
        placeMoved();
    bool first = true;
    for (const Cell &cell : over.gaps[gap]) {
        Action action;
        action.sets = gift(moved, gap, cell);
        if (exchange && inFront && std::exchange(first, false))
            action.sets = composed(action.sets, blockOnly(moved.actions[gap].sets), true);
        out.act(action);
    }
    if (!inFront)
        placeMoved();
}

// Whether the change treats `unit` and the next character alike: a boundary between them would be new.
bool runsOn(const Edit &edit, std::size_t unit)
{
    return unit + 1 < edit.length() && edit.gaps[unit + 1].empty() && !edit.actions[unit].changes.exists()
        && edit.actions[unit] == edit.actions[unit + 1];
}

bool movedWins(const Edit &moved, const Edit &over, std::size_t unit, const QByteArray &key, Tie tie)
{
    const bool movedOpens = opensAt(moved, unit);
    const bool overOpens = opensAt(over, unit);
    const bool mayBePair = runsOn(moved, unit) && runsOn(over, unit);
    if (cellClassOf(key) != CellClass::Block || (!movedOpens && !overOpens) || mayBePair)
        return tie == Tie::GoesBefore;
    if (movedOpens && overOpens) // the one standing behind
        return !movedInFront(moved, over, unit, tie);
    if (movedOpens)
        return !goesOn(over, unit, key, over.actions[unit].sets.at(key));
    return goesOn(moved, unit, key, moved.actions[unit].sets.at(key));
}

} // namespace

Cells apply(const Cells &document, const Edit &edit, Filter filter)
{
    Cells out;
    for (std::size_t i = 0; i <= document.size(); ++i) {
        append(out, edit.gaps[i]);
        if (i < document.size() && !edit.actions[i].removes)
            out.push_back(styled(document[i], edit.actions[i], filter));
    }
    return out;
}

Edit compose(const Edit &a, const Edit &b, Filter filter)
{
    Builder out;
    std::size_t middle = 0;
    for (std::size_t i = 0; i <= a.length(); ++i) {
        for (const Cell &cell : a.gaps[i]) {
            out.insert(b.gaps[middle]);
            if (!b.actions[middle].removes)
                out.insert(styled(cell, b.actions[middle], filter));
            ++middle;
        }
        if (i == a.length())
            break;
        if (a.actions[i].removes) {
            out.act(a.actions[i]);
            continue;
        }
        out.insert(b.gaps[middle]);
        out.act(composedActions(a.actions[i], b.actions[middle]));
        ++middle;
    }
    out.insert(b.gaps[middle]);
    return out.take();
}

Edit transform(const Edit &moved, const Edit &over, Tie tie)
{
    Builder out;
    for (std::size_t i = 0; i <= moved.length(); ++i) {
        if (tie == Tie::GoesBefore)
            out.insert(moved.gaps[i]);
        for (std::size_t k = 0; k < over.gaps[i].size(); ++k)
            out.act({});
        if (tie == Tie::GoesAfter)
            out.insert(moved.gaps[i]);
        if (i < moved.length() && !over.actions[i].removes)
            out.act(moved.actions[i].removes ? moved.actions[i]
                                             : transformed(moved.actions[i], over.actions[i], tie));
    }
    return out.take();
}

Edit rebase(const Edit &moved, const Edit &over, Tie tie)
{
    Builder out;
    for (std::size_t i = 0; i <= moved.length(); ++i) {
        passGap(out, moved, over, i, tie);
        if (i == moved.length() || over.actions[i].removes)
            continue;
        Action action = moved.actions[i];
        if (!action.removes) {
            action = transformed(moved.actions[i], over.actions[i], tie);
            action.sets = moved.actions[i].sets;
            for (const auto &[key, value] : over.actions[i].sets) {
                if (action.sets.contains(key) && !movedWins(moved, over, i, key, tie))
                    action.sets.erase(key);
            }
        }
        out.act(action);
    }
    return out.take();
}

qint64 transformPosition(qint64 position, const Edit &over, bool pushed)
{
    qint64 out = 0;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(position); ++i) {
        const bool here = static_cast<qint64>(i) == position;
        if (i < over.gaps.size() && (!here || pushed))
            out += static_cast<qint64>(over.gaps[i].size());
        if (!here && !(i < over.length() && over.actions[i].removes))
            ++out;
    }
    return out;
}

} // namespace syngraph::support::oracle
