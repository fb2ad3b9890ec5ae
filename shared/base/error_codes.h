// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QtGlobal>

#include <optional>

namespace syngraph {

// The one table of everything that can be refused, on the wire, in files and on the command line:
// enumerator, name on the wire (never reused), default sentence in English (cause and remedy).
#define SYNGRAPH_ERROR_CODES(X)                                                                              \
    /* form of a message or delta */                                                                         \
    X(Malformed, "malformed", "The message is not valid; update the program that sent it.")                  \
    X(DuplicateMember, "duplicateMember", "The message names one member twice.")                             \
    X(UnknownMember, "unknownMember", "The message has a member that is not known here.")                    \
    X(MissingMember, "missingMember", "The message lacks a required member.")                                \
    X(WrongType, "wrongType", "A member of the message has the wrong type.")                                 \
    X(NumberRange, "numberRange", "A number is outside its allowed range.")                                  \
    X(TooDeep, "tooDeep", "The message is nested too deeply.")                                               \
    X(TooLarge, "tooLarge", "This is larger than the limit; send it in smaller parts.")                      \
    X(UnknownMessage, "unknownMessage", "This message is not known here; update the older side.")            \
    X(SplitSurrogate, "splitSurrogate", "The change would cut a character in half.")                         \
    X(OutOfRange, "outOfRange", "The change reaches beyond the end of the document.")                        \
    X(EmbedMismatch, "embedMismatch", "The change alters an object that is not there.")                      \
    /* schema (L1) */                                                                                        \
    X(NotADocument, "notADocument", "This is not a valid document.")                                         \
    X(LastNewline, "lastNewline", "The last paragraph end cannot be deleted or passed.")                     \
    X(ForbiddenCharacter, "forbiddenCharacter", "The text contains a character that is not allowed.")        \
    X(UnknownAttribute, "unknownAttribute", "The text carries a format that is not known here.")             \
    X(BadAttributeValue, "badAttributeValue", "A format has a value that is not allowed.")                   \
    X(MisplacedAttribute, "misplacedAttribute", "A format stands where it is not allowed.")                  \
    X(UnknownEmbed, "unknownEmbed", "The document contains an object that is not known here.")               \
    X(BadEmbed, "badEmbed", "An object in the document is not valid.")                                       \
    X(MissingBlob, "missingBlob", "Upload the picture before the change that shows it.")                     \
    /* session and room */                                                                                   \
    X(NoCommonProtocol, "noCommonProtocol", "The two programs speak no common version; update the older.")   \
    X(HelloFirst, "helloFirst", "The connection must begin with hello.")                                     \
    X(NotAllowed, "notAllowed", "Your role does not allow this; ask the owner for it.")                      \
    X(NotFound, "notFound", "There is no such document, or it is not shared with you.")                      \
    X(NotJoined, "notJoined", "Join the document first.")                                                    \
    X(AlreadyJoined, "alreadyJoined", "This connection has joined a document already.")                      \
    X(AlreadyExists, "alreadyExists", "This already exists.")                                                \
    X(SequenceGap, "sequenceGap", "A change is missing before this one.")                                    \
    X(SequenceReused, "sequenceReused", "This number was already used for another change.")                  \
    X(BaseUnknown, "baseUnknown", "The change builds on a revision that this server never had.")             \
    X(BaseTooOld, "baseTooOld", "The change builds on too old a revision; catch up first.")                  \
    X(EpochChanged, "epochChanged", "The document was restored or replaced on the server.")                  \
    X(BadResumeToken, "badResumeToken", "The session can't be resumed; join again.")                         \
    X(BadToken, "badToken", "The token or invitation is not valid here.")                                    \
    X(CodeNeeded, "codeNeeded", "This document needs a code; ask the person who shares it.")                 \
    X(BadCode, "badCode", "The code is not right, or is worth nothing any more; ask for it again.")          \
    X(NotAdmitted, "notAdmitted", "You were not let in; ask the person who shares the document.")            \
    X(NotIdentified, "notIdentified", "Say first who this is: introduce and identify.")                      \
    X(Removed, "removed", "You were removed from this document; your copy stays on your computer.")          \
    X(SharingEnded, "sharingEnded", "This is no longer shared; your copy stays on your computer.")           \
    X(KeyChanged, "keyChanged", "The server's key is another one than before; ask the person there why.")    \
    X(Fenced, "fenced", "A newer connection of this editor has taken over.")                                 \
    X(TooSlow, "tooSlow", "The connection did not keep up; it catches up after reconnecting.")               \
    X(TooMany, "tooMany", "Too many connections or requests; wait a moment.")                                \
    X(TimedOut, "timedOut", "The other side did not answer in time; check the network.")                     \
    X(Diverged, "diverged", "This copy differed from the server's and is being reloaded.")                   \
    X(ShuttingDown, "shuttingDown", "The server is stopping; the editor reconnects by itself.")              \
    X(Unreachable, "unreachable", "The server can't be reached; check its address and the network.")         \
    X(Untrusted, "untrusted", "The server's key is not known; compare its fingerprint and pin it.")          \
    X(ConnectionLost, "connectionLost", "The connection was lost; the editor reconnects by itself.")         \
    /* storage */                                                                                            \
    X(DiskFull, "diskFull", "The disk is full; free some space and editing goes on.")                        \
    X(StorageFailed, "storageFailed", "The document can't be written; check the disk.")                      \
    X(NotWritable, "notWritable", "The file or folder is not writable; check its permissions.")              \
    X(Damaged, "damaged", "The file is damaged; it was left untouched. Restore a copy.")                     \
    X(NotOurFile, "notOurFile", "This file is not a Syngraph document.")                                     \
    X(NewerFormat, "newerFormat", "The file was written by a newer version; update to open it.")             \
    X(FileMoved, "fileMoved", "The file was moved or deleted while open; a recovered copy was written.")     \
    X(Locked, "locked", "Another server has this open; close it there or connect to it.")                    \
    X(PortInUse, "portInUse", "The port is already in use; choose another with --listen.")                   \
    X(ReadOnly, "readOnly", "The document is read-only at the moment.")                                      \
    /* command line */                                                                                       \
    X(Usage, "usage", "The command was used wrongly; see --help.")                                           \
    X(Ambiguous, "ambiguous", "Several documents have this title; use the id.")                              \
    X(Unsupported, "unsupported", "This is not supported.")                                                  \
    X(Cancelled, "cancelled", "This was cancelled.")

enum class ErrorCode : quint8 {
#define X(name, wire, text) name,
    SYNGRAPH_ERROR_CODES(X)
#undef X
};

// The code's name on the wire.
QLatin1StringView toWire(ErrorCode code);
// The code with this wire name, or nothing.
std::optional<ErrorCode> errorCodeFromWire(QLatin1StringView name);
// The default English sentence: cause and remedy.
QLatin1StringView sentence(ErrorCode code);
// Number of codes in the table; codes are 0 .. count - 1.
int errorCodeCount();

} // namespace syngraph
