// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

#include <QByteArray>

#include <functional>

namespace syngraph::app {

using Print = std::function<void(const QByteArray &line)>;

// The subcommands: through the server that has the data folder where one runs, else in the folder itself.
// What they find goes out as lines of JSON. Answers the exit code.
Result<int> administer(const Options &options, const Print &print);

} // namespace syngraph::app
