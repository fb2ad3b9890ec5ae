// SPDX-License-Identifier: GPL-3.0-or-later
// Two lines of JSON: a document and a change of it. Each is refused, or read to its canonical form; the change is
// refused, or applied as a whole and taken back by its inverse.
#include "target.h"

#include "model/delta_json.h"
#include "model/invert.h"
#include "model/schema.h"

using namespace syngraph;
using namespace syngraph::model;
using fuzz::require;

namespace {

std::optional<Delta> read(const QByteArray &line)
{
    const auto delta = parseDelta(line);
    if (!delta)
        return std::nullopt;
    const QByteArray written = toJson(*delta);
    const auto again = parseDelta(written);
    require(again && *again == *delta && toJson(*again) == written, "a delta changes when it is written", written);
    return *delta;
}

} // namespace

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const qsizetype end = bytes.indexOf('\n');
    const auto content = read(end < 0 ? bytes : bytes.first(end));
    const auto change = read(end < 0 ? QByteArray("[]") : bytes.sliced(end + 1));
    if (change)
        (void)checkChangeForm(*change);
    if (!content || !change)
        return 0;
    const bool isDocument = bool(checkDocument(*content));
    const auto before = Document::fromDelta(*content);
    if (!before)
        return 0;
    require(before->toDelta() == *content, "a document is another one than its delta", toJson(*content));
    Document after = *before;
    const bool isChange = bool(checkChange(*change, *before));
    if (!after.apply(*change, Filter::Classes)) {
        require(after == *before && !isChange, "a refused change altered the document", bytes);
        return 0;
    }
    require(after.length() == before->length() - change->baseLength() + change->targetLength(), "lengths differ", bytes);
    const auto rebuilt = Document::fromDelta(after.toDelta());
    require(rebuilt && rebuilt->hash() == after.hash() && *rebuilt == after, "a document depends on its history", bytes);
    if (!isDocument || !isChange)
        return 0;
    require(bool(checkDocument(after.toDelta())), "an allowed change makes the document invalid", bytes);
    require(bool(after.apply(invert(*change, *before, Filter::Classes), Filter::Classes)) && after == *before,
            "the inverse does not take a change back", bytes);
    return 0;
}
