// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rope.h"

#include <array>

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

constexpr quint64 powerOf(quint64 exponent)
{
    quint64 power = 1;
    for (quint64 square = kBase; exponent > 0; exponent >>= 1) {
        if (exponent & 1)
            power = multiply(power, square);
        square = multiply(square, square);
    }
    return power;
}

// So many units are added up at once before anything is reduced: their sums of 17 by 32 bits fit 64.
constexpr qsizetype kBlock = 16;

// base^(kBlock - 1) … base^0 by halves, and what a format that all units of a block have adds.
struct BlockPowers
{
    std::array<quint32, kBlock> high = {};
    std::array<quint32, kBlock> low = {};
    quint64 sum = 0;
    quint64 next = powerOf(kBlock);

    constexpr BlockPowers()
    {
        for (qsizetype i = 0; i < kBlock; ++i) {
            const quint64 power = powerOf(quint64(kBlock - 1 - i));
            high[std::size_t(i)] = quint32(power >> 32);
            low[std::size_t(i)] = quint32(power);
            sum = reduce(sum + power);
        }
    }
};

constexpr BlockPowers kPowers;

// The hash of kBlock units of text without formats.
quint64 hashBlock(const char16_t *units)
{
    quint64 high = 0;
    quint64 low = 0;
    for (std::size_t i = 0; i < std::size_t(kBlock); ++i) {
        const quint64 unit = units[i] + quint64(1);
        high += unit * kPowers.high[i];
        low += unit * kPowers.low[i];
    }
    // weight 2^32, so its bits from the 29th on have weight 2^61 = 1
    constexpr quint64 kLow29 = (quint64(1) << 29) - 1;
    return reduce(((high & kLow29) << 32) + (high >> 29) + low);
}

void hashRun(const Run &run, QStringView text, quint64 &hash)
{
    const quint64 format = reduce(run.attributes.hash());
    if (!run.embed.isNull()) {
        hash = reduce(multiply(hash, kBase) + reduce(reduce(run.embed.hash()) + format));
        return;
    }
    for (; text.size() >= kBlock; text = text.sliced(kBlock)) {
        const quint64 block = reduce(hashBlock(text.utf16()) + multiply(format, kPowers.sum));
        hash = reduce(multiply(hash, kPowers.next) + block);
    }
    for (const QChar unit : text)
        hash = reduce(multiply(hash, kBase) + reduce(unit.unicode() + quint64(1) + format));
}

void hashLeaf(const Node &leaf, quint64 &hash, quint64 &power)
{
    QStringView text(leaf.piece.text);
    power = powerOf(quint64(text.size()));
    for (const Run &run : leaf.piece.runs) {
        hashRun(run, text.first(run.length), hash);
        text = text.sliced(run.length);
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
