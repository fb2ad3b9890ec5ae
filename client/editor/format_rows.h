// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/theme.h"
#include "model/attributes.h"

#include <QTextCharFormat>
#include <QTextListFormat>

#include <span>

// The table key <-> Qt property, both directions in one row. Only FormatMap and what paints objects include this.
namespace syngraph::editor {

// Properties of our own; everything a document means stands in kAttributes, the rest of a format is looks.
enum FormatProperty : int {
    kAttributes = QTextFormat::UserProperty + 0x51, // canonical JSON of the inline or block attributes
    kStyle,    // BlockStyle the looks of a character were made for
    kEmbed,    // canonical JSON of an embed, on its object character
    kStandIn,  // the unit that U+FFFD stands for, where QTextDocument can't hold it as text
    kOwnSpacing,    // double: distance of lines that the paragraph itself asks for
    kOwnGapAbove,   // double: points
    kOwnGapBelow,   // double: points
    kListStart,     // int: number of an item, and of the first one of its list
    kListMarker     // int: QTextListFormat::Style of a list whose signs the layout is not to paint
};

enum ObjectType : int { kRuleObject = QTextFormat::UserObject + 0x51, kPageBreakObject };

// One inline key.
struct CharRow
{
    QByteArrayView key;
    // Adds the looks of `value`; rows come in an order in which later looks may build on earlier ones.
    void (*show)(QTextCharFormat &format, const model::Value &value, const Theme &theme);
    // The value that the Qt properties mean, null for none; nullptr where Qt has no such property.
    model::Value (*read)(const QTextCharFormat &format);
};

// A paragraph's format together with that of its list.
struct BlockLook
{
    QTextBlockFormat block; // without the list's object index
    QTextListFormat list;
    bool isListed = false;
};

// One block key. `block` comes first: the others' looks depend on whether there is a list.
struct BlockRow
{
    QByteArrayView key;
    void (*show)(BlockLook &look, const model::Value &value, const Theme &theme);
    model::Value (*read)(const BlockLook &look);
};

std::span<const CharRow> charRows();
std::span<const BlockRow> blockRows();

// The looks that an unformatted character and a paragraph have by the paragraph's style.
void showCharStyle(QTextCharFormat &format, BlockStyle style, const Theme &theme);
void showBlockStyle(BlockLook &look, BlockStyle style, const Theme &theme);

// Whether an item that looks like this may stand in such a list; which number the list starts with is said by its
// first item alone.
bool goesOnIn(const QTextListFormat &list, const QTextListFormat &item);

BlockStyle styleOf(const model::Value *block);
// The `block` value; null for Body.
model::Value valueOf(BlockStyle style);

} // namespace syngraph::editor
