// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/word_count.h"

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr int kQuietMs = 250;
constexpr qint64 kWordsPerMinute = 230; // that people read silently
constexpr qint64 kUnitsPerMsOfQuiet = 10'000; // a long document is counted less often
constexpr qint64 kUnitsAtATime = 250'000; // about a millisecond

} // namespace

WordCount::WordCount(QWidget *parent) : ElidedLabel(parent)
{
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &WordCount::begin);
    connect(&m_tick, &QTimer::timeout, this, &WordCount::advance);
}

void WordCount::watch(editor::RichTextEdit *edit)
{
    m_edit = edit;
    setText({});
    if (!edit)
        return;
    // where people write all the time there is never a quiet moment
    const auto later = [this] {
        if (!m_quiet.isActive())
            m_quiet.start(kQuietMs + int(m_edit->binding().mirror().length() / kUnitsPerMsOfQuiet));
    };
    connect(&edit->binding(), &editor::DocumentBinding::edited, this, later);
    connect(&edit->binding(), &editor::DocumentBinding::changed, this, later);
    connect(edit, &QTextEdit::selectionChanged, this, later);
    connect(edit, &QTextEdit::cursorPositionChanged, this, later);
    later();
}

void WordCount::Counting::advance(qint64 units)
{
    const qint64 end = std::min(m_to, m_at + units);
    m_document.visit(m_at, end, [&](QStringView text, const model::rope::Run &) {
        for (const QChar unit : text) {
            const bool isWord = !unit.isSpace() && unit != QChar::ObjectReplacementCharacter;
            m_words += isWord && !m_isInWord ? 1 : 0;
            m_isInWord = isWord;
            // a pair is one character, the end of a paragraph or line none
            const bool isEnd = unit == u'\n' || unit == QChar::LineSeparator;
            m_characters += !isEnd && !unit.isLowSurrogate() ? 1 : 0;
        }
    });
    m_at = end;
}

void WordCount::begin()
{
    if (!m_edit)
        return;
    const model::Document &document = m_edit->binding().mirror();
    const editor::Selection selection = m_edit->binding().selection();
    m_hasSelection = !selection.isEmpty();
    m_all = Counting(document, 0, document.length());
    m_selected = Counting(document, selection.start(), selection.end());
    m_tick.start(0);
}

void WordCount::advance()
{
    Counting &next = m_selected.isDone() ? m_all : m_selected;
    next.advance(kUnitsAtATime);
    if (!m_all.isDone())
        return;
    m_tick.stop();
    tell();
}

QString WordCount::readingTime(qint64 words)
{
    const qint64 minutes = (words + kWordsPerMinute / 2) / kWordsPerMinute;
    if (minutes < 1)
        return tr("less than a minute to read");
    return minutes == 1 ? tr("1 minute to read") : tr("%1 minutes to read").arg(minutes);
}

void WordCount::tell()
{
    const QString words = m_all.words() == 1 ? tr("1 word") : tr("%1 words").arg(m_all.words());
    const QString characters = m_all.characters() == 1 ? tr("1 character") : tr("%1 characters").arg(m_all.characters());
    if (m_hasSelection)
        setText(tr("%1 of %2 · %3 of %4").arg(m_selected.words()).arg(words).arg(m_selected.characters()).arg(characters));
    else
        setText(QStringLiteral("%1 · %2 · %3").arg(words, characters, readingTime(m_all.words())));
    // the document as it was is not kept
    m_all = {};
    m_selected = {};
}

} // namespace syngraph::ui
