// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/package.h"
#include "convert/paper.h"
#include "convert/picture.h"
#include "model/numbering.h"

#include <QString>

#include <array>

// The parts of a file of Office Open XML around its text.
namespace syngraph::convert {

// Numbers of lists in word/numbering.xml; ordered ones that begin anew count on from kFirstOrdered.
inline constexpr int kBulletList = 1;
inline constexpr int kBoxList = 2;
inline constexpr int kCheckedList = 3;
inline constexpr int kFirstOrdered = 4;
// Levels that lists have there.
inline constexpr int kDocxLevels = 9;

// What w:numFmt calls each of model::kNumberings.
inline constexpr std::array<const char *, model::kNumberings.size()> kDocxNumberFormats
    = {"decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"};

// An ordered list that begins anew.
struct DocxList
{
    int level = 0;
    int start = 1; // number of its first item
    QByteArray numbering; // empty: as usual
};

// Comments of the text, XML; empty where there are none.
struct DocxComments
{
    QByteArray comments; // what word/comments.xml holds
    QByteArray states;   // and word/commentsExtended.xml: answers, and what is resolved
};

// `body`: paragraphs, XML with the prefixes w, r and those of pictures; `links`: targets of r:id "link0", "link1" …;
// `pictures`: likewise of "picture0", "picture1" …
std::vector<Part> docxParts(const QByteArray &body, const QString &title, const std::vector<QString> &links,
                            const std::vector<const Picture *> &pictures, const std::vector<DocxList> &orderedLists,
                            const DocxComments &comments, const Paper &paper);

} // namespace syngraph::convert
