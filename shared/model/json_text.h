// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstring>
#include <utility>

namespace syngraph::model {

// JSON being written: bytes that are added one by one as cheaply as many at once, which a QByteArray's are not.
class JsonText
{
public:
    // Room made at once; enough for a change with one keystroke in a message.
    explicit JsonText(qsizetype room = 256)
        : m_bytes(room, Qt::Uninitialized), m_end(m_bytes.data()), m_limit(m_end + room)
    { }
    JsonText(const JsonText &) = delete;
    JsonText &operator=(const JsonText &) = delete;

    JsonText &operator+=(char byte)
    {
        *grow(1) = byte;
        return *this;
    }
    JsonText &operator+=(QByteArrayView bytes)
    {
        std::memcpy(grow(bytes.size()), bytes.data(), std::size_t(bytes.size()));
        return *this;
    }
    // Adds `count` bytes and says where; they are the caller's to write.
    char *grow(qsizetype count)
    {
        if (m_limit - m_end < count)
            makeRoom(count);
        return std::exchange(m_end, m_end + count);
    }
    // Takes back the last `count` of them.
    void shrink(qsizetype count) { m_end -= count; }
    bool endsWith(char byte) const { return m_end != m_bytes.constData() && m_end[-1] == byte; }

    // What was written; afterwards there is nothing to be added to.
    QByteArray take()
    {
        m_bytes.truncate(m_end - m_bytes.constData());
        m_end = m_limit = nullptr;
        return std::move(m_bytes);
    }

private:
    void makeRoom(qsizetype count)
    {
        const qsizetype size = m_end - m_bytes.constData();
        m_bytes.resize(2 * m_bytes.size() + count);
        m_end = m_bytes.data() + size;
        m_limit = m_bytes.data() + m_bytes.size();
    }

    QByteArray m_bytes;
    char *m_end;
    char *m_limit;
};

} // namespace syngraph::model
