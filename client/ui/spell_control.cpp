// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spell_control.h"

#include "editor/text_search.h"
#include "model/caret.h"
#include "ui/preferences.h"

#include <QMenu>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>

namespace syngraph::ui {
namespace {

using editor::Selection;
using model::Value;
using editor::SpellMark;
using spelling::Word;
using Verdict = SpellingBook::Verdict;

constexpr int kAskMs = 150;
constexpr int kLongestParagraph = 20'000;
constexpr int kKeptWords = 40'000; // of paragraphs painted last
constexpr qsizetype kMostIgnored = 500;
const QString kLanguageOfNone = QStringLiteral("zxx"); // as the document says it

QLocale localeOf(QString language)
{
    return QLocale(language.replace(u'-', u'_'));
}

// The language that a document names for text which is checked with this dictionary.
QString languageOf(const QString &dictionary)
{
    return dictionary == SpellControl::kNoLanguage ? kLanguageOfNone
                                                   : dictionary.section(u'_', 0, 1).replace(u'_', u'-');
}

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
    m_look.setSingleShot(true);
    connect(&m_look, &QTimer::timeout, this, &SpellControl::lookAtText);
    connect(&edit, &editor::RichTextEdit::formatChanged, this, [this] { m_look.start(0); });
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

QLocale SpellControl::locale() const
{
    const QString chosen = chosenLanguage();
    return chosen.isEmpty() || chosen == kNoLanguage ? QLocale() : localeOf(chosen);
}

void SpellControl::setTextLanguage(const QString &name)
{
    m_edit.setFormat({{"lang", name.isEmpty() ? Value::null() : Value::string(languageOf(name))}});
    m_edit.setFocus();
}

QString SpellControl::textLanguage() const
{
    const model::Attributes format = m_edit.format();
    const Value *language = format.find("lang");
    if (!language)
        return {};
    if (language->toString() == kLanguageOfNone)
        return kNoLanguage;
    const spelling::Dictionary found = spelling::bestFor(m_book.dictionaries(), localeOf(language->toString()));
    return found.isNull() ? language->toString() : found.name;
}

QString SpellControl::howToInstall(const QLocale &locale)
{
    return tr("There is no dictionary for %1 on this computer; install the package of your system whose name begins with "
              "“hunspell-%2”, it is found at once.")
        .arg(locale.nativeLanguageName(), QLocale::languageToCode(locale.language()));
}

// Of which language the text at the caret is.
void SpellControl::lookAtText()
{
    const QString now = textLanguage();
    if (std::exchange(m_textLanguage, now) != now)
        Q_EMIT languageChanged();
}

bool SpellControl::hasSelection() const
{
    return m_edit.textCursor().hasSelection();
}

void SpellControl::resolve()
{
    const QString chosen = chosenLanguage();
    const auto &all = m_book.dictionaries();
    m_dictionary = chosen.isEmpty() ? spelling::bestFor(all, QLocale::system()) : spelling::named(all, chosen);
    m_others.clear();
    m_wanted.clear();
    m_edit.viewport()->update();
    Q_EMIT languageChanged();
}

const std::vector<Word> &SpellControl::wordsOf(const QString &paragraph, QChar::Script script)
{
    const std::pair key(paragraph, int(script));
    if (const auto *known = m_words.object(key))
        return *known;
    auto words = std::make_unique<std::vector<Word>>(spelling::wordsIn(paragraph, script));
    const auto cost = qsizetype(words->size()) + 1;
    const std::vector<Word> &result = *words;
    m_words.insert(key, words.release(), cost);
    return result;
}

const spelling::Dictionary &SpellControl::dictionaryFor(const QString &language)
{
    const auto known = m_others.constFind(language);
    if (known != m_others.constEnd())
        return *known;
    spelling::Dictionary found;
    if (language != kLanguageOfNone)
        found = spelling::bestFor(m_book.dictionaries(), localeOf(language));
    return *m_others.insert(language, found);
}

std::vector<SpellControl::Stretch> SpellControl::stretchesIn(qint64 from, qint64 to)
{
    std::vector<Stretch> stretches;
    qint64 at = from;
    const model::Document &document = m_edit.binding().mirror();
    document.visit(from, std::min(to, document.length()), [&](QStringView text, const model::rope::Run &run) {
        const qint64 end = at + text.size();
        if (const Value *language = run.attributes.find("lang"))
            stretches.push_back({at, end, dictionaryFor(language->toString())});
        at = end;
    });
    return stretches;
}

void SpellControl::visitWords(const QString &paragraph, qint64 start, const EachWord &each)
{
    const std::vector<Stretch> stretches = stretchesIn(start, start + paragraph.size());
    const auto stretchOf = [&](const Word &word) {
        const qint64 at = start + word.start;
        return std::ranges::find_if(stretches, [&](const Stretch &one) { return one.from <= at && at < one.to; });
    };
    const auto scriptOf = [](const spelling::Dictionary &dictionary) { return spelling::scriptOf(dictionary.locale()); };
    if (!m_dictionary.isNull()) {
        for (const Word &word : wordsOf(paragraph, scriptOf(m_dictionary))) {
            if (stretchOf(word) == stretches.end())
                each(word, m_dictionary);
        }
    }
    for (auto stretch = stretches.begin(); stretch != stretches.end(); ++stretch) {
        if (stretch->dictionary.isNull())
            continue;
        for (const Word &word : wordsOf(paragraph, scriptOf(stretch->dictionary))) {
            if (stretchOf(word) == stretch)
                each(word, stretch->dictionary);
        }
    }
}

// Over links, program text and what is proposed to go nothing is marked; also not within what only looks like a word
// beside them.
bool SpellControl::isNoProse(qint64 from, qint64 to) const
{
    bool isAny = false;
    m_edit.binding().mirror().visit(from, to, [&](QStringView, const model::rope::Run &run) {
        isAny = isAny || run.attributes.contains("link") || run.attributes.contains("code") || run.attributes.contains("s:d");
    });
    return isAny;
}

bool SpellControl::isMistake(const Word &word, const spelling::Dictionary &dictionary)
{
    const Verdict verdict = m_book.verdict(dictionary, word.text);
    if (verdict == Verdict::Unknown)
        want(dictionary, word.text);
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
    visitWords(block.text(), start, [&](const Word &word, const spelling::Dictionary &dictionary) {
        if (m_typedAt == start + word.end())
            m_isLeftAlone = true;
        else if (isMistake(word, dictionary) && !isNoProse(start + word.start, start + word.end()))
            marks.append({int(word.start), int(word.length)});
    });
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

void SpellControl::want(const spelling::Dictionary &dictionary, const QString &word)
{
    m_wanted[dictionary.name].insert(word);
    if (!m_ask.isActive())
        m_ask.start();
}

void SpellControl::ask()
{
    const auto wanted = std::exchange(m_wanted, {});
    for (auto words = wanted.cbegin(); words != wanted.cend(); ++words) {
        const spelling::Dictionary dictionary = spelling::named(m_book.dictionaries(), words.key());
        if (!dictionary.isNull())
            m_book.lookUp(dictionary, QStringList(words->cbegin(), words->cend()));
    }
}

void SpellControl::judged(const spelling::Dictionary &dictionary)
{
    const bool isOther = std::ranges::find(m_others, dictionary) != m_others.end();
    if (dictionary != m_dictionary && !isOther)
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
        const editor::Hit there{target.selectionStart(), target.selectionEnd() - target.selectionStart()};
        if (target.isNull() || target.document() != m_edit.document() || target.selectedText() != word)
            return editor::Edit{{}, selection};
        return editor::commands::replaceText(document, there, replacement);
    });
    m_edit.setFocus();
}

} // namespace syngraph::ui
