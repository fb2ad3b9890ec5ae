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
// footnotes stand in brackets where they are called, images are their alternative text, comments and deleted text are
// left out; a line break begins a paragraph. Refuses what is damaged, protected, or larger than the limits.
Result<model::Document> readOdt(const QByteArray &bytes);

} // namespace syngraph::convert
