// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fault_vfs.h"

#include <QTest>

#include <optional>

namespace syngraph::test::fault {

// One row for each sort of calls and each way in which it can fail.
inline void addRows()
{
    QTest::addColumn<Fault>("fault");
    QTest::newRow("disk full once") << Fault{Kind::DiskFull, Calls::Changing, 1};
    QTest::newRow("disk full from there on") << Fault{Kind::DiskFull, Calls::Changing, kFromThereOn};
    QTest::newRow("input/output error once") << Fault{Kind::Io, Calls::Changing, 1};
    QTest::newRow("input/output error from there on") << Fault{Kind::Io, Calls::Changing, kFromThereOn};
    QTest::newRow("half a write once") << Fault{Kind::Torn, Calls::Changing, 1};
    QTest::newRow("half a write, then nothing") << Fault{Kind::Torn, Calls::Changing, kFromThereOn};
    QTest::newRow("unreadable once") << Fault{Kind::Io, Calls::Reading, 1};
    QTest::newRow("unreadable from there on") << Fault{Kind::Io, Calls::Reading, kFromThereOn};
    QTest::newRow("no answer once") << Fault{Kind::Io, Calls::Asking, 1};
    QTest::newRow("no answer from there on") << Fault{Kind::Io, Calls::Asking, kFromThereOn};
}

// Runs `attempt` with the fault at its first call, its second, … until it comes through without meeting it; it says
// what must hold afterwards in `check`, which is told whether it came through.
template<typename Prepare, typename Attempt, typename Check>
void atEveryCall(const Fault &fault, int leastCalls, Prepare prepare, Attempt attempt, Check check)
{
    int at = 1;
    for (bool isOver = false; !isOver; ++at) {
        prepare();
        arm(fault, at);
        attempt();
        isOver = !hasFailed();
        disarm();
        check(isOver);
        if (QTest::currentTestFailed())
            qFatal("at call %d", at);
    }
    qInfo("%d calls", at - 2);
    QVERIFY(at - 2 >= leastCalls);
}

} // namespace syngraph::test::fault
