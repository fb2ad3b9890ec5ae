// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/transcript.h"

#include <QStringList>

namespace syngraph::trust {

inline constexpr int kCheckWordCount = 4;

// What the server binds itself to before it sees the client's nonce: SHA-256 of its nonce and its fingerprint. Whoever
// stands in between has to choose his nonces before he knows what the words will be, so he has one try in 2^44.
QByteArray commitmentTo(const QByteArray &serverNonce, const QByteArray &fingerprint);

// Four words (44 bits) that both people see if both programs have seen the same; in lower case, untranslated.
// HKDF-SHA256 (RFC 5869) over the transcript.
QStringList checkWords(const Transcript &transcript);

} // namespace syngraph::trust
