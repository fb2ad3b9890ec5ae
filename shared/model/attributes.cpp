// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/attributes.h"

#include "base/hash.h"
#include "model/utf8.h"

#include <algorithm>

namespace syngraph::model {
namespace {

void appendObject(JsonText &out, std::span<const Attribute> entries)
{
    out += '{';
    bool first = true;
    for (const Attribute &entry : entries) {
        if (!first)
            out += ',';
        first = false;
        appendJsonString(out, fromUtf8(entry.key));
        out += ':';
        out += entry.value.json();
    }
    out += '}';
}

// Walks both maps in key order and calls visit(key, valueInA or null, valueInB or null).
template<typename Visit>
void merge(const Attributes &a, const Attributes &b, Visit visit)
{
    auto left = a.entries();
    auto right = b.entries();
    while (!left.empty() || !right.empty()) {
        if (right.empty() || (!left.empty() && left.front().key < right.front().key)) {
            visit(left.front().key, &left.front().value, nullptr);
            left = left.subspan(1);
        } else if (left.empty() || right.front().key < left.front().key) {
            visit(right.front().key, nullptr, &right.front().value);
            right = right.subspan(1);
        } else {
            visit(left.front().key, &left.front().value, &right.front().value);
            left = left.subspan(1);
            right = right.subspan(1);
        }
    }
}

} // namespace

Attributes::Attributes(std::initializer_list<Attribute> entries)
{
    std::vector<Attribute> sorted(entries);
    std::ranges::sort(sorted, {}, &Attribute::key);
    *this = fromSorted(std::move(sorted));
}

Attributes Attributes::fromSorted(std::vector<Attribute> entries)
{
    Attributes result;
    if (entries.empty())
        return result;
    JsonText json;
    appendObject(json, entries);
    auto *set = new Set;
    set->entries = std::move(entries);
    set->hash = fnv1a(json.view());
    result.m_set = QExplicitlySharedDataPointer<const Set>(set);
    return result;
}

std::span<const Attribute> Attributes::entries() const
{
    return m_set ? std::span<const Attribute>(m_set->entries) : std::span<const Attribute>();
}

const Value *Attributes::find(QByteArrayView key) const
{
    for (const Attribute &entry : entries()) {
        if (entry.key == key)
            return &entry.value;
    }
    return nullptr;
}

Attributes Attributes::with(const QByteArray &key, const Value &value) const
{
    return composeAttributes(*this, Attributes{{key, value}}, Nulls::Keep);
}

Attributes Attributes::without(QByteArrayView key) const
{
    return filterAttributes(*this, [&](const QByteArray &k, const Value &) { return k != key; });
}

void Attributes::appendJson(JsonText &out) const
{
    appendObject(out, entries());
}

QByteArray Attributes::toJson() const
{
    JsonText json;
    appendJson(json);
    return json.take();
}

bool Attributes::equals(const Attributes &other) const
{
    if (isEmpty() || other.isEmpty() || hash() != other.hash())
        return isEmpty() && other.isEmpty();
    return m_set->entries == other.m_set->entries;
}

Attributes composeAttributes(const Attributes &a, const Attributes &b, Nulls nulls)
{
    const auto hasNull = [](const Attributes &map) {
        return std::ranges::any_of(map.entries(), [](const Attribute &e) { return e.value.isNull(); });
    };
    if (b.isEmpty() && (nulls == Nulls::Keep || !hasNull(a)))
        return a;
    if (a.isEmpty() && (nulls == Nulls::Keep || !hasNull(b)))
        return b;
    std::vector<Attribute> entries;
    merge(a, b, [&](const QByteArray &key, const Value *inA, const Value *inB) {
        const Value &value = inB ? *inB : *inA;
        if (nulls == Nulls::Keep || !value.isNull())
            entries.push_back({key, value});
    });
    return Attributes::fromSorted(std::move(entries));
}

Attributes transformAttributes(const Attributes &moved, const Attributes &over, Tie tie)
{
    if (tie == Tie::GoesBefore || moved.isEmpty() || over.isEmpty())
        return moved;
    return filterAttributes(moved, [&](const QByteArray &key, const Value &) { return !over.contains(key); });
}

Attributes invertAttributes(const Attributes &attributes, const Attributes &base)
{
    std::vector<Attribute> entries;
    merge(attributes, base, [&](const QByteArray &key, const Value *set, const Value *before) {
        if (!set)
            return;
        const Value back = before ? *before : Value::null();
        if (back != *set)
            entries.push_back({key, back});
    });
    return Attributes::fromSorted(std::move(entries));
}

Attributes diffAttributes(const Attributes &from, const Attributes &to)
{
    if (from == to)
        return {};
    std::vector<Attribute> entries;
    merge(from, to, [&](const QByteArray &key, const Value *old, const Value *now) {
        if (!old || !now || *old != *now)
            entries.push_back({key, now ? *now : Value::null()});
    });
    return Attributes::fromSorted(std::move(entries));
}

} // namespace syngraph::model
