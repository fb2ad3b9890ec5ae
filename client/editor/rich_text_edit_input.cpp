// SPDX-License-Identifier: GPL-3.0-or-later
// The part of RichTextEdit that turns keys, clipboard and drops into commands.
#include "editor/clipboard.h"
#include "editor/edit_commands.h"
#include "editor/line_commands.h"
#include "editor/remote_carets.h"
#include "editor/rich_text_edit.h"

#include <QDragLeaveEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QClipboard>
#include <QInputMethod>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>
#include <QUrl>

namespace syngraph::editor {

using model::Attributes;
using model::Document;

namespace {

// In lists, and over several lines; elsewhere Tab is a character.
bool tabIndents(const Document &document, const Selection &selection)
{
    const BlockStyle style = FormatMap::styleOf(commands::lineFormatAt(document, selection.start()));
    const bool isList = style >= BlockStyle::Bullet && style <= BlockStyle::Checked;
    return isList || document.lineAt(selection.start()) != document.lineAt(selection.end());
}

// As a file manager gives them; addresses of the web are text like any other.
bool namesFiles(const QMimeData &source)
{
    const QList<QUrl> urls = source.urls();
    return !urls.isEmpty() && !source.hasHtml() && std::ranges::all_of(urls, &QUrl::isLocalFile);
}

// The address that ends at the caret, which goes elsewhere now.
void linkAddress(RichTextEdit &edit, const TypingAids &aids)
{
    const Selection caret = edit.binding().selection();
    const auto aid = caret.isEmpty() ? aidAtEnter(edit.binding().mirror(), caret.position, aids) : std::nullopt;
    if (aid && edit.binding().isWhole(aid->edit.change))
        edit.run([&](const Document &, const Selection &) { return aid->edit; });
}

bool isModifier(int key)
{
    constexpr std::array modifiers{Qt::Key_Shift, Qt::Key_Control, Qt::Key_Alt,      Qt::Key_AltGr,
                                   Qt::Key_Meta,  Qt::Key_CapsLock, Qt::Key_NumLock};
    return std::ranges::find(modifiers, key) != modifiers.end();
}

} // namespace

bool RichTextEdit::event(QEvent *event)
{
    // else Qt's own undo would claim the keys
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QTextEdit::event(event);
}

bool RichTextEdit::handleUndoKeys(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo)) {
        Q_EMIT undoRequested();
        return true;
    }
    if (event->matches(QKeySequence::Redo)
        || (event->key() == Qt::Key_Y && event->modifiers() == Qt::ControlModifier)) {
        Q_EMIT redoRequested();
        return true;
    }
    return false;
}

bool RichTextEdit::handleLineKeys(QKeyEvent *event)
{
    constexpr std::array handled{Qt::Key_Return, Qt::Key_Enter, Qt::Key_Backspace, Qt::Key_Delete, Qt::Key_Tab,
                                 Qt::Key_Backtab};
    if (std::ranges::find(handled, event->key()) == handled.end())
        return false;
    makeCurrent();
    const Document &document = m_binding->mirror();
    const Selection selection = m_binding->selection();
    const auto apply = [this](const Edit &edit) { run([&](const Document &, const Selection &) { return edit; }); };
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        event->modifiers() & Qt::ShiftModifier ? breakLine() : splitLine();
        return true;
    case Qt::Key_Backspace:
        if (const auto edit = commands::backspaceAtLineStart(document, selection)) {
            apply(*edit);
            return true;
        }
        break;
    case Qt::Key_Delete:
        if (const auto edit = commands::deleteAtLineEnd(document, selection)) {
            apply(*edit);
            return true;
        }
        break;
    case Qt::Key_Tab:
        if (tabIndents(document, selection)) {
            apply(commands::changeIndent(document, selection, 1));
            return true;
        }
        break;
    case Qt::Key_Backtab: apply(commands::changeIndent(document, selection, -1)); return true;
    default: break;
    }
    // deleting a selection across lines: what is left keeps the first line's look, which Qt sees otherwise
    if (!selection.isEmpty() && (event->matches(QKeySequence::Delete) || event->key() == Qt::Key_Backspace)) {
        apply(commands::deleteSelection(document, selection));
        return true;
    }
    return false;
}

void RichTextEdit::keyPressEvent(QKeyEvent *event)
{
    if (m_binding->isComposing() && !isModifier(event->key()))
        endComposing();
    const bool isPlain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const qint64 length = m_binding->mirror().length();
    if (handleUndoKeys(event) || (!isReadOnly() && isPlain && handleLineKeys(event))) {
        event->accept();
    } else {
        QTextEdit::keyPressEvent(event);
        aid(event->text());
    }
    if (m_binding->isProposing() && event->key() == Qt::Key_Delete && m_binding->mirror().length() < length)
        passProposedDeletion();
    // with the margin above the first line
    if (event->matches(QKeySequence::MoveToStartOfDocument))
        verticalScrollBar()->setValue(verticalScrollBar()->minimum());
}

// What was only proposed for deletion is there again, and Delete goes on behind it.
void RichTextEdit::passProposedDeletion()
{
    const qint64 length = m_binding->mirror().length();
    m_binding->flush();
    const qint64 back = m_binding->mirror().length() - length;
    m_binding->setSelection(Selection::caret(m_binding->selection().position + back));
}

// Where the person means something else by what was typed than what it is.
void RichTextEdit::aid(const QString &typed)
{
    if (typed.isEmpty() || !typed.back().isPrint() || isReadOnly() || m_binding->isComposing() || m_binding->isOpening())
        return;
    const auto find = [&]() -> std::optional<Aid> {
        const Selection selection = m_binding->selection();
        // whatever the keys were: it is text only if it is there
        if (!selection.isEmpty() || selection.position < 1
            || QChar(m_binding->mirror().at(selection.position - 1)) != typed.back())
            return std::nullopt;
        return aidFor(m_binding->mirror(), selection.position, m_aids);
    };
    if (!find())
        return;
    makeCurrent();
    const auto aid = find();
    // what was typed stays where nothing could come of it
    if (!aid || !m_binding->isWhole(aid->edit.change))
        return;
    run([&](const Document &, const Selection &) { return aid->edit; });
    if (aid->typingFormat)
        setPending(*aid->typingFormat);
}

// As Qt does for the mouse. Moving by keys it counts the composed text, which may put the caret behind the end of
// the document, where typing would corrupt it, and it leaves that text behind in its paragraph.
void RichTextEdit::endComposing()
{
    QGuiApplication::inputMethod()->commit();
    if (!m_binding->isComposing())
        return;
    QInputMethodEvent nothing;
    QCoreApplication::sendEvent(this, &nothing);
}

void RichTextEdit::inputMethodEvent(QInputMethodEvent *event)
{
    QTextEdit::inputMethodEvent(event);
    aid(event->commitString());
    m_composed = m_binding->isComposing() ? textCursor() : QTextCursor();
}

// Where the caret was put elsewhere meanwhile: Qt would leave the composed text where it is, and count it.
void RichTextEdit::forgetComposed()
{
    if (m_composed.isNull() || m_composed.block() == textCursor().block())
        return;
    const QTextBlock block = std::exchange(m_composed, QTextCursor()).block();
    block.layout()->setPreeditArea(-1, {});
    document()->markContentsDirty(block.position(), block.length());
    QGuiApplication::inputMethod()->reset();
}

// Text typed after Enter goes on in the format of the text before it.
void RichTextEdit::splitLine()
{
    const Attributes before = format();
    const BlockStyle style = FormatMap::styleOf(
        commands::lineFormatAt(m_binding->mirror(), m_binding->selection().position));
    linkAddress(*this, m_aids);
    run(commands::splitLine);
    const bool isHeading = style >= BlockStyle::Title && style <= BlockStyle::H6;
    const Attributes carried = model::filterAttributes(before, [](const QByteArray &key, const model::Value &) {
        return model::classOf(key) == model::KeyClass::Growing;
    });
    if (!carried.isEmpty() && !isHeading)
        setPending(carried);
}

void RichTextEdit::breakLine()
{
    const Attributes now = format();
    linkAddress(*this, m_aids);
    run([&](const Document &document, const Selection &selection) {
        return commands::insertLineBreak(document, selection, now);
    });
}

// Qt would change the fonts of the document.
void RichTextEdit::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QTextEdit::wheelEvent(event);
        return;
    }
    m_wheel += event->angleDelta().y();
    const int steps = m_wheel / QWheelEvent::DefaultDeltasPerStep;
    m_wheel -= steps * QWheelEvent::DefaultDeltasPerStep;
    if (steps != 0)
        Q_EMIT zoomRequested(steps);
    event->accept();
}

void RichTextEdit::mouseMoveEvent(QMouseEvent *event)
{
    QTextEdit::mouseMoveEvent(event);
    if (m_carets)
        m_carets->hover(event->position());
}

void RichTextEdit::mouseReleaseEvent(QMouseEvent *event)
{
    QTextEdit::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton || textCursor().hasSelection())
        return;
    const bool opens = isReadOnly() || (event->modifiers() & Qt::ControlModifier);
    const QString target = opens ? anchorAt(event->position().toPoint()) : QString();
    if (!target.isEmpty())
        Q_EMIT linkActivated(target);
}

bool RichTextEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return clipboard::canRead(*source) || source->hasImage() || source->hasUrls();
}

QMimeData *RichTextEdit::createMimeDataFromSelection() const
{
    return clipboard::mimeOf(m_binding->mirror(), m_binding->selection(), m_pictureSource).release();
}

void RichTextEdit::insertFromMimeData(const QMimeData *source)
{
    if (isReadOnly())
        return;
    const bool isOurs = source->hasFormat(QLatin1StringView(clipboard::kDeltaMime));
    if (!isOurs && source->hasImage() && !source->hasText()) {
        Q_EMIT imagePasted(qvariant_cast<QImage>(source->imageData()));
        return;
    }
    if (!isOurs && namesFiles(*source)) {
        Q_EMIT filesDropped(source->urls());
        return;
    }
    if (!isOurs && linkSelection(*source))
        return;
    const clipboard::Content content = clipboard::read(*source, clipboard::Formats::Kept);
    if (!isOurs && source->hasImage() && content.paragraphs.text().trimmed().isEmpty()) {
        Q_EMIT imagePasted(qvariant_cast<QImage>(source->imageData())); // a browser adds HTML that only names it
        return;
    }
    insertContent(content.paragraphs, content.pictures);
}

void RichTextEdit::insertContent(const model::Delta &paragraphs, const convert::Pictures &pictures)
{
    if (paragraphs.isEmpty() || (m_pictureIntake && m_pictureIntake(paragraphs, pictures)))
        return;
    run([&](const Document &document, const Selection &selection) {
        return commands::insertParagraphs(document, selection, paragraphs);
    });
}

// An address pasted onto words links them.
bool RichTextEdit::linkSelection(const QMimeData &source)
{
    const QString address = source.text().trimmed();
    const Selection selection = m_binding->selection();
    const bool isAddress = (address.startsWith(u"https://") || address.startsWith(u"http://"))
        && std::ranges::none_of(address, [](QChar unit) { return unit.isSpace(); });
    if (!isAddress || selection.isEmpty()
        || m_binding->mirror().lineAt(selection.start()) != m_binding->mirror().lineAt(selection.end()))
        return false;
    run([&](const Document &document, const Selection &here) { return commands::setLink(document, here, address); });
    return true;
}

void RichTextEdit::pastePlainText()
{
    const QMimeData *source = QGuiApplication::clipboard()->mimeData();
    const QString text = source ? source->text() : QString();
    if (text.isEmpty())
        return;
    const Attributes now = format();
    run([&](const Document &document, const Selection &selection) {
        Edit edit = commands::insertText(document, selection, text, now);
        edit.kind = EditKind::Paste;
        return edit;
    });
}

// Qt would remove and insert in one edit block, with the document out of step in between.
void RichTextEdit::dropEvent(QDropEvent *event)
{
    QDragLeaveEvent leave;
    QTextEdit::dragLeaveEvent(&leave); // takes away the caret that showed where the drop would go
    if (isReadOnly() || !canInsertFromMimeData(event->mimeData()))
        return;
    const qint64 position = cursorForPosition(event->position().toPoint()).position();
    const bool isInside = event->source() == viewport() || event->source() == this;
    if (isInside && event->dropAction() == Qt::MoveAction) {
        run([&](const Document &document, const Selection &selection) {
            return commands::moveSelection(document, selection, position);
        });
    } else {
        m_binding->setSelection(Selection::caret(position));
        insertFromMimeData(event->mimeData());
    }
    event->acceptProposedAction();
    setFocus(Qt::OtherFocusReason);
}

} // namespace syngraph::editor
