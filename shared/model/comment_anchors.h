// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"
#include "model/document.h"

#include <map>
#include <vector>

// Where the threads of comments have their text: all that carries the key `c:NAME` (SEMANTICS 6). Positions in UTF-16
// units. Pure functions of a document.
namespace syngraph::model {

// From the first to behind the last unit that carries a key; others may lie in between.
struct CommentAnchor
{
    qint64 position = 0;
    qint64 end = 0;
    friend bool operator==(const CommentAnchor &, const CommentAnchor &) = default;
};
// By key. A thread whose key is not in it has lost its text.
using CommentAnchors = std::map<QByteArray, CommentAnchor>;

bool isCommentKey(const QByteArray &key);

// Adds what carries a key in [from, to).
void addCommentAnchors(const Document &document, qint64 from, qint64 to, CommentAnchors &anchors);
// Of the whole document; O(runs).
CommentAnchors commentAnchorsOf(const Document &document);
// The keys at a caret: of the unit behind it and of the one before.
std::vector<QByteArray> commentKeysAt(const Document &document, qint64 position);

// Gives [from, to) the key.
Delta commentChange(qint64 from, qint64 to, const QByteArray &key);
// Takes the key off wherever it is; empty where it is nowhere.
Delta uncommentChange(const Document &document, const QByteArray &key);
// The same change, but what it keeps of the text keeps the keys it has: who puts back what was takes nobody's comment away.
Delta keepingComments(const Delta &change);

} // namespace syngraph::model
