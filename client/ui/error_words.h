// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace syngraph::ui {

// What went wrong, in the language of the program. Servers, files and sockets say it in English; what of that has no
// translation stays as it is.
QString wordsOf(const Error &reason);

} // namespace syngraph::ui
