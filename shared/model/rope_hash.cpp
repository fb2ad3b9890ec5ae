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

constexpr quint64 kLow29 = (quint64(1) << 29) - 1;

// middle * 2^32, middle < 2^62, without its multiples of kPrime: what is above 29 bits has weight 2^61 = 1. < 2^62.
constexpr quint64 shifted32(quint64 middle)
{
    return ((middle & kLow29) << 32) + (middle >> 29);
}

// a * b mod kPrime by 32-bit halves: no 128-bit integer needed.
constexpr quint64 multiply(quint64 a, quint64 b)
{
    const quint64 aHigh = a >> 32;
    const quint64 aLow = a & 0xffffffffU;
    const quint64 bHigh = b >> 32;
    const quint64 bLow = b & 0xffffffffU;
    const quint64 low = aLow * bLow;
    // weight 2^64 = 8; each part is below 2^62, and so is their sum below 2^64
    return reduce(((aHigh * bHigh) << 3) + shifted32(aHigh * bLow + aLow * bHigh) + (low & kPrime) + (low >> 61));
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
constexpr qsizetype kBlock = 64;

// base^(kBlock - 1) … base^0 by halves, so that those for fewer units are the last of them; and of so many units the
// power that what stands before them is moved by, and what a format that all of them have is multiplied by.
struct BlockPowers
{
    std::array<quint32, kBlock> high = {};
    std::array<quint32, kBlock> low = {};
    std::array<quint64, kBlock + 1> whole = {};
    std::array<quint64, kBlock + 1> sum = {};

    constexpr BlockPowers()
    {
        quint64 power = 1;
        for (std::size_t count = 0; count < std::size_t(kBlock); ++count) {
            high[std::size_t(kBlock) - 1 - count] = quint32(power >> 32);
            low[std::size_t(kBlock) - 1 - count] = quint32(power);
            whole[count] = power;
            sum[count + 1] = reduce(sum[count] + power);
            power = multiply(power, kBase);
        }
        whole[kBlock] = power;
    }
};

constexpr BlockPowers kPowers;

// The hash of up to kBlock units of text without formats.
[[gnu::always_inline]] inline quint64 hashBlock(const char16_t *units, std::size_t count)
{
    quint64 high = 0;
    quint64 low = 0;
    const std::size_t first = std::size_t(kBlock) - count;
    for (std::size_t i = 0; i < count; ++i) {
        const quint64 unit = units[i] + quint64(1);
        high += unit * kPowers.high[first + i];
        low += unit * kPowers.low[first + i];
    }
    return reduce(shifted32(high) + low);
}

void hashRun(const Run &run, QStringView text, quint64 &hash)
{
    const quint64 format = reduce(run.attributes.hash());
    if (!run.embed.isNull()) {
        hash = reduce(multiply(hash, kBase) + reduce(reduce(run.embed.hash()) + format));
        return;
    }
    const auto add = [&](std::size_t count, quint64 block) {
        hash = reduce(multiply(hash, kPowers.whole[count]) + reduce(block + multiply(format, kPowers.sum[count])));
    };
    // of a size known to the compiler, which makes vector instructions of it
    for (; text.size() >= kBlock; text = text.sliced(kBlock))
        add(kBlock, hashBlock(text.utf16(), kBlock));
    add(std::size_t(text.size()), hashBlock(text.utf16(), std::size_t(text.size())));
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
