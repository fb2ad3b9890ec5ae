// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/rich_text_edit.h"
#include "support/random.h"

#include <functional>
#include <vector>

namespace syngraph::fuzz {

// A real RichTextEdit that a random person works in: one endpoint of a document. What the person does comes out
// of `localChange`, other endpoints' changes go into applyRemote; the owner joins endpoints as it likes (one and
// a pretended other, two through Session and Room).
class FuzzEditor : public QObject
{
    Q_OBJECT

public:
    FuzzEditor(quint64 seed, quint64 family, const model::Document &start);

    // A local change, of the document with all remote changes given so far.
    std::function<void(const model::Delta &)> localChange;
    // The person asks for undo and redo of their own changes.
    std::function<void()> undo;
    std::function<void()> redo;

    void applyRemote(const model::Delta &change) { m_edit.binding().applyRemote(change); }
    void applyOwn(const model::Delta &change) { m_edit.binding().applyOwn(change); }

    // Does something; returns its name.
    const char *act();
    // Ends an input method's composition and draws everything.
    void finish();
    // Draws what can be drawn and compares the mirror with the QTextDocument, text, formats and looks.
    // Returns what is wrong, empty where nothing is.
    QString check();
    const model::Document &mirror() { return m_edit.binding().mirror(); }
    editor::RichTextEdit &edit() { return m_edit; }

    static int actionCount();
    // A change as another person makes them, of `document`.
    static model::Delta foreignChange(support::Random &random, const model::Document &document);

private:
    struct Action
    {
        const char *name;
        int weight;
        void (FuzzEditor::*run)();
    };
    static const std::vector<Action> &actions();

    // Keys and input methods.
    void key(int key, Qt::KeyboardModifiers modifiers = {}, const QString &text = {});
    void type(const QString &text);
    void inputMethod(const QString &preedit, const QString &commit, int from = 0, int length = 0);
    void typeWord();
    void typeLetter();
    void typeEmoji();
    void typeCombining();
    void typeRightToLeft();
    void enter();
    void shiftEnter();
    void backspace();
    void deleteKey();
    void backspaceWord();
    void deleteWord();
    void backspaceAtLineStart();
    void deleteAtLineEnd();
    void tab();
    void backtab();
    void typeOverSelection();
    void deleteSelected();
    void enterOverSelection();
    void moveByKeys();
    void selectByKeys();
    void preedit();
    void cancelPreedit();
    void commitPreedit();
    void commitReplacing();
    void preeditWithForeign();

    // Mouse, clipboard, drag.
    void placeCaret();
    void placeSelection();
    void cut();
    void copyPaste();
    void pasteHtmlInline();
    void pasteHtmlBlocks();
    void pasteHtmlTable();
    void pasteHtmlForeign();
    void pasteOneParagraph();
    void pasteTextLines();
    void pasteOddText();
    void pastePlain();
    void dragMove();
    void dragCopy();
    void dropHtml();
    void dropText();
    void paste(QMimeData *mime);
    void drop(QMimeData *mime, Qt::DropAction action, QObject *source);

    // Commands.
    void toggleInline();
    void setValue();
    void clearFormat();
    void link();
    void pendingFormat();
    void toggleBlock();
    void indent();
    void alignLines();
    void toggleCheck();
    void insertImage();
    void insertRule();
    void insertText();
    void undoOwn();
    void redoOwn();

    // What other code, or Qt on its own, may do to the QTextDocument.
    void foreignCharFormat();
    void foreignBlockFormat();
    void foreignAlignment();
    void foreignList();
    void foreignListFormat();
    void foreignListMembership();
    void foreignHtml();
    void foreignFragment();
    void foreignTable();
    void foreignFrame();
    void foreignImage();
    void foreignSeparators();
    void foreignBatch();
    void foreignJoinedBlock();
    void foreignReset();
    void blockCharFormat();
    void secretEdit();
    void changeTheme();

    QTextCursor randomCursor(int length = 0);
    qint64 randomPosition();
    editor::Selection randomSelection(int length);
    QString randomWord();

    editor::RichTextEdit m_edit;
    support::Random m_random;
};

} // namespace syngraph::fuzz
