// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/access.h"
#include "protocol/messages.h"

namespace syngraph::net {

// What a message is about, and so where its role is looked up.
enum class Subject {
    Server,   // the server as a whole
    Document, // the one it names
    Joined,   // the one this connection is in
};

// A row for every message: one without does not compile.
template<typename Message>
constexpr Subject kSubject = Message::thisMessageNeedsARowInPermission_h;
template<>
inline constexpr Subject kSubject<protocol::Hello> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::Ping> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::ListDocuments> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::CreateDocument> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::OpenFile> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::RenameDocument> = Subject::Document;
template<>
inline constexpr Subject kSubject<protocol::TrashDocument> = Subject::Document;
template<>
inline constexpr Subject kSubject<protocol::Invite> = Subject::Document;
template<>
inline constexpr Subject kSubject<protocol::ListInvitations> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::Revoke> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::Backup> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::Join> = Subject::Document;
template<>
inline constexpr Subject kSubject<protocol::Resume> = Subject::Document;
template<>
inline constexpr Subject kSubject<protocol::Leave> = Subject::Joined;
template<>
inline constexpr Subject kSubject<protocol::Submit> = Subject::Joined;
template<>
inline constexpr Subject kSubject<protocol::Presence> = Subject::Joined;
template<>
inline constexpr Subject kSubject<protocol::ReadHistory> = Subject::Joined;
template<>
inline constexpr Subject kSubject<protocol::ReadContent> = Subject::Joined;
template<>
inline constexpr Subject kSubject<protocol::Say> = Subject::Joined;
template<>
inline constexpr Subject kSubject<protocol::ReadTalk> = Subject::Joined;
template<>
inline constexpr Subject kSubject<protocol::MoveDocument> = Subject::Document;
template<>
inline constexpr Subject kSubject<protocol::CopyDocument> = Subject::Document;
template<>
inline constexpr Subject kSubject<protocol::NameVersion> = Subject::Joined;
template<>
inline constexpr Subject kSubject<protocol::ListVersions> = Subject::Joined;
template<>
inline constexpr Subject kSubject<protocol::PutBlob> = Subject::Joined;
template<>
inline constexpr Subject kSubject<protocol::GetBlob> = Subject::Joined;
template<>
inline constexpr Subject kSubject<protocol::Introduce> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::Identify> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::ListShared> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::Knock> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::AskCode> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::ProveCode> = Subject::Server;
template<>
inline constexpr Subject kSubject<protocol::Share> = Subject::Document;
template<>
inline constexpr Subject kSubject<protocol::ReadSharing> = Subject::Document;
template<>
inline constexpr Subject kSubject<protocol::AnswerKnock> = Subject::Document;
template<>
inline constexpr Subject kSubject<protocol::SetRole> = Subject::Document;
template<>
inline constexpr Subject kSubject<protocol::NewCode> = Subject::Document;

// Why this caller may not send this message now: NotFound hides what he may not know of, NotAllowed tells that
// the role is too low, NotJoined that he is in no document. Nothing where he may. Asked for every message.
std::optional<ErrorCode> refusalOf(const protocol::ClientMessage &message, const Access &access,
                                   const Caller &caller, std::optional<DocumentId> joined, qint64 nowMs);

} // namespace syngraph::net
