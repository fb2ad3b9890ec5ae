// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTypeInfo>
#include <QtGlobal>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace syngraph::model {

// A list whose first N elements need no heap memory, and that is copied and moved at the cost of what a change with
// one keystroke holds: that happens often. Elements are moved as bytes, and few plain ones copied and forgotten as bytes;
// one that was added plain stays so. What is added is none of its own.
template<typename T, qsizetype N>
class ShortList
{
    static_assert(QTypeInfo<T>::isRelocatable && alignof(T) <= alignof(std::max_align_t));

public:
    ShortList() = default;
    ShortList(const ShortList &other)
    {
        if (other.m_isFlat) [[likely]]
            copyFlat(other);
        else
            append(other.m_data, other.m_size);
    }
    ShortList(ShortList &&other) noexcept { takeFrom(other); }
    ~ShortList()
    {
        if (!m_isFlat) [[unlikely]]
            release();
    }
    ShortList &operator=(const ShortList &other)
    {
        if (this == &other)
            return *this;
        if (m_isFlat && other.m_isFlat) [[likely]] {
            copyFlat(other);
        } else {
            clear();
            append(other.m_data, other.m_size);
        }
        return *this;
    }
    ShortList &operator=(ShortList &&other) noexcept
    {
        if (this != &other) {
            if (!m_isFlat) [[unlikely]]
                release();
            takeFrom(other);
        }
        return *this;
    }

    qsizetype size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    const T *data() const { return m_data; }
    T &operator[](qsizetype index) { return m_data[index]; }
    T &last() { return m_data[m_size - 1]; }
    const T *begin() const { return m_data; }
    const T *end() const { return m_data + m_size; }

    void reserve(qsizetype count)
    {
        if (count > m_room)
            moveTo(count);
    }
    void append(const T *elements, qsizetype count)
    {
        if (m_room - m_size < count) [[unlikely]]
            moveTo(std::max(2 * m_room, m_size + count));
        m_isFlat = m_isFlat && std::all_of(elements, elements + count, isPlain);
        if (count <= N && std::is_trivially_copyable_v<T>) { // a loop is quicker than a call
            for (qsizetype i = 0; i < count; ++i)
                std::construct_at(m_data + m_size + i, elements[i]);
        } else {
            std::uninitialized_copy_n(elements, count, m_data + m_size);
        }
        m_size += count;
    }
    void append(T &&element)
    {
        if (m_size == m_room) [[unlikely]]
            moveTo(2 * m_room);
        m_isFlat = m_isFlat && isPlain(element);
        std::construct_at(m_data + m_size++, std::move(element));
    }
    void insert(qsizetype place, T &&element)
    {
        if (place == m_size) {
            append(std::move(element));
            return;
        }
        if (m_size == m_room) [[unlikely]]
            moveTo(2 * m_room);
        m_isFlat = m_isFlat && isPlain(element);
        moveBytes(m_data + place + 1, m_data + place, m_size++ - place);
        std::construct_at(m_data + place, std::move(element));
    }
    void removeLast() { std::destroy_at(m_data + --m_size); }
    void clear()
    {
        std::destroy_n(m_data, m_size);
        m_size = 0;
        m_isFlat = !isLong();
    }

private:
    static bool isPlain(const T &element)
    {
        if constexpr (std::is_trivially_copyable_v<T>)
            return true;
        else
            return element.isPlain();
    }
    static void moveBytes(T *to, const T *from, qsizetype count)
    {
        std::memmove(static_cast<void *>(to), static_cast<const void *>(from), std::size_t(count) * sizeof(T));
    }

    T *few() { return std::launder(reinterpret_cast<T *>(m_few)); }
    bool isLong() const { return m_room > N; }

    // Over what has not to be released, of another one. All that there is room for: of a known size, so that no loop is needed.
    void copyFlat(const ShortList &other)
    {
        m_size = other.m_size;
        std::memcpy(m_few, other.m_few, sizeof m_few);
    }
    void takeFrom(ShortList &other)
    {
        m_data = other.isLong() ? other.m_data : few();
        m_room = std::exchange(other.m_room, N);
        m_size = std::exchange(other.m_size, 0);
        m_isFlat = std::exchange(other.m_isFlat, true);
        other.m_data = other.few();
        std::memcpy(m_few, other.m_few, sizeof m_few);
    }
    [[gnu::noinline]] void moveTo(qsizetype room)
    {
        T *const many = std::allocator<T>().allocate(std::size_t(room));
        moveBytes(many, m_data, m_size);
        if (isLong())
            std::allocator<T>().deallocate(m_data, std::size_t(m_room));
        m_data = many;
        m_room = room;
        m_isFlat = false;
    }
    [[gnu::noinline]] void release()
    {
        std::destroy_n(m_data, m_size);
        if (isLong())
            std::allocator<T>().deallocate(m_data, std::size_t(m_room));
    }

    T *m_data = few();
    qsizetype m_size = 0;
    qsizetype m_room = N;
    bool m_isFlat = true; // few, and plain: there is nothing to release
    alignas(T) std::byte m_few[std::size_t(N) * sizeof(T)];
};

} // namespace syngraph::model
