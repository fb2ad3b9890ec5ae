// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/picture.h"

namespace syngraph::convert {

// The document as CommonMark with strikethrough, task lists and inline HTML for what Markdown lacks (underline,
// scripts); colours, fonts and alignment are left out. Pictures are
// named in their folder, those not given by their hash. Text that would read as markup is escaped.
QByteArray writeMarkdown(const model::Document &document, const PictureFiles &pictures = {});

} // namespace syngraph::convert
