// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/rich_text_edit.h"

#include "editor/edit_commands.h"
#include "editor/embed_objects.h"
#include "editor/lazy_layout.h"
#include "editor/remote_carets.h"
#include "editor/view_keeper.h"

#include <QAbstractTextDocumentLayout>
#include <QGuiApplication>
#include <QInputMethod>
#include <QInputMethodEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <QTextFrame>
#include <QTextLayout>

#include <algorithm>

namespace syngraph::editor {
namespace {

using model::Attributes;
using model::Value;

constexpr int kTabPixels = 40;
constexpr int kCaretWidth = 2;
constexpr qreal kCodePadding = 4;

enum class Ground { None, Quote, Code };

Ground groundOf(const QTextBlock &block)
{
    if (!block.isValid())
        return Ground::None;
    const QTextBlockFormat format = block.blockFormat();
    if (format.intProperty(QTextFormat::BlockQuoteLevel) > 0)
        return Ground::Quote;
    return format.hasProperty(QTextFormat::BlockCodeFence) ? Ground::Code : Ground::None;
}

} // namespace

RichTextEdit::RichTextEdit(const Theme &theme, QWidget *parent)
    : QTextEdit(parent), m_objects(new EmbedObjects(theme, this)), m_device(*this), m_theme(theme)
{
    setUndoRedoEnabled(false);
    setAcceptRichText(true);
    setFrameShape(QFrame::NoFrame);
    setAutoFillBackground(true);
    setTabChangesFocus(false);
    setMouseTracking(true);
    setAccessibleName(tr("Document"));
    updatePalette();
    m_objects->setPictureSource([this](const QByteArray &id) { return m_imageSource ? m_imageSource(id) : QImage(); });
    showDocument(model::Document::blank());
    connect(this, &QTextEdit::cursorPositionChanged, this, [this] {
        forgetComposed();
        if (m_pendingAt != textCursor().position())
            m_pending.reset();
        applyTypingFormat();
        Q_EMIT formatChanged();
    });
    connect(this, &QTextEdit::selectionChanged, this, &RichTextEdit::formatChanged);
    // its place is kept, since one that comes or goes would break the lines anew; it is not seen where all is in view
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    verticalScrollBar()->setEnabled(false);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int least, int most) {
        verticalScrollBar()->setEnabled(least < most);
        m_anchor.rangeChanged();
    });
}

RichTextEdit::~RichTextEdit() = default;

void RichTextEdit::showDocument(const model::Document &document)
{
    if (m_binding) {
        m_binding->load(document);
        return;
    }
    m_binding = std::make_unique<DocumentBinding>(*this, m_theme, document);
    connect(m_binding.get(), &DocumentBinding::documentCreated, this, &RichTextEdit::dressDocument);
    dressDocument();
}

void RichTextEdit::dressDocument()
{
    LazyLayout &layout = m_binding->layout();
    m_objects->registerWith(layout);
    layout.setPaintDevice(&m_device);
    layout.setSpellMarks(m_spellMarks);
    setCursorWidth(kCaretWidth);
    setTabStopDistance(kTabPixels * zoom());
    // what is in view was laid out already, for the screen as it is and without objects
    layout.relayout();
    m_anchor.watch(layout);
    connect(&layout, &LazyLayout::arranged, this, [this] { m_anchor.hold(); });
    placePage();
}

void RichTextEdit::setTheme(const Theme &theme)
{
    m_theme = theme;
    m_objects->setTheme(theme);
    updatePalette();
    m_binding->setTheme(m_theme);
}

void RichTextEdit::setAuthorColors(const AuthorColors &colors)
{
    m_theme.authors = colors;
    m_binding->setAuthorColors(colors);
}

void RichTextEdit::setZoom(double zoom)
{
    if (zoom == m_device.zoom())
        return;
    m_device.setZoom(zoom);
    setTabStopDistance(kTabPixels * zoom);
    placePage();
    m_binding->layout().relayout();
}

void RichTextEdit::updatePalette()
{
    QPalette colors = palette();
    colors.setColor(QPalette::Base, m_theme.paper);
    colors.setColor(QPalette::Text, m_theme.text);
    colors.setColor(QPalette::Window, m_theme.desk);
    colors.setColor(QPalette::Highlight, m_theme.isDark ? QColor(0x2f, 0x5d, 0x95) : QColor(0xbf, 0xd9, 0xf7));
    colors.setColor(QPalette::HighlightedText, m_theme.text);
    const QColor inactive = m_theme.isDark ? QColor(0x3b, 0x44, 0x50) : QColor(0xdd, 0xe4, 0xec);
    colors.setColor(QPalette::Inactive, QPalette::Highlight, m_isFinding ? m_theme.chosenHit : inactive);
    colors.setColor(QPalette::PlaceholderText, m_theme.faint);
    setPalette(colors);
}

void RichTextEdit::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    placePage();
}

void RichTextEdit::scrollContentsBy(int dx, int dy)
{
    if (!m_anchor.scrolled(dy) && dx == 0)
        return;
    QTextEdit::scrollContentsBy(dx, dy);
    if (m_carets)
        m_carets->scrolled(dy);
}

void RichTextEdit::paintEvent(QPaintEvent *event)
{
    m_anchor.hold();
    paintGrounds(event->rect());
    paintPageStarts(event->rect());
    paintTints(event->rect());
    paintComments(event->rect());
    paintHits(event->rect());
    QTextEdit::paintEvent(event);
    m_anchor.take();
    if (m_carets) {
        QPainter painter(viewport());
        m_carets->paint(painter, event->rect());
    }
}

// Grounds behind lines of code and bars beside quotes, each over neighbouring lines without a gap.
void RichTextEdit::paintGrounds(const QRect &area)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QColor barColor = m_theme.link;
    barColor.setAlphaF(0.55F);
    const QPointF offset(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    const QTextFrameFormat page = document()->rootFrame()->frameFormat();
    const qreal pageLeft = page.leftMargin() * zoom() + offset.x();
    const qreal pageRight = viewport()->width() - page.rightMargin() * zoom();
    // shaping what is out of sight would move what is being painted
    const LazyLayout::Glance glance(m_binding->layout());
    QTextBlock block = m_binding->layout().blockAt(area.top() - offset.y());
    if (block.previous().isValid())
        block = block.previous();
    for (; block.isValid(); block = block.next()) {
        const QRectF box = document()->documentLayout()->blockBoundingRect(block).translated(offset);
        if (box.top() - kCodePadding > area.bottom())
            break;
        const Ground ground = groundOf(block);
        if (ground == Ground::None)
            continue;
        const bool isFirst = groundOf(block.previous()) != ground;
        const bool isLast = groundOf(block.next()) != ground;
        const QTextBlockFormat format = block.blockFormat();
        const qreal left = pageLeft + format.indent() * document()->indentWidth() * zoom();
        const QRectF below = isLast ? QRectF() : document()->documentLayout()->blockBoundingRect(block.next());
        const qreal bottom = isLast ? box.bottom() : below.translated(offset).top();
        if (ground == Ground::Quote) {
            painter.setBrush(barColor);
            painter.drawRoundedRect(QRectF(left + 2, box.top(), 3, bottom - box.top()), 1.5, 1.5);
        } else {
            painter.setBrush(m_theme.codeGround);
            const qreal top = box.top() - (isFirst ? kCodePadding : 0);
            painter.drawRect(QRectF(left, top, pageRight - left, bottom + (isLast ? kCodePadding : 0) - top));
        }
    }
}

void RichTextEdit::run(const Command &command)
{
    if (isReadOnly() || m_binding->isOpening())
        return;
    makeCurrent();
    m_binding->applyLocal(command(m_binding->mirror(), m_binding->selection()));
    ensureCursorVisible();
    Q_EMIT formatChanged();
}

// A command must not meet text that only the input method knows, nor a document that is about to change.
void RichTextEdit::makeCurrent()
{
    if (m_binding->isComposing())
        QGuiApplication::inputMethod()->commit();
    if (m_binding->isComposing()) {
        QInputMethodEvent commit;
        commit.setCommitString(textCursor().block().layout()->preeditAreaText());
        QCoreApplication::sendEvent(this, &commit);
    }
    m_binding->flushSome();
    m_binding->settle();
}

Attributes RichTextEdit::format() const
{
    if (m_pending && !textCursor().hasSelection())
        return *m_pending;
    return commands::formatAt(m_binding->mirror(), m_binding->selection());
}

void RichTextEdit::setPending(const Attributes &format)
{
    m_pending = format;
    m_pendingAt = textCursor().position();
    applyTypingFormat();
    Q_EMIT formatChanged();
}

void RichTextEdit::toggleFormat(const QByteArray &key, const Value &value)
{
    const Attributes now = format();
    const Value *held = now.find(key);
    setFormat(Attributes{{key, held && *held == value ? Value::null() : value}});
}

void RichTextEdit::setFormat(const Attributes &change)
{
    if (isReadOnly())
        return;
    if (textCursor().hasSelection()) {
        run([&](const model::Document &document, const Selection &selection) {
            return commands::setFormat(document, selection, change);
        });
    } else {
        setPending(model::composeAttributes(format(), change, model::Nulls::Drop));
    }
}

// Qt would take over whatever stands left of the caret, links and comments too.
void RichTextEdit::applyTypingFormat()
{
    if (textCursor().hasSelection() || m_binding->isComposing())
        return;
    const model::Document &mirror = m_binding->mirror();
    const qint64 position = std::min<qint64>(textCursor().position(), mirror.length() - 1);
    const Attributes wanted = m_pending ? *m_pending : commands::typingFormat(mirror, position);
    const BlockStyle style = FormatMap::styleOf(mirror.runAt(mirror.lineStart(mirror.lineAt(position) + 1) - 1).attributes);
    setCurrentCharFormat(m_binding->formats().charFormat(wanted, style));
}

void RichTextEdit::setUndoTexts(const QString &undo, const QString &redo)
{
    m_undoText = undo;
    m_redoText = redo;
}

QVariant RichTextEdit::loadResource(int type, const QUrl &name)
{
    if (type != QTextDocument::ImageResource)
        return QByteArray("");
    QImage image;
    if (m_imageSource && name.scheme() == u"syngraph-image")
        image = m_imageSource(name.path().toLatin1());
    if (image.isNull()) {
        // of nothing Qt would think that it may look for it elsewhere
        image = QImage(1, 1, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
    }
    return image;
}

} // namespace syngraph::editor
