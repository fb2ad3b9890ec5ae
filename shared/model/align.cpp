// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/align.h"

#include "model/edit_script.h"

#include <algorithm>
#include <unordered_map>

namespace syngraph::model {
namespace {

constexpr char16_t kObject = u'\xFFFC';
constexpr char16_t kJoiner = u'\x200D';
constexpr int kMaxLineEdits = 256;
constexpr int kMaxWordEdits = 128;
constexpr int kMaxDepth = 12;

bool isRegionalIndicator(QStringView text, qint64 i)
{
    return i >= 0 && i + 1 < text.size() && text[i] == QChar(0xd83c) && text[i + 1].unicode() >= 0xdde6
        && text[i + 1].unicode() <= 0xddff;
}

// Whether the unit at `i` belongs to one grapheme with the unit before it (the usual cases).
bool continuesGrapheme(QStringView text, qint64 i)
{
    if (i <= 0 || i >= text.size() || text[i].unicode() < 0x300)
        return false;
    if (text[i].isLowSurrogate() || text[i - 1] == QChar(kJoiner) || text[i] == QChar(kJoiner)
        || text[i].isMark())
        return true;
    if (!text[i].isHighSurrogate() || i + 1 >= text.size())
        return false;
    const char32_t code = QChar::surrogateToUcs4(text[i], text[i + 1]);
    return QChar::isMark(code) || (code >= 0x1f3fb && code <= 0x1f3ff)
        || (isRegionalIndicator(text, i) && isRegionalIndicator(text, i - 2));
}

bool continuesWord(QStringView text, qint64 i)
{
    return continuesGrapheme(text, i) || (text[i].isLetterOrNumber() && text[i - 1].isLetterOrNumber());
}

// A line or a word.
struct Token
{
    qint64 from = 0;
    qint64 to = 0;
    quint64 hash = 0;
};
using Tokens = std::vector<Token>;

template<typename Continues>
Tokens tokensOf(const UnitSequence &sequence, qint64 from, qint64 to, Continues continues)
{
    Tokens tokens;
    const QStringView text(sequence.text);
    quint64 hash = 0;
    for (qint64 i = from; i < to; ++i) {
        if (i == from || !continues(text, i)) {
            tokens.push_back({i, i, 0});
            hash = 0;
        }
        hash = (hash ^ text[i].unicode()) * 0x100000001b3ULL + 1;
        tokens.back().to = i + 1;
        tokens.back().hash = hash;
    }
    return tokens;
}

class Aligner
{
public:
    Aligner(const UnitSequence &a, const UnitSequence &b)
        : m_a(a)
        , m_b(b)
    { }

    std::vector<Hunk> run()
    {
        Hunk middle {0, m_a.size(), 0, m_b.size()};
        if (m_a.text.endsWith(u'\n') && m_b.text.endsWith(u'\n')) {
            --middle.aTo;
            --middle.bTo;
        }
        trimWholeLines(middle);
        const auto inLine = [](QStringView text, qint64 i) { return text[i - 1] != u'\n'; };
        m_linesA = tokensOf(m_a, middle.aFrom, middle.aTo, inLine);
        m_linesB = tokensOf(m_b, middle.bFrom, middle.bTo, inLine);
        m_middle = middle;
        alignLines({0, qint64(m_linesA.size()), 0, qint64(m_linesB.size())}, 0);
        return std::move(m_out);
    }

private:
    bool same(qint64 i, qint64 j) const
    {
        const QChar unit = m_a.text[i];
        return unit == m_b.text[j] && (unit != QChar(kObject) || m_a.embedAt(i) == m_b.embedAt(j));
    }
    bool same(const Token &a, const Token &b) const
    {
        if (a.hash != b.hash || a.to - a.from != b.to - b.from)
            return false;
        qint64 i = 0;
        while (a.from + i < a.to && same(a.from + i, b.from + i))
            ++i;
        return a.from + i == a.to;
    }

    // Takes equal lines off both ends.
    void trimWholeLines(Hunk &hunk) const
    {
        const Hunk all = hunk;
        qint64 lineStart = 0;
        for (qint64 i = 0; i < std::min(all.aTo, all.bTo) && same(i, i); ++i) {
            if (m_a.text[i] == u'\n')
                lineStart = i + 1;
        }
        hunk.aFrom = hunk.bFrom = lineStart;
        qint64 taken = 0;
        for (qint64 i = 1;
             all.aTo - i >= lineStart && all.bTo - i >= lineStart && same(all.aTo - i, all.bTo - i); ++i) {
            const bool startsA = all.aTo - i == hunk.aFrom || m_a.text[all.aTo - i - 1] == u'\n';
            const bool startsB = all.bTo - i == hunk.bFrom || m_b.text[all.bTo - i - 1] == u'\n';
            if (startsA && startsB)
                taken = i;
        }
        hunk.aTo -= taken;
        hunk.bTo -= taken;
    }

    // `range` counts lines here.
    void alignLines(Hunk range, int depth)
    {
        while (range.aFrom < range.aTo && range.bFrom < range.bTo && sameLine(range.aFrom, range.bFrom)) {
            ++range.aFrom;
            ++range.bFrom;
        }
        while (range.aFrom < range.aTo && range.bFrom < range.bTo && sameLine(range.aTo - 1, range.bTo - 1)) {
            --range.aTo;
            --range.bTo;
        }
        if (range.aFrom == range.aTo || range.bFrom == range.bTo)
            return alignBlock(range);
        if (depth < kMaxDepth) {
            if (const auto anchors = uniqueCommonLines(range); !anchors.empty())
                return alignBetween(range, anchors, depth);
        }
        const auto hunks =
            shortestEdits(range.aTo - range.aFrom, range.bTo - range.bFrom, kMaxLineEdits,
                          [&](qint64 i, qint64 j) { return sameLine(range.aFrom + i, range.bFrom + j); });
        if (!hunks)
            return alignBlock(range);
        for (const Hunk &hunk : *hunks)
            alignBlock({range.aFrom + hunk.aFrom, range.aFrom + hunk.aTo, range.bFrom + hunk.bFrom,
                        range.bFrom + hunk.bTo});
    }

    using Anchors = std::vector<std::pair<qint64, qint64>>;

    void alignBetween(const Hunk &range, const Anchors &anchors, int depth)
    {
        Hunk gap {range.aFrom, range.aFrom, range.bFrom, range.bFrom};
        for (const auto &[i, j] : anchors) {
            gap.aTo = i;
            gap.bTo = j;
            alignLines(gap, depth + 1);
            gap = {i + 1, i + 1, j + 1, j + 1};
        }
        gap.aTo = range.aTo;
        gap.bTo = range.bTo;
        alignLines(gap, depth + 1);
    }

    // Lines that occur once on either side, as many as keep their order (patience diff).
    Anchors uniqueCommonLines(const Hunk &range) const
    {
        struct Seen
        {
            qint64 inA = -1;
            qint64 inB = -1;
            bool twice = false;
        };
        std::unordered_map<quint64, Seen> seen;
        const auto note = [&](qint64 line, const Tokens &lines, qint64 Seen::*side) {
            Seen &entry = seen[lines[std::size_t(line)].hash];
            entry.twice = entry.twice || entry.*side >= 0;
            entry.*side = line;
        };
        for (qint64 i = range.aFrom; i < range.aTo; ++i)
            note(i, m_linesA, &Seen::inA);
        for (qint64 j = range.bFrom; j < range.bTo; ++j)
            note(j, m_linesB, &Seen::inB);
        Anchors pairs;
        for (qint64 i = range.aFrom; i < range.aTo; ++i) {
            const Seen &entry = seen[m_linesA[std::size_t(i)].hash];
            if (!entry.twice && entry.inB >= 0 && sameLine(i, entry.inB))
                pairs.emplace_back(i, entry.inB);
        }
        return longestAscending(pairs);
    }

    // The lines of a range have nothing in common: as many on both sides are compared one by one.
    void alignBlock(const Hunk &range)
    {
        const qint64 lines = range.aTo - range.aFrom;
        if (lines == 0 || lines != range.bTo - range.bFrom)
            return alignWords(unitsOf(range));
        for (qint64 i = 0; i < lines; ++i)
            alignWords(unitsOf({range.aFrom + i, range.aFrom + i + 1, range.bFrom + i, range.bFrom + i + 1}));
    }

    void alignWords(const Hunk &units)
    {
        if (units.aFrom == units.aTo || units.bFrom == units.bTo)
            return emitTrimmed(units);
        const Tokens a = tokensOf(m_a, units.aFrom, units.aTo, continuesWord);
        const Tokens b = tokensOf(m_b, units.bFrom, units.bTo, continuesWord);
        const auto hunks =
            shortestEdits(qint64(a.size()), qint64(b.size()), kMaxWordEdits,
                          [&](qint64 i, qint64 j) { return same(a[std::size_t(i)], b[std::size_t(j)]); });
        if (!hunks)
            return emitTrimmed(units);
        const auto start = [](const Tokens &tokens, qint64 i, qint64 end) {
            return std::size_t(i) < tokens.size() ? tokens[std::size_t(i)].from : end;
        };
        for (const Hunk &hunk : *hunks)
            emitTrimmed({start(a, hunk.aFrom, units.aTo), start(a, hunk.aTo, units.aTo),
                         start(b, hunk.bFrom, units.bTo), start(b, hunk.bTo, units.bTo)});
    }

    // Takes equal graphemes off both ends.
    void emitTrimmed(Hunk hunk)
    {
        const Hunk all = hunk;
        while (hunk.aFrom < hunk.aTo && hunk.bFrom < hunk.bTo && same(hunk.aFrom, hunk.bFrom)) {
            ++hunk.aFrom;
            ++hunk.bFrom;
        }
        while (hunk.aFrom > all.aFrom
               && (continuesGrapheme(m_a.text, hunk.aFrom) || continuesGrapheme(m_b.text, hunk.bFrom))) {
            --hunk.aFrom;
            --hunk.bFrom;
        }
        while (hunk.aFrom < hunk.aTo && hunk.bFrom < hunk.bTo && same(hunk.aTo - 1, hunk.bTo - 1)) {
            --hunk.aTo;
            --hunk.bTo;
        }
        while (hunk.aTo < all.aTo
               && (continuesGrapheme(m_a.text, hunk.aTo) || continuesGrapheme(m_b.text, hunk.bTo))) {
            ++hunk.aTo;
            ++hunk.bTo;
        }
        emit(hunk);
    }

    void emit(const Hunk &hunk)
    {
        if (hunk.aFrom == hunk.aTo && hunk.bFrom == hunk.bTo)
            return;
        if (!m_out.empty() && m_out.back().aTo == hunk.aFrom && m_out.back().bTo == hunk.bFrom) {
            m_out.back().aTo = hunk.aTo;
            m_out.back().bTo = hunk.bTo;
        } else {
            m_out.push_back(hunk);
        }
    }

    bool sameLine(qint64 i, qint64 j) const
    {
        return same(m_linesA[std::size_t(i)], m_linesB[std::size_t(j)]);
    }
    Hunk unitsOf(const Hunk &lines) const
    {
        const auto start = [](const Tokens &tokens, qint64 i, qint64 end) {
            return std::size_t(i) < tokens.size() ? tokens[std::size_t(i)].from : end;
        };
        return {start(m_linesA, lines.aFrom, m_middle.aTo), start(m_linesA, lines.aTo, m_middle.aTo),
                start(m_linesB, lines.bFrom, m_middle.bTo), start(m_linesB, lines.bTo, m_middle.bTo)};
    }

    const UnitSequence &m_a;
    const UnitSequence &m_b;
    Hunk m_middle;
    Tokens m_linesA;
    Tokens m_linesB;
    std::vector<Hunk> m_out;
};

} // namespace

UnitSequence UnitSequence::of(const Document &document)
{
    UnitSequence sequence;
    sequence.text.reserve(document.length());
    document.visit(0, document.length(), [&](QStringView part, const rope::Run &run) {
        if (!run.embed.isNull())
            sequence.embeds.emplace_back(sequence.text.size(), run.embed);
        sequence.text += part;
    });
    return sequence;
}

const Embed &UnitSequence::embedAt(qint64 position) const
{
    static const Embed none;
    const auto found = std::ranges::lower_bound(embeds, position, {}, &std::pair<qint64, Embed>::first);
    return found != embeds.end() && found->first == position ? found->second : none;
}

std::vector<Hunk> align(const UnitSequence &a, const UnitSequence &b)
{
    return Aligner(a, b).run();
}

} // namespace syngraph::model
