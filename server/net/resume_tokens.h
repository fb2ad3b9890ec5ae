// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/library.h"

namespace syngraph::net {

// How an attachment can be taken up again, also after a restart of the server. A token serves once: using it
// makes the next one. The one used last stays good until the next is used, because the answer that carried the
// next one may never have arrived. Both functions are durable when they return; on the library's thread.
Result<void> writeFirstToken(storage::Library &library, const storage::KnownClient &client, ResumeToken token);

// Exchanges `presented` for `next`. BadResumeToken for anything but a token of this client on this document.
Result<void> exchangeToken(storage::Library &library, ClientId client, DocumentId document, ResumeToken presented,
                           ResumeToken next, qint64 nowMs);

} // namespace syngraph::net
