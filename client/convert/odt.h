// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "convert/comments.h"
#include "convert/paper.h"
#include "convert/picture.h"

namespace syngraph::convert {

// The document as an OpenDocument text: paragraph and character styles with the names that office programs know,
// lists, links, page breaks, the page; formats that are set by hand as automatic styles. Images that are not given are
// their alternative text. Threads are annotations of their text, what is suggested is a tracked change; formats that are only
// suggested are left out, since tracked changes can't say them.
Result<QByteArray> writeOdt(const model::Document &document, const QString &title, const PictureFiles &pictures = {},
                            const Threads &threads = {}, const Paper &paper = {});

// An OpenDocument text as a document: the parts that a document has. Rows of tables become paragraphs with tabs,
// notes stand in brackets where they are called, comments and deleted text are left out.
// Images go to `pictures` as they are in the file; without it they are their alternative text.
// Refuses what is damaged, protected, or larger than the limits.
Result<model::Document> readOdt(const QByteArray &bytes, Pictures *pictures = nullptr);

} // namespace syngraph::convert
