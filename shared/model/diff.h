// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

namespace syngraph::model {

Delta diff(const Document &from, const Document &to);

} // namespace syngraph::model
