// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/embed.h"
#include "model/short_list.h"

#include <QTypeInfo>

#include <span>

namespace syngraph::model {

// One component of a Delta; lengths in UTF-16 units, an embed is 1.
// The text of InsertText stands in the Delta's own buffer, in the order of the components.
struct Op
{
    enum class Kind : quint8 { InsertText, InsertEmbed, Retain, ChangeEmbed, Delete };

    qint64 length = 0;
    Kind kind = Kind::Retain;
    Attributes attributes; // never on Delete
    Embed embed;           // InsertEmbed, ChangeEmbed

    bool isInsert() const { return kind == Kind::InsertText || kind == Kind::InsertEmbed; }
    bool isDelete() const { return kind == Kind::Delete; }
    // Keeps the unit it stands on, changed or not.
    bool isKeep() const { return kind == Kind::Retain || kind == Kind::ChangeEmbed; }
    // Numbers only; its text is the Delta's.
    bool isPlain() const { return attributes.isEmpty() && embed.isNull(); }
    friend bool operator==(const Op &, const Op &) = default;
};

} // namespace syngraph::model

// Long deltas grow by moving bytes.
Q_DECLARE_TYPEINFO(syngraph::model::Op, Q_RELOCATABLE_TYPE);

namespace syngraph::model {

// A change of a document, or (inserts only) a document: a canonical list of components.
// Canonical: neighbours with equal attributes merged, an insert before an adjacent delete, no empty
// component, no trailing plain retain, no null on inserts (kept only by `insert` of nothing but values).
// Equality is by value. A one-character change needs no heap memory.
class Delta
{
public:
    bool isEmpty() const { return m_ops.isEmpty(); }
    std::span<const Op> ops() const { return {m_ops.data(), static_cast<std::size_t>(m_ops.size())}; }
    // All inserted text, in order of the components.
    QStringView text() const { return {m_text.data(), m_text.size()}; }

    // Builders; each keeps the list canonical except for the trailing plain retain, see chop().
    Delta &insert(QStringView text, const Attributes &attributes = {});
    Delta &insert(const Embed &embed, const Attributes &attributes = {});
    Delta &retain(qint64 length, const Attributes &attributes = {});
    // Changes the embed at this place key by key.
    Delta &changeEmbed(const Embed &change, const Attributes &attributes = {});
    Delta &remove(qint64 length);
    // Makes room for so many components and units of text.
    void reserve(qsizetype ops, qsizetype text);
    // Drops a trailing plain retain: the last step of every builder.
    Delta &chop();
    // Begins so many units further on, or back, in place. It leaves more than that alone at its beginning.
    void moveStart(qint64 units);

    // Units of the document it reads (beyond it everything is kept).
    qint64 baseLength() const;
    // Units that those become.
    qint64 targetLength() const;
    bool isDocument() const;

    friend bool operator==(const Delta &a, const Delta &b);

private:
    qsizetype placeOfInsert();

    ShortList<Op, 3> m_ops;
    ShortList<char16_t, 16> m_text;
};

} // namespace syngraph::model
