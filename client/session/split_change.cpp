// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/split_change.h"

#include "model/op_cursor.h"

#include <algorithm>

namespace syngraph::session {
namespace {

using namespace model;

// Inserted text is cut into pieces no longer than this before anything is decided: small against one submit.
constexpr qsizetype kPieceUnits = 32 * 1024;
// `{"retain":…,"attributes":}` and the like.
constexpr qint64 kComponentBytes = 48;

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
    QByteArray json;
    if (!op.attributes.isEmpty())
        op.attributes.appendJson(json);
    if (!op.embed.isNull())
        op.embed.appendJson(json);
    return kComponentBytes + json.size();
}

qsizetype pieceLength(QStringView text)
{
    if (text.size() <= kPieceUnits)
        return text.size();
    const qsizetype lineEnd = text.first(kPieceUnits).lastIndexOf(u'\n');
    if (lineEnd >= 0)
        return lineEnd + 1;
    return text[kPieceUnits].isLowSurrogate() ? kPieceUnits - 1 : kPieceUnits;
}

bool setsBlock(const Op &op)
{
    return op.isKeep() && op.attributes.contains("block");
}

std::vector<Atom> atomsOf(const Delta &change, const Document &document)
{
    std::vector<Atom> atoms;
    qint64 position = 0;
    OpCursor cursor(change);
    while (!cursor.atEnd()) {
        const Op &op = cursor.op();
        if (op.kind == Op::Kind::InsertText) {
            const QStringView text = cursor.text(cursor.rest());
            const qsizetype length = pieceLength(text);
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
        if (atoms.size() > 0 && op.isInsert() && setsBlock(cursor.op()))
            atoms.back().behind = Place::Bad;
    }
    return atoms;
}

// Number of atoms from `first` on that one submit takes.
std::size_t atomsThatFit(const std::vector<Atom> &atoms, std::size_t first)
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
        if (bytes > kSubmitBytes || components > kSubmitComponents) {
            const bool goodIsFar = bytesAtGood > kSubmitBytes / 2 || componentsAtGood > kSubmitComponents / 2;
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

bool fitsOneSubmit(const Delta &change)
{
    return std::ssize(change.ops()) <= kSubmitComponents && toJson(change).size() <= kSubmitBytes;
}

bool isWithinLimits(const Delta &change)
{
    return std::ssize(change.ops()) <= kMaxComponents && toJson(change).size() <= kMaxChangeBytes;
}

std::vector<Delta> splitChange(const Delta &change, const Document &document)
{
    const std::vector<Atom> atoms = atomsOf(change, document);
    std::vector<Delta> parts;
    OpCursor cursor(change);
    qint64 done = 0; // units of the document that the parts so far leave behind, up to the cursor
    for (std::size_t first = 0; first < atoms.size();) {
        const std::size_t count = atomsThatFit(atoms, first);
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
