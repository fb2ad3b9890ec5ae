// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <vector>

namespace syngraph::ui {

struct WordsAndCharacters
{
    qint64 words = 0;
    qint64 characters = 0; // a surrogate pair is one, the end of a paragraph or line none
    WordsAndCharacters &operator+=(const WordsAndCharacters &other);
    WordsAndCharacters &operator-=(const WordsAndCharacters &other);
    friend bool operator==(const WordsAndCharacters &, const WordsAndCharacters &) = default;
};

// Those of what is there of [from, to), UTF-16 units; with `goesOn`, a word that had begun before is none of them.
WordsAndCharacters countWords(const model::Document &document, qint64 from, qint64 to, bool goesOn = false);

// How many words and characters a document has, kept up with its changes: in a long one only the stretches that somebody
// has written in are read again. Invariant: as long as what was last applied; all() is right once isLevel().
class WordTally
{
public:
    explicit WordTally(qint64 length = 0);

    void apply(const model::Delta &change);
    // Reads about so many UTF-16 units on of what has to be read. `document` is the one after all changes applied.
    void advance(const model::Document &document, qint64 units);

    bool isLevel() const { return m_unread == 0; }
    const WordsAndCharacters &all() const { return m_all; }
    qint64 length() const { return m_length; }

private:
    struct Stretch
    {
        qint64 units = 0;
        WordsAndCharacters count;
        bool isRead = false;
    };

    void forget(std::size_t index);
    void insertIn(std::size_t index, qint64 offset, qint64 units);
    void removeFrom(std::size_t index, qint64 offset, qint64 units);

    std::vector<Stretch> m_stretches; // never empty
    std::size_t m_unread = 0;
    WordsAndCharacters m_all; // of those that are read
    qint64 m_length = 0;
};

} // namespace syngraph::ui
