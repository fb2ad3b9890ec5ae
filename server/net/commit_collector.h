// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/commit_pace.h"
#include "net/loop_time.h"
#include "protocol/change_record.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <span>
#include <vector>

namespace syngraph::net {

// Collects the changes of one document while its previous commit runs and gives them out as one group: the
// slower the disk, the larger the groups, and the fewer frames everybody gets. With many readers CommitPace sets
// groups further apart. Socket thread only.
class CommitCollector : public QObject
{
    Q_OBJECT

public:
    using Group = std::vector<protocol::ChangeRecord>;
    using Commit = std::function<void(Group)>;

    // `commit` is called with one group at a time; the next one comes after finished().
    CommitCollector(const LoopTime &loop, Commit commit);

    // Moves from the changes.
    void add(std::span<protocol::ChangeRecord> changes, int receivers);
    void finished();
    bool isIdle() const { return !m_isCommitting && m_changes.empty(); }
    // What was collected and is given to nobody else now.
    Group take() { return std::exchange(m_changes, {}); }
    // Forgets what was collected, and that a commit runs.
    void clear();

private:
    void schedule();
    void commitNow();

    const LoopTime &m_loop;
    Commit m_commit;
    Group m_changes;
    CommitPace m_pace;
    QTimer m_timer;
    bool m_isCommitting = false;
};

} // namespace syngraph::net
