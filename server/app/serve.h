// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"

namespace syngraph::app {

// Runs a server as the options say until SIGTERM or SIGINT. Answers the exit code of the process. SIGTERM and
// SIGINT have to be blocked in all threads.
Result<int> serve(const Options &options, const net::Log &log);

} // namespace syngraph::app
