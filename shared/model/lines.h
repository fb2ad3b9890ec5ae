// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace syngraph::model {

// Calls each(part, isLineEnd) for the stretches of `text`: paragraph ends one by one, the text between whole.
template<typename Each>
void eachLinePart(QStringView text, Each each)
{
    while (!text.isEmpty()) {
        const bool isLineEnd = text.front() == u'\n';
        const qsizetype next = text.indexOf(u'\n');
        const qsizetype length = isLineEnd ? 1 : (next < 0 ? text.size() : next);
        each(text.first(length), isLineEnd);
        text = text.sliced(length);
    }
}

} // namespace syngraph::model
