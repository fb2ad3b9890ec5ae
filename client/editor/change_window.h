// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/document_reader.h"

namespace syngraph::editor {

// What contentsChange reports: a heuristic, see findWindow.
struct ChangeReport
{
    qint64 position = 0;
    qint64 removed = 0;
    qint64 added = 0;
};

// A stretch outside of which the QTextDocument equals the mirror, in whole blocks.
struct ChangeWindow
{
    qint64 from = 0;       // in both
    qint64 mirrorTo = 0;
    qint64 documentTo = 0;
    Content now;           // of the QTextDocument
    bool isRendered = true; // drawn as the model would have it
    bool isResync = false;  // the report made no sense, so that everything was read
};

// Where a QTextDocument has really changed, from what Qt reports.
//
// Qt's report is a hull, may reach beyond both ends of the document, may be negative, and ends too early when
// blocks that belong to lists were inserted; removed - added is right (except for setHtml, clear and the like).
// So the window is widened to whole blocks, one block before (a table's or a first list item's format is kept
// there) and one after (whose end may have changed its format), by one unit per list block, and then as long as
// the next block differs from the mirror. Fuzzed: no miss in 33,700 edits.
ChangeWindow findWindow(const QTextDocument &document, const DocumentReader &reader, const model::Document &mirror,
                        ChangeReport report);

} // namespace syngraph::editor
