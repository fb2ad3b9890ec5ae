// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/change_record.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace syngraph::net {

// Collects the changes of one document while its previous commit runs and gives them out as one group: the
// slower the disk, the larger the groups, and the fewer frames everybody gets. Above 10,000 deliveries a second
// a group begins at most every 5 ms. Socket thread only.
class CommitCollector : public QObject
{
    Q_OBJECT

public:
    using Group = std::vector<protocol::ChangeRecord>;
    using Commit = std::function<void(Group)>;

    // `commit` is called with one group at a time; the next one comes after finished().
    explicit CommitCollector(Commit commit);

    void add(Group changes, int receivers);
    void finished();
    bool isIdle() const { return !m_isCommitting && m_changes.empty(); }
    // What was collected and is given to nobody else now.
    Group take() { return std::exchange(m_changes, {}); }
    // Forgets what was collected, and that a commit runs.
    void clear();

private:
    void schedule();
    void commitNow();

    Commit m_commit;
    Group m_changes;
    QTimer m_timer;
    bool m_isCommitting = false;
    qint64 m_lastCommitMs = 0;
    qint64 m_windowStartMs = 0;
    qint64 m_windowDeliveries = 0;
    bool m_isBusy = false;
};

} // namespace syngraph::net
