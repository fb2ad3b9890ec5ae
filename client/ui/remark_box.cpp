// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/remark_box.h"

#include "protocol/limits.h"

#include <QAbstractItemView>
#include <QAbstractTextDocumentLayout>
#include <QCompleter>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStringListModel>
#include <QTextBlock>
#include <QTextLayout>

namespace syngraph::ui {
namespace {

constexpr int kMostLines = 8;
constexpr int kPadding = 6;
constexpr int kLongestName = 40;

} // namespace

RemarkBox::RemarkBox(const QString &placeholder, QWidget *parent)
    : QPlainTextEdit(parent), m_completer(new QCompleter(this)), m_names(new QStringListModel(this))
{
    setObjectName(QStringLiteral("remarkBox"));
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(kPadding);
    m_completer->setModel(m_names);
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &RemarkBox::complete);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        limit();
        offerNames();
        if (heightOfText() != m_height)
            updateGeometry();
        const bool isLong = lineCount() > kMostLines;
        setVerticalScrollBarPolicy(isLong ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    });
}

void RemarkBox::setNames(const QStringList &names)
{
    if (m_names->stringList() != names)
        m_names->setStringList(names);
}

int RemarkBox::lineCount() const
{
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        // which lays it out
        (void)document()->documentLayout()->blockBoundingRect(block);
        lines += std::max(1, block.layout()->lineCount());
    }
    return lines;
}

int RemarkBox::heightOfText() const
{
    return std::min(lineCount(), kMostLines) * fontMetrics().lineSpacing() + 2 * kPadding + 4;
}

QSize RemarkBox::sizeHint() const
{
    return {160, heightOfText()};
}

void RemarkBox::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (std::exchange(m_height, heightOfText()) != m_height)
        updateGeometry();
}

void RemarkBox::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void RemarkBox::limit()
{
    const QString text = toPlainText();
    if (text.size() <= protocol::kMaxRemarkUnits)
        return;
    QString kept = text.first(protocol::kMaxRemarkUnits);
    if (kept.back().isHighSurrogate())
        kept.chop(1);
    const QSignalBlocker blocker(this);
    setPlainText(kept);
    moveCursor(QTextCursor::End);
}

// What stands between an @ and the caret, the @ included; empty where there is none.
QString RemarkBox::prefix() const
{
    const QTextCursor cursor = textCursor();
    const QString before = cursor.block().text().first(cursor.positionInBlock());
    const qsizetype at = before.lastIndexOf(u'@');
    const bool begins = at == 0 || (at > 0 && before[at - 1].isSpace());
    return begins && before.size() - at <= kLongestName ? before.sliced(at) : QString();
}

void RemarkBox::offerNames()
{
    const QString typed = prefix();
    if (typed.isEmpty() || !hasFocus()) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->setCompletionPrefix(typed.sliced(1));
    if (m_completer->completionCount() == 0) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = cursorRect();
    place.setWidth(std::max(140, m_completer->popup()->sizeHintForColumn(0) + 30));
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    m_completer->complete(place);
}

void RemarkBox::complete(const QString &name)
{
    QTextCursor cursor = textCursor();
    cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor, int(prefix().size()));
    cursor.insertText(u'@' + name + u' ');
    setTextCursor(cursor);
    m_completer->popup()->hide();
}

void RemarkBox::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isOffering = m_completer->popup()->isVisible();
    if (isOffering && (isEnter || event->key() == Qt::Key_Tab || event->key() == Qt::Key_Escape)) {
        event->ignore(); // the list's
        return;
    }
    if (isEnter && !(event->modifiers() & Qt::ShiftModifier)) {
        if (!toPlainText().trimmed().isEmpty())
            Q_EMIT submitted(toPlainText().trimmed());
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT cancelled();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

} // namespace syngraph::ui
