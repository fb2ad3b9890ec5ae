// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "convert/lines.h"
#include "model/document.h"

#include <QSize>
#include <QString>

namespace syngraph::convert {

// The number of an ordered item in the file that is read; 0: it has none.
struct ItemNumber
{
    int number = 0;
    bool isSaid = false; // by the file, for this item; else it follows from those above
};

// What readers of foreign formats write into, paragraph by paragraph. Whatever comes in, the content is valid by
// the schema: characters that may not stand in a document are left out or replaced, attributes that are not
// allowed dropped. A content that passes the limits of a document is refused at the end; until then memory stays
// within those limits. A value; no errors before finish().
class ContentBuilder
{
public:
    void text(QStringView text, const model::Attributes &attributes = {});
    // An object without members: "rule", "pagebreak".
    void object(const QByteArray &type);
    // A picture by its hash, shown in this size (in pixels at 96 dpi; empty: its own).
    void picture(const QByteArray &id, const QSize &size, const QString &alt, const model::Attributes &attributes);
    // Ends the paragraph with its attributes. An item that the document would number otherwise begins with its number.
    void endLine(const model::Attributes &paragraph = {}, const ItemNumber &item = {});

    bool isLineEmpty() const { return m_isLineEmpty; }
    qint64 lineCount() const { return m_lines; }
    // What comes now is left out, and finish() refuses: readers may stop.
    bool isFull() const { return m_isFull; }

    // The paragraphs so far, the last one ended; empty where there are none. Refuses with TooLarge.
    Result<model::Delta> takeParagraphs();
    // The same as a document, which has one paragraph at least.
    Result<model::Document> finish();

private:
    bool hasRoomFor(qint64 units);
    model::Attributes numbered(const model::Attributes &paragraph, const ItemNumber &item);

    model::Delta m_content;
    ListTrack m_track;
    qint64 m_units = 0;
    qint64 m_lines = 0;
    qint64 m_objects = 0;
    bool m_isLineEmpty = true;
    bool m_isFull = false;
};

// An ordered item's attributes with how it is numbered, where that is not usual at its level.
model::Attributes withNumbering(const model::Attributes &item, const QByteArray &numbering);
// `attributes` with the key, where the schema allows the value; without a change where not.
model::Attributes withAllowed(const model::Attributes &attributes, const QByteArray &key, const model::Value &value);
// The target of a link as the schema wants it; null where it is of a kind that documents may not hold.
model::Value linkValue(const QString &target);
// A language tag as the schema wants it, of one with "-" or "_"; null where it is none.
model::Value languageValue(QString tag);
// "#rrggbb" from the ways colours are written in CSS, HTML and office files; null where it is none, or see-through.
model::Value colorValue(QStringView color);
// Points, rounded to halves; null outside of what the schema allows.
model::Value sizeValue(double points);
// A number of the schema, rounded to 1 / `parts`; null where it is outside of what the key allows.
model::Value numberValue(const QByteArray &key, double number, int parts);
// Attributes of a paragraph of this kind ("p" or empty: plain) that stands `indent` levels in.
model::Attributes paragraphAttributes(const QByteArray &block, int indent = 0);

} // namespace syngraph::convert
