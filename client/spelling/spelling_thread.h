// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "spelling/dictionaries.h"

#include <QHash>
#include <QObject>
#include <QThread>

#include <functional>

namespace syngraph::spelling {

class Speller;

// The one thread that looks words up, so that nobody who types waits for it. Loads dictionaries when they are first
// asked for and keeps them. Answers come by the event loop of the thread that made it, in the order of the questions,
// as long as the asking object lives; what is still open at its end stays unanswered.
class SpellingThread : public QObject
{
    Q_OBJECT

public:
    // Of each word whether it is right.
    using Verdicts = QHash<QString, bool>;
    using Checked = std::function<void(const Result<Verdicts> &verdicts)>;
    using Suggested = std::function<void(const QStringList &suggestions)>;

    explicit SpellingThread(QObject *parent = nullptr);
    ~SpellingThread() override;

    void check(const Dictionary &dictionary, const QStringList &words, QObject *asker, Checked answer);
    // Best first; empty also where the dictionary can't be read.
    void suggest(const Dictionary &dictionary, const QString &word, QObject *asker, Suggested answer);

private:
    // Lives on the thread.
    class Worker : public QObject
    {
    public:
        Worker();
        ~Worker() override;
        Result<Speller *> speller(const Dictionary &dictionary);

    private:
        std::vector<std::pair<Dictionary, Result<std::unique_ptr<Speller>>>> m_spellers;
    };

    template<typename Ask, typename Answer>
    void ask(QObject *asker, Ask question, Answer answer);

    QThread m_thread;
    Worker *m_worker;
};

} // namespace syngraph::spelling
