// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

namespace syngraph::convert {

// The document as CommonMark with strikethrough, task lists and inline HTML for what Markdown lacks (underline,
// scripts); colours, fonts and alignment are left out. Text that would read as markup is escaped.
QByteArray writeMarkdown(const model::Document &document);

} // namespace syngraph::convert
