// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
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

} // namespace syngraph::ui
