// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/utf8.h"

#include <QStringDecoder>

namespace syngraph::model {

QString fromUtf8(QByteArrayView utf8)
{
    return QStringDecoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom)(utf8);
}

} // namespace syngraph::model
