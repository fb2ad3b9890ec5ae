// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/document_client.h"

namespace syngraph::cli {

// Prints committed changes as JSON lines {"revision","author","time","kind","client","sequence","delta"}, in
// order and each once, from the log of the server page by page.
class ChangeLines
{
public:
    // Everything up to `printed` counts as printed.
    ChangeLines(DocumentClient &client, Revision printed) : m_client(client), m_printed(printed) { }

    Result<void> printUpTo(Revision revision);
    Revision printed() const { return m_printed; }

private:
    DocumentClient &m_client;
    Revision m_printed;
};

} // namespace syngraph::cli
