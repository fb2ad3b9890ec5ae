// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"

#include <limits>

namespace syngraph::model {

// Appends `length` units of a component to `out`, those of inserted text being `text`.
inline void appendPart(Delta &out, const Op &op, qint64 length, QStringView text)
{
    switch (op.kind) {
    case Op::Kind::InsertText: out.insert(text, op.attributes); break;
    case Op::Kind::InsertEmbed: out.insert(op.embed, op.attributes); break;
    case Op::Kind::Retain: out.retain(length, op.attributes); break;
    case Op::Kind::ChangeEmbed: out.changeEmbed(op.embed, op.attributes); break;
    case Op::Kind::Delete: out.remove(length); break;
    }
}

// Walks the components of a Delta, whole or in pieces; past the end it stands on an endless plain retain.
// Two cursors in lock step, each step as long as the shorter rest, are the whole algebra.
// Refers to the Delta, which must outlive it.
class OpCursor
{
public:
    static constexpr qint64 kEndless = std::numeric_limits<qint64>::max();

    explicit OpCursor(const Delta &delta) : m_delta(&delta) { }

    bool atEnd() const { return m_index == m_delta->ops().size(); }
    // The component it stands on (an endless plain retain past the end).
    const Op &op() const { return atEnd() ? endless() : m_delta->ops()[m_index]; }
    // Units of it not yet taken.
    qint64 rest() const { return atEnd() ? kEndless : op().length - m_taken; }
    // The next `length` units of the inserted text it stands on.
    QStringView text(qint64 length) const { return m_delta->text().sliced(m_textPosition, length); }

    // Appends the next `length` <= rest() units to `out` as they are, and goes on.
    void copyTo(Delta &out, qint64 length)
    {
        appendPart(out, op(), length, op().kind == Op::Kind::InsertText ? text(length) : QStringView());
        skip(length);
    }

    // Goes on by `length` <= rest() units.
    void skip(qint64 length)
    {
        if (atEnd())
            return;
        if (op().kind == Op::Kind::InsertText)
            m_textPosition += length;
        m_taken += length;
        if (m_taken == op().length) {
            ++m_index;
            m_taken = 0;
        }
    }

    // Index of the component it stands on.
    std::size_t index() const { return m_index; }
    const Delta &delta() const { return *m_delta; }

private:
    static const Op &endless()
    {
        static const Op op{kEndless, Op::Kind::Retain, {}, {}};
        return op;
    }

    const Delta *m_delta;
    std::size_t m_index = 0;
    qint64 m_taken = 0;
    qsizetype m_textPosition = 0;
};

} // namespace syngraph::model
