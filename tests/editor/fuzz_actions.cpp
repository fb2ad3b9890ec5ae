// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with mouse, clipboard and commands, and what foreign code does to a QTextDocument.
#include "fuzz_editor.h"

#include "editor/clipboard.h"
#include "editor/edit_commands.h"
#include "editor/line_commands.h"
#include "editor/numbering_commands.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QTextDocumentFragment>
#include <QTextFrame>
#include <QTextList>
#include <QTextTable>

namespace syngraph::fuzz {

using editor::BlockStyle;
using editor::Selection;
using model::Attributes;
using model::Document;
using model::Value;
namespace commands = editor::commands;

namespace {

Attributes randomValue(support::Random &random)
{
    switch (random.below(8)) {
    case 0: return Attributes{{"color", Value::string(u"#c01c28")}};
    case 1: return Attributes{{"background", Value::string(u"#f9f06b")}};
    case 2: return Attributes{{"size", Value::number(random.between(8, 30))}};
    case 3: return Attributes{{"size", Value::fromCanonicalJson("10.5")}};
    case 4: return Attributes{{"font", Value::string(u"DejaVu Serif")}};
    case 5: return Attributes{{"script", Value::string(random.chance(50) ? u"sub" : u"super")}};
    case 6: return Attributes{{"c:t1", Value::boolean(true)}};
    default: return Attributes{{"color", Value::null()}, {"size", Value::null()}};
    }
}

QByteArray randomToggle(support::Random &random)
{
    constexpr std::array<const char *, 5> keys{"bold", "italic", "underline", "strike", "code"};
    return random.pick(keys);
}

BlockStyle randomStyle(support::Random &random)
{
    return BlockStyle(random.below(editor::kBlockStyles));
}

model::Embed randomImage(support::Random &random)
{
    const QByteArray id = QByteArray(63, 'a') + QByteArray::number(random.below(9));
    return model::Embed("image", Value::fromCanonicalJson(R"({"alt":"x","h":20,"id":")" + id + R"(","w":30})"));
}

} // namespace

void FuzzEditor::placeCaret() { m_edit.binding().setSelection(Selection::caret(randomPosition())); }
void FuzzEditor::placeSelection() { m_edit.binding().setSelection(randomSelection(12)); }

void FuzzEditor::paste(QMimeData *mime)
{
    QApplication::clipboard()->setMimeData(mime);
    if (m_random.chance(70))
        placeCaret();
    else
        placeSelection();
    m_edit.paste();
}

void FuzzEditor::cut()
{
    placeSelection();
    m_edit.cut();
}

void FuzzEditor::copyPaste()
{
    m_edit.binding().setSelection(randomSelection(40));
    m_edit.copy();
    placeCaret();
    m_edit.paste();
}

void FuzzEditor::pasteHtmlInline()
{
    auto *mime = new QMimeData;
    mime->setHtml(QStringLiteral("<b>b</b>x<i>it</i> <a href='https://a.example/'>l</a><code>c</code>"));
    paste(mime);
}

void FuzzEditor::pasteHtmlBlocks()
{
    auto *mime = new QMimeData;
    mime->setHtml(QStringLiteral("<h2>H</h2><p align=center>one</p><ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"
                                 "<blockquote>q</blockquote><pre>x\ny</pre>"));
    paste(mime);
}

void FuzzEditor::pasteHtmlTable()
{
    auto *mime = new QMimeData;
    mime->setHtml(QStringLiteral("<p>t</p><table><tr><td>1<td colspan=2>2<tr><td>3<td>4<td>5</table><hr><p>u</p>"));
    paste(mime);
}

void FuzzEditor::pasteHtmlForeign()
{
    auto *mime = new QMimeData;
    mime->setHtml(QStringLiteral("<style>@import url('file:///etc/passwd');</style><script>x</script>"
                                 "<span style='font-family:\"Odd \\1 name\";font-size:7.3px;color:rgba(1,2,3,0.01)'>s</span>"
                                 "<img src='file:///etc/hostname'><a href='javascript:x'>j</a>line<br>break&#0;"));
    paste(mime);
}

void FuzzEditor::pasteOneParagraph()
{
    auto *mime = new QMimeData;
    mime->setHtml(QStringLiteral("<h3>one</h3>"));
    paste(mime);
}

void FuzzEditor::pasteTextLines()
{
    auto *mime = new QMimeData;
    mime->setText(QStringLiteral("p\r\nq\rz\n"));
    paste(mime);
}

void FuzzEditor::pasteOddText()
{
    auto *mime = new QMimeData;
    QString odd = QStringLiteral("n");
    for (const char16_t unit : {u'\0', char16_t(0x2028), char16_t(0x2029), char16_t(0xd800), char16_t(0xfffc), u'\t'})
        odd += QChar(unit);
    mime->setText(odd);
    paste(mime);
}

void FuzzEditor::pastePlain()
{
    auto *mime = new QMimeData;
    mime->setHtml(QStringLiteral("<b>b</b><p>c</p>"));
    mime->setText(QStringLiteral("b\nc"));
    QApplication::clipboard()->setMimeData(mime);
    placeCaret();
    m_edit.pastePlainText();
}

void FuzzEditor::drop(QMimeData *mime, Qt::DropAction action, QObject *)
{
    const QPoint place(int(80 + m_random.below(400)), int(60 + m_random.below(200)));
    QDragEnterEvent enter(place, action, mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_edit.viewport(), &enter);
    QDropEvent event(place, action, mime, Qt::LeftButton, Qt::NoModifier);
    event.setDropAction(action);
    QCoreApplication::sendEvent(m_edit.viewport(), &event);
}

// The source of a drop event can't be set from outside, so the command behind it is run.
void FuzzEditor::dragMove()
{
    m_edit.binding().setSelection(randomSelection(20));
    const qint64 to = randomPosition();
    m_edit.run([&](const Document &document, const Selection &selection) {
        return commands::moveSelection(document, selection, to);
    });
}

void FuzzEditor::dragCopy()
{
    m_edit.binding().setSelection(randomSelection(20));
    const auto mime = editor::clipboard::mimeOf(mirror(), m_edit.binding().selection());
    drop(mime.get(), Qt::CopyAction, nullptr);
}

void FuzzEditor::dropHtml()
{
    QMimeData mime;
    mime.setHtml(QStringLiteral("<p>dr<u>op</u></p><p>two</p>"));
    drop(&mime, Qt::CopyAction, nullptr);
}

void FuzzEditor::dropText()
{
    QMimeData mime;
    mime.setText(QStringLiteral("dropped"));
    drop(&mime, Qt::MoveAction, nullptr);
}

void FuzzEditor::toggleInline()
{
    m_edit.binding().setSelection(randomSelection(25));
    m_edit.toggleFormat(randomToggle(m_random), Value::boolean(true));
}

void FuzzEditor::setValue()
{
    m_edit.binding().setSelection(randomSelection(25));
    m_edit.setFormat(randomValue(m_random));
}

void FuzzEditor::clearFormat()
{
    m_edit.binding().setSelection(randomSelection(30));
    m_edit.run(commands::clearFormat);
}

void FuzzEditor::link()
{
    m_edit.binding().setSelection(m_random.chance(60) ? randomSelection(10) : Selection::caret(randomPosition()));
    const QString target = m_random.chance(70) ? QStringLiteral("https://b.example/") : QString();
    m_edit.run([&](const Document &document, const Selection &selection) {
        return commands::setLink(document, selection, target);
    });
}

void FuzzEditor::pendingFormat()
{
    placeCaret();
    m_edit.toggleFormat(randomToggle(m_random), Value::boolean(true));
    typeWord();
}

void FuzzEditor::toggleBlock()
{
    m_edit.binding().setSelection(m_random.chance(50) ? randomSelection(60) : Selection::caret(randomPosition()));
    const BlockStyle style = randomStyle(m_random);
    m_edit.run([&](const Document &document, const Selection &selection) {
        return commands::toggleBlock(document, selection, style);
    });
}

void FuzzEditor::indent()
{
    m_edit.binding().setSelection(randomSelection(40));
    const int levels = m_random.chance(60) ? 1 : -1;
    m_edit.run([&](const Document &document, const Selection &selection) {
        return commands::changeIndent(document, selection, levels);
    });
}

void FuzzEditor::alignLines()
{
    constexpr std::array<const char16_t *, 4> names{u"left", u"center", u"right", u"justify"};
    const QString name = QString::fromUtf16(m_random.pick(names));
    m_edit.binding().setSelection(randomSelection(40));
    m_edit.run([&](const Document &document, const Selection &selection) {
        return commands::align(document, selection, name);
    });
}

void FuzzEditor::toggleCheck()
{
    const qint64 position = randomPosition();
    m_edit.run([&](const Document &document, const Selection &) { return commands::toggleCheck(document, position); });
}

void FuzzEditor::insertImage()
{
    placeCaret();
    const model::Embed image = randomImage(m_random);
    m_edit.run([&](const Document &document, const Selection &selection) {
        return commands::insertImage(document, selection, image);
    });
}

void FuzzEditor::insertRule()
{
    placeSelection();
    m_edit.run(m_random.chance(50) ? commands::insertRule : commands::insertPageBreak);
}

void FuzzEditor::insertText()
{
    placeSelection();
    m_edit.run([&](const Document &document, const Selection &selection) {
        return commands::insertText(document, selection, QStringLiteral("ins\ner\u2028ted"), randomValue(m_random));
    });
}

void FuzzEditor::undoOwn() { key(Qt::Key_Z, Qt::ControlModifier); }
void FuzzEditor::redoOwn() { key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier); }

void FuzzEditor::foreignCharFormat()
{
    QTextCursor cursor = randomCursor(20);
    QTextCharFormat format;
    switch (m_random.below(6)) {
    case 0: format.setFontWeight(m_random.chance(50) ? QFont::Bold : QFont::Normal); break;
    case 1: format.setFontPointSize(8.3 + double(m_random.below(10))); break;
    case 2: format.setFontFamilies({QStringLiteral("Odd\u0001 font")}); break;
    case 3: format.setFontLetterSpacing(120); break;
    case 4: format.setAnchorHref(QStringLiteral("ftp://x")); format.setAnchor(true); break;
    default: cursor.setCharFormat(QTextCharFormat()); return;
    }
    cursor.mergeCharFormat(format);
}

void FuzzEditor::foreignBlockFormat()
{
    QTextBlockFormat format;
    if (m_random.chance(50))
        format.setHeadingLevel(int(m_random.below(4)));
    else
        format.setTopMargin(int(m_random.below(9)));
    randomCursor(30).mergeBlockFormat(format);
}

void FuzzEditor::foreignAlignment()
{
    placeSelection();
    m_edit.setAlignment(m_random.chance(50) ? Qt::AlignHCenter : Qt::AlignLeft);
}

void FuzzEditor::foreignList()
{
    randomCursor(30).createList(m_random.chance(50) ? QTextListFormat::ListDisc : QTextListFormat::ListDecimal);
}

void FuzzEditor::foreignListFormat()
{
    QTextCursor cursor = randomCursor();
    if (QTextList *list = cursor.currentList()) {
        QTextListFormat format = list->format();
        format.setIndent(int(m_random.between(1, 4)));
        list->setFormat(format);
    }
}

void FuzzEditor::foreignListMembership()
{
    QTextCursor cursor = randomCursor();
    QTextCursor other = randomCursor();
    if (QTextList *list = cursor.currentList()) {
        if (m_random.chance(50))
            list->remove(cursor.block());
        else
            list->add(other.block());
    }
}

void FuzzEditor::foreignHtml()
{
    randomCursor().insertHtml(QStringLiteral("<p>ih</p><ol><li>q</li></ol>ta<u>il</u>"));
}

void FuzzEditor::foreignFragment()
{
    const QTextDocumentFragment fragment(randomCursor(30));
    randomCursor().insertFragment(fragment);
}

void FuzzEditor::foreignTable()
{
    QTextTable *table = randomCursor().insertTable(int(m_random.between(1, 2)), 2);
    table->cellAt(0, 0).firstCursorPosition().insertText(QStringLiteral("cell"));
}

void FuzzEditor::foreignFrame()
{
    QTextFrameFormat format;
    format.setBorder(1);
    randomCursor().insertFrame(format);
}

void FuzzEditor::foreignImage() { randomCursor().insertImage(QStringLiteral("i.png")); }

void FuzzEditor::foreignSeparators()
{
    QString text = QStringLiteral("s");
    text += QChar::LineSeparator;
    text += QChar::ParagraphSeparator;
    text += QChar(0xd801);
    text += QChar::Null;
    text += u't';
    randomCursor().insertText(text);
}

void FuzzEditor::foreignBatch()
{
    QTextCursor cursor = randomCursor();
    cursor.beginEditBlock();
    for (qint64 i = m_random.between(2, 6); i > 0; --i) {
        cursor.setPosition(int(m_random.below(m_edit.document()->characterCount())));
        switch (m_random.below(6)) {
        case 0: cursor.deleteChar(); break;
        case 1: cursor.insertBlock(); break;
        case 2: cursor.insertList(QTextListFormat::ListDisc); break;
        case 3: cursor.createList(QTextListFormat::ListDecimal); break;
        case 4: cursor.deletePreviousChar(); break;
        default: cursor.insertText(QStringLiteral("RST")); break;
        }
    }
    cursor.endEditBlock();
}

void FuzzEditor::foreignJoinedBlock()
{
    QTextCursor cursor = randomCursor();
    cursor.joinPreviousEditBlock();
    cursor.insertText(QStringLiteral("J"));
    cursor.endEditBlock();
}

void FuzzEditor::foreignReset()
{
    m_edit.binding().flush();
    switch (m_random.below(5)) {
    case 0: m_edit.setHtml(QStringLiteral("<h1>T</h1><p>one <b>two</b></p><ul><li>x</li></ul>")); break;
    case 1: m_edit.clear(); break;
    case 2: m_edit.document()->clear(); break;
    case 3: m_edit.setMarkdown(QStringLiteral("# H\n\npara *em*\n\n- a\n- b\n")); break;
    default: m_edit.setPlainText(QStringLiteral("alpha beta\ngamma delta\nepsilon")); break;
    }
}

void FuzzEditor::blockCharFormat()
{
    QTextCharFormat format;
    format.setFontItalic(m_random.chance(50));
    randomCursor().mergeBlockCharFormat(format);
}

// Text that the binding does not hear of: the verifier has to find it.
void FuzzEditor::secretEdit()
{
    finish();
    QTextCursor cursor = randomCursor(m_random.chance(50) ? 5 : 0);
    m_edit.document()->blockSignals(true);
    if (m_random.chance(50))
        cursor.insertText(QStringLiteral("secret"));
    else
        cursor.insertBlock();
    m_edit.document()->blockSignals(false);
    while (!m_edit.binding().verifySome(5)) { }
}

void FuzzEditor::changeTheme()
{
    finish();
    m_edit.setTheme(m_random.chance(50) ? editor::Theme::dark() : editor::Theme::light());
}

const std::vector<FuzzEditor::Action> &FuzzEditor::actions()
{
    using E = FuzzEditor;
    static const std::vector<Action> list{
        {"type a letter", 14, &E::typeLetter}, {"type a word", 10, &E::typeWord}, {"type an emoji", 3, &E::typeEmoji},
        {"type a combining mark", 2, &E::typeCombining}, {"type right to left", 2, &E::typeRightToLeft},
        {"Enter", 8, &E::enter}, {"Shift+Enter", 2, &E::shiftEnter}, {"Backspace", 8, &E::backspace},
        {"Delete", 5, &E::deleteKey}, {"Ctrl+Backspace", 2, &E::backspaceWord}, {"Ctrl+Delete", 2, &E::deleteWord},
        {"Backspace at a line start", 4, &E::backspaceAtLineStart},
        {"Delete at a line end", 3, &E::deleteAtLineEnd}, {"Tab", 2, &E::tab}, {"Shift+Tab", 2, &E::backtab},
        {"type over a selection", 4, &E::typeOverSelection}, {"delete a selection", 4, &E::deleteSelected},
        {"Enter over a selection", 2, &E::enterOverSelection}, {"move by keys", 5, &E::moveByKeys},
        {"select by keys", 4, &E::selectByKeys}, {"preedit", 3, &E::preedit},
        {"cancel the preedit", 1, &E::cancelPreedit}, {"commit the preedit", 3, &E::commitPreedit},
        {"commit replacing", 1, &E::commitReplacing}, {"compose at length", 2, &E::preeditWithForeign},
        {"place the caret", 10, &E::placeCaret}, {"select", 4, &E::placeSelection}, {"cut", 3, &E::cut},
        {"copy and paste", 3, &E::copyPaste}, {"paste inline HTML", 2, &E::pasteHtmlInline},
        {"paste HTML blocks", 2, &E::pasteHtmlBlocks}, {"paste an HTML table", 1, &E::pasteHtmlTable},
        {"paste odd HTML", 1, &E::pasteHtmlForeign}, {"paste one paragraph", 2, &E::pasteOneParagraph},
        {"paste lines", 2, &E::pasteTextLines}, {"paste odd text", 1, &E::pasteOddText},
        {"paste without formats", 1, &E::pastePlain}, {"drag inside", 3, &E::dragMove},
        {"drag a copy", 2, &E::dragCopy}, {"drop HTML", 2, &E::dropHtml}, {"drop text", 1, &E::dropText},
        {"toggle an inline format", 6, &E::toggleInline}, {"set an inline value", 4, &E::setValue},
        {"clear formats", 2, &E::clearFormat}, {"link", 3, &E::link}, {"toggle, then type", 3, &E::pendingFormat},
        {"toggle a block format", 8, &E::toggleBlock}, {"indent", 4, &E::indent}, {"align", 3, &E::alignLines},
        {"toggle a check", 2, &E::toggleCheck}, {"insert an image", 2, &E::insertImage},
        {"insert a rule", 2, &E::insertRule}, {"insert text", 2, &E::insertText}, {"undo", 6, &E::undoOwn},
        {"redo", 3, &E::redoOwn}, {"foreign character format", 3, &E::foreignCharFormat},
        {"foreign block format", 2, &E::foreignBlockFormat}, {"foreign alignment", 2, &E::foreignAlignment},
        {"foreign list", 2, &E::foreignList}, {"foreign list format", 2, &E::foreignListFormat},
        {"foreign list membership", 2, &E::foreignListMembership}, {"insertHtml", 2, &E::foreignHtml},
        {"insertFragment", 2, &E::foreignFragment}, {"insertTable", 1, &E::foreignTable},
        {"insertFrame", 1, &E::foreignFrame}, {"foreign image", 1, &E::foreignImage},
        {"foreign separators", 1, &E::foreignSeparators}, {"foreign batch", 3, &E::foreignBatch},
        {"joined edit block", 1, &E::foreignJoinedBlock}, {"setHtml, clear and the like", 1, &E::foreignReset},
        {"block character format", 1, &E::blockCharFormat}, {"unheard edit", 1, &E::secretEdit},
        {"change the theme", 1, &E::changeTheme},
    };
    return list;
}

int FuzzEditor::actionCount()
{
    return int(actions().size());
}

model::Delta FuzzEditor::foreignChange(support::Random &random, const Document &document)
{
    const qint64 length = document.length();
    const auto place = [&] {
        const qint64 position = random.below(length);
        return document.splitsPair(position) ? position + 1 : position;
    };
    const qint64 from = place();
    const qint64 to = random.chance(50) ? from : std::min(length - 1, from + random.below(40));
    const Selection selection{from, document.splitsPair(to) ? to + 1 : to};
    switch (random.below(10)) {
    case 0: return commands::splitLine(document, selection).change;
    case 1: return commands::deleteSelection(document, selection).change;
    case 2: return commands::toggleBlock(document, selection, randomStyle(random)).change;
    case 3: return commands::setFormat(document, selection, randomValue(random)).change;
    case 4: return commands::changeIndent(document, selection, random.chance(70) ? 1 : -1).change;
    case 5: return commands::insertImage(document, selection, randomImage(random)).change;
    case 6: return commands::insertText(document, selection, QStringLiteral("R\ns\nt"), randomValue(random)).change;
    case 7: return commands::toggleFormat(document, selection, randomToggle(random), Value::boolean(true)).change;
    case 8: return commands::setNumbering(document, selection, random.chance(70) ? "A" : "i").change;
    default: return commands::insertText(document, selection, QStringLiteral("Rem 😀"), {}).change;
    }
}

} // namespace syngraph::fuzz
