// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spell_control.h"

#include "editor/edit_commands.h"
#include "model/caret.h"
#include "ui/preferences.h"

#include <QMenu>
#include <QTextBlock>
#include <QTextLayout>

namespace syngraph::ui {
namespace {

using editor::Selection;
using editor::SpellMark;
using spelling::Word;
using Verdict = SpellingBook::Verdict;

constexpr int kAskMs = 150;
constexpr int kLongestParagraph = 20'000;
constexpr int kKeptWords = 40'000; // of paragraphs painted last
constexpr qsizetype kMostIgnored = 500;

} // namespace

const QString SpellControl::kNoLanguage = QStringLiteral("-");

SpellControl::SpellControl(const Actions &actions, editor::RichTextEdit &edit, SpellingBook &book,
                           Preferences &preferences, DocumentId document, QObject *parent)
    : QObject(parent), m_edit(edit), m_book(book), m_preferences(preferences), m_document(document),
      m_toggle(actions[ActionId::CheckSpelling]), m_words(kKeptWords)
{
    const QStringList ignored = preferences.ignoredWords(document);
    m_ignored = QSet<QString>(ignored.cbegin(), ignored.cend());
    m_ask.setSingleShot(true);
    m_ask.setInterval(kAskMs);
    connect(&m_ask, &QTimer::timeout, this, &SpellControl::ask);
    connect(&book, &SpellingBook::judged, this, &SpellControl::judged);
    connect(&book, &SpellingBook::changed, this, &SpellControl::resolve);
    connect(&book, &SpellingBook::failed, this, &SpellControl::told);
    connect(&m_toggle, &QAction::toggled, this, &SpellControl::resolve);
    connect(&actions[ActionId::NextMistake], &QAction::triggered, this, &SpellControl::findNext);
    connect(&edit.binding(), &editor::DocumentBinding::edited, this, [this] { m_isOwnChange = true; });
    connect(&edit.binding(), &editor::DocumentBinding::changed, this, &SpellControl::changed);
    connect(&edit, &QTextEdit::cursorPositionChanged, this, &SpellControl::caretMoved);
    connect(&edit, &editor::RichTextEdit::contextMenuAboutToShow, this,
            [this](QMenu *menu, qint64 position) { offer(*menu, position); });
    edit.setSpellMarks([this](const QTextBlock &block) { return marksIn(block); });
    resolve();
}

SpellControl::~SpellControl()
{
    m_edit.setSpellMarks({});
}

QString SpellControl::chosenLanguage() const
{
    return m_preferences.spellingLanguage(m_document);
}

void SpellControl::chooseLanguage(const QString &name)
{
    m_preferences.setSpellingLanguage(m_document, name);
    resolve();
}

bool SpellControl::isOn() const
{
    return m_toggle.isChecked() && !m_dictionary.isNull();
}

QString SpellControl::howToInstall(const QLocale &locale)
{
    return tr("There is no dictionary for %1 on this computer; install the package of your system whose name begins with "
              "“hunspell-%2”, it is found at once.")
        .arg(locale.nativeLanguageName(), QLocale::languageToCode(locale.language()));
}

void SpellControl::resolve()
{
    const QString chosen = chosenLanguage();
    const auto &all = m_book.dictionaries();
    m_dictionary = chosen.isEmpty() ? spelling::bestFor(all, QLocale::system()) : spelling::named(all, chosen);
    const QChar::Script script = spelling::scriptOf(m_dictionary.locale());
    if (std::exchange(m_script, script) != script)
        m_words.clear();
    m_wanted.clear();
    m_edit.viewport()->update();
    Q_EMIT languageChanged();
}

const std::vector<Word> &SpellControl::wordsOf(const QString &paragraph)
{
    if (const auto *known = m_words.object(paragraph))
        return *known;
    auto words = std::make_unique<std::vector<Word>>(spelling::wordsIn(paragraph, m_script));
    const auto cost = qsizetype(words->size()) + 1;
    const std::vector<Word> &result = *words;
    m_words.insert(paragraph, words.release(), cost);
    return result;
}

// Over links and program text nothing is marked; also not within what only looks like a word beside them.
bool SpellControl::isProgramText(qint64 from, qint64 to) const
{
    bool isAny = false;
    m_edit.binding().mirror().visit(from, to, [&](QStringView, const model::rope::Run &run) {
        isAny = isAny || run.attributes.contains("link") || run.attributes.contains("code");
    });
    return isAny;
}

bool SpellControl::isMistake(const Word &word)
{
    const Verdict verdict = m_book.verdict(m_dictionary, word.text);
    if (verdict == Verdict::Unknown)
        want(word.text);
    return verdict == Verdict::Wrong && !m_ignored.contains(word.text);
}

// Asked at each painting: a hash lookup a word.
QList<SpellMark> SpellControl::marksIn(const QTextBlock &block)
{
    if (!isOn() || m_edit.isReadOnly() || block.length() > kLongestParagraph
        || block.blockFormat().hasProperty(QTextFormat::BlockCodeFence) || !block.layout()->preeditAreaText().isEmpty())
        return {};
    QList<SpellMark> marks;
    const qint64 start = block.position();
    for (const Word &word : wordsOf(block.text())) {
        if (m_typedAt == start + word.end())
            m_isLeftAlone = true;
        else if (isMistake(word) && !isProgramText(start + word.start, start + word.end()))
            marks.append({int(word.start), int(word.length)});
    }
    return marks;
}

void SpellControl::changed(const model::Delta &change)
{
    if (std::exchange(m_isOwnChange, false))
        m_typedAt = editor::changedRange(change).end();
    else if (m_typedAt >= 0)
        m_typedAt = model::moveCaret(m_typedAt, change, m_edit.binding().mirror());
}

void SpellControl::caretMoved()
{
    if (m_edit.textCursor().position() == m_typedAt)
        return;
    m_typedAt = -1;
    if (std::exchange(m_isLeftAlone, false))
        m_edit.viewport()->update();
}

void SpellControl::want(const QString &word)
{
    m_wanted.insert(word);
    if (!m_ask.isActive())
        m_ask.start();
}

void SpellControl::ask()
{
    const QStringList words(m_wanted.cbegin(), m_wanted.cend());
    m_wanted.clear();
    if (!words.isEmpty() && !m_dictionary.isNull())
        m_book.lookUp(m_dictionary, words);
}

void SpellControl::judged(const spelling::Dictionary &dictionary)
{
    if (dictionary != m_dictionary)
        return;
    m_edit.viewport()->update();
    if (m_search)
        continueSearch();
}

void SpellControl::ignore(const QString &word)
{
    m_ignored.insert(word);
    if (m_ignored.size() <= kMostIgnored)
        m_preferences.setIgnoredWords(m_document, QStringList(m_ignored.cbegin(), m_ignored.cend()));
    m_edit.viewport()->update();
}

// The document may have become another one while the menu was open.
void SpellControl::replace(const QTextCursor &target, const QString &word, const QString &replacement)
{
    m_edit.run([&](const model::Document &document, const Selection &selection) {
        const Selection there{target.selectionStart(), target.selectionEnd()};
        if (target.isNull() || target.document() != m_edit.document() || target.selectedText() != word)
            return editor::Edit{{}, selection};
        return editor::commands::insertText(document, there, replacement, document.runAt(there.start()).attributes);
    });
    m_edit.setFocus();
}

} // namespace syngraph::ui
