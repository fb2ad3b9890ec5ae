// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QString>

namespace syngraph::storage {

inline constexpr int kMaxSlugBytes = 60;

// Letters and digits of the title, everything else as single hyphens: at most kMaxSlugBytes of UTF-8, never
// empty, no separator of folders, no dot, nothing invisible. A title is a person's text, never a path.
QString slug(const QString &title);

// The name a new document's file gets once and keeps: slug, 8 hex digits of the id, ".syngraph".
QString documentFileName(const QString &title, DocumentId id);

} // namespace syngraph::storage
