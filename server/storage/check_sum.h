// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/hash.h"

#include <QByteArrayView>
#include <QtEndian>

#include <array>

namespace syngraph::storage {

// Hashes values one after the other, each text with its length, so that no two rows read the same.
class CheckSum
{
public:
    CheckSum &add(quint64 value)
    {
        std::array<char, 8> bytes{};
        qToLittleEndian(value, bytes.data());
        m_hash = fnv1a(QByteArrayView(bytes.data(), 8), m_hash);
        return *this;
    }
    CheckSum &add(qint64 value) { return add(static_cast<quint64>(value)); }
    CheckSum &add(QByteArrayView text)
    {
        add(qint64(text.size()));
        m_hash = fnv1a(text, m_hash);
        return *this;
    }
    quint64 value() const { return m_hash; }

private:
    quint64 m_hash = kFnvOffset;
};

} // namespace syngraph::storage
