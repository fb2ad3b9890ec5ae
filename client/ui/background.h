// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QPointer>
#include <QSemaphore>
#include <QThread>

#include <memory>
#include <optional>

namespace syngraph::ui {

// Runs `work` on a thread of its own while people type on, then `done(what it returned)` in the thread of `context`,
// unless that is gone by then. The program does not end before `work` has: a file is written whole.
template<typename Work, typename Done>
void runInBackground(QObject *context, Work work, Done done)
{
    auto outcome = std::make_shared<std::optional<std::invoke_result_t<Work>>>();
    QThread *thread = QThread::create([work = std::move(work), outcome]() mutable { outcome->emplace(work()); });
    QObject::connect(thread, &QThread::finished, context,
                     [outcome, done = std::move(done)]() mutable { done(std::move(**outcome)); });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    QObject::connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, thread, [thread] { thread->wait(); });
    thread->start();
}

// The same for work whose result goes on using fonts that it has laid text out with: they belong to their thread and
// end with it, whoever still points to them. `done(what it returned, thread)` gets the thread to keep: it lives as
// long as that pointer.
template<typename Work, typename Done>
void runInKeptBackground(QObject *context, Work work, Done done)
{
    struct Ends
    {
        QSemaphore worked;
        QSemaphore released;
    };
    auto ends = std::make_shared<Ends>();
    QThread *thread = QThread::create([work = std::move(work), done = std::move(done), ends, context = QPointer<QObject>(context)]() mutable {
        auto outcome = std::make_shared<std::invoke_result_t<Work>>(work());
        std::shared_ptr<void> kept(nullptr, [ends](void *) { ends->released.release(); });
        QMetaObject::invokeMethod(QCoreApplication::instance(), [context, outcome, kept, done = std::move(done)]() mutable {
            if (context)
                done(std::move(*outcome), kept);
        });
        ends->worked.release();
        // the application's own functor holds the pointer by now, or has let it go
        kept.reset();
        ends->released.acquire();
    });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    QObject::connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, thread, [ends] {
        ends->worked.acquire();
        ends->worked.release();
    });
    thread->start();
}

} // namespace syngraph::ui
