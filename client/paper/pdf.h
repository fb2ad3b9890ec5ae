// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/comments.h"
#include "paper/paged_document.h"

namespace syngraph::paper {

// What was said about a piece of text.
struct Note
{
    enum class Kind { OnText, Loose }; // Loose: a sign that stands beside the text
    Place place;
    QString author; // who said the first of it
    qint64 timeMs = 0;
    QString text;
    Kind kind = Kind::OnText;
};
// A note for each thread of which something is left: at its text in `content`, of which the pages are, or where that is
// gone at the top of the first page.
std::vector<Note> notesOf(const PagedDocument &pages, const model::Document &content, const convert::Threads &threads);

// The pages as a PDF file: text that can be selected, links that can be followed, headings as bookmarks, notes as
// marks on their text.
Result<QByteArray> writePdf(const PagedDocument &pages, const std::vector<Note> &notes = {});

// A PDF file with these bookmarks, nested by their levels.
Result<QByteArray> withBookmarks(const QByteArray &pdf, const std::vector<Heading> &headings);
Result<QByteArray> withNotes(const QByteArray &pdf, const std::vector<Note> &notes);

} // namespace syngraph::paper
