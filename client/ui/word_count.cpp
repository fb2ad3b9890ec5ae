// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/word_count.h"

namespace syngraph::ui {
namespace {

constexpr int kQuietMs = 250;

} // namespace

WordCount::WordCount(QWidget *parent) : QLabel(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kQuietMs);
    connect(&m_timer, &QTimer::timeout, this, &WordCount::count);
}

void WordCount::watch(editor::RichTextEdit *edit)
{
    m_edit = edit;
    setText({});
    if (!edit)
        return;
    const auto later = [this] { m_timer.start(); };
    connect(&edit->binding(), &editor::DocumentBinding::edited, this, later);
    connect(&edit->binding(), &editor::DocumentBinding::changed, this, later);
    connect(edit, &QTextEdit::selectionChanged, this, later);
    connect(edit, &QTextEdit::cursorPositionChanged, this, later);
    m_timer.start();
}

WordCount::Count WordCount::countIn(const model::Document &document, qint64 from, qint64 to)
{
    Count count;
    bool isInWord = false;
    document.visit(from, to, [&](QStringView text, const model::rope::Run &) {
        for (const QChar unit : text) {
            const bool isWord = !unit.isSpace() && unit != QChar::ObjectReplacementCharacter;
            count.words += isWord && !isInWord ? 1 : 0;
            isInWord = isWord;
            // a pair is one character, a paragraph end none
            count.characters += unit != u'\n' && !unit.isLowSurrogate() ? 1 : 0;
        }
    });
    return count;
}

void WordCount::count()
{
    if (!m_edit)
        return;
    const model::Document &document = m_edit->binding().mirror();
    const editor::Selection selection = m_edit->binding().selection();
    const Count all = countIn(document, 0, document.length());
    const QString words = all.words == 1 ? tr("1 word") : tr("%1 words").arg(all.words);
    const QString characters = all.characters == 1 ? tr("1 character") : tr("%1 characters").arg(all.characters);
    if (selection.isEmpty()) {
        setText(QStringLiteral("%1 · %2").arg(words, characters));
        return;
    }
    const Count part = countIn(document, selection.start(), selection.end());
    setText(tr("%1 of %2 · %3 of %4").arg(part.words).arg(words).arg(part.characters).arg(characters));
}

} // namespace syngraph::ui
