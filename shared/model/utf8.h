// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace syngraph::model {

// Valid UTF-8 as it is: U+FEFF at its beginning too, which QString::fromUtf8 takes for a byte order mark and drops.
QString fromUtf8(QByteArrayView utf8);

} // namespace syngraph::model
