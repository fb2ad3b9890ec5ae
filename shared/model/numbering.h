// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <algorithm>
#include <array>

namespace syngraph::model {

// How the numbers of a list may be written, each named by how it writes one.
inline constexpr std::array<QByteArrayView, 5> kNumberings = {"1", "a", "A", "i", "I"};

// The place among them; behind the last for what is none of them.
inline std::size_t numberingPlace(QByteArrayView numbering)
{
    return std::size_t(std::ranges::find(kNumberings, numbering) - kNumberings.begin());
}

inline bool isNumberingName(QByteArrayView text)
{
    return numberingPlace(text) < kNumberings.size();
}

// How those of an item are that says nothing of it, by its indent.
constexpr QByteArrayView usualNumbering(int indent)
{
    constexpr std::array<QByteArrayView, 3> usual = {"1", "a", "i"};
    return usual[std::size_t(std::max(indent, 0)) % usual.size()];
}

// A number as it is written ("3", "c", "III"), without what stands around it.
QString numberText(int number, QByteArrayView numbering);

} // namespace syngraph::model
