// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packed_columns.h"

#include <zlib.h>

#include <array>

#include <QtEndian>

namespace syngraph::storage {
namespace {

constexpr int kRawDeflate = -15; // the largest window, no header
constexpr int kMostMemory = 9;

Bytef *mutableBytes(QByteArrayView bytes)
{
    // the library promises not to write there
    return reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
}

Error notInflated()
{
    return {ErrorCode::Damaged, QStringLiteral("its packed bytes can't be unpacked")};
}

} // namespace

ColumnWriter &ColumnWriter::number(quint64 value)
{
    while (value >= 0x80) {
        m_data.append(static_cast<char>(value | 0x80));
        value >>= 7;
    }
    m_data.append(static_cast<char>(value));
    return *this;
}

ColumnWriter &ColumnWriter::signedNumber(qint64 value)
{
    const auto bits = static_cast<quint64>(value);
    return number(value < 0 ? ~(bits << 1) : bits << 1);
}

ColumnWriter &ColumnWriter::fixed(quint64 value)
{
    std::array<char, 8> bytes{};
    qToLittleEndian(value, bytes.data());
    m_data.append(bytes.data(), 8);
    return *this;
}

ColumnWriter &ColumnWriter::bytes(QByteArrayView value)
{
    m_data.append(value);
    return *this;
}

ColumnWriter &ColumnWriter::text(QByteArrayView value)
{
    return number(quint64(value.size())).bytes(value);
}

quint64 ColumnReader::number()
{
    quint64 value = 0;
    for (qsizetype i = 0; i < m_rest.size() && i < 10; ++i) {
        const auto byte = static_cast<unsigned char>(m_rest[i]);
        value |= quint64(byte & 0x7f) << (7 * i);
        if (byte < 0x80) {
            m_rest = m_rest.sliced(i + 1);
            return value;
        }
    }
    m_isGood = false;
    m_rest = {};
    return 0;
}

qint64 ColumnReader::signedNumber()
{
    const quint64 bits = number();
    return static_cast<qint64>((bits & 1) != 0 ? ~(bits >> 1) : bits >> 1);
}

quint64 ColumnReader::fixed()
{
    const QByteArrayView eight = bytes(8);
    return eight.size() == 8 ? qFromLittleEndian<quint64>(eight.data()) : 0;
}

QByteArrayView ColumnReader::bytes(qsizetype count)
{
    if (count < 0 || count > m_rest.size()) {
        m_isGood = false;
        m_rest = {};
        return {};
    }
    const QByteArrayView taken = m_rest.first(count);
    m_rest = m_rest.sliced(count);
    return taken;
}

QByteArray deflated(QByteArrayView bytes, int level)
{
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, kRawDeflate, kMostMemory, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray packed(qsizetype(deflateBound(&stream, uLong(bytes.size()))), Qt::Uninitialized);
    stream.next_in = mutableBytes(bytes);
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = uInt(packed.size());
    const bool isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.truncate(isWhole ? packed.size() - qsizetype(stream.avail_out) : 0);
    deflateEnd(&stream);
    return packed;
}

Result<QByteArray> inflated(QByteArrayView packed, qsizetype size)
{
    z_stream stream{};
    if (inflateInit2(&stream, kRawDeflate) != Z_OK)
        return notInflated();
    QByteArray bytes(size, Qt::Uninitialized);
    stream.next_in = mutableBytes(packed);
    stream.avail_in = uInt(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(bytes.data());
    stream.avail_out = uInt(bytes.size());
    const bool isWhole = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_out == 0 && stream.avail_in == 0;
    inflateEnd(&stream);
    return isWhole ? Result<QByteArray>(std::move(bytes)) : notInflated();
}

QByteArray joinColumns(std::span<const ColumnWriter> columns)
{
    ColumnWriter head;
    QByteArray tail;
    for (const ColumnWriter &column : columns) {
        const QByteArray packed = deflated(column.data());
        const bool isSmaller = !packed.isEmpty() && packed.size() < column.data().size();
        head.number(quint64(column.data().size())).number(isSmaller ? quint64(packed.size()) : 0);
        tail.append(isSmaller ? packed : column.data());
    }
    return head.data() + tail;
}

Result<std::vector<QByteArray>> splitColumns(QByteArrayView joined, std::size_t count, qint64 maxBytes)
{
    ColumnReader reader(joined);
    std::vector<std::pair<qint64, qint64>> sizes;
    qint64 all = 0;
    for (std::size_t i = 0; i < count && reader.isGood(); ++i) {
        const auto size = qint64(std::min(reader.number(), quint64(maxBytes) + 1));
        const auto packed = qint64(std::min(reader.number(), quint64(maxBytes) + 1));
        sizes.emplace_back(size, packed);
        all += size;
    }
    if (all > maxBytes)
        return notInflated();
    std::vector<QByteArray> columns;
    for (const auto &[size, packed] : sizes) {
        const QByteArrayView bytes = reader.bytes(packed > 0 ? packed : size);
        auto column = !reader.isGood() ? notInflated()
                : packed > 0           ? inflated(bytes, size)
                                       : Result<QByteArray>(bytes.toByteArray());
        if (!column)
            return column.error();
        columns.push_back(std::move(*column));
    }
    if (columns.size() != count || !reader.isAtEnd())
        return notInflated();
    return columns;
}

} // namespace syngraph::storage
