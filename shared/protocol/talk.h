// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/field.h"
#include "protocol/limits.h"

#include <optional>
#include <tuple>
#include <vector>

// What people say about a document beside its text: comments in threads, and chat. A thread is about the text that
// carries its key `c:NAME` (schema); what is said in it is no part of the document's content.
namespace syngraph::protocol {

// One thing said or done; chosen at random by the client, so that it counts once however often it is sent.
using TalkId = Id128<struct TalkTag>;
// Who says it: the same for one person in one document, another one in every other. No right by itself.
using PersonId = Id128<struct PersonTag>;

#define SYNGRAPH_MESSAGE(Type, name)                                                                         \
    static constexpr const char *kName = name;                                                               \
    friend bool operator==(const Type &, const Type &) = default

struct Say // something for the talk of the document one is in
{
    TalkId id;
    TalkKind kind = TalkKind::Chat;
    std::optional<QString> thread;
    std::optional<TalkId> about; // the remark that is edited or deleted
    std::optional<QString> text;
    std::optional<QString> quote; // of the text a new thread is about
    SYNGRAPH_MESSAGE(Say, "say");
    static constexpr Role kRole = Role::Commenter;
    static constexpr auto fields()
    {
        return std::tuple{field("id", &Say::id), field("kind", &Say::kind), field("thread", &Say::thread, kMaxThreadName),
                          field("about", &Say::about), field("text", &Say::text, kMaxRemarkUnits),
                          field("quote", &Say::quote, kMaxQuoteUnits)};
    }
};

struct ReadTalk // what is behind `from`, and from now on whatever is said
{
    qint64 request = 0;
    qint64 from = 0;            // number of the last entry known
    std::optional<TalkId> last; // its id
    SYNGRAPH_MESSAGE(ReadTalk, "readTalk");
    static constexpr Role kRole = Role::Viewer;
    static constexpr auto fields()
    {
        return std::tuple{field("request", &ReadTalk::request), field("from", &ReadTalk::from),
                          field("last", &ReadTalk::last)};
    }
};

// Something said, as everybody gets it and as it is stored. Texts that were edited or deleted later are taken out.
struct TalkEntry
{
    qint64 number = 0; // 1, 2, 3 … in one document
    TalkId id;
    TalkKind kind = TalkKind::Chat;
    std::optional<QString> thread;
    std::optional<TalkId> about;
    std::optional<QString> text;
    std::optional<QString> quote;
    QString author; // from the server, as the next two
    PersonId person;
    qint64 time = 0; // ms since 1970 UTC
    friend bool operator==(const TalkEntry &, const TalkEntry &) = default;
    static constexpr auto fields()
    {
        return std::tuple{field("number", &TalkEntry::number), field("id", &TalkEntry::id),
                          field("kind", &TalkEntry::kind), field("thread", &TalkEntry::thread, kMaxThreadName),
                          field("about", &TalkEntry::about), field("text", &TalkEntry::text, kMaxRemarkUnits),
                          field("quote", &TalkEntry::quote, kMaxQuoteUnits),
                          field("author", &TalkEntry::author, kMaxNameUnits), field("person", &TalkEntry::person),
                          field("time", &TalkEntry::time)};
    }
};

struct Talk // answers readTalk
{
    qint64 request = 0;
    PersonId person; // whose entries are mine
    qint64 from = 0; // the entries begin behind it; 0 where another one was asked for: what was known is another talk
    qint64 head = 0; // number of the newest entry: ask again from the last that came until it is there
    std::vector<TalkEntry> entries;
    SYNGRAPH_MESSAGE(Talk, "talk");
    static constexpr auto fields()
    {
        return std::tuple{field("request", &Talk::request), field("person", &Talk::person), field("from", &Talk::from),
                          field("head", &Talk::head), field("entries", &Talk::entries, kMaxTalkEntries)};
    }
};

struct Said // in order; for who said it, it is the ack
{
    std::vector<TalkEntry> entries;
    SYNGRAPH_MESSAGE(Said, "said");
    static constexpr auto fields() { return std::tuple{field("entries", &Said::entries, kMaxTalkEntries)}; }
};

struct NotSaid // this is not in the talk, and is not to be sent again
{
    TalkId id;
    ErrorCode code = ErrorCode::Malformed;
    QString text;
    SYNGRAPH_MESSAGE(NotSaid, "notSaid");
    static constexpr auto fields()
    {
        return std::tuple{field("id", &NotSaid::id), field("code", &NotSaid::code), field("text", &NotSaid::text, 1000)};
    }
};

#undef SYNGRAPH_MESSAGE

} // namespace syngraph::protocol
