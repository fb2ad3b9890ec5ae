// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rebase.h"

#include "base/plant.h"
#include "model/filter.h"
#include "model/lines.h"
#include "model/op_cursor.h"

#include <algorithm>

namespace syngraph::model {
namespace {

bool isBlock(const QByteArray &key, const Value &)
{
    return classOf(key) == KeyClass::Block;
}

// One of the two changes, at a place of the document both were made on.
class Side
{
public:
    explicit Side(const Delta &delta) : m_cursor(delta) { }

    OpCursor &cursor() { return m_cursor; }
    const Op &op() const { return m_cursor.op(); }

    // What it sets on the nearest unit it keeps on the left of this place; null pointer: there is none.
    const Attributes *left() const { return m_left; }
    // The same on the right.
    const Attributes &right() { return keptFrom(m_cursor.index()).attributes; }
    // What it sets on the first unit it keeps behind the kept unit it stands on.
    const Attributes &behindUnit()
    {
        return m_cursor.rest() > 1 ? op().attributes : keptFrom(m_cursor.index() + 1).attributes;
    }

    void skipKept(qint64 length)
    {
        if (op().isKeep())
            m_left = &op().attributes;
        m_cursor.skip(length);
    }

    // The component directly behind its inserts at this place.
    const Op &behindInserts() const
    {
        const auto ops = m_cursor.delta().ops();
        std::size_t index = m_cursor.index();
        while (index < ops.size() && ops[index].isInsert())
            ++index;
        return opAt(index);
    }
    // Whether it opens a line here: inserts "\n…" and sets `block` on the unit directly behind.
    bool opens() const
    {
        if (op().kind != Op::Kind::InsertText || m_cursor.text(1).front() != u'\n')
            return false;
        const Op &behind = behindInserts();
        return behind.isKeep() && behind.attributes.contains("block");
    }

private:
    const Op &opAt(std::size_t index) const
    {
        static const Op endless{OpCursor::kEndless, Op::Kind::Retain, {}, {}};
        const auto ops = m_cursor.delta().ops();
        return index < ops.size() ? ops[index] : endless;
    }
    const Op &keptFrom(std::size_t index)
    {
        if (m_nextKept < index || !m_known) {
            m_nextKept = index;
            while (!opAt(m_nextKept).isKeep())
                ++m_nextKept;
            m_known = true;
        }
        return opAt(m_nextKept);
    }

    OpCursor m_cursor;
    const Attributes *m_left = nullptr;
    std::size_t m_nextKept = 0;
    bool m_known = false;
};

// What a formatting change gives to a unit with the formats `own` that somebody else inserted here.
Attributes intentFor(Side &formatter, const Attributes &own, bool isLineEnd)
{
    const Attributes *left = formatter.left();
    if (!left || left->isEmpty())
        return {};
    const Attributes &right = formatter.right();
    return filterAttributes(*left, [&](const QByteArray &key, const Value &value) {
        const KeyClass keyClass = classOf(key);
        if (keyClass == KeyClass::Own || keyClass == KeyClass::Unknown || !fits(keyClass, isLineEnd))
            return false;
        const Value *onRight = right.find(key);
        if (onRight && *onRight == value)
            return true;
        return keyClass == KeyClass::Growing && !isLineEnd && !own.contains(key);
    });
}

class Rebaser
{
public:
    Rebaser(const Delta &moved, const Delta &over, Tie tie, Conflicts conflicts)
        : m_own(moved), m_other(over), m_tie(tie), m_conflicts(conflicts)
    {
    }

    Delta run()
    {
        while (!m_own.cursor().atEnd() || m_other.op().isInsert()) {
            if (m_own.op().isInsert() || m_other.op().isInsert())
                passGap();
            else
                passUnits();
        }
        return std::move(m_out.chop());
    }

private:
    enum class Winner { ByTie, Own, Other };

    void passGap()
    {
        const bool ownOpens = m_own.opens();
        const bool otherOpens = m_other.opens();
        bool ownFirst = m_tie == Tie::GoesBefore;
        const bool givesWay = !planted(Plant::OpenedLineOneSided) || m_tie == Tie::GoesBefore;
        if (givesWay && ownOpens != otherOpens && m_own.op().isInsert() && m_other.op().isInsert())
            ownFirst = otherOpens;
        const bool bothOpen = ownOpens && otherOpens;
        const Attributes none;
        const auto exchanged = [&](const Side &front) {
            return bothOpen ? filterAttributes(front.behindInserts().attributes, isBlock) : none;
        };
        const Attributes fromOther = ownFirst ? none : exchanged(m_other);
        const Attributes fromOwn = ownFirst ? exchanged(m_own) : none;
        if (ownFirst) {
            placeOwnInserts(fromOther);
            passOtherInserts(fromOwn);
        } else {
            passOtherInserts(fromOwn);
            placeOwnInserts(fromOther);
        }
        m_opened = bothOpen ? (ownFirst ? Winner::Other : Winner::Own)
            : ownOpens      ? Winner::Own
            : otherOpens    ? Winner::Other
                            : Winner::ByTie;
        m_bothOpened = bothOpen;
    }

    // `first`: what the first unit gets besides, where two opened lines have exchanged their ends.
    void placeOwnInserts(Attributes first)
    {
        while (m_own.op().isInsert()) {
            OpCursor &cursor = m_own.cursor();
            const Op &op = cursor.op();
            const auto dressed = [&](bool isLineEnd) {
                const Attributes intent =
                    planted(Plant::IntentOneSided) ? Attributes() : intentFor(m_other, op.attributes, isLineEnd);
                const Attributes all = composeAttributes(intent,
                                                         std::exchange(first, {}), Nulls::Keep);
                return composeAttributes(op.attributes, all, Nulls::Drop);
            };
            if (op.kind == Op::Kind::InsertEmbed) {
                m_out.insert(op.embed, dressed(false));
            } else {
                eachLinePart(cursor.text(op.length), [&](QStringView part, bool isLineEnd) {
                    m_out.insert(part, dressed(isLineEnd));
                });
            }
            cursor.skip(op.length);
        }
    }

    void passOtherInserts(Attributes first)
    {
        while (m_other.op().isInsert()) {
            OpCursor &cursor = m_other.cursor();
            const Op &op = cursor.op();
            const auto keep = [&](qint64 length, bool isLineEnd) {
                m_out.retain(length, composeAttributes(intentFor(m_own, op.attributes, isLineEnd),
                                                       std::exchange(first, {}), Nulls::Keep));
            };
            const bool plain = first.isEmpty() && (!m_own.left() || m_own.left()->isEmpty());
            if (plain || op.kind == Op::Kind::InsertEmbed) {
                keep(op.length, false);
            } else {
                eachLinePart(cursor.text(op.length), [&](QStringView part, bool isLineEnd) {
                    keep(part.size(), isLineEnd);
                });
            }
            cursor.skip(op.length);
        }
    }

    void passUnits()
    {
        const Op &own = m_own.op();
        const Op &other = m_other.op();
        Winner opened = std::exchange(m_opened, Winner::ByTie);
        const qint64 length = std::min(m_own.cursor().rest(), m_other.cursor().rest());
        // A unit that neither change tells from the next may be half a surrogate pair, and no editor opens a
        // line there: then the order decides, so that aligned changes stay aligned.
        if (length > 1)
            opened = Winner::ByTie;
        if (!other.isDelete() || (own.isDelete() && planted(Plant::DeletesTwice))) {
            if (own.isDelete())
                m_out.remove(length);
            else
                keepUnits(own, other, length, opened);
        }
        m_own.skipKept(length);
        m_other.skipKept(length);
    }

    void keepUnits(const Op &own, const Op &other, qint64 length, Winner opened)
    {
        const Attributes attributes =
            m_conflicts == Conflicts::KeepAll ? own.attributes : wonAttributes(own, other, opened);
        const Embed embed = own.embed.isNull() || other.embed.isNull()
            ? own.embed
            : transformEmbed(own.embed, other.embed, m_tie);
        if (embed.isNull())
            m_out.retain(length, attributes);
        else
            m_out.changeEmbed(embed, attributes);
    }

    Attributes wonAttributes(const Op &own, const Op &other, Winner opened)
    {
        if (opened == Winner::ByTie || own.attributes.isEmpty() || other.attributes.isEmpty())
            return transformAttributes(own.attributes, other.attributes, m_tie);
        return filterAttributes(own.attributes, [&](const QByteArray &key, const Value &value) {
            const Value *theirs = other.attributes.find(key);
            if (!theirs)
                return true;
            if (classOf(key) != KeyClass::Block)
                return m_tie == Tie::GoesBefore;
            return ownWinsOpened(key, value, *theirs, opened);
        });
    }

    // On the unit behind an opened line the opener wins, unless the line lies inside the other's range.
    bool ownWinsOpened(const QByteArray &key, const Value &ownValue, const Value &otherValue, Winner opened)
    {
        const auto goesOn = [&](Side &side, const Value &value) {
            const Value *next = side.behindUnit().find(key);
            return !m_bothOpened && next && *next == value;
        };
        if (opened == Winner::Own)
            return !goesOn(m_other, otherValue);
        return goesOn(m_own, ownValue);
    }

    Side m_own;
    Side m_other;
    Tie m_tie;
    Conflicts m_conflicts;
    Delta m_out;
    // Who opened a line directly before the next unit.
    Winner m_opened = Winner::ByTie;
    bool m_bothOpened = false;
};

} // namespace

Delta rebase(const Delta &moved, const Delta &over, Tie tie, Conflicts conflicts)
{
    return Rebaser(moved, over, tie, conflicts).run();
}

} // namespace syngraph::model
