// SPDX-License-Identifier: GPL-3.0-or-later
// The endpoint itself: keys, input methods, checks.
#include "fuzz_editor.h"

#include "editor/edit_commands.h"
#include "editor/line_commands.h"
#include "model/delta_json.h"
#include "model/schema.h"

#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QTextBlock>
#include <QTextList>

namespace syngraph::fuzz {

using editor::Content;
using editor::Run;
using editor::Selection;
using model::Document;

FuzzEditor::FuzzEditor(quint64 seed, quint64 family, const Document &start)
    : m_edit(editor::Theme::light()), m_random(seed, family)
{
    m_edit.resize(700, 300);
    m_edit.show();
    m_edit.showDocument(start);
    m_edit.binding().setTimersOn(false);
    connect(&m_edit.binding(), &editor::DocumentBinding::edited, this, [this](const model::Delta &change) {
        if (localChange)
            localChange(change);
    });
    connect(&m_edit, &editor::RichTextEdit::undoRequested, this, [this] {
        if (undo)
            undo();
    });
    connect(&m_edit, &editor::RichTextEdit::redoRequested, this, [this] {
        if (redo)
            redo();
    });
}

const char *FuzzEditor::act()
{
    int total = 0;
    for (const Action &action : actions())
        total += action.weight;
    qint64 chosen = m_random.below(total);
    for (const Action &action : actions()) {
        chosen -= action.weight;
        if (chosen < 0) {
            (this->*action.run)();
            return action.name;
        }
    }
    return "";
}

void FuzzEditor::finish()
{
    if (m_edit.binding().isComposing())
        inputMethod({}, {});
    m_edit.binding().flush();
    m_edit.binding().settle();
}

QString FuzzEditor::check()
{
    editor::DocumentBinding &binding = m_edit.binding();
    binding.settle();
    // what was cleaned away from a local edit can't be drawn while an input method composes
    if (!binding.isSettled())
        return {};
    const QTextDocument &shown = *m_edit.document();
    const editor::DocumentReader reader(shown, binding.formats());
    const Document &model = binding.mirror();
    if (shown.characterCount() != model.length() || shown.blockCount() != model.lineCount()) {
        return QStringLiteral("length %1 against %2, blocks %3 against %4").arg(shown.characterCount())
            .arg(model.length()).arg(shown.blockCount()).arg(model.lineCount());
    }
    const QTextCursor caret = m_edit.textCursor();
    if (std::max(caret.position(), caret.anchor()) >= shown.characterCount())
        return QStringLiteral("the caret stands at %1 of %2").arg(caret.position()).arg(shown.characterCount());
    for (QTextBlock block = shown.begin(); block.isValid(); block = block.next()) {
        Content content;
        const bool isRendered = reader.read(block, content);
        const Content wanted = editor::contentOf(model, block.position(), block.position() + block.length());
        if (content.text != wanted.text || !(content.runs == wanted.runs)) {
            const auto json = [](const Content &c) { return QString::fromUtf8(model::toJson(editor::toDelta(c))); };
            return QStringLiteral("block %1 is %2 but the mirror has %3").arg(block.blockNumber())
                .arg(json(content), json(wanted));
        }
        if (!isRendered && !binding.isComposing())
            return QStringLiteral("block %1 (%2) looks wrong").arg(block.blockNumber()).arg(content.text);
    }
    return {};
}

void FuzzEditor::key(int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    QKeyEvent shortcut(QEvent::ShortcutOverride, key, modifiers, text);
    QCoreApplication::sendEvent(&m_edit, &shortcut);
    QKeyEvent press(QEvent::KeyPress, key, modifiers, text);
    QCoreApplication::sendEvent(&m_edit, &press);
    QKeyEvent release(QEvent::KeyRelease, key, modifiers, text);
    QCoreApplication::sendEvent(&m_edit, &release);
}

void FuzzEditor::type(const QString &text)
{
    key(Qt::Key_A, {}, text);
}

void FuzzEditor::inputMethod(const QString &preedit, const QString &commit, int from, int length)
{
    QInputMethodEvent event(preedit, {});
    event.setCommitString(commit, from, length);
    QCoreApplication::sendEvent(&m_edit, &event);
}

QString FuzzEditor::randomWord()
{
    QString word;
    for (qint64 i = m_random.between(1, 6); i > 0; --i)
        word += QChar(char16_t(u'a' + m_random.below(5)));
    return word;
}

qint64 FuzzEditor::randomPosition()
{
    qint64 position = m_random.below(mirror().length());
    if (mirror().splitsPair(position))
        ++position;
    return position;
}

Selection FuzzEditor::randomSelection(int length)
{
    const qint64 from = randomPosition();
    qint64 to = std::clamp(from + m_random.between(-length, length), qint64(0), mirror().length() - 1);
    if (mirror().splitsPair(to))
        ++to;
    return {from, to};
}

// A cursor of its own, as foreign code holds one; `length` > 0: with a selection.
QTextCursor FuzzEditor::randomCursor(int length)
{
    m_edit.binding().flush();
    m_edit.binding().settle();
    QTextCursor cursor(m_edit.document());
    const Selection selection = length > 0 ? randomSelection(length) : Selection::caret(randomPosition());
    cursor.setPosition(int(selection.anchor));
    cursor.setPosition(int(selection.position), QTextCursor::KeepAnchor);
    return cursor;
}

void FuzzEditor::typeLetter() { type(QString(QChar(char16_t(u'a' + m_random.below(26))))); }
void FuzzEditor::typeEmoji() { type(QString::fromUtf8(m_random.chance(50) ? "😀" : "👩‍👧")); }
void FuzzEditor::typeCombining() { type(QString::fromUtf8("e\u0301")); }
void FuzzEditor::typeRightToLeft() { type(QString::fromUtf8("שלום")); }
void FuzzEditor::enter() { key(Qt::Key_Return, {}, QStringLiteral("\r")); }
void FuzzEditor::shiftEnter() { key(Qt::Key_Return, Qt::ShiftModifier, QStringLiteral("\r")); }
void FuzzEditor::backspace() { key(Qt::Key_Backspace); }
void FuzzEditor::deleteKey() { key(Qt::Key_Delete); }
void FuzzEditor::backspaceWord() { key(Qt::Key_Backspace, Qt::ControlModifier); }
void FuzzEditor::deleteWord() { key(Qt::Key_Delete, Qt::ControlModifier); }
void FuzzEditor::tab() { key(Qt::Key_Tab, {}, QStringLiteral("\t")); }
void FuzzEditor::backtab() { key(Qt::Key_Backtab, Qt::ShiftModifier); }

void FuzzEditor::typeWord()
{
    const QString word = randomWord() + u' ';
    for (const QChar letter : word)
        type(QString(letter));
}

void FuzzEditor::backspaceAtLineStart()
{
    key(Qt::Key_Home);
    key(Qt::Key_Backspace);
}

void FuzzEditor::deleteAtLineEnd()
{
    key(Qt::Key_End);
    key(Qt::Key_Delete);
}

void FuzzEditor::typeOverSelection()
{
    placeSelection();
    typeLetter();
}

void FuzzEditor::deleteSelected()
{
    m_edit.binding().setSelection(randomSelection(30));
    key(m_random.chance(50) ? Qt::Key_Delete : Qt::Key_Backspace);
}

void FuzzEditor::enterOverSelection()
{
    placeSelection();
    enter();
}

void FuzzEditor::moveByKeys()
{
    constexpr std::array keys{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End};
    key(m_random.pick(keys), m_random.chance(30) ? Qt::ControlModifier : Qt::NoModifier);
}

void FuzzEditor::selectByKeys()
{
    constexpr std::array keys{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down};
    for (int i = 0; i < 3; ++i)
        key(m_random.pick(keys), Qt::ShiftModifier);
}

void FuzzEditor::preedit() { inputMethod(randomWord(), {}); }
void FuzzEditor::cancelPreedit() { inputMethod({}, {}); }
void FuzzEditor::commitPreedit() { inputMethod({}, QString::fromUtf8("你好")); }

void FuzzEditor::commitReplacing()
{
    const QTextCursor cursor = m_edit.textCursor();
    if (!cursor.hasSelection() && cursor.positionInBlock() > 0 && !mirror().splitsPair(cursor.position() - 1))
        inputMethod({}, QStringLiteral("xy"), -1, 1);
}

// Foreign changes arrive while something is being composed; they must wait, and the commit be moved over them.
void FuzzEditor::preeditWithForeign()
{
    preedit();
    m_edit.binding().flush();
    inputMethod(randomWord(), {});
    m_edit.binding().flush();
    commitPreedit();
}

} // namespace syngraph::fuzz
