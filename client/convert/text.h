// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/document.h"

namespace syngraph::convert {

// For who reads it, as UTF-8: lists with their signs, pictures as what they are said to show, rules as "----"; a page
// break is an empty line.
QByteArray writeText(const model::Document &document);
// The units alone as UTF-8: a line per paragraph, objects as U+FFFC.
QByteArray writeUnits(const model::Document &document);
// Plain text as a document: its encoding found (see decodeText), line ends of any system, the last line ended.
// Refuses what is no text.
Result<model::Document> readText(const QByteArray &bytes);

// The document as Delta JSON with a line end; and back, a bare array or {"ops": […]}.
QByteArray writeJson(const model::Document &document);
Result<model::Document> readJson(const QByteArray &bytes);

} // namespace syngraph::convert
