// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QVarLengthArray>

#include <vector>

// A canonical delta as a shape and what fills it. Works on the bytes of the JSON, so that joining gives back
// exactly what was split whatever the delta means; nothing here allocates a model::Delta.
namespace syngraph::storage {

// What stands in a shape where a number or a quoted text was; neither byte occurs in JSON.
inline constexpr char kNumberMark = '\x01';
inline constexpr char kTextMark = '\x02';

struct SplitDelta
{
    QByteArray shape;                        // the JSON with marks
    QVarLengthArray<qint64, 8> numbers;      // lengths of retain and delete, in order
    QVarLengthArray<QByteArrayView, 4> texts; // of insert, as JSON without the quotes; views of what was split
};

// Law: joinDelta(splitDelta(json)) == json for bytes without a mark (property test in test_change_block).
void splitDelta(QByteArrayView json, SplitDelta &split);
// Empty where numbers or texts are fewer than the marks.
QByteArray joinDelta(QByteArrayView shape, const QVarLengthArray<qint64, 8> &numbers,
                     const QVarLengthArray<QByteArrayView, 4> &texts);

// Whether deltas of this shape do nothing but insert one text behind one retain …
bool isTypingShape(QByteArrayView shape);
// … or delete behind one retain.
bool isDeletingShape(QByteArrayView shape);
bool startsWithRetain(QByteArrayView shape);

// Bytes of the first character of a JSON text, an escape being one; 0 where there is none or half of one.
qsizetype characterBytes(QByteArrayView text);
// UTF-16 units of a JSON text.
qint64 unitsOf(QByteArrayView text);

} // namespace syngraph::storage
