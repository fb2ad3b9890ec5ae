// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/field.h"
#include "protocol/limits.h"

#include <optional>
#include <tuple>
#include <vector>

// What messages are made of; see messages.h.
namespace syngraph::protocol {

struct Person
{
    qint64 member = 0; // number of an attachment in its room, never reused while the room lives
    QString name;
    Role role = Role::None;
    ClientId client;
    std::optional<qint64> color; // row of kPersonColors
    friend bool operator==(const Person &, const Person &) = default;
    static constexpr auto fields()
    {
        return std::tuple{field("member", &Person::member), field("name", &Person::name, kMaxNameUnits),
                          field("role", &Person::role), field("client", &Person::client),
                          field("color", &Person::color, 255)};
    }
};

// A selection; equal ends are a caret. UTF-16 units in the document at the message's revision.
struct Range
{
    qint64 anchor = 0;
    qint64 head = 0;
    friend bool operator==(const Range &, const Range &) = default;
    static constexpr auto fields()
    {
        return std::tuple{field("anchor", &Range::anchor), field("head", &Range::head)};
    }
};

struct DocumentEntry
{
    DocumentId document;
    QString title;
    qint64 created = 0;  // ms since 1970 UTC
    qint64 modified = 0;
    qint64 people = 0;
    friend bool operator==(const DocumentEntry &, const DocumentEntry &) = default;
    static constexpr auto fields()
    {
        return std::tuple{field("document", &DocumentEntry::document),
                          field("title", &DocumentEntry::title, kMaxTitleUnits),
                          field("created", &DocumentEntry::created), field("modified", &DocumentEntry::modified),
                          field("people", &DocumentEntry::people)};
    }
};

// A change as everybody receives it; for the member who made it, it is the ack.
struct CommittedChange
{
    qint64 by = 0; // member; 0 = one who is no longer there
    WireDelta delta;
    friend bool operator==(const CommittedChange &, const CommittedChange &) = default;
    static constexpr auto fields()
    {
        return std::tuple{field("by", &CommittedChange::by), field("delta", &CommittedChange::delta)};
    }
};

// The same where it inserts and deletes plain text at one place.
struct TypedChange
{
    qint64 by = 0;
    qint64 at = 0;
    std::optional<QString> insert = {};
    std::optional<qint64> remove = {};
    friend bool operator==(const TypedChange &, const TypedChange &) = default;
    static constexpr auto fields()
    {
        return std::tuple{field("by", &TypedChange::by), field("at", &TypedChange::at),
                          field("insert", &TypedChange::insert, kMaxTypedUnits),
                          field("delete", &TypedChange::remove)};
    }
};

struct HistoryChange
{
    Revision revision;
    QString author;
    qint64 time = 0;
    ChangeKind kind = ChangeKind::Edit;
    ClientId client;
    Sequence sequence;
    WireDelta delta;
    friend bool operator==(const HistoryChange &, const HistoryChange &) = default;
    static constexpr auto fields()
    {
        return std::tuple{field("revision", &HistoryChange::revision),
                          field("author", &HistoryChange::author, kMaxNameUnits),
                          field("time", &HistoryChange::time), field("kind", &HistoryChange::kind),
                          field("client", &HistoryChange::client),
                          field("sequence", &HistoryChange::sequence),
                          field("delta", &HistoryChange::delta)};
    }
};

// A revision that somebody has given a name.
struct NamedVersion
{
    Revision revision;
    QString name;
    QString author;
    qint64 time = 0; // when it was named, ms since 1970 UTC
    friend bool operator==(const NamedVersion &, const NamedVersion &) = default;
    static constexpr auto fields()
    {
        return std::tuple{field("revision", &NamedVersion::revision),
                          field("name", &NamedVersion::name, kMaxTitleUnits),
                          field("author", &NamedVersion::author, kMaxNameUnits),
                          field("time", &NamedVersion::time)};
    }
};

struct PresenceEntry
{
    qint64 member = 0;
    Revision revision;
    std::vector<Range> ranges; // empty: no caret in the document
    friend bool operator==(const PresenceEntry &, const PresenceEntry &) = default;
    static constexpr auto fields()
    {
        return std::tuple{field("member", &PresenceEntry::member), field("revision", &PresenceEntry::revision),
                          field("ranges", &PresenceEntry::ranges, kMaxRanges)};
    }
};

struct Invitation
{
    QString id; // public name of the invitation, not its secret
    DocumentId document;
    Role role = Role::None;
    qint64 expires = 0; // ms since 1970 UTC
    friend bool operator==(const Invitation &, const Invitation &) = default;
    static constexpr auto fields()
    {
        return std::tuple{field("id", &Invitation::id, 64), field("document", &Invitation::document),
                          field("role", &Invitation::role), field("expires", &Invitation::expires)};
    }
};

// A document that others in the network may know of.
struct SharedDocument
{
    DocumentId document;
    QString title; // empty where the owner does not show it
    Admission admission = Admission::Nobody;
    qint64 people = 0; // how many are in it now
    friend bool operator==(const SharedDocument &, const SharedDocument &) = default;
    static constexpr auto fields()
    {
        return std::tuple{field("document", &SharedDocument::document),
                          field("title", &SharedDocument::title, kMaxTitleUnits),
                          field("admission", &SharedDocument::admission),
                          field("people", &SharedDocument::people)};
    }
};

// Somebody who is in a shared document, was let in once, was removed, or asks.
struct SharedPerson
{
    IdentityId identity;
    QString name;
    Role role = Role::None; // None for those removed and those who ask
    bool present = false;   // connected to the document now
    bool asking = false;
    std::vector<QString> words; // of one who asks: to be compared
    friend bool operator==(const SharedPerson &, const SharedPerson &) = default;
    static constexpr auto fields()
    {
        return std::tuple{field("identity", &SharedPerson::identity),
                          field("name", &SharedPerson::name, kMaxNameUnits),
                          field("role", &SharedPerson::role), field("present", &SharedPerson::present),
                          field("asking", &SharedPerson::asking), field("words", &SharedPerson::words, 4)};
    }
};

} // namespace syngraph::protocol
