// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter.h"

#include <algorithm>
#include <array>

namespace syngraph::model {
namespace {

struct Row
{
    QByteArrayView key;
    KeyClass keyClass;
};

constexpr std::array kRows = {
    Row{"bold", KeyClass::Growing},      Row{"italic", KeyClass::Growing}, Row{"underline", KeyClass::Growing},
    Row{"strike", KeyClass::Growing},    Row{"code", KeyClass::Growing},   Row{"color", KeyClass::Growing},
    Row{"background", KeyClass::Growing}, Row{"size", KeyClass::Growing},  Row{"font", KeyClass::Growing},
    Row{"script", KeyClass::Growing},    Row{"lang", KeyClass::Growing},   Row{"link", KeyClass::Closed},
    Row{"s:i", KeyClass::Own},           Row{"s:d", KeyClass::Own},        Row{"s:f", KeyClass::Own},
    Row{"author", KeyClass::Own},        Row{"block", KeyClass::Block},    Row{"indent", KeyClass::Block},
    Row{"align", KeyClass::Block},       Row{"dir", KeyClass::Block},      Row{"spacing", KeyClass::Block},
    Row{"before", KeyClass::Block},      Row{"after", KeyClass::Block},    Row{"start", KeyClass::Block},
    Row{"numbering", KeyClass::Block},
};

} // namespace

KeyClass classOf(QByteArrayView key)
{
    if (key.startsWith("c:"))
        return KeyClass::Closed;
    for (const Row &row : kRows) {
        if (row.key == key)
            return row.keyClass;
    }
    return KeyClass::Unknown;
}

ClassSplit::ClassSplit(const Attributes &attributes, Filter filter) : m_text(attributes), m_lineEnd(attributes)
{
    if (filter == Filter::None || attributes.isEmpty())
        return;
    const auto side = [&](bool isLineEnd) {
        return filterAttributes(attributes, [&](const QByteArray &key, const Value &) {
            return fits(classOf(key), isLineEnd);
        });
    };
    m_text = side(false);
    m_lineEnd = side(true);
    m_differs = !(m_text == m_lineEnd);
}

} // namespace syngraph::model
