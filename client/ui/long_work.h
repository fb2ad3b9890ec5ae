// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/background.h"

#include <QObject>

#include <atomic>

namespace syngraph::ui {

// Whether work goes on, ends without a trace, or is carried through; known to the person's thread and to the work's.
class WorkState
{
public:
    // False where it can't be ended any more.
    bool cancel() { return leave(Stage::Cancelled); }
    // Called by the work before it leaves its first trace; false: it must leave none.
    bool carryThrough() { return leave(Stage::CarriedThrough); }

private:
    enum class Stage { Computing, Cancelled, CarriedThrough };

    bool leave(Stage next)
    {
        Stage expected = Stage::Computing;
        return m_stage.compare_exchange_strong(expected, next);
    }

    std::atomic<Stage> m_stage = Stage::Computing;
};

// Something that takes its time while people type on: what it is, and the way to end it. Of work that is cancelled nothing
// is left, and its result is lost. Deletes itself when it is over; gone with its owner before.
class LongWork : public QObject
{
    Q_OBJECT

public:
    LongWork(const QString &text, QObject *owner) : QObject(owner), m_text(text) { }

    const QString &text() const { return m_text; }
    // Does nothing where the work is carried through already.
    void cancel()
    {
        if (!m_isEnded && m_state->cancel())
            end();
    }
    // Runs `work(state)` on a thread of its own, then `done(what it returned)` here, unless it was cancelled.
    template<typename Work, typename Done>
    void run(Work work, Done done)
    {
        runInBackground(this, [work = std::move(work), state = m_state]() mutable { return work(*state); },
                        [this, done = std::move(done)](auto result) mutable {
                            if (m_isEnded)
                                return;
                            end();
                            done(std::move(result));
                        });
    }

Q_SIGNALS:
    void ended();

private:
    void end()
    {
        m_isEnded = true;
        Q_EMIT ended();
        deleteLater();
    }

    QString m_text;
    bool m_isEnded = false;
    std::shared_ptr<WorkState> m_state = std::make_shared<WorkState>();
};

} // namespace syngraph::ui
