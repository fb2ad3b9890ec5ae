// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/message_parts.h"

// Messages from a client to the server about who is who and who may come in; a part of client_messages.h.
namespace syngraph::protocol {

#define SYNGRAPH_MESSAGE(Type, name)                                                                         \
    static constexpr const char *kName = name;                                                               \
    friend bool operator==(const Type &, const Type &) = default

struct Introduce // whose key this client has; the answer commits the server to its nonce
{
    qint64 request = 0;
    QString key; // Ed25519, 64 hex digits
    SYNGRAPH_MESSAGE(Introduce, "introduce");
    static constexpr Role kRole = Role::None;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Introduce::request), field("key", &Introduce::key, 64)};
    }
};

struct Identify // that the key is this client's own
{
    qint64 request = 0;
    QString nonce;     // 64 hex digits
    QString signature; // 128 hex digits
    SYNGRAPH_MESSAGE(Identify, "identify");
    static constexpr Role kRole = Role::None;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Identify::request), field("nonce", &Identify::nonce, 64),
                          field("signature", &Identify::signature, 128)};
    }
};

struct ListShared
{
    qint64 request = 0;
    SYNGRAPH_MESSAGE(ListShared, "listShared");
    static constexpr Role kRole = Role::None;
    static constexpr auto fields() { return std::tuple{field("request", &ListShared::request)}; }
};

struct Knock // asks the owner to be let in
{
    qint64 request = 0;
    DocumentId document;
    SYNGRAPH_MESSAGE(Knock, "knock");
    static constexpr Role kRole = Role::None; // whether it is shared is looked up
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Knock::request), field("document", &Knock::document)};
    }
};

struct AskCode // makes the server prove first that it knows the code
{
    qint64 request = 0;
    DocumentId document;
    SYNGRAPH_MESSAGE(AskCode, "askCode");
    static constexpr Role kRole = Role::None;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &AskCode::request), field("document", &AskCode::document)};
    }
};

struct ProveCode
{
    qint64 request = 0;
    DocumentId document;
    QString proof; // 64 hex digits
    SYNGRAPH_MESSAGE(ProveCode, "proveCode");
    static constexpr Role kRole = Role::None;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &ProveCode::request), field("document", &ProveCode::document),
                          field("proof", &ProveCode::proof, 64)};
    }
};

struct Share // begins to share, or changes how
{
    qint64 request = 0;
    DocumentId document;
    Admission admission = Admission::Approved;
    Role role = Role::Editor; // of those who are new
    bool listed = true;       // its title is shown in the network
    SYNGRAPH_MESSAGE(Share, "share");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Share::request), field("document", &Share::document),
                          field("admission", &Share::admission), field("role", &Share::role),
                          field("listed", &Share::listed)};
    }
};

struct ReadSharing // and be told of every change from now on
{
    qint64 request = 0;
    DocumentId document;
    SYNGRAPH_MESSAGE(ReadSharing, "readSharing");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &ReadSharing::request), field("document", &ReadSharing::document)};
    }
};

struct AnswerKnock
{
    qint64 request = 0;
    DocumentId document;
    IdentityId identity;
    Role role = Role::None; // none: refused
    bool always = false;    // also when the document is shared another time
    SYNGRAPH_MESSAGE(AnswerKnock, "answerKnock");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &AnswerKnock::request), field("document", &AnswerKnock::document),
                          field("identity", &AnswerKnock::identity), field("role", &AnswerKnock::role),
                          field("always", &AnswerKnock::always)};
    }
};

struct SetRole
{
    qint64 request = 0;
    DocumentId document;
    IdentityId identity;
    Role role = Role::None; // none: removed, and stays out
    SYNGRAPH_MESSAGE(SetRole, "setRole");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &SetRole::request), field("document", &SetRole::document),
                          field("identity", &SetRole::identity), field("role", &SetRole::role)};
    }
};

struct NewCode
{
    qint64 request = 0;
    DocumentId document;
    SYNGRAPH_MESSAGE(NewCode, "newCode");
    static constexpr Role kRole = Role::Owner;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &NewCode::request), field("document", &NewCode::document)};
    }
};

#undef SYNGRAPH_MESSAGE

} // namespace syngraph::protocol
