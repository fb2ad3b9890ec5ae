// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rope_piece.h"

#include <algorithm>

namespace syngraph::model::rope {
namespace {

// QString doubles its memory when it grows; a leaf grows by this much instead.
constexpr qsizetype kSpareUnits = 64;

bool merges(const Run &left, const Run &right)
{
    return left.embed.isNull() && right.embed.isNull() && left.attributes == right.attributes;
}

// Takes [from, to) out of one run where something of that run is left: nothing else changes then.
bool shortenedOneRun(Piece &piece, qint64 from, qint64 to)
{
    for (Run &run : piece.runs) {
        if (from < run.length) {
            if (to > run.length || to - from == run.length)
                return false;
            run.length -= to - from;
            return true;
        }
        from -= run.length;
        to -= run.length;
    }
    return false;
}

} // namespace

void Piece::append(QStringView units, const Run &run)
{
    text.append(units);
    if (!runs.empty() && merges(runs.back(), run))
        runs.back().length += units.size();
    else
        runs.push_back({units.size(), run.attributes, run.embed});
}

Piece slicePiece(const Piece &piece, qint64 from, qint64 to)
{
    Piece out;
    out.text = piece.text.sliced(from, to - from);
    qint64 position = 0;
    for (const Run &run : piece.runs) {
        const qint64 start = std::max(position, from);
        const qint64 end = std::min(position + run.length, to);
        if (start < end)
            out.runs.push_back({end - start, run.attributes, run.embed});
        position += run.length;
    }
    return out;
}

void insertInPiece(Piece &piece, qint64 position, QStringView text, const Run &run)
{
    qint64 start = 0;
    std::size_t i = 0;
    while (i < piece.runs.size() && start + piece.runs[i].length < position)
        start += piece.runs[i++].length;
    const qsizetype size = piece.text.size() + text.size();
    if (!piece.text.isDetached() || piece.text.capacity() < size)
        piece.text.reserve(size + kSpareUnits);
    piece.text.insert(position, text);
    const auto joins = [&](std::size_t at) { return at < piece.runs.size() && merges(piece.runs[at], run); };
    const bool atRunEnd = i < piece.runs.size() && start + piece.runs[i].length == position;
    if (joins(i)) {
        piece.runs[i].length += run.length;
    } else if (atRunEnd && joins(i + 1)) {
        piece.runs[i + 1].length += run.length;
    } else if (i == piece.runs.size() || position == start) {
        piece.runs.insert(piece.runs.begin() + std::ptrdiff_t(i), run);
    } else if (atRunEnd) {
        piece.runs.insert(piece.runs.begin() + std::ptrdiff_t(i) + 1, run);
    } else {
        Run rest = piece.runs[i];
        rest.length -= position - start;
        piece.runs[i].length = position - start;
        piece.runs.insert(piece.runs.begin() + std::ptrdiff_t(i) + 1, {run, rest});
    }
}

void eraseInPiece(Piece &piece, qint64 from, qint64 to)
{
    piece.text.remove(from, to - from);
    if (shortenedOneRun(piece, from, to))
        return;
    std::vector<Run> kept;
    kept.reserve(piece.runs.size());
    qint64 position = 0;
    for (Run &run : piece.runs) {
        const qint64 end = position + run.length;
        const qint64 gone = std::max<qint64>(0, std::min(end, to) - std::max(position, from));
        position = end;
        run.length -= gone;
        if (run.length == 0)
            continue;
        if (!kept.empty() && merges(kept.back(), run))
            kept.back().length += run.length;
        else
            kept.push_back(std::move(run));
    }
    piece.runs = std::move(kept);
}

Piece restyledPiece(const Piece &piece, qint64 from, qint64 to, const Restyle &change, bool lineEndsApart)
{
    Piece out;
    out.text.reserve(piece.text.size());
    const QStringView text(piece.text);
    qint64 position = 0;
    for (const Run &run : piece.runs) {
        const qint64 end = position + run.length;
        while (position < end) {
            const bool inside = position >= from && position < to;
            qint64 stop = inside ? std::min(end, to) : (position < from ? std::min(end, from) : end);
            bool isLineEnd = false;
            if (inside && lineEndsApart) {
                isLineEnd = text[position] == u'\n';
                const qsizetype next = isLineEnd ? position + 1 : text.indexOf(u'\n', position);
                stop = next < 0 ? stop : std::min<qint64>(stop, next);
            }
            Run styled = inside ? change(run, isLineEnd) : run;
            styled.length = stop - position;
            out.append(text.sliced(position, stop - position), styled);
            position = stop;
        }
    }
    return out;
}

} // namespace syngraph::model::rope
