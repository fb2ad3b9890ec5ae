// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cstring>
#include <string_view>

namespace syngraph::model {

// Steps through JSON that is written as our own writers do: no white space, no escapes in strings, whole numbers. It
// knows nothing else and decides nothing: whatever it says no to is to be read by JsonReader, from the beginning.
class JsonScan
{
public:
    explicit JsonScan(QByteArrayView json) : m_next(json.data()), m_end(m_next + json.size()) { }

    bool atEnd() const { return m_next == m_end; }

    // Passes over exactly this, or stays.
    bool skip(char byte)
    {
        if (m_next == m_end || *m_next != byte)
            return false;
        ++m_next;
        return true;
    }
    [[gnu::always_inline]] bool skip(std::string_view bytes)
    {
        if (std::size_t(m_end - m_next) < bytes.size() || std::memcmp(m_next, bytes.data(), bytes.size()) != 0)
            return false;
        m_next += bytes.size();
        return true;
    }
    // `"name":`, with a comma before it where it is not the first member; or stays.
    [[gnu::always_inline]] bool skipName(std::string_view name, bool isFirst)
    {
        const std::size_t comma = isFirst ? 0 : 1;
        const std::size_t size = comma + name.size() + 3;
        if (std::size_t(m_end - m_next) < size || (!isFirst && *m_next != ','))
            return false;
        const char *const at = m_next + comma;
        const char *const behind = at + 1 + name.size();
        if (*at != '"' || std::memcmp(at + 1, name.data(), name.size()) != 0 || behind[0] != '"' || behind[1] != ':')
            return false;
        m_next += size;
        return true;
    }

    // A number from 0 on, of at most 15 digits.
    [[gnu::always_inline]] bool number(qint64 &out)
    {
        constexpr std::ptrdiff_t kMostDigits = 15;
        const char *const first = m_next;
        qint64 value = 0; // not in `out`, which each digit would be read from and written to
        while (m_next != m_end && *m_next >= '0' && *m_next <= '9' && m_next - first <= kMostDigits)
            value = value * 10 + (*m_next++ - '0');
        out = value;
        const std::ptrdiff_t digits = m_next - first;
        return digits == 1 || (digits > 1 && digits <= kMostDigits && *first != '0');
    }

    // What stands between the quotes of a string; or stays.
    [[gnu::always_inline]] bool text(std::string_view &out)
    {
        if (m_next == m_end || *m_next != '"')
            return false;
        const char *const first = m_next + 1;
        const char *last = first;
        quint8 all = 0;
        while (last != m_end && quint8(*last) >= 0x20 && *last != '"' && *last != '\\')
            all |= quint8(*last++);
        out = {first, std::size_t(last - first)};
        const bool isAscii = all < 0x80;
        if (last == m_end || *last != '"' || !(isAscii || QByteArrayView(first, last).isValidUtf8()))
            return false;
        m_next = last + 1;
        return true;
    }

    // Where it stands, for slices of what was passed over.
    const char *position() const { return m_next; }

private:
    const char *m_next;
    const char *m_end;
};

} // namespace syngraph::model
