// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/comments.h"
#include "convert/picture.h"

namespace syngraph::convert {

// The document as a whole HTML 5 page with semantic elements (h1, ul, blockquote, strong …); what HTML has no
// element for goes into style attributes. Nothing in it loads or executes anything: pictures are inside, those not given
// are named by their hash in data-image, without a source. Threads stand in an aside behind the text, which is marked and linked with them; what is suggested is
// in ins and del.
QByteArray writeHtml(const model::Document &document, const QString &title, const PictureFiles &pictures = {},
                     const Threads &threads = {});

// The same without the page around it, for the clipboard; a single plain paragraph is its text alone.
QString htmlOf(const model::Document &piece, const PictureFiles &pictures = {});

} // namespace syngraph::convert
