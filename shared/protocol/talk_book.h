// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "protocol/talk.h"

#include <QHash>

#include <map>

namespace syngraph::protocol {

// Something one person has said.
struct Remark
{
    TalkId id;
    QString author;
    PersonId person;
    qint64 timeMs = 0;   // ms since 1970 UTC
    qint64 editedMs = 0; // 0: never
    QString text;        // plain; empty where it was deleted
    bool isDeleted = false;
    friend bool operator==(const Remark &, const Remark &) = default;
};

// What was said about one place of the text.
struct Thread
{
    QString name;
    QString quote; // the text it was about when it began
    std::vector<Remark> remarks; // never empty; oldest first
    bool isDeleted = false;
    struct Resolved
    {
        QString by;
        qint64 timeMs = 0;
        friend bool operator==(const Resolved &, const Resolved &) = default;
    };
    std::optional<Resolved> resolved;
    friend bool operator==(const Thread &, const Thread &) = default;
};

// Whether text may carry the key of a thread of this name.
bool isThreadName(QStringView name);
// The key that text of this thread carries.
QByteArray threadKey(const QString &name);

// The talk of a document: its entries, and what they add up to. Server and clients make the same of the same entries
// in the same order. Invariant: entries are numbered from 1 without a gap, each id is there once; a text that was
// edited or deleted is in none of them any more. A value; pure.
class TalkBook
{
public:
    // Why this person may not say this now; nothing where they may. What has no effect any more (resolving twice)
    // may be said: two people do the same without knowing. What is known already is not refused.
    std::optional<Error> refusal(const Say &say, PersonId person, Role role) const;

    // Takes the next entry; refuses one that is out of order or about nothing. Gives the numbers of those, older than
    // it, that lost their text by it.
    Result<std::vector<qint64>> apply(TalkEntry entry);

    qint64 head() const { return qint64(m_log.size()); }
    const TalkEntry &entry(qint64 number) const { return m_log[std::size_t(number - 1)]; }
    bool knows(TalkId id) const { return m_numbers.contains(id); }
    qint64 numberOf(TalkId id) const { return m_numbers.value(id); }
    // Those behind `from`, at least one where there are any, then as long as their texts have about `maxUnits`.
    std::vector<TalkEntry> entriesSince(qint64 from, qint64 maxUnits) const;
    const std::vector<TalkEntry> &entries() const { return m_log; }

    // In the order in which they were begun, deleted ones too.
    const std::vector<Thread> &threads() const { return m_threads; }
    const Thread *thread(const QString &name) const;
    const std::vector<Remark> &chat() const { return m_chat; }
    const Remark *remark(TalkId id) const;

    friend bool operator==(const TalkBook &a, const TalkBook &b) { return a.m_log == b.m_log; }

private:
    struct Place
    {
        qint64 thread = -1; // -1: chat
        std::size_t index = 0;
        qint64 textAt = 0; // number of the entry that has its text
    };

    std::optional<Error> refusalOfForm(const Say &say) const;
    bool takesBack(const Say &say) const;
    std::optional<Error> refusalBySize(const Say &say) const;
    Remark &at(const Place &place);
    std::size_t threadOf(const TalkEntry &entry);
    void takeText(qint64 number, std::vector<qint64> &changed);
    void addRemark(const TalkEntry &entry);
    void change(const TalkEntry &entry, std::vector<qint64> &changed);
    void changeThread(const TalkEntry &entry, std::vector<qint64> &changed);

    std::vector<TalkEntry> m_log;
    QHash<TalkId, qint64> m_numbers;
    std::vector<Thread> m_threads;
    QHash<QString, qint64> m_byName; // index in m_threads
    std::vector<Remark> m_chat;
    QHash<TalkId, Place> m_places;
    qint64 m_units = 0;       // of all texts and quotes
    qint64 m_chatEntries = 0; // said in the chat
};

} // namespace syngraph::protocol
