// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/text_search.h"

#include "editor/edit_builder.h"
#include "model/lines.h"
#include "model/transform.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <limits>

namespace syngraph::editor {
namespace {

using model::Attributes;
using model::Delta;
using model::Document;

constexpr int kLinesBetweenLooks = 32; // at the clock

struct Paragraph
{
    qint64 start = 0;
    QString text;
};

Paragraph paragraphAt(const Document &document, qint64 line)
{
    const qint64 start = document.lineStart(line);
    return {start, document.text(start, document.lineStart(line + 1) - 1)};
}

// In the document's positions.
std::vector<Hit> hitsInParagraph(const Document &document, const SearchPattern &pattern, const Paragraph &paragraph)
{
    std::vector<Hit> hits = pattern.hitsIn(paragraph.text);
    for (Hit &hit : hits)
        hit.position += paragraph.start;
    std::erase_if(hits, [&](const Hit &hit) { return isStruck(document, hit); });
    return hits;
}

std::vector<Hit> hitsInLine(const Document &document, const SearchPattern &pattern, qint64 line)
{
    return hitsInParagraph(document, pattern, paragraphAt(document, line));
}

// Suggestions belong to where they were made.
Attributes formatFor(const Document &document, const Hit &hit)
{
    return model::filterAttributes(document.runAt(hit.position).attributes, [](const QByteArray &key, const model::Value &) {
        return model::classOf(key) == model::KeyClass::Growing || model::classOf(key) == model::KeyClass::Closed;
    });
}

// Appends the replacement of a hit to a change that stands there. Returns its length.
qint64 appendReplacement(Delta &change, const Document &document, const Hit &hit, const QString &text,
                         const Attributes &lineFormat)
{
    const Attributes format = formatFor(document, hit);
    model::eachLinePart(text, [&](QStringView part, bool isLineEnd) { change.insert(part, isLineEnd ? lineFormat : format); });
    change.remove(hit.length);
    return text.size();
}

} // namespace

bool isStruck(const Document &document, const Hit &hit)
{
    bool isAny = false;
    document.visit(hit.position, hit.end(), [&](QStringView, const model::rope::Run &run) {
        isAny = isAny || run.attributes.contains("s:d");
    });
    return isAny;
}

Result<SearchPattern> SearchPattern::make(const SearchQuery &query)
{
    SearchPattern pattern;
    if (query.text.isEmpty())
        return pattern;
    QString expression = query.isRegularExpression ? query.text : QRegularExpression::escape(query.text);
    if (query.isWholeWord)
        expression = QStringLiteral("(?<!\\w)(?:%1)(?!\\w)").arg(expression);
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    if (!query.isCaseSensitive)
        options |= QRegularExpression::CaseInsensitiveOption;
    pattern.m_expression = QRegularExpression(expression, options);
    pattern.m_hasGroups = query.isRegularExpression;
    if (!pattern.m_expression.isValid()) {
        return Error{ErrorCode::Usage, QCoreApplication::translate("TextSearch", "This is no regular expression: %1.")
                                           .arg(pattern.m_expression.errorString())};
    }
    pattern.m_expression.optimize();
    return pattern;
}

std::vector<Hit> SearchPattern::hitsIn(const QString &paragraph) const
{
    std::vector<Hit> hits;
    if (isEmpty())
        return hits;
    QRegularExpressionMatchIterator matches = m_expression.globalMatch(paragraph);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedLength() > 0)
            hits.push_back({match.capturedStart(), match.capturedLength()});
    }
    return hits;
}

QString SearchPattern::replacementFor(const QString &paragraph, const Hit &found, const QString &replacement) const
{
    if (!m_hasGroups)
        return replacement;
    const QRegularExpressionMatch match = m_expression.match(paragraph, found.position);
    QString text;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const QChar unit = replacement[i];
        const QChar next = i + 1 < replacement.size() ? replacement[i + 1] : QChar();
        const bool isBackslash = unit == u'\\';
        if ((isBackslash || unit == u'$') && next.isDigit())
            text += match.captured(next.digitValue());
        else if (isBackslash && next == u'n')
            text += u'\n';
        else if (isBackslash && next == u't')
            text += u'\t';
        else if (isBackslash && (next == u'\\' || next == u'$'))
            text += next;
        else {
            text += unit;
            continue;
        }
        ++i;
    }
    return text;
}

SearchPass::SearchPass(const Document &document, const SearchPattern &pattern, qint64 origin)
    : m_document(document), m_pattern(pattern),
      m_line(document.lineAt(std::clamp(origin, qint64(0), document.length() - 1))),
      m_linesLeft(pattern.isEmpty() ? 0 : document.lineCount()), m_firstLine(m_line)
{
}

void SearchPass::advance(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    for (int i = 1; m_linesLeft > 0; ++i, --m_linesLeft) {
        std::vector<Hit> &kept = m_line >= m_firstLine ? m_behind : m_before;
        for (const Hit &hit : hitsInLine(m_document, m_pattern, m_line)) {
            ++m_count;
            if (m_behind.size() + m_before.size() < kMostKept)
                kept.push_back(hit);
        }
        m_line = m_line + 1 == m_document.lineCount() ? 0 : m_line + 1;
        if (i % kLinesBetweenLooks == 0 && clock.elapsed() >= milliseconds) {
            --m_linesLeft;
            return;
        }
    }
}

qint64 SearchPass::numberOf(const Hit &hit) const
{
    const auto within = [&](const std::vector<Hit> &hits) {
        const auto found = std::ranges::lower_bound(hits, hit.position, {}, &Hit::position);
        return found != hits.end() && *found == hit ? found - hits.begin() + 1 : 0;
    };
    if (std::size_t(m_count) > kMostKept)
        return 0;
    if (const qint64 before = within(m_before); before > 0)
        return before;
    const qint64 behind = within(m_behind);
    return behind > 0 ? qint64(m_before.size()) + behind : 0;
}

bool isHit(const Document &document, const SearchPattern &pattern, const Hit &stretch)
{
    const std::vector<Hit> hits = hitsInLine(document, pattern, document.lineAt(stretch.position));
    return std::ranges::find(hits, stretch) != hits.end();
}

HitSearch::HitSearch(const Document &document, const SearchPattern &pattern, qint64 from, SearchDirection direction)
    : m_document(document), m_pattern(pattern), m_from(std::clamp(from, qint64(0), document.length() - 1)),
      m_direction(direction), m_line(document.lineAt(m_from)), m_isDone(pattern.isEmpty())
{
}

void HitSearch::advance(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    for (int i = 1; !m_isDone; ++i) {
        look();
        if (i % kLinesBetweenLooks == 0 && clock.elapsed() >= milliseconds)
            return;
    }
}

void HitSearch::look()
{
    std::vector<Hit> hits = hitsInLine(m_document, m_pattern, m_line);
    const bool isForward = m_direction == SearchDirection::Forward;
    if (!isForward)
        std::ranges::reverse(hits);
    for (const Hit &hit : hits) {
        const bool isAhead = isForward ? hit.position >= m_from : hit.end() <= m_from;
        if (isAhead != m_isRound) {
            m_hit = hit;
            m_isDone = true;
            return;
        }
    }
    goOn();
}

// The line of the beginning comes twice: what is on the other side of it comes last.
void HitSearch::goOn()
{
    const bool isForward = m_direction == SearchDirection::Forward;
    if (m_isRound && m_line == m_document.lineAt(m_from)) {
        m_isDone = true;
        return;
    }
    m_line += isForward ? 1 : -1;
    if (m_line < 0 || m_line == m_document.lineCount()) {
        m_isRound = true;
        m_line = isForward ? 0 : m_document.lineCount() - 1;
    }
}

void HitSearch::follow(const Document &now, const Delta &change)
{
    if (m_isDone)
        return;
    const auto moved = [&](qint64 position) {
        return std::min(model::transformPosition(position, change, model::AtInsert::Stays), now.length() - 1);
    };
    m_line = now.lineAt(moved(m_document.lineStart(m_line)));
    m_from = moved(m_from);
    m_document = now;
    // what stood between the two is gone
    const qint64 last = now.lineAt(m_from);
    if (m_isRound)
        m_line = m_direction == SearchDirection::Forward ? std::min(m_line, last) : std::max(m_line, last);
}

std::optional<Hit> findHit(const Document &document, const SearchPattern &pattern, qint64 from, SearchDirection direction)
{
    HitSearch search(document, pattern, from, direction);
    search.advance(std::numeric_limits<int>::max());
    return search.hit();
}

namespace commands {

Edit replaceText(const Document &document, const Hit &stretch, const QString &text)
{
    Delta change;
    change.retain(stretch.position);
    const qint64 length = appendReplacement(change, document, stretch, text, lineAt(document, stretch.position).attributes);
    return {editorForms(change.chop(), document), Selection::caret(stretch.position + length), EditKind::Command};
}

Edit replaceHit(const Document &document, const SearchPattern &pattern, const Hit &hit, const QString &replacement)
{
    const Line line = lineAt(document, hit.position);
    return replaceText(document, hit, pattern.replacementFor(document.text(line.start, line.end),
                                                             {hit.position - line.start, hit.length}, replacement));
}

Edit replaceAll(const Document &document, const SearchPattern &pattern, const QString &replacement, qint64 &count)
{
    Delta change;
    qint64 position = 0;
    count = 0;
    for (qint64 line = 0; line < document.lineCount(); ++line) {
        const Paragraph paragraph = paragraphAt(document, line);
        for (const Hit &hit : hitsInParagraph(document, pattern, paragraph)) {
            const Hit found{hit.position - paragraph.start, hit.length};
            const Attributes format = document.runAt(paragraph.start + paragraph.text.size()).attributes;
            change.retain(hit.position - position);
            appendReplacement(change, document, hit, pattern.replacementFor(paragraph.text, found, replacement), format);
            position = hit.end();
            ++count;
        }
    }
    return {editorForms(change.chop(), document), std::nullopt, EditKind::Command};
}

} // namespace commands

} // namespace syngraph::editor
