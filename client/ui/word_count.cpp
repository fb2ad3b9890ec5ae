// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/word_count.h"

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr int kQuietMs = 250;
constexpr qint64 kWordsPerMinute = 230; // that people read silently
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
    if (m_edit) {
        m_edit->disconnect(this);
        m_edit->binding().disconnect(this);
    }
    m_edit = edit;
    m_tick.stop();
    m_selected.reset();
    setText({});
    if (!edit)
        return;
    connect(&edit->binding(), &editor::DocumentBinding::changed, this, &WordCount::changed);
    connect(edit, &QTextEdit::selectionChanged, this, &WordCount::later);
    connect(edit, &QTextEdit::cursorPositionChanged, this, &WordCount::later);
    changed({});
}

// Nothing that was changed: another document.
void WordCount::changed(const model::Delta &change)
{
    if (!m_edit)
        return;
    m_all.apply(change);
    const qint64 length = m_edit->binding().mirror().length();
    if (change.isEmpty() || m_all.length() != length)
        m_all = WordTally(length);
    later();
}

// Where people write all the time there is never a quiet moment.
void WordCount::later()
{
    if (!m_quiet.isActive())
        m_quiet.start(kQuietMs);
}

void WordCount::begin()
{
    if (!m_edit || m_edit->binding().isOpening())
        return;
    m_selected.reset();
    if (const editor::Selection selection = m_edit->binding().selection(); !selection.isEmpty())
        m_selected = Selected{m_edit->binding().mirror(), selection.start(), selection.start(), selection.end(), {}};
    m_tick.start(0);
}

void WordCount::advance()
{
    // another document is being opened, and will be counted then
    if (!m_edit || m_all.length() != m_edit->binding().mirror().length())
        return m_tick.stop();
    if (m_selected && m_selected->at < m_selected->end) {
        const qint64 to = std::min(m_selected->end, m_selected->at + kUnitsAtATime);
        m_selected->count += countWords(m_selected->document, m_selected->at, to, m_selected->at > m_selected->start);
        m_selected->at = to;
        return;
    }
    m_all.advance(m_edit->binding().mirror(), kUnitsAtATime);
    if (!m_all.isLevel())
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
    const WordsAndCharacters all = m_all.all();
    const QString words = all.words == 1 ? tr("1 word") : tr("%1 words").arg(all.words);
    const QString characters = all.characters == 1 ? tr("1 character") : tr("%1 characters").arg(all.characters);
    if (m_selected)
        setText(tr("%1 of %2 · %3 of %4").arg(m_selected->count.words).arg(words).arg(m_selected->count.characters).arg(characters));
    else
        setText(QStringLiteral("%1 · %2 · %3").arg(words, characters, readingTime(all.words)));
    m_selected.reset(); // the document as it was is not kept
}

} // namespace syngraph::ui
