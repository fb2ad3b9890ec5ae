// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstring>
#include <utility>

namespace syngraph::model {

// JSON being written: bytes that are added one by one as cheaply as many at once, which a QByteArray's are not, and
// which need no heap memory until there are many.
class JsonText
{
public:
    JsonText() : m_start(m_few), m_end(m_start), m_limit(m_start + sizeof m_few) { }
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
        if (m_limit - m_end < count) [[unlikely]]
            makeRoom(count);
        return std::exchange(m_end, m_end + count);
    }
    // Takes back the last `count` of them.
    void shrink(qsizetype count) { m_end -= count; }
    bool endsWith(char byte) const { return m_end != m_start && m_end[-1] == byte; }

    // What was written so far.
    QByteArrayView view() const { return {m_start, m_end}; }
    // All of it; little takes no more room than it needs. Afterwards there is nothing to be added to.
    QByteArray take();

private:
    void makeRoom(qsizetype count);

    char m_few[512]; // more than a change with one keystroke in a message
    QByteArray m_many; // in use as soon as those are too few
    char *m_start;
    char *m_end;
    char *m_limit;
};

} // namespace syngraph::model
