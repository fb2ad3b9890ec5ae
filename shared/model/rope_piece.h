// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/rope.h"

// What happens inside one leaf of the tree. Nobody but `rope` includes this.
namespace syngraph::model::rope {

// Copies the units [from, to) of a piece, with no memory to spare.
Piece slicePiece(const Piece &piece, qint64 from, qint64 to);
void insertInPiece(Piece &piece, qint64 position, QStringView text, const Run &run);
void eraseInPiece(Piece &piece, qint64 from, qint64 to);
Piece restyledPiece(const Piece &piece, qint64 from, qint64 to, const Restyle &change, bool lineEndsApart);

} // namespace syngraph::model::rope
