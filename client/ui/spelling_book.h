// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spelling/spelling_thread.h"

#include <QSet>

namespace syngraph::ui {

// What this program knows of words: the dictionaries of this computer, the person's own words, and what was looked up
// so far. One for all windows of a profile; asking it costs a hash lookup, whatever it does not know yet is looked up
// by its thread.
class SpellingBook : public QObject
{
    Q_OBJECT

public:
    enum class Verdict { Right, Wrong, Unknown };

    // The person's own words are the lines of this file, which need not exist yet.
    explicit SpellingBook(const QString &ownWordsFile);
    ~SpellingBook() override;

    const std::vector<spelling::Dictionary> &dictionaries() const { return m_dictionaries; }
    // Of what has been installed meanwhile.
    void lookForDictionaries();
    Verdict verdict(const spelling::Dictionary &dictionary, const QString &word) const;
    // Has these words looked up; `judged` tells when they are.
    void lookUp(const spelling::Dictionary &dictionary, const QStringList &words);
    // Best first.
    void suggest(const spelling::Dictionary &dictionary, const QString &word, QObject *asker,
                 spelling::SpellingThread::Suggested answer);
    // One of the person's own words from now on; an error where it can't be kept longer than the program lives.
    Result<void> addWord(const QString &word);

Q_SIGNALS:
    // Words of this dictionary have verdicts now.
    void judged(const syngraph::spelling::Dictionary &dictionary);
    // The person's own words, or the dictionaries, are others now.
    void changed();
    // A dictionary can't be used; a sentence with the remedy. Once for each.
    void failed(const QString &sentence);

private:
    void readOwnWords();
    void takeVerdicts(const spelling::Dictionary &dictionary, const Result<spelling::SpellingThread::Verdicts> &verdicts);

    QString m_file;
    QSet<QString> m_ownWords;
    std::vector<spelling::Dictionary> m_dictionaries;
    QHash<QString, spelling::SpellingThread::Verdicts> m_verdicts; // by the dictionary's name
    QSet<QString> m_broken;                                        // dictionaries, likewise
    spelling::SpellingThread m_thread;
};

} // namespace syngraph::ui
