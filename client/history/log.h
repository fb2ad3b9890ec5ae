// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/marks.h"
#include "protocol/message_parts.h"

#include <QHash>
#include <QStringList>

#include <span>
#include <vector>

namespace syngraph::history {

// A change of the log as the views of the past need it.
struct Change
{
    int author = 0; // in Log::authors()
    qint64 timeMs = 0; // since 1970 UTC
    protocol::ChangeKind kind = protocol::ChangeKind::Edit;
    model::Delta delta;
};

// The log of one document from its beginning, with what is needed to have any revision at once: the content and
// whose it is at every 256th one, which share their structure. Pure; one thread.
// Invariant: the changes 1..head() are known, without a gap.
class Log
{
public:
    Log();

    // A page of the server's answer, which continues what is known; what it repeats is passed over. Damaged, with
    // nothing taken of the rest, where it has a gap or a change does not apply.
    Result<void> append(std::span<const protocol::HistoryChange> page);

    Revision head() const { return Revision{qint64(m_changes.size())}; }
    // 1 <= revision <= head().
    const Change &change(Revision revision) const { return m_changes[std::size_t(revision.value - 1)]; }
    // By their names as they were at the time, in order of their first change.
    const QStringList &authors() const { return m_authors; }
    const QString &authorOf(Revision revision) const { return m_authors.at(change(revision).author); }

    // 0 <= revision <= head(). O(256 changes).
    model::Document contentAt(Revision revision) const;
    // Which revision brought each unit of the content. O(256 changes).
    Marks writersAt(Revision revision) const;

private:
    int authorNumber(const QString &name);

    std::vector<Change> m_changes;
    QStringList m_authors;
    QHash<QString, int> m_authorNumbers;
    model::Document m_content; // at head()
    Marks m_writers;
    struct Checkpoint
    {
        model::Document content;
        Marks writers;
    };
    std::vector<Checkpoint> m_checkpoints; // of the revisions 0, 256, 512 …
};

} // namespace syngraph::history
