// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "convert/content_builder.h"
#include "convert/picture.h"

#include <QString>

namespace syngraph::convert {

// Foreign HTML, a page or a fragment of one, as paragraphs: a whitelist of elements and of CSS properties; of
// everything else the text stays, of scripts, styles and forms nothing. Rows of tables become paragraphs with tabs,
// images that do not stand in their addresses their alternative text, links of other schemes than http, https and mailto plain text. Nothing is loaded.
// Elements nested deeper than kMaxHtmlDepth end the reading (TooDeep).
inline constexpr int kMaxHtmlDepth = 2000;

// Adds what `html` holds to `out`; a last line without an end stays open. Images that are there go to `pictures`, as
// they are; without it they are their alternative text, too.
Result<void> readHtmlInto(ContentBuilder &out, const QString &html, Pictures *pictures = nullptr);

// The paragraphs, inserts only, the last one ended; empty where there is no content.
Result<model::Delta> readHtmlParagraphs(const QString &html, Pictures *pictures = nullptr);

// A file of HTML as a document (its encoding found, see decodeHtml).
Result<model::Document> readHtml(const QByteArray &bytes, Pictures *pictures = nullptr);

// What an entity ("&amp;", "&#65;", "&#x41;") stands for; itself where it is none.
QString readEntity(const QString &entity);

} // namespace syngraph::convert
