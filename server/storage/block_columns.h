// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/delta_shape.h"

// What the writer and the reader of a block of changes agree on; see FORMAT.md.
namespace syngraph::storage {

// In the order in which they stand in the block.
enum class Column : quint8 {
    Names,     // authors, who, shapes
    Who,       // per change: entry of Names
    Sequence,  // per change: beyond the client's next one
    Base,      // per change: revisions it lagged behind
    Time,      // per change: ms after the one before
    Runs,      // per run: entry of the shapes, changes
    Places,    // per run: first retain against where it was expected
    Numbers,   // lengths that are not implied
    TextSizes, // of texts that are not one character, in bytes
    Texts,
    Hashes     // of changes that were submitted in another form: changes skipped, hash
};
inline constexpr std::size_t kColumns = 11;
inline constexpr char kBlockVersion = 1;

// How the changes of a run follow each other.
enum class Form : quint8 {
    Other,     // one change, everything given
    Typing,    // one character each, each behind the one before
    Words,     // the same with texts of any length
    Backspace, // one unit each, each before the one before
    Delete     // one unit each, all at one place
};

struct Shape
{
    Form form = Form::Other;
    QByteArray delta; // with marks, see delta_shape.h
    friend bool operator==(const Shape &, const Shape &) = default;
};

inline bool startsWithRetain(const Shape &shape)
{
    return startsWithRetain(QByteArrayView(shape.delta));
}

// Where the first change of a run of this form is expected, the caret being at `caret`.
inline qint64 expectedPlace(Form form, qint64 caret)
{
    return form == Form::Backspace ? caret - 1 : caret;
}

} // namespace syngraph::storage
