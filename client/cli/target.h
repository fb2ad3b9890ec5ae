// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "client_net/address.h"
#include "client_net/connection.h"

namespace syngraph::cli {

// Which server a subcommand talks to, as whom, and about which document.
struct Target
{
    client_net::Address address;
    client_net::Endpoint endpoint;
    client_net::Credentials credentials;
};

enum class Names { Server, Document };

// Reads the address, the key to expect and the secret: from --token-file or --invite-file (- = standard input),
// else from SYNGRAPH_TOKEN; never from the command line itself, where other users of the machine could read it.
// --identity names the file of the key by which servers of others know who asks; it is made at the first use.
Result<Target> targetFrom(const Arguments &arguments, const QString &url, Names names);

// The one line of a file that holds a token or a code.
Result<QString> readSecret(const QString &path);

} // namespace syngraph::cli
