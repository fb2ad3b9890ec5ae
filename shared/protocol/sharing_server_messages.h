// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/message_parts.h"

// Messages from the server to a client about who is who and who may come in; a part of server_messages.h.
namespace syngraph::protocol {

#define SYNGRAPH_MESSAGE(Type, name)                                                                         \
    static constexpr const char *kName = name;                                                               \
    friend bool operator==(const Type &, const Type &) = default

struct Challenge // answers introduce
{
    qint64 request = 0;
    QString commitment; // 64 hex digits
    SYNGRAPH_MESSAGE(Challenge, "challenge");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Challenge::request), field("commitment", &Challenge::commitment, 64)};
    }
};

struct Identified // answers identify
{
    qint64 request = 0;
    QString nonce; // the server's, 64 hex digits
    IdentityId identity;
    SYNGRAPH_MESSAGE(Identified, "identified");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Identified::request), field("nonce", &Identified::nonce, 64),
                          field("identity", &Identified::identity)};
    }
};

struct SharedDocuments
{
    qint64 request = 0;
    std::vector<SharedDocument> documents;
    SYNGRAPH_MESSAGE(SharedDocuments, "sharedDocuments");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &SharedDocuments::request),
                          field("documents", &SharedDocuments::documents, kMaxDocuments)};
    }
};

struct CodeChallenge // answers askCode
{
    qint64 request = 0;
    QString salt;  // 32 hex digits
    QString proof; // 64 hex digits
    SYNGRAPH_MESSAGE(CodeChallenge, "codeChallenge");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &CodeChallenge::request), field("salt", &CodeChallenge::salt, 32),
                          field("proof", &CodeChallenge::proof, 64)};
    }
};

struct Admitted // answers knock and proveCode
{
    qint64 request = 0;
    Role role = Role::None;
    SYNGRAPH_MESSAGE(Admitted, "admitted");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Admitted::request), field("role", &Admitted::role)};
    }
};

struct Asked // a knock waits for its answer; again when the other thing has become true
{
    DocumentId document;
    bool seen = false; // somebody who may answer looks at the document
    SYNGRAPH_MESSAGE(Asked, "asked");
    static constexpr auto fields()
    {
        return std::tuple{field("document", &Asked::document), field("seen", &Asked::seen)};
    }
};

struct Sharing // answers share and readSharing; with request 0: something about it has changed
{
    qint64 request = 0;
    DocumentId document;
    Admission admission = Admission::Nobody;
    Role role = Role::None; // of those who are new
    bool listed = false;
    std::optional<QString> code;
    std::vector<QString> urls; // where the server is found in the network
    QString fingerprint;
    std::optional<QString> problem; // why it can't be reached from other computers
    std::vector<SharedPerson> people;
    SYNGRAPH_MESSAGE(Sharing, "sharing");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Sharing::request),
                          field("document", &Sharing::document),
                          field("admission", &Sharing::admission),
                          field("role", &Sharing::role),
                          field("listed", &Sharing::listed),
                          field("code", &Sharing::code, 32),
                          field("urls", &Sharing::urls, 64),
                          field("fingerprint", &Sharing::fingerprint, 64),
                          field("problem", &Sharing::problem, 1000),
                          field("people", &Sharing::people, kMaxPeople)};
    }
};

#undef SYNGRAPH_MESSAGE

} // namespace syngraph::protocol
