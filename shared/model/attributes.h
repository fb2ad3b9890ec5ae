// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/value.h"

#include <QExplicitlySharedDataPointer>
#include <QSharedData>

#include <algorithm>
#include <span>
#include <vector>

namespace syngraph::model {

struct Attribute
{
    QByteArray key; // UTF-8
    Value value;
    friend bool operator==(const Attribute &, const Attribute &) = default;
};

// Where the inserts of a change that is moved land relative to the other change's at the same place, and
// with them whose attribute values win: GoesBefore = the moved change's (left of the other's, its values
// win), GoesAfter = the other's. Read in one function of `transform`, decided nowhere else.
enum class Tie { GoesBefore, GoesAfter };

// An immutable map key -> value, sorted by key, shared on copy; empty costs one null pointer.
// In a retain a null value means "remove the key". Safe to share between threads.
class Attributes
{
public:
    Attributes() = default;
    Attributes(std::initializer_list<Attribute> entries);
    // Entries sorted by key, without duplicates.
    static Attributes fromSorted(std::vector<Attribute> entries);

    bool isEmpty() const { return !m_set; }
    std::span<const Attribute> entries() const;
    // The value under `key`, or null pointer where there is none.
    const Value *find(QByteArrayView key) const;
    bool contains(QByteArrayView key) const { return find(key) != nullptr; }
    Attributes with(const QByteArray &key, const Value &value) const;
    Attributes without(QByteArrayView key) const;
    // FNV-1a of the canonical JSON object; 0 for the empty map. Computed once.
    quint64 hash() const { return m_set ? m_set->hash : 0; }
    void appendJson(JsonText &out) const;
    QByteArray toJson() const;

    friend bool operator==(const Attributes &a, const Attributes &b)
    {
        return a.m_set.data() == b.m_set.data() || a.equals(b);
    }

private:
    struct Set : QSharedData
    {
        std::vector<Attribute> entries;
        quint64 hash = 0;
    };

    bool equals(const Attributes &other) const;

    QExplicitlySharedDataPointer<const Set> m_set;
};

enum class Nulls { Drop, Keep };

// What the map is after `a`, then `b`; Nulls::Keep on retains, Nulls::Drop on content.
Attributes composeAttributes(const Attributes &a, const Attributes &b, Nulls nulls);
// `moved` as it applies after `over`: with GoesAfter it loses the keys that `over` sets too.
Attributes transformAttributes(const Attributes &moved, const Attributes &over, Tie tie);
// What gives `base` back after the retain `attributes` was applied to it.
Attributes invertAttributes(const Attributes &attributes, const Attributes &base);
// What turns `from` into `to`.
Attributes diffAttributes(const Attributes &from, const Attributes &to);

// Keeps the entries that `keep(key, value)` approves; shares the set where all are kept. May ask twice.
template<typename Keep>
Attributes filterAttributes(const Attributes &attributes, Keep keep)
{
    const auto entries = attributes.entries();
    if (std::ranges::all_of(entries, [&](const Attribute &entry) { return keep(entry.key, entry.value); }))
        return attributes;
    std::vector<Attribute> kept;
    for (const Attribute &entry : entries) {
        if (keep(entry.key, entry.value))
            kept.push_back(entry);
    }
    return Attributes::fromSorted(std::move(kept));
}

} // namespace syngraph::model
