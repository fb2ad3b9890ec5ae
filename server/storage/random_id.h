// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QByteArray>
#include <QRandomGenerator>

namespace syngraph::storage {

// 128 bits from the system's generator; never none.
template<typename Id>
Id randomId()
{
    auto *random = QRandomGenerator::system();
    return {random->generate64() | 1, random->generate64()};
}

// From the system's generator.
inline QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, '\0');
    for (char &byte : bytes)
        byte = char(QRandomGenerator::system()->bounded(256));
    return bytes;
}

} // namespace syngraph::storage
