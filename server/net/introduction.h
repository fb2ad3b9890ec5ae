// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "protocol/messages.h"
#include "trust/transcript.h"

#include <optional>

namespace syngraph::net {

// The server's side of a client saying who it is: the client names its key, the server binds itself to a nonce, the
// client signs, the server shows the nonce. Then both have the same transcript, if nobody stands between them.
// Pure; chance comes from the caller.
class Introduction
{
public:
    // `fingerprint` is that of this server's key on this connection; `nonce` is random. Malformed for what is no key,
    // AlreadyExists for a second introduction.
    Result<protocol::Challenge> introduce(const protocol::Introduce &message, const QByteArray &fingerprint,
                                          const QByteArray &nonce);
    // BadToken where the signature is not by that key; the introduction has to begin anew then.
    Result<protocol::Identified> identify(const protocol::Identify &message);

    // Of one who has shown that the key is his; null before.
    const trust::Transcript *transcript() const { return m_isShown ? &*m_transcript : nullptr; }

private:
    std::optional<trust::Transcript> m_transcript;
    bool m_isShown = false;
};

} // namespace syngraph::net
