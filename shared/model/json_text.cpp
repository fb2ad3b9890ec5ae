// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/json_text.h"

namespace syngraph::model {

QByteArray JsonText::take()
{
    const qsizetype size = m_end - m_start;
    const bool isLittle = m_many.isNull();
    QByteArray all = isLittle ? QByteArray(m_start, size) : std::move(m_many);
    all.truncate(size);
    m_start = m_end = m_limit = nullptr;
    return all;
}

void JsonText::makeRoom(qsizetype count)
{
    const qsizetype size = m_end - m_start;
    const qsizetype room = 2 * (m_limit - m_start) + count;
    if (m_many.isNull()) {
        m_many = QByteArray(room, Qt::Uninitialized);
        std::memcpy(m_many.data(), m_start, std::size_t(size));
    } else {
        m_many.resize(room);
    }
    m_start = m_many.data();
    m_end = m_start + size;
    m_limit = m_start + room;
}

} // namespace syngraph::model
