// SPDX-License-Identifier: GPL-3.0-or-later
// The part of SpellControl that a person asks: what a word should be, and where the next mistake is.
#include "ui/error_words.h"
#include "ui/preferences.h"
#include "ui/spell_control.h"

#include <QMenu>
#include <QTextBlock>

#include <algorithm>

namespace syngraph::ui {
namespace {

using editor::Selection;
using spelling::Word;

constexpr qsizetype kMostSuggestions = 7;
constexpr qint64 kLinesAtATime = 400;
constexpr qint64 kLongestParagraph = 20'000;

} // namespace

// Suggestions take a while; they come into the menu when they are there.
void SpellControl::offer(QMenu &menu, qint64 position)
{
    if (!isOn() || m_edit.isReadOnly())
        return;
    const auto mistakes = mistakesIn(m_edit.binding().mirror().lineAt(position));
    const auto found = std::ranges::find_if(mistakes, [&](const Mistake &one) { return one.start <= position && position <= one.end; });
    if (found == mistakes.end())
        return;
    const Mistake mistake = *found;
    QTextCursor target(m_edit.document());
    target.setPosition(int(mistake.start));
    target.setPosition(int(mistake.end), QTextCursor::KeepAnchor);
    const QString written = target.selectedText();
    QAction *rest = menu.actions().value(0);
    auto *waiting = new QAction(tr("Looking for suggestions…"), &menu);
    waiting->setEnabled(false);
    const auto add = [&](const QString &text, auto slot) {
        auto *action = new QAction(text, &menu);
        connect(action, &QAction::triggered, this, slot);
        menu.insertAction(rest, action);
    };
    menu.insertAction(rest, waiting);
    add(tr("&Add “%1” to the Dictionary").arg(mistake.word), [this, word = mistake.word] {
        if (const auto kept = m_book.addWord(word); !kept)
            Q_EMIT told(ui::wordsOf(kept.error()));
    });
    add(tr("&Ignore in This Document"), [this, word = mistake.word] { ignore(word); });
    menu.insertSeparator(rest);
    m_book.suggest(mistake.dictionary, mistake.word, waiting, [this, waiting, target, written](const QStringList &suggestions) {
        auto *open = qobject_cast<QMenu *>(waiting->parent());
        for (const QString &text : suggestions.first(std::min(suggestions.size(), kMostSuggestions))) {
            auto *action = new QAction(text, open);
            QFont bold = action->font();
            bold.setBold(true);
            action->setFont(bold);
            connect(action, &QAction::triggered, this, [this, target, written, text] { replace(target, written, text); });
            open->insertAction(waiting, action);
        }
        waiting->setText(tr("No suggestions"));
        waiting->setVisible(suggestions.isEmpty());
    });
}

std::vector<SpellControl::Mistake> SpellControl::mistakesIn(qint64 line)
{
    const model::Document &document = m_edit.binding().mirror();
    const qint64 start = document.lineStart(line);
    const qint64 end = document.lineStart(line + 1) - 1;
    std::vector<Mistake> mistakes;
    const bool isCode = editor::FormatMap::styleOf(document.runAt(end).attributes) == editor::BlockStyle::Code;
    if (isCode || end - start > kLongestParagraph)
        return mistakes;
    visitWords(document.text(start, end), start, [&](const Word &word, const spelling::Dictionary &dictionary) {
        if (isMistake(word, dictionary) && !isNoProse(start + word.start, start + word.end()))
            mistakes.push_back({start + word.start, start + word.end(), word.text, dictionary});
    });
    std::ranges::sort(mistakes, {}, &Mistake::start);
    return mistakes;
}

std::optional<SpellControl::Mistake> SpellControl::firstBehind(qint64 line, qint64 position)
{
    const auto mistakes = mistakesIn(line);
    const auto found = std::ranges::find_if(mistakes, [&](const Mistake &one) { return one.start >= position; });
    return found == mistakes.end() ? std::nullopt : std::optional(*found);
}

void SpellControl::findNext()
{
    if (!m_toggle.isChecked())
        m_toggle.setChecked(true);
    if (m_dictionary.isNull()) {
        const QString chosen = chosenLanguage();
        Q_EMIT told(chosen == kNoLanguage ? tr("This document is in no language; click on that in the status bar to choose one.")
                                          : howToInstall(chosen.isEmpty() ? QLocale::system() : locale()));
        return;
    }
    const model::Document &document = m_edit.binding().mirror();
    const qint64 from = m_edit.binding().selection().end();
    // the line of the beginning comes twice: what stands before comes last
    m_search = Search{from, document.lineAt(std::min(from, document.length() - 1)), document.lineCount() + 1};
    continueSearch();
}

// From paragraph to paragraph while all words are known; the rest when those asked for are.
void SpellControl::continueSearch()
{
    const model::Document &document = m_edit.binding().mirror();
    const qint64 lines = document.lineCount();
    for (qint64 i = 0; i < kLinesAtATime && m_search->linesLeft > 0; ++i) {
        m_search->line %= lines; // it may have become shorter
        m_wanted.clear();
        const auto found = firstBehind(m_search->line, m_search->isFirst ? m_search->from : 0);
        if (!m_wanted.isEmpty()) {
            // together with what the next ones need
            for (qint64 next = 1; next < kLinesAtATime && next < lines; ++next)
                mistakesIn((m_search->line + next) % lines);
            ask();
            return;
        }
        if (found) {
            m_search.reset();
            m_edit.binding().setSelection({found->start, found->end});
            m_edit.ensureCursorVisible();
            return;
        }
        ++m_search->line;
        m_search->isFirst = false;
        --m_search->linesLeft;
    }
    if (m_search->linesLeft > 0) {
        QMetaObject::invokeMethod(this, [this] {
            if (m_search)
                continueSearch();
        }, Qt::QueuedConnection);
        return;
    }
    m_search.reset();
    Q_EMIT told(tr("No word is misspelled."));
}

} // namespace syngraph::ui
