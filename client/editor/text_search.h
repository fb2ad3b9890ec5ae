// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/document_binding.h"
#include "editor/hit.h"

#include <QRegularExpression>

#include <optional>
#include <vector>

// Finding and replacing in a document: values and functions, no widget.
namespace syngraph::editor {

// What somebody looks for.
struct SearchQuery
{
    QString text;
    bool isCaseSensitive = false;
    bool isWholeWord = false;
    bool isRegularExpression = false;
    friend bool operator==(const SearchQuery &, const SearchQuery &) = default;
};

// A query made ready. Looks inside one paragraph at a time: a hit is never empty and never contains a paragraph end.
class SearchPattern
{
public:
    // Finds nothing.
    SearchPattern() = default;
    // Refuses what is no regular expression; the sentence says why.
    static Result<SearchPattern> make(const SearchQuery &query);

    bool isEmpty() const { return m_expression.pattern().isEmpty(); }
    // In the text of one paragraph.
    std::vector<Hit> hitsIn(const QString &paragraph) const;
    // What a hit, the whole of `found` in `paragraph`, is replaced by. In regular expressions \0 … \9 (or $0 … $9) stand
    // for groups, \n for a paragraph end, \t for a tab.
    QString replacementFor(const QString &paragraph, const Hit &found, const QString &replacement) const;

private:
    QRegularExpression m_expression;
    bool m_hasGroups = false;
};

// Whether some of it is proposed for deletion: it is as good as gone, and nobody's hit.
bool isStruck(const model::Document &document, const Hit &hit);

// All hits of a document as it was, found a part at a time: from the paragraph of `origin` to the end, then from the
// beginning. Holds the document, which costs nothing.
class SearchPass
{
public:
    // Positions that are kept; beyond them hits are only counted.
    static constexpr std::size_t kMostKept = 1'000'000;

    SearchPass() = default;
    SearchPass(const model::Document &document, const SearchPattern &pattern, qint64 origin);

    // Goes on for about so many milliseconds.
    void advance(int milliseconds);
    bool isDone() const { return m_linesLeft == 0; }
    qint64 count() const { return m_count; }
    // Number of the hit, counted from 1; 0 where it is none, or was not kept.
    qint64 numberOf(const Hit &hit) const;

private:
    model::Document m_document = model::Document::blank();
    SearchPattern m_pattern;
    qint64 m_line = 0;
    qint64 m_linesLeft = 0;
    qint64 m_firstLine = 0;
    qint64 m_count = 0;
    std::vector<Hit> m_behind; // from the first line on
    std::vector<Hit> m_before; // above it
};

// Whether exactly this stretch is one.
bool isHit(const model::Document &document, const SearchPattern &pattern, const Hit &stretch);

enum class SearchDirection { Forward, Backward };

// Looks for the nearest hit that begins at `from` or behind (ends at `from` or before), round the end of the document,
// a part at a time, while people write on. Holds the document, which costs nothing.
class HitSearch
{
public:
    HitSearch(const model::Document &document, const SearchPattern &pattern, qint64 from, SearchDirection direction);

    // Goes on for about so many milliseconds.
    void advance(int milliseconds);
    // What has been changed since is looked through as it is now, where it is still to be looked through.
    void follow(const model::Document &now, const model::Delta &change);
    bool isDone() const { return m_isDone; }
    const std::optional<Hit> &hit() const { return m_hit; }
    SearchDirection direction() const { return m_direction; }
    // Beyond the end of the document, or its beginning.
    bool isRound() const { return m_isRound; }

private:
    void look();
    void goOn();

    model::Document m_document;
    SearchPattern m_pattern;
    qint64 m_from;
    SearchDirection m_direction;
    qint64 m_line;
    bool m_isRound = false;
    bool m_isDone = false;
    std::optional<Hit> m_hit;
};

// The same at once.
std::optional<Hit> findHit(const model::Document &document, const SearchPattern &pattern, qint64 from,
                           SearchDirection direction);

namespace commands {

// Puts other text in the place of a stretch that contains no paragraph end; it keeps the format of the first character,
// and what is commented on stays so. The caret stands behind it.
Edit replaceText(const model::Document &document, const Hit &stretch, const QString &text);
// Replaces the hit; the text keeps the format of its first character. The caret stands behind it.
Edit replaceHit(const model::Document &document, const SearchPattern &pattern, const Hit &hit, const QString &replacement);
// All hits as one change; `count` of them. The caret stays where it is.
Edit replaceAll(const model::Document &document, const SearchPattern &pattern, const QString &replacement, qint64 &count);

} // namespace commands

} // namespace syngraph::editor
