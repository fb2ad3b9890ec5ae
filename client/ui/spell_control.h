// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "editor/rich_text_edit.h"
#include "spelling/words.h"
#include "ui/actions.h"
#include "ui/spelling_book.h"

#include <QCache>
#include <QLocale>
#include <QTimer>

#include <functional>

namespace syngraph::ui {

class Preferences;

// Marks misspelled words of one open document while it is painted, and offers what to do about them. Only what is in
// view is ever looked up, by another thread, so that nobody waits for it; the word that is being typed is left alone.
// Not looked at: program text, links, very long paragraphs, documents that may only be read.
// Owned by the window; everything it is given must outlive it. GUI thread.
class SpellControl : public QObject
{
    Q_OBJECT

public:
    SpellControl(const Actions &actions, editor::RichTextEdit &edit, SpellingBook &book, Preferences &preferences,
                 DocumentId document, QObject *parent);
    ~SpellControl() override;

    // Null: no language, or none of which there is a dictionary.
    const spelling::Dictionary &dictionary() const { return m_dictionary; }
    // What the person has chosen for this document; empty: the system's language, kNoLanguage: none.
    QString chosenLanguage() const;
    void chooseLanguage(const QString &name);
    // The one that was chosen for the document, else the program's.
    QLocale locale() const;
    // The same for the selected text, or for what is typed next; empty: as the document.
    void setTextLanguage(const QString &name);
    // What was chosen for the text at the caret, as a name of a dictionary; empty: nothing.
    QString textLanguage() const;
    bool hasSelection() const;
    bool isEditable() const { return !m_edit.isReadOnly(); }
    // Whether the spelling of anything is checked.
    bool isOn() const { return m_toggle.isChecked(); }

    // For documents whose spelling nobody wants to have checked.
    static const QString kNoLanguage;
    // How a dictionary for the language comes onto this computer; one sentence.
    static QString howToInstall(const QLocale &locale);

Q_SIGNALS:
    // A sentence for the status bar.
    void told(const QString &text);
    // Another dictionary is used, here or at the caret, or checking was switched on or off.
    void languageChanged();

private:
    // A misspelled word of the document, in its positions.
    struct Mistake
    {
        qint64 start = 0;
        qint64 end = 0;
        QString word;
        spelling::Dictionary dictionary; // that does not have it
    };
    // Text of a language of its own.
    struct Stretch
    {
        qint64 from = 0;
        qint64 to = 0;
        spelling::Dictionary dictionary; // null: none is there, or none is wanted
    };
    using EachWord = std::function<void(const spelling::Word &word, const spelling::Dictionary &dictionary)>;
    // How far the search for the next mistake has come.
    struct Search
    {
        qint64 from = 0; // position where it began
        qint64 line = 0;
        qint64 linesLeft = 0;
        bool isFirst = true;
    };

    void resolve();
    void lookAtText();
    QList<editor::SpellMark> marksIn(const QTextBlock &block);
    bool isMistake(const spelling::Word &word, const spelling::Dictionary &dictionary);
    const std::vector<spelling::Word> &wordsOf(const QString &paragraph, QChar::Script script);
    // Each word of a paragraph with the dictionary that is asked for it.
    void visitWords(const QString &paragraph, qint64 start, const EachWord &each);
    std::vector<Stretch> stretchesIn(qint64 from, qint64 to);
    const spelling::Dictionary &dictionaryFor(const QString &language);
    std::vector<Mistake> mistakesIn(qint64 line);
    bool isNoProse(qint64 from, qint64 to) const;
    void changed(const model::Delta &change);
    void caretMoved();
    void want(const spelling::Dictionary &dictionary, const QString &word);
    void ask();
    void judged(const spelling::Dictionary &dictionary);
    void offer(QMenu &menu, qint64 position);
    void replace(const QTextCursor &target, const QString &word, const QString &replacement);
    void ignore(const QString &word);
    void findNext();
    void continueSearch();
    std::optional<Mistake> firstBehind(qint64 line, qint64 position);

    editor::RichTextEdit &m_edit;
    SpellingBook &m_book;
    Preferences &m_preferences;
    DocumentId m_document;
    QAction &m_toggle;
    spelling::Dictionary m_dictionary;
    QHash<QString, spelling::Dictionary> m_others; // by the language of text that has one of its own
    QSet<QString> m_ignored;
    QCache<std::pair<QString, int>, std::vector<spelling::Word>> m_words; // by paragraph and script
    QHash<QString, QSet<QString>> m_wanted; // by the name of the dictionary
    QTimer m_ask;
    QTimer m_look; // once per turn of the event loop, however often the caret moves
    QString m_textLanguage;
    qint64 m_typedAt = -1;    // where the caret was after the last key; -1: it has left
    bool m_isOwnChange = false; // what the page tells next was done by this person
    bool m_isLeftAlone = false; // a word was not marked because it is being typed
    std::optional<Search> m_search;
};

} // namespace syngraph::ui
