// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "convert/comments.h"
#include "convert/paper.h"
#include "convert/picture.h"

namespace syngraph::convert {

// The document as a file of Office Open XML: paragraph and character styles with the names that office programs know,
// lists, links, page breaks, the page; formats set by hand stand at the text. Images that are not given are their
// alternative text. Threads are comments about their text, what is suggested is a tracked change; paragraph formats that are only
// suggested are left out.
Result<QByteArray> writeDocx(const model::Document &document, const QString &title, const PictureFiles &pictures = {},
                            const Threads &threads = {}, const Paper &paper = {});

// A file of Office Open XML as a document: the parts that a document has. Rows of tables become paragraphs with tabs,
// notes stand in brackets where they are called, comments and deleted text are left out.
// Images go to `pictures` as they are in the file; without it they are their alternative text.
// Refuses what is damaged, protected, or larger than the limits.
Result<model::Document> readDocx(const QByteArray &bytes, Pictures *pictures = nullptr);

} // namespace syngraph::convert
