// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DocumentBinding that puts QTextDocuments together.
#include "editor/document_binding.h"

#include "editor/lazy_layout.h"
#include "editor/view_keeper.h"
#include "model/suggestion.h"

#include <QScopedValueRollback>
#include <QTextDocument>
#include <QTextEdit>
#include <QTextFrame>

#include <algorithm>
#include <limits>

namespace syngraph::editor {
namespace {

constexpr qint64 kAtOnceUnits = 100'000; // some milliseconds
constexpr qint64 kFirstScreenLines = 80;
constexpr int kBuildMs = 5;              // per event

void setMargins(const QTextDocument &document, const QMarginsF &margins)
{
    QTextFrameFormat page = document.rootFrame()->frameFormat();
    page.setLeftMargin(margins.left());
    page.setTopMargin(margins.top());
    page.setRightMargin(margins.right());
    page.setBottomMargin(margins.bottom());
    document.rootFrame()->setFrameFormat(page);
}

} // namespace

std::unique_ptr<QTextDocument> DocumentBinding::buildNow(const model::Document &content) const
{
    DocumentBuilder builder(content, m_formats);
    builder.advance(std::numeric_limits<int>::max());
    return builder.take();
}

// Makes it the document of the edit.
void DocumentBinding::attach(std::unique_ptr<QTextDocument> document)
{
    QFont font;
    font.setFamilies(m_formats.theme().bodyFamilies);
    font.setPointSizeF(m_formats.theme().bodyPoints);
    document->setDefaultFont(font);
    document->setIndentWidth(m_formats.theme().indentPixels);
    setMargins(*document, m_pageMargins);
    // without a layout there would be no contentsChange; it lays out lazily, so that nothing waits for it
    document->setDocumentLayout(new LazyLayout(document.get()));
    const QScopedValueRollback writing(m_isWriting, true);
    const QPointer<QTextDocument> old = m_document;
    m_document = document.release();
    // the edit resolves the document's resources only as its parent
    m_document->setParent(m_edit);
    m_reader = std::make_unique<DocumentReader>(*m_document, m_formats);
    m_writer = std::make_unique<DocumentWriter>(*m_document, m_formats, *m_reader);
    m_dirty = {};
    m_verifyBlock = 0;
    m_edit->setDocument(m_document);
    connect(m_document, &QTextDocument::contentsChange, this, &DocumentBinding::readChange);
    // setDocument deletes only what the edit's own control has made
    if (old)
        old->deleteLater();
}

void DocumentBinding::load(const model::Document &content)
{
    if (m_isReading) {
        // never inside Qt's own notification: the answer to a local edit can be another document
        QTimer::singleShot(0, this, [this, content] { load(content); });
        return;
    }
    m_incoming = {};
    m_arrived.clear();
    m_mirror = content;
    m_dirty = {};
    m_builder = std::make_unique<DocumentBuilder>(content, m_formats);
    if (!m_timersOn || content.length() <= kAtOnceUnits) {
        m_builder->advance(std::numeric_limits<int>::max());
        finishOpening();
        return;
    }
    if (m_document->characterCount() == 1) {
        const qint64 lines = std::min(kFirstScreenLines, content.lineCount());
        const auto first = model::Document::fromDelta(content.slice(0, content.lineStart(lines)));
        attach(buildNow(first ? *first : model::Document::blank()));
        Q_EMIT documentCreated();
    }
    m_buildTimer.start(0);
    Q_EMIT opening();
}

void DocumentBinding::buildSome()
{
    if (!m_builder->advance(kBuildMs)) {
        Q_EMIT opening();
        return;
    }
    m_buildTimer.stop();
    finishOpening();
    Q_EMIT opened();
    flushSome();
}

void DocumentBinding::finishOpening()
{
    m_buildTimer.stop();
    const std::unique_ptr<DocumentBuilder> builder = std::move(m_builder);
    layout().flushSize();
    const ViewKeeper view(*m_edit);
    const bool isWanted = m_selectionOpened.has_value();
    const Selection selected = std::exchange(m_selectionOpened, {}).value_or(selection());
    attach(builder->take());
    Q_EMIT documentCreated();
    selectInPlace(selected);
    view.restore();
    if (isWanted)
        m_edit->ensureCursorVisible();
    Q_EMIT changed({});
}

void DocumentBinding::setPageMargins(const QMarginsF &margins)
{
    if (std::exchange(m_pageMargins, margins) == margins || !m_document)
        return;
    const QScopedValueRollback writing(m_isWriting, true);
    setMargins(*m_document, margins);
    layout().relayout();
}

void DocumentBinding::setAuthorColors(const AuthorColors &colors)
{
    const AuthorColors before = m_formats.theme().authors;
    if (before == colors)
        return;
    m_formats.setAuthorColors(colors);
    for (const model::Suggestion &one : model::suggestionsIn(m_mirror)) {
        if (before.of(one.author) != colors.of(one.author))
            markDirty(one.from, one.to, false);
    }
}

void DocumentBinding::setTheme(const Theme &theme)
{
    // not drawn yet: for want of time, or for an input method, whose text goes with the old document
    const std::deque<model::Delta> held = gatherIncoming();
    m_formats.setTheme(theme);
    load(m_mirror);
    std::ranges::for_each(held, [this](const model::Delta &change) { applyRemote(change); });
}

} // namespace syngraph::editor
