// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "convert/picture.h"

namespace syngraph::convert {

// The document as an OpenDocument text: paragraph and character styles with the names that office programs know,
// lists, links, page breaks; formats that are set by hand as automatic styles. Images that are not given are their
// alternative text.
Result<QByteArray> writeOdt(const model::Document &document, const QString &title, const PictureFiles &pictures = {});

// An OpenDocument text as a document: the parts that a document has. Rows of tables become paragraphs with tabs,
// footnotes stand in brackets where they are called, comments and deleted text are left out; a line break begins a
// paragraph. Images go to `pictures` as they are in the file; without it they are their alternative text.
// Refuses what is damaged, protected, or larger than the limits.
Result<model::Document> readOdt(const QByteArray &bytes, Pictures *pictures = nullptr);

} // namespace syngraph::convert
