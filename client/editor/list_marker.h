// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBlock>

class QTextList;

namespace syngraph::editor {

// The number of a list's item, 1 for the first; 0 where the block is none of its items. O(log n): QTextList keeps
// its items in order, though its own itemNumber() walks through all of them.
int itemNumber(const QTextList &list, const QTextBlock &block);

// What QTextList::itemText() gives, found in O(log n): "3.", "c.", "iii.", with the dot first from right to left;
// nothing for bullets.
QString itemText(const QTextList &list, const QTextBlock &block);

} // namespace syngraph::editor
