// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QRandomGenerator>

namespace syngraph::storage {

// 128 bits from the system's generator; never none.
template<typename Id>
Id randomId()
{
    auto *random = QRandomGenerator::system();
    return {random->generate64() | 1, random->generate64()};
}

} // namespace syngraph::storage
