// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/word_tally.h"

#include <algorithm>

namespace syngraph::ui {
namespace {

// So long that few are searched for the place of a change, so short that little is read again for it.
constexpr qint64 kStretchUnits = 2048;

bool isOfWord(QChar unit)
{
    return !unit.isSpace() && unit != QChar::ObjectReplacementCharacter;
}

} // namespace

WordsAndCharacters &WordsAndCharacters::operator+=(const WordsAndCharacters &other)
{
    words += other.words;
    characters += other.characters;
    return *this;
}

WordsAndCharacters &WordsAndCharacters::operator-=(const WordsAndCharacters &other)
{
    words -= other.words;
    characters -= other.characters;
    return *this;
}

WordsAndCharacters countWords(const model::Document &document, qint64 from, qint64 to, bool goesOn)
{
    WordsAndCharacters count;
    bool isInWord = goesOn && from > 0 && from <= document.length() && isOfWord(document.at(from - 1));
    document.visit(from, to, [&](QStringView text, const model::rope::Run &) {
        for (const QChar unit : text) {
            const bool isWord = isOfWord(unit);
            count.words += isWord && !isInWord ? 1 : 0;
            isInWord = isWord;
            const bool isEnd = unit == u'\n' || unit == QChar::LineSeparator;
            count.characters += !isEnd && !unit.isLowSurrogate() ? 1 : 0;
        }
    });
    return count;
}

WordTally::WordTally(qint64 length) : m_stretches(1), m_unread(1)
{
    insertIn(0, 0, length);
}

void WordTally::forget(std::size_t index)
{
    if (index >= m_stretches.size() || !m_stretches[index].isRead)
        return;
    m_all -= m_stretches[index].count;
    m_stretches[index].isRead = false;
    ++m_unread;
}

void WordTally::apply(const model::Delta &change)
{
    std::size_t index = 0;
    qint64 start = 0;
    qint64 position = 0;
    for (const model::Op &op : change.ops()) {
        if (op.isKeep()) {
            position += op.length;
            continue;
        }
        while (index + 1 < m_stretches.size() && position > start + m_stretches[index].units)
            start += m_stretches[index++].units;
        if (op.isDelete()) {
            removeFrom(index, position - start, op.length);
        } else {
            insertIn(index, position - start, op.length);
            position += op.length;
        }
    }
}

// The first word of a stretch counts or not by what stands before it.
void WordTally::insertIn(std::size_t index, qint64 offset, qint64 units)
{
    forget(index);
    if (offset == m_stretches[index].units)
        forget(index + 1);
    m_length += units;
    const qint64 total = m_stretches[index].units + units;
    if (total <= 2 * kStretchUnits) {
        m_stretches[index].units = total;
        return;
    }
    const qint64 more = total / kStretchUnits - 1;
    m_stretches[index].units = total - more * kStretchUnits;
    m_stretches.insert(m_stretches.begin() + std::ptrdiff_t(index), std::size_t(more), Stretch{kStretchUnits, {}, false});
    m_unread += std::size_t(more);
}

void WordTally::removeFrom(std::size_t index, qint64 offset, qint64 units)
{
    m_length -= units;
    bool isNextBehindNew = false;
    while (units > 0 && index < m_stretches.size()) {
        if (offset < m_stretches[index].units)
            forget(index);
        Stretch &stretch = m_stretches[index];
        const qint64 here = std::min(units, stretch.units - offset);
        isNextBehindNew = offset + here == stretch.units;
        stretch.units -= here;
        units -= here;
        if (stretch.units > 0 || m_stretches.size() == 1) {
            offset = 0;
            ++index;
        } else {
            m_stretches.erase(m_stretches.begin() + std::ptrdiff_t(index));
            --m_unread;
        }
    }
    if (isNextBehindNew)
        forget(index);
}

void WordTally::advance(const model::Document &document, qint64 units)
{
    qint64 start = 0;
    for (Stretch &stretch : m_stretches) {
        if (m_unread == 0 || units <= 0)
            return;
        if (!stretch.isRead) {
            stretch.count = countWords(document, start, start + stretch.units, true);
            stretch.isRead = true;
            --m_unread;
            m_all += stretch.count;
            units -= stretch.units;
        }
        start += stretch.units;
    }
}

} // namespace syngraph::ui
