// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spelling_book.h"

#include "ui/error_words.h"

#include <QFile>
#include <QSaveFile>

namespace syngraph::ui {
namespace {

// Bounds the memory of what was looked up; a language in use has some ten thousand forms.
constexpr qsizetype kMostVerdicts = 200'000;
constexpr qint64 kLargestFile = 4 * 1024 * 1024;

} // namespace

SpellingBook::SpellingBook(const QString &ownWordsFile) : m_file(ownWordsFile)
{
    readOwnWords();
    lookForDictionaries();
}

SpellingBook::~SpellingBook() = default;

void SpellingBook::readOwnWords()
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QStringList lines = QString::fromUtf8(file.read(kLargestFile)).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines)
        m_ownWords.insert(line.trimmed());
}

void SpellingBook::lookForDictionaries()
{
    auto found = spelling::readDictionaries(spelling::dictionaryFolders());
    if (found == m_dictionaries)
        return;
    m_dictionaries = std::move(found);
    m_broken.clear();
    Q_EMIT changed();
}

SpellingBook::Verdict SpellingBook::verdict(const spelling::Dictionary &dictionary, const QString &word) const
{
    const auto known = m_verdicts.constFind(dictionary.name);
    if (known == m_verdicts.cend())
        return Verdict::Unknown;
    const auto found = known->constFind(word);
    if (found == known->cend())
        return Verdict::Unknown;
    if (*found || m_ownWords.contains(word) || m_ownWords.contains(word.toLower()))
        return Verdict::Right;
    return Verdict::Wrong;
}

void SpellingBook::lookUp(const spelling::Dictionary &dictionary, const QStringList &words)
{
    if (m_broken.contains(dictionary.name))
        return;
    m_thread.check(dictionary, words, this, [this, dictionary](const Result<spelling::SpellingThread::Verdicts> &verdicts) {
        takeVerdicts(dictionary, verdicts);
    });
}

void SpellingBook::takeVerdicts(const spelling::Dictionary &dictionary,
                                const Result<spelling::SpellingThread::Verdicts> &verdicts)
{
    if (!verdicts) {
        if (!m_broken.contains(dictionary.name)) {
            m_broken.insert(dictionary.name);
            Q_EMIT failed(wordsOf(verdicts.error()));
        }
        return;
    }
    spelling::SpellingThread::Verdicts &known = m_verdicts[dictionary.name];
    if (known.size() > kMostVerdicts)
        known.clear();
    known.insert(*verdicts);
    Q_EMIT judged(dictionary);
}

void SpellingBook::suggest(const spelling::Dictionary &dictionary, const QString &word, QObject *asker,
                           spelling::SpellingThread::Suggested answer)
{
    m_thread.suggest(dictionary, word, asker, std::move(answer));
}

Result<void> SpellingBook::addWord(const QString &word)
{
    // another editor of this person may have added some
    readOwnWords();
    m_ownWords.insert(word);
    Q_EMIT changed();
    QStringList words(m_ownWords.cbegin(), m_ownWords.cend());
    words.sort();
    QSaveFile file(m_file);
    const QByteArray lines = words.join(u'\n').toUtf8() + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size() || !file.commit())
        return Error{ErrorCode::NotWritable, tr("“%1” counts as right until the program ends; %2 can't be written.").arg(word, m_file)};
    return {};
}

} // namespace syngraph::ui
