// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/delta.h"

#include <algorithm>

namespace syngraph::model {

Delta &Delta::insert(QStringView text, const Attributes &attributes)
{
    if (text.isEmpty())
        return *this;
    m_text.append(text.utf16(), text.size());
    const qsizetype place = placeOfInsert();
    if (place > 0) {
        Op &before = m_ops[place - 1];
        if (before.kind == Op::Kind::InsertText && before.attributes == attributes) {
            before.length += text.size();
            return *this;
        }
    }
    m_ops.insert(place, {text.size(), Op::Kind::InsertText, attributes, {}});
    return *this;
}

Delta &Delta::insert(const Embed &embed, const Attributes &attributes)
{
    m_ops.insert(placeOfInsert(), {1, Op::Kind::InsertEmbed, attributes, embed});
    return *this;
}

// Before a delete. The text buffer needs no care then: deletes own no text.
qsizetype Delta::placeOfInsert()
{
    const qsizetype end = m_ops.size();
    return end > 0 && m_ops.last().isDelete() ? end - 1 : end;
}

Delta &Delta::retain(qint64 length, const Attributes &attributes)
{
    if (length <= 0)
        return *this;
    if (!m_ops.isEmpty()) {
        Op &last = m_ops.last();
        if (last.kind == Op::Kind::Retain && last.attributes == attributes) {
            last.length += length;
            return *this;
        }
    }
    m_ops.append({length, Op::Kind::Retain, attributes, {}});
    return *this;
}

Delta &Delta::changeEmbed(const Embed &change, const Attributes &attributes)
{
    m_ops.append({1, Op::Kind::ChangeEmbed, attributes, change});
    return *this;
}

Delta &Delta::remove(qint64 length)
{
    if (length <= 0)
        return *this;
    if (!m_ops.isEmpty() && m_ops.last().isDelete())
        m_ops.last().length += length;
    else
        m_ops.append({length, Op::Kind::Delete, {}, {}});
    return *this;
}

void Delta::reserve(qsizetype ops, qsizetype text)
{
    m_ops.reserve(ops);
    m_text.reserve(text);
}

Delta &Delta::chop()
{
    if (!m_ops.isEmpty() && m_ops.last().kind == Op::Kind::Retain && m_ops.last().attributes.isEmpty())
        m_ops.removeLast();
    return *this;
}

void Delta::moveStart(qint64 units)
{
    Op &start = m_ops[0];
    Q_ASSERT(start.kind == Op::Kind::Retain && start.attributes.isEmpty() && start.length + units > 0);
    start.length += units;
}

qint64 Delta::baseLength() const
{
    qint64 length = 0;
    for (const Op &op : m_ops)
        length += op.isInsert() ? 0 : op.length;
    return length;
}

qint64 Delta::targetLength() const
{
    qint64 length = 0;
    for (const Op &op : m_ops)
        length += op.isDelete() ? 0 : op.length;
    return length;
}

bool Delta::isDocument() const
{
    return std::ranges::all_of(m_ops, [](const Op &op) { return op.isInsert(); });
}

bool operator==(const Delta &a, const Delta &b)
{
    return std::ranges::equal(a.ops(), b.ops()) && a.text() == b.text();
}

} // namespace syngraph::model
