// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <span>
#include <vector>

// Columns of numbers and bytes, each deflated by itself: what a block of changes is made of.
namespace syngraph::storage {

// Appends to one column.
class ColumnWriter
{
public:
    // Seven bits a byte, lowest first, the eighth tells that more follow.
    ColumnWriter &number(quint64 value);
    // Small whatever the sign: 0, -1, 1, -2, … become 0, 1, 2, 3, …
    ColumnWriter &signedNumber(qint64 value);
    ColumnWriter &fixed(quint64 value); // 8 bytes, lowest first
    ColumnWriter &bytes(QByteArrayView value);
    ColumnWriter &text(QByteArrayView value); // with its size before it

    const QByteArray &data() const { return m_data; }

private:
    QByteArray m_data;
};

// Reads what a ColumnWriter wrote, by somebody who is not trusted: beyond the end everything is 0 or empty and
// isGood() says no, from then on. A view: what it reads must outlive it.
class ColumnReader
{
public:
    ColumnReader() = default;
    explicit ColumnReader(QByteArrayView data) : m_rest(data) { }

    quint64 number();
    qint64 signedNumber();
    quint64 fixed();
    QByteArrayView bytes(qsizetype count);
    QByteArrayView text() { return bytes(qsizetype(number())); }
    QByteArrayView rest() const { return m_rest; }
    bool isAtEnd() const { return m_rest.isEmpty(); }
    bool isGood() const { return m_isGood; }

private:
    QByteArrayView m_rest;
    bool m_isGood = true;
};

// Raw deflate (RFC 1951), as small as it gets or, at `level` 1, as fast.
QByteArray deflated(QByteArrayView bytes, int level = 9);
// Nothing unless exactly `size` bytes come out.
Result<QByteArray> inflated(QByteArrayView packed, qsizetype size);

// All columns in one piece: for each its size and, where deflating made it smaller, the deflated size, else 0;
// then the bytes of each.
QByteArray joinColumns(std::span<const ColumnWriter> columns);
// Damaged unless it is that, of `count` columns with at most `maxBytes` in all.
Result<std::vector<QByteArray>> splitColumns(QByteArrayView joined, std::size_t count, qint64 maxBytes);

} // namespace syngraph::storage
