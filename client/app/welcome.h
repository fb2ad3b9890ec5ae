// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"

namespace syngraph::app {

// The document that explains the program, as it comes with it (resources/samples/welcome.json).
model::Delta welcomeContent();

} // namespace syngraph::app
