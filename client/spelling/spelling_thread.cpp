// SPDX-License-Identifier: GPL-3.0-or-later
#include "spelling/spelling_thread.h"

#include "spelling/speller.h"

#include <QPointer>

#include <algorithm>

namespace syngraph::spelling {

SpellingThread::Worker::Worker() = default;

SpellingThread::Worker::~Worker() = default;

Result<Speller *> SpellingThread::Worker::speller(const Dictionary &dictionary)
{
    auto found = std::ranges::find(m_spellers, dictionary, [](const auto &one) { return one.first; });
    if (found == m_spellers.end())
        found = m_spellers.insert(found, {dictionary, Speller::load(dictionary)});
    if (!found->second)
        return found->second.error();
    return found->second->get();
}

SpellingThread::SpellingThread(QObject *parent) : QObject(parent), m_worker(new Worker)
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

SpellingThread::~SpellingThread()
{
    m_thread.quit();
    m_thread.wait();
}

template<typename Ask, typename Answer>
void SpellingThread::ask(QObject *asker, Ask question, Answer answer)
{
    const QPointer<QObject> who(asker);
    QMetaObject::invokeMethod(m_worker, [this, worker = m_worker, who, question = std::move(question), answer = std::move(answer)] {
        auto found = question(*worker);
        QMetaObject::invokeMethod(this, [who, answer, found = std::move(found)] {
            if (who)
                answer(found);
        });
    });
}

void SpellingThread::check(const Dictionary &dictionary, const QStringList &words, QObject *asker, Checked answer)
{
    const auto question = [dictionary, words](Worker &worker) -> Result<Verdicts> {
        const auto speller = worker.speller(dictionary);
        if (!speller)
            return speller.error();
        Verdicts verdicts;
        for (const QString &word : words)
            verdicts.insert(word, (*speller)->isRight(word));
        return verdicts;
    };
    ask(asker, question, std::move(answer));
}

void SpellingThread::suggest(const Dictionary &dictionary, const QString &word, QObject *asker, Suggested answer)
{
    const auto question = [dictionary, word](Worker &worker) {
        const auto speller = worker.speller(dictionary);
        return speller ? (*speller)->suggest(word) : QStringList();
    };
    ask(asker, question, std::move(answer));
}

} // namespace syngraph::spelling
