// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace syngraph::protocol {

// Version of everything that must be equal on both sides, formatting intent (L2) included.
inline constexpr int kProtocolVersion = 1;
inline constexpr char kSubprotocol[] = "syngraph.v1";
// Feature, named in hello and welcome: the author's own entry in `committed` carries the delta as committed.
inline constexpr char kFeatureAckDelta[] = "ackDelta";

// Feature: the client says whose key it has, and may be let in by it.
inline constexpr char kFeatureIdentity[] = "identity";
// Feature: comments and chat.
inline constexpr char kFeatureTalk[] = "talk";
// Feature: committed changes that are plain typing come as `typed`.
inline constexpr char kFeatureShortChanges[] = "shortChanges";

// Largest text frame a client may send: a change of 1 MiB with its envelope.
inline constexpr qint64 kMaxMessageBytes = (1 << 20) + (1 << 16);
// Before the server knows who speaks.
inline constexpr qint64 kMaxHelloBytes = 4096;
// Payload of one binary frame.
inline constexpr qint64 kChunkBytes = 256 * 1024;
inline constexpr qint64 kMaxBlobBytes = 32 * 1024 * 1024;
// How far behind the head a submitted change may be; beyond it the client catches up first.
inline constexpr qint64 kMaxLag = 2000;
// A 64-bit hash of the document goes out every so many revisions and when nothing happens.
inline constexpr qint64 kHashInterval = 64;
inline constexpr int kMaxTitleUnits = 200;
inline constexpr int kMaxNameUnits = 80;
inline constexpr int kMaxRanges = 16;
inline constexpr int kMaxPeople = 2000;
inline constexpr int kMaxVersions = 1000;
inline constexpr int kMaxDocuments = 100'000;
inline constexpr int kMaxBatch = 100'000;
// Text of one change in `typed`; more of it goes as `committed`.
inline constexpr int kMaxTypedUnits = 1000;
// Wrong tokens that one address may try; beyond it none is looked up for a while.
inline constexpr qint64 kGuessesPerMinute = 20;
// Times that a code may be asked for without being proved; after that it is worth nothing.
inline constexpr int kCodeTries = 5;
// People who wait at one document to be let in.
inline constexpr int kMaxKnocks = 50;
// The talk of a document: name of a thread (its key is 2 bytes longer), texts, and how much of it there may be.
inline constexpr int kMaxThreadName = 30;
inline constexpr int kMaxRemarkUnits = 4000;
inline constexpr int kMaxQuoteUnits = 200;
inline constexpr int kMaxTalkEntries = 20'000; // of threads, and as many of chat
inline constexpr qint64 kMaxTalkUnits = 4 << 20;
// Proposals that are decided on at once; of more, the change alone is sent.
inline constexpr qint64 kMaxProposals = 5000;
// Changes in one answer to readHistory.
inline constexpr qint64 kHistoryPage = 1000;

// Times in ms.
inline constexpr qint64 kPingIdleMs = 5000;
inline constexpr qint64 kPingBusyMs = 1000;
inline constexpr qint64 kNotAnsweringMs = 3000;
inline constexpr qint64 kOfflineMs = 10'000;
inline constexpr qint64 kServerSilenceMs = 15'000;
inline constexpr qint64 kReconnectFirstMs = 200;
inline constexpr qint64 kReconnectMaxMs = 5000;
inline constexpr qint64 kPresenceIntervalMs = 100;
inline constexpr qint64 kPresenceExpiryMs = 30'000;
inline constexpr qint64 kHandshakeMs = 3000;
inline constexpr qint64 kFirstMessageMs = 5000;

} // namespace syngraph::protocol
