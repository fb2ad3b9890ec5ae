// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBlock>

class QTextList;
class QTextListFormat;

namespace syngraph::editor {

// The place of an item in its list, 1 for the first; 0 where the block is none of its items. O(log n): QTextList keeps
// its items in order, though its own itemNumber() walks through all of them.
int itemNumber(const QTextList &list, const QTextBlock &block);

// QTextListFormat::Style of the signs before its items.
int markerStyle(const QTextListFormat &format);

// What QTextList::itemText() gives, counted from where the list starts and found in O(log n): "3.", "c.", "iii.", with
// the dot first from right to left; nothing for bullets.
QString itemText(const QTextList &list, const QTextBlock &block);

} // namespace syngraph::editor
