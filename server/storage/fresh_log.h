// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/storage.h"

namespace syngraph::storage {

// The log of a new document that has had this content from its beginning, without a word about how it came about: no
// author, no comments. In parts, each as small as if somebody had sent it.
std::vector<ChangeRecord> freshLog(const model::Document &content, qint64 nowMs);

} // namespace syngraph::storage
