// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rope.h"

namespace syngraph::model::rope {
namespace {

// Mersenne prime 2^61 - 1; a polynomial over it joins in O(1): hash(ab) = hash(a) * base^|b| + hash(b).
constexpr quint64 kPrime = (quint64(1) << 61) - 1;
constexpr quint64 kBase = 0x0f3a5c7912b4d68ULL;

constexpr quint64 reduce(quint64 x)
{
    x = (x & kPrime) + (x >> 61);
    return x >= kPrime ? x - kPrime : x;
}

// a * b mod kPrime by 32-bit halves: no 128-bit integer needed.
constexpr quint64 multiply(quint64 a, quint64 b)
{
    const quint64 aHigh = a >> 32;
    const quint64 aLow = a & 0xffffffffU;
    const quint64 bHigh = b >> 32;
    const quint64 bLow = b & 0xffffffffU;
    const quint64 middle = aHigh * bLow + aLow * bHigh; // < 2^62
    const quint64 high = aHigh * bHigh + (middle >> 32); // weight 2^64 = 8 mod prime
    const quint64 low = aLow * bLow;
    const quint64 shifted = (middle & 0xffffffffU) << 32;
    return reduce(reduce(high << 3) + reduce(low) + reduce(shifted));
}

void hashLeaf(const Node &leaf, quint64 &hash, quint64 &power)
{
    hash = 0;
    power = 1;
    const QStringView text(leaf.piece.text);
    qsizetype position = 0;
    for (const Run &run : leaf.piece.runs) {
        const quint64 format = reduce(run.attributes.hash());
        const bool isEmbed = !run.embed.isNull();
        for (qint64 i = 0; i < run.length; ++i, ++position) {
            const quint64 unit = isEmbed ? reduce(run.embed.hash()) : text[position].unicode() + quint64(1);
            hash = reduce(multiply(hash, kBase) + reduce(unit + format));
            power = multiply(power, kBase);
        }
    }
}

void ensure(const Node &node)
{
    if (node.power.load(std::memory_order_acquire) != 0)
        return;
    quint64 hash = 0;
    quint64 power = 1;
    if (node.isLeaf()) {
        hashLeaf(node, hash, power);
    } else {
        ensure(*node.left);
        ensure(*node.right);
        const quint64 rightPower = node.right->power.load(std::memory_order_relaxed);
        hash = reduce(multiply(node.left->hash.load(std::memory_order_relaxed), rightPower)
                      + node.right->hash.load(std::memory_order_relaxed));
        power = multiply(node.left->power.load(std::memory_order_relaxed), rightPower);
    }
    node.hash.store(hash, std::memory_order_relaxed);
    node.power.store(power, std::memory_order_release);
}

} // namespace

quint64 computeHash(const Node *node)
{
    if (!node)
        return 0;
    ensure(*node);
    return node->hash.load(std::memory_order_relaxed);
}

} // namespace syngraph::model::rope
