// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/split_change.h"

#include "base/plant.h"
#include "model/op_cursor.h"
#include "model/schema.h"

#include <algorithm>

namespace syngraph::session {
namespace {

using namespace model;

// Inserted text is cut into pieces this small against one submit before anything is decided.
constexpr qint64 kPiecesPerSubmit = 24;
// `{"retain":…,"attributes":}` and the like.
constexpr qint64 kComponentBytes = 48;
// `\u001f`
constexpr qint64 kMostBytesPerUnit = 6;

// How good a place to cut is the one behind an atom.
enum class Place { Bad, Fair, Good };

// What is never cut: a component, or a piece of inserted text.
struct Atom
{
    qint64 length = 0;
    qint64 bytes = 0;
    Place behind = Place::Fair;
};

qint64 jsonBytes(QStringView text)
{
    qint64 bytes = 0;
    for (const QChar unit : text) {
        const char16_t code = unit.unicode();
        if (code < 0x20)
            bytes += code == u'\n' || code == u'\t' ? 2 : 6;
        else if (code < 0x80)
            bytes += code == u'"' || code == u'\\' ? 2 : 1;
        else
            bytes += code < 0x800 || unit.isSurrogate() ? 2 : 3;
    }
    return bytes;
}

qint64 frameBytes(const Op &op)
{
    const qsizetype attributes = op.attributes.isEmpty() ? 0 : op.attributes.toJson().size();
    return kComponentBytes + attributes + (op.embed.isNull() ? 0 : op.embed.toJson().size());
}

qsizetype pieceLength(QStringView text, const SubmitLimits &limits)
{
    const qsizetype most = std::max<qsizetype>(limits.bytes / kPiecesPerSubmit, 2);
    if (text.size() <= most)
        return text.size();
    const qsizetype lineEnd = text.first(most).lastIndexOf(u'\n');
    if (lineEnd >= 0)
        return lineEnd + 1;
    return text[most].isLowSurrogate() && !planted(Plant::SplitInsidePair) ? most - 1 : most;
}

bool setsBlock(const Op &op)
{
    return op.isKeep() && op.attributes.contains("block");
}

std::vector<Atom> atomsOf(const Delta &change, const Document &document, const SubmitLimits &limits)
{
    std::vector<Atom> atoms;
    qint64 position = 0;
    OpCursor cursor(change);
    while (!cursor.atEnd()) {
        const Op &op = cursor.op();
        if (op.kind == Op::Kind::InsertText) {
            const QStringView text = cursor.text(cursor.rest());
            const qsizetype length = pieceLength(text, limits);
            const bool endsLine = text[length - 1] == u'\n';
            atoms.push_back({length, frameBytes(op) + jsonBytes(text.first(length)),
                             endsLine ? Place::Good : Place::Fair});
            cursor.skip(length);
        } else {
            Place behind = Place::Fair;
            if (!op.isInsert()) {
                position += op.length;
                if (op.isKeep() && position > 0 && document.at(position - 1) == u'\n')
                    behind = Place::Good;
            }
            atoms.push_back({op.length, frameBytes(op), behind});
            cursor.skip(op.length);
        }
        // a line opened before the unit that is kept next
        if (op.isInsert() && setsBlock(cursor.op()))
            atoms.back().behind = Place::Bad;
    }
    return atoms;
}

// Number of atoms from `first` on that one submit takes.
std::size_t atomsThatFit(const std::vector<Atom> &atoms, std::size_t first, const SubmitLimits &limits)
{
    qint64 bytes = kComponentBytes;
    qint64 components = 1;
    std::size_t fair = first;
    std::size_t good = first;
    qint64 bytesAtGood = 0;
    qint64 componentsAtGood = 0;
    for (std::size_t index = first; index < atoms.size(); ++index) {
        bytes += atoms[index].bytes;
        components += 1;
        if (bytes > limits.bytes || components > limits.components) {
            const bool goodIsFar = bytesAtGood > limits.bytes / 2 || componentsAtGood > limits.components / 2;
            const std::size_t end = goodIsFar ? good : fair;
            return end > first ? end - first : std::max<std::size_t>(index - first, 1);
        }
        if (atoms[index].behind != Place::Bad)
            fair = index + 1;
        if (atoms[index].behind == Place::Good) {
            good = index + 1;
            bytesAtGood = bytes;
            componentsAtGood = components;
        }
    }
    return atoms.size() - first;
}

} // namespace

bool fitsOneSubmit(const Delta &change, const SubmitLimits &limits)
{
    const auto components = std::ssize(change.ops());
    if (components > limits.components || change.text().size() > limits.bytes)
        return false;
    const bool isPlain = std::ranges::all_of(change.ops(), &Op::isPlain);
    const bool isSmall = isPlain && components * kComponentBytes + change.text().size() * kMostBytesPerUnit <= limits.bytes;
    return isSmall || toJson(change).size() <= limits.bytes;
}

bool isStillAccepted(const Delta &change, const SubmitLimits &limits)
{
    return fitsOneSubmit(change, {limits.bytes / 3 * 4, limits.components / 3 * 4});
}

Result<void> checkOfAnySize(const Delta &change, const Document &document)
{
    if (std::ssize(change.ops()) <= kMaxComponents)
        return checkChange(change, document);
    if (auto done = document.check(change); !done)
        return done;
    Document next = document;
    for (const Delta &part : splitChange(change, document)) {
        if (auto done = checkChange(part, next); !done)
            return done;
        if (auto done = next.apply(part, Filter::Classes); !done)
            return done;
    }
    return {};
}

std::vector<Delta> splitChange(const Delta &change, const Document &document, const SubmitLimits &limits)
{
    const std::vector<Atom> atoms = atomsOf(change, document, limits);
    std::vector<Delta> parts;
    OpCursor cursor(change);
    qint64 done = 0; // units of the document that the parts so far leave behind, up to the cursor
    for (std::size_t first = 0; first < atoms.size();) {
        const std::size_t count = atomsThatFit(atoms, first, limits);
        Delta part;
        part.retain(done);
        for (std::size_t index = first; index < first + count; ++index) {
            if (!cursor.op().isDelete())
                done += atoms[index].length;
            cursor.copyTo(part, atoms[index].length);
        }
        first += count;
        part.chop();
        if (!part.isEmpty())
            parts.push_back(std::move(part));
    }
    return parts;
}

} // namespace syngraph::session
