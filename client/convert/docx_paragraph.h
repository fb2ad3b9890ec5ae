// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/docx_styles.h"

namespace syngraph::convert {

// A paragraph while it is read. It begins when its properties are known: they come first within it.
struct DocxParagraph
{
    OfficeParagraph format;
    QString style;
    QString list;
    int level = -1;
    model::Attributes inlines;
    QString alignment; // as the file calls it
    bool hasBegun = false;
    bool isInProperties = false;

    // Takes one element of w:pPr; passes over what no document holds.
    void read(QStringView name, const QXmlStreamAttributes &attributes);
    // What they come to when all are known.
    void finish();
};

} // namespace syngraph::convert
