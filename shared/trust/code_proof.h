// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "trust/transcript.h"

#include <QString>

namespace syngraph::trust {

inline constexpr qsizetype kSaltBytes = 16;
inline constexpr qsizetype kProofBytes = 32;
inline constexpr qsizetype kCodeDigits = 10; // of 5 bits each

// A code from at least 10 bytes of randomness (the low 5 bits of each count): "K7P2M-9XQ4D". 50 bits in digits and
// letters that are not taken for one another.
QString codeFrom(const QByteArray &random);

// A code as somebody typed or read it: without what is neither letter nor digit, in capitals, O as 0, I and L as 1.
QString normalCode(const QString &typed);

// What both sides know of a code without sending it: Argon2id version 1.3 over the normal code in ASCII, 3 passes, 64
// MiB, one lane, 32 bytes. Takes tenths of a second and that memory: not for the thread of sockets or windows.
// Malformed for a code or salt of another length.
Result<QByteArray> codeKey(const QString &code, const QByteArray &salt);

// Who shows to the other that it knows the code.
enum class Side { Server, Client };

// HMAC-SHA256 with the code's key over the side, the transcript and the document: it serves on this connection only,
// and only if both have seen the same server.
QByteArray codeProof(Side side, const QByteArray &codeKey, const Transcript &transcript, DocumentId document);

// Takes as long whatever the difference is.
bool isEqual(const QByteArray &a, const QByteArray &b);

} // namespace syngraph::trust
