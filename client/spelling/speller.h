// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "spelling/dictionaries.h"

#include <memory>

namespace syngraph::spelling {

// One dictionary, loaded: tens of milliseconds and megabytes. A check takes about a microsecond, suggestions tens of
// milliseconds, some words hundreds. Used by one thread at a time.
class Speller
{
public:
    // Refuses what can't be read, and encodings not known here.
    static Result<std::unique_ptr<Speller>> load(const Dictionary &dictionary);
    ~Speller();
    Speller(const Speller &) = delete;
    Speller &operator=(const Speller &) = delete;

    // Whether the dictionary has the word; also true for what can't be said in its encoding.
    bool isRight(const QString &word) const;
    // Best first.
    QStringList suggest(const QString &word) const;

private:
    struct Parts;
    explicit Speller(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace syngraph::spelling
