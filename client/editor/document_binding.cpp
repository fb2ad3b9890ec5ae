// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/document_binding.h"

#include "editor/content_diff.h"
#include "editor/edit_forms.h"
#include "editor/lazy_layout.h"
#include "editor/view_keeper.h"
#include "model/compose.h"
#include "model/delta_json.h"
#include "model/invert.h"
#include "model/rebase.h"
#include "model/schema.h"
#include "model/suggestion.h"
#include "model/transform.h"
#include "session/split_change.h"

#include <QEvent>
#include <QScopedValueRollback>
#include <QTextDocument>
#include <QTextEdit>
#include <QTextFrame>
#include <QTextLayout>

#include <algorithm>

namespace syngraph::editor {
namespace {

using model::Delta;
using model::Document;
using model::Filter;
using model::Op;
using model::Tie;

bool touchesParagraphs(const Delta &change)
{
    return change.text().contains(u'\n') || std::ranges::any_of(change.ops(), [](const Op &op) {
               return std::ranges::any_of(op.attributes.entries(), [](const model::Attribute &attribute) {
                   return model::classOf(attribute.key) == model::KeyClass::Block;
               });
           });
}

EditKind kindOf(const Delta &change)
{
    if (!change.text().isEmpty())
        return EditKind::Typing;
    return std::ranges::any_of(change.ops(), &Op::isDelete) ? EditKind::Deleting : EditKind::Command;
}

} // namespace

DocumentBinding::DocumentBinding(QTextEdit &edit, const Theme &theme, const Document &content)
    : m_edit(&edit), m_formats(theme), m_pageMargins(theme.pageMargins), m_mirror(content)
{
    m_frameTimer.setSingleShot(true);
    connect(&m_frameTimer, &QTimer::timeout, this, [this] {
        flushSome();
        settle();
    });
    connect(&m_verifyTimer, &QTimer::timeout, this, &DocumentBinding::verifyTick);
    connect(&m_rejoinTimer, &QTimer::timeout, this, &DocumentBinding::rejoinTick);
    connect(&m_buildTimer, &QTimer::timeout, this, &DocumentBinding::buildSome);
    connect(&edit, &QTextEdit::selectionChanged, this, [this] { m_held = selection(); });
    connect(&edit, &QTextEdit::cursorPositionChanged, this, [this] { m_held = selection(); });
    edit.installEventFilter(this);
    edit.viewport()->installEventFilter(this);
    attach(buildNow(content));
}

DocumentBinding::~DocumentBinding() = default;

LazyLayout &DocumentBinding::layout() const
{
    return static_cast<LazyLayout &>(*m_document->documentLayout());
}

// To be called in an edit block for each stretch that is written in it.
DocumentWriter::Touched DocumentBinding::announcer() const
{
    return [this](qint64 position, qint64 length, bool isStructural) {
        layout().announce(int(position), int(length), isStructural);
    };
}

Selection DocumentBinding::selection() const
{
    return ViewKeeper::selectionOf(*m_edit);
}

void DocumentBinding::setSelection(const Selection &selection)
{
    if (isOpening())
        m_selectionOpened = selection;
    else
        ViewKeeper::select(*m_edit, selection);
}

bool DocumentBinding::isComposing() const
{
    const QTextBlock block = m_edit->textCursor().block();
    return block.isValid() && !block.layout()->preeditAreaText().isEmpty();
}

void DocumentBinding::readChange(int position, int removed, int added)
{
    if (m_isWriting || isOpening())
        return;
    const QScopedValueRollback reading(m_isReading, true);
    const ChangeWindow window = findWindow(*m_document, *m_reader, m_mirror, {position, removed, added});
    m_resyncs += window.isResync ? 1 : 0;
    takeChange(window, window.now, position);
}

void DocumentBinding::takeChange(const ChangeWindow &window, Content now, qint64 reported)
{
    const Content before = contentOf(m_mirror, window.from, window.mirrorTo);
    const qint64 grown = now.text.size() - before.text.size();
    // an insertion ends at the caret; Qt reports the whole block where an input method is at work
    const qint64 caret = m_edit->textCursor().position() - std::max(grown, qint64(0));
    const std::array hints{reported - window.from, caret - window.from};
    const auto replaced = matchReplaced(before, now, m_held.start() - window.from, m_held.end() - window.from);
    const std::vector<Match> matches = replaced ? *replaced : matchContents(before, now, hints);
    const bool isCleaned = dropInherited(now, matches);
    const Delta change = editorForms(deltaOf(before, now, matches, window.from), m_mirror);
    if (change.isEmpty()) {
        if (!window.isRendered)
            markDirty(window.from, window.documentTo, true);
        return;
    }
    if (!model::checkChange(change, m_mirror)) {
        // over a limit of the schema: the document goes back to what it was
        markDirty(0, m_mirror.length(), true);
        return;
    }
    emitLocal(change, kindOf(change));
    if (!window.isRendered || isCleaned || touchesParagraphs(change) || window.isResync)
        markDirty(window.from, window.documentTo, true);
}

void DocumentBinding::emitLocal(const Delta &change, EditKind kind, const std::optional<model::Verdict> &verdict)
{
    // what only inserts is sent as it is
    const bool mayBeOther = kind != EditKind::Decision && (m_proposing || std::ranges::any_of(change.ops(), &Op::isDelete));
    Document before = mayBeOther ? m_mirror : Document();
    const auto done = m_mirror.apply(change, Filter::Classes);
    Q_ASSERT(done);
    moveDirty(change);
    Delta sent = change;
    for (Delta &part : gatherIncoming()) {
        const auto caughtUp = mayBeOther ? before.apply(part, Filter::Classes) : Result<void>();
        Q_ASSERT(caughtUp);
        Delta passed = model::rebase(part, sent, Tie::GoesAfter);
        sent = model::rebase(sent, part, Tie::GoesBefore);
        part = std::move(passed);
    }
    if (mayBeOther)
        sent = sendInstead(sent, before, m_proposing ? propose(sent, before) : model::withProposedJoins(sent, before));
    scheduleTimers();
    if (!sent.isEmpty())
        Q_EMIT edited(sent, kind, verdict);
    Q_EMIT changed(change);
}

Delta DocumentBinding::propose(const Delta &change, const Document &before)
{
    const model::Proposal proposal = m_proposing(change, before);
    const bool isValid = session::checkOfAnySize(proposal.change, before).operator bool();
    if (!proposal.isWhole || !isValid)
        Q_EMIT leftOut();
    return isValid ? proposal.change : Delta();
}

// The screen shows `change`; what it has to show for `wanted` comes like something incoming.
Delta DocumentBinding::sendInstead(const Delta &change, const Document &before, const Delta &wanted)
{
    if (wanted == change)
        return change;
    const Delta instead = model::compose(model::invert(change, before, Filter::Classes), wanted, Filter::Classes);
    if (instead.isEmpty())
        return wanted;
    applyRemote(instead);
    if (m_timersOn)
        QMetaObject::invokeMethod(this, &DocumentBinding::flushSome, Qt::QueuedConnection);
    return wanted;
}

void DocumentBinding::applyLocal(const Edit &edit)
{
    if (isOpening())
        return;
    settle();
    if (!edit.change.isEmpty()) {
        if (!session::checkOfAnySize(edit.change, m_mirror)) {
            // a command's mistake; sending it would end the session
            Q_ASSERT_X(false, "applyLocal", model::toJson(edit.change).constData());
            return;
        }
        write(edit.change, after(edit.change), [&](const Selection &now) {
            if (edit.selection)
                return *edit.selection;
            const auto moved = [&](qint64 at) { return model::transformPosition(at, edit.change, model::AtInsert::Moves); };
            return Selection{moved(now.anchor), moved(now.position)};
        });
        emitLocal(edit.change, edit.kind, edit.verdict);
    } else if (edit.selection) {
        setSelection(*edit.selection);
    }
}

void DocumentBinding::applyOwn(const Delta &change)
{
    flushSome();
    settle();
    if (hasIncoming() || isOpening()) {
        applyRemote(change);
        return;
    }
    Document changedMirror = after(change);
    write(change, changedMirror, [&](const Selection &) { return changedRange(change); });
    m_mirror = std::move(changedMirror);
    // not settled where an input method composes
    moveDirty(change);
    m_edit->ensureCursorVisible();
    scheduleTimers();
    Q_EMIT changed(change);
}

Document DocumentBinding::after(const Delta &change) const
{
    Document document = m_mirror;
    const auto done = document.apply(change, Filter::Classes);
    Q_ASSERT(done);
    return document;
}

// Draws a change; the mirror is still the one before it.
void DocumentBinding::write(const Delta &change, const Document &after, const std::function<Selection(const Selection &)> &select)
{
    const QScopedValueRollback writing(m_isWriting, true);
    const Selection before = selection();
    // one edit block, or Qt would shape every paragraph it touches
    QTextCursor block(m_document);
    block.beginEditBlock();
    std::vector<qint64> cuts;
    m_writer->apply(change, after, [&, announce = announcer()](qint64 position, qint64 length, bool isStructural) {
        announce(position, length, isStructural);
        cuts.push_back(position);
    });
    block.endEditBlock();
    layout().forgetAnnounced();
    countCuts(cuts);
    selectInPlace(select(before));
}

// Also where the caret is out of view: nobody has asked to see it, and nothing there is shaped for it.
void DocumentBinding::selectInPlace(const Selection &wanted)
{
    if (selection() != wanted) {
        const LazyLayout::Glance glance(layout());
        ViewKeeper::selectInPlace(*m_edit, wanted);
    }
    m_held = selection();
}

void DocumentBinding::markDirty(qint64 from, qint64 to, bool isStructural)
{
    if (m_dirty.isSet) {
        from = std::min(from, m_dirty.from);
        to = std::max(to, m_dirty.to);
        isStructural |= m_dirty.isStructural;
    }
    m_dirty = {true, isStructural, from, to};
    if (m_timersOn && !m_frameTimer.isActive())
        m_frameTimer.start(kFrameMs);
}

void DocumentBinding::moveDirty(const Delta &change)
{
    if (!m_dirty.isSet)
        return;
    m_dirty.from = model::transformPosition(m_dirty.from, change, model::AtInsert::Stays);
    m_dirty.to = model::transformPosition(m_dirty.to, change, model::AtInsert::Moves);
}

void DocumentBinding::settle()
{
    if (m_isWriting || m_isReading || !m_dirty.isSet || isOpening() || isComposing())
        return;
    const Dirty dirty = std::exchange(m_dirty, {});
    const QScopedValueRollback writing(m_isWriting, true);
    const Selection before = selection();
    if (m_document->characterCount() != m_mirror.length() || !m_document->rootFrame()->childFrames().isEmpty()) {
        rebuild();
    } else {
        QTextCursor block(m_document);
        block.beginEditBlock();
        const qint64 to = std::min(dirty.to, m_mirror.length() - 1);
        mendUnits(dirty.from, to);
        m_writer->render(m_mirror, dirty.from, to, dirty.isStructural);
        announcer()(dirty.from, to - dirty.from, dirty.isStructural);
        block.endEditBlock();
        layout().forgetAnnounced();
    }
    selectInPlace(before);
}

// Puts the model's unit wherever the QTextDocument holds one that the schema does not allow.
void DocumentBinding::mendUnits(qint64 from, qint64 to)
{
    QTextBlock block = m_document->findBlock(int(from));
    while (block.isValid() && block.position() <= to) {
        const int position = block.position();
        if (mendBlock(block))
            block = block.next();
        else
            block = m_document->findBlock(position);
    }
}

// Returns whether nothing had to be done, or else changes the first wrong unit.
bool DocumentBinding::mendBlock(const QTextBlock &block)
{
    const qint64 start = block.position();
    const QString wanted = m_mirror.text(start, start + block.length());
    const QString held = block.text() + u'\n';
    for (qsizetype i = 0; i < held.size(); ++i) {
        const bool isStandIn = held[i] == QChar(0xfffd) && (wanted[i].unicode() | 1) == 0xfdd1;
        if (held[i] == wanted[i] || isStandIn)
            continue;
        QTextCursor cursor(m_document);
        cursor.setPosition(int(start + i));
        cursor.setPosition(int(start + i + 1), QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
        if (wanted[i] == u'\n')
            cursor.insertBlock();
        else
            cursor.insertText(QString(wanted[i]));
        return false;
    }
    return true;
}

void DocumentBinding::rebuild()
{
    layout().flushSize();
    const ViewKeeper view(*m_edit);
    QTextCursor block(m_document);
    block.beginEditBlock();
    m_writer->rebuild(m_mirror);
    block.endEditBlock();
    m_reader->forget();
    layout().flushSize();
    view.restore();
}

bool DocumentBinding::verifySome(int blocks)
{
    if (m_isWriting || m_dirty.isSet || isOpening() || isComposing())
        return false;
    if (m_document->characterCount() != m_mirror.length() || m_document->blockCount() != m_mirror.lineCount()) {
        markDirty(0, m_mirror.length(), true);
        settle();
        Q_EMIT repaired(QStringLiteral("The text on screen had another length than the document."));
        return true;
    }
    QTextBlock block = m_document->findBlockByNumber(m_verifyBlock);
    for (; blocks > 0 && block.isValid(); --blocks, block = block.next()) {
        Content shown;
        const bool isRendered = m_reader->read(block, shown);
        const Content wanted = contentOf(m_mirror, block.position(), block.position() + block.length());
        const bool isSame = shown.text == wanted.text && shown.runs == wanted.runs;
        if (isSame && isRendered)
            continue;
        const qint64 start = block.position();
        m_verifyBlock = block.blockNumber();
        markDirty(start, start + block.length() - 1, true);
        settle();
        if (!isSame)
            Q_EMIT repaired(QStringLiteral("Paragraph %1 on screen differed from the document.").arg(m_verifyBlock + 1));
        block = m_document->findBlockByNumber(m_verifyBlock);
    }
    m_verifyBlock = block.isValid() ? block.blockNumber() : 0;
    return !block.isValid();
}

} // namespace syngraph::editor
