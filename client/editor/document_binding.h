// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/change_window.h"
#include "editor/document_builder.h"
#include "editor/document_writer.h"
#include "editor/selection.h"
#include "model/proposal.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <deque>

class QTextEdit;

namespace syngraph::editor {

class LazyLayout;

// Why a local change was made; undo groups typing by time and takes everything else as a step of its own. Aid: made
// of what was just typed, without having been asked for. Restoring: what was there before is put back. Decision: on what
// was proposed; never proposed itself. Moving: paragraphs go to another place.
enum class EditKind { Typing, Deleting, Command, Paste, Aid, Restoring, Decision, Moving };

// A change to make, and the selection afterwards (nothing: the caret goes along with what is inserted at it).
struct Edit
{
    model::Delta change;
    std::optional<Selection> selection;
    EditKind kind = EditKind::Command;
    std::optional<model::Verdict> verdict = {}; // that a Decision carries out
};

// Joins the QTextDocument of one QTextEdit with the model: the only class that touches both.
//
// Invariant: between events the mirror equals what the QTextDocument holds, position by position (model position =
// QTextDocument position, UTF-16 units). Typing, input methods, deletion and whatever else Qt does on its own are
// read from the QTextDocument (contentsChange), cleaned of what the schema does not allow, and emitted; commands
// and other people's changes are applied to the mirror and then drawn. Emitted changes are in the editor forms.
// Incoming changes are collected for one frame, drawn in portions where they are many, and held while an input method
// composes; a local edit made in the meantime is moved over them before it is emitted. So `edited` always speaks of the document with all incoming
// changes given so far.
// Ownership: creates the QTextDocument, as a child of the edit. Threading: GUI thread only.
// Errors: a QTextDocument that differs from the mirror is repaired from it and reported; changes given to
// applyRemote and applyLocal must fit (the session's and the commands' promise).
class DocumentBinding : public QObject
{
    Q_OBJECT

public:
    // Components that take about a millisecond to draw.
    static constexpr qsizetype kDrawnAtATime = 16;

    DocumentBinding(QTextEdit &edit, const Theme &theme, const model::Document &content);
    ~DocumentBinding() override;

    const model::Document &mirror() const { return m_mirror; }
    const FormatMap &formats() const { return m_formats; }
    // Of the QTextDocument shown at present.
    LazyLayout &layout() const;
    Selection selection() const;
    void setSelection(const Selection &selection);
    // Whether an input method shows text that is not yet part of the document.
    bool isComposing() const;

    // A command's change of the mirror; drawn, then emitted.
    void applyLocal(const Edit &edit);
    // Somebody else's change of the document with all incoming changes so far; drawn with the next frame.
    void applyRemote(const model::Delta &change);
    // A change of one's own that the session has made itself (undo, redo): drawn at once, the changed range is
    // selected, nothing is emitted.
    void applyOwn(const model::Delta &change);
    // The same content in the hands of somebody else, if it is the same and nothing waits to be drawn: the mirror shares
    // its memory from now on.
    void share(const model::Document &same);
    // Shows other content, for example after a reload. Waiting changes are dropped. Called from a slot of `edited`
    // it takes place afterwards. Long content is put together while the event loop goes on: until `opened` the old
    // content is shown, or the first screen of the new one; commands do nothing, and the edit should be read-only.
    void load(const model::Document &content);
    // Whether content is being put together, and how much of it (0 to 1) is.
    bool isOpening() const { return m_builder != nullptr; }
    double openedShare() const { return m_builder ? m_builder->share() : 1; }
    void setTheme(const Theme &theme);
    // Of the theme; draws only what is proposed by those whose colour is another one.
    void setAuthorColors(const AuthorColors &colors);
    // Around the text, in pixels at 96 dpi.
    void setPageMargins(const QMarginsF &margins);
    // What local edits become before they are emitted, for who only proposes changes: `edited` tells that, and what
    // else the edit did to the text on screen is taken back at the next flush. Empty: they stay as they are.
    using Proposing = std::function<model::Proposal(const model::Delta &change, const model::Document &before)>;
    void setProposing(Proposing proposing) { m_proposing = std::move(proposing); }
    bool isProposing() const { return bool(m_proposing); }
    // Whether nothing of the edit would be lost in proposing it, where edits are proposed.
    bool isWhole(const model::Delta &change) const { return !m_proposing || m_proposing(change, m_mirror).isWhole; }

    // Draws waiting incoming changes now, unless an input method composes; however many there are.
    void flush();
    // As many of them as a moment allows; the rest is drawn in the next turns of the event loop.
    void flushSome();
    // The first of them, about so many components.
    void flushPart(qsizetype components = kDrawnAtATime);
    // Whether there are some that nothing keeps from being drawn.
    bool isBehind() const { return hasIncoming() && canDraw(); }
    // Where the selection is in the document with all incoming changes given so far.
    Selection selectionThen() const;
    // Draws what was cleaned away from local edits, unless an input method composes.
    void settle();
    // Compares up to `blocks` blocks with the mirror, going on where the last call ended; repairs differences.
    // Returns whether this ended a pass over the document.
    bool verifySome(int blocks);
    // Draws some of the paragraphs anew that many insertions have cut into pieces and that nobody sees, looking at up to
    // `blocks` blocks where the last call ended. Returns whether none is left.
    bool rejoinSome(int blocks);
    // Off: nothing happens by timers, the owner calls flush, settle, verifySome and rejoinSome.
    void setTimersOn(bool on);
    // Whether everything is drawn as the mirror has it (during composition it may have to wait).
    bool isSettled() const { return !m_dirty.isSet; }
    // How often everything had to be read, because Qt's report made no sense.
    int resyncCount() const { return m_resyncs; }

Q_SIGNALS:
    // A local change of the document with all incoming changes so far. Emitted from inside Qt's notification:
    // a slot may pass it on to the session, but must not touch the text document.
    void edited(const syngraph::model::Delta &change, syngraph::editor::EditKind kind,
                const std::optional<syngraph::model::Verdict> &verdict);
    // Something of a local edit can't be proposed.
    void leftOut();
    // The mirror has changed and is drawn (outline, word count, carets).
    void changed(const syngraph::model::Delta &change);
    // A new QTextDocument is shown: text object handlers have to be registered with its layout again.
    void documentCreated();
    // Long content begins to be put together, goes on with it, is shown.
    void opening();
    void opened();
    // The QTextDocument had differed from the mirror; a sentence for the log.
    void repaired(const QString &what);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // A stretch whose drawing differs from the mirror; hull, in the mirror's positions.
    struct Dirty
    {
        bool isSet = false;
        bool isStructural = false;
        qint64 from = 0;
        qint64 to = 0;
    };

    static constexpr int kFrameMs = 16;

    std::unique_ptr<QTextDocument> buildNow(const model::Document &content) const;
    void attach(std::unique_ptr<QTextDocument> document);
    void buildSome();
    void finishOpening();
    DocumentWriter::Touched announcer() const;
    void readChange(int position, int removed, int added);
    void takeChange(const ChangeWindow &window, Content now, qint64 reported);
    void emitLocal(const model::Delta &change, EditKind kind, const std::optional<model::Verdict> &verdict = {});
    model::Delta propose(const model::Delta &change, const model::Document &before);
    model::Delta sendInstead(const model::Delta &change, const model::Document &before, const model::Delta &wanted);
    bool hasIncoming() const { return !m_incoming.empty() || !m_arrived.empty(); }
    std::deque<model::Delta> &gatherIncoming();
    bool canDraw() const { return !m_isWriting && !m_isReading && !isOpening() && !isComposing(); }
    void draw(const model::Delta &change);
    model::Document after(const model::Delta &change) const;
    void write(const model::Delta &change, const model::Document &after,
               const std::function<Selection(const Selection &)> &select);
    void selectInPlace(const Selection &wanted);
    void moveDirty(const model::Delta &change);
    void markDirty(qint64 from, qint64 to, bool isStructural);
    void mendUnits(qint64 from, qint64 to);
    bool mendBlock(const QTextBlock &block);
    void rebuild();
    void scheduleTimers();
    void verifyTick();
    void countCuts(const std::vector<qint64> &positions);
    void rejoinTick();
    void rejoin(QTextBlock block);

    QTextEdit *m_edit;
    FormatMap m_formats;
    QMarginsF m_pageMargins;
    model::Document m_mirror;
    std::deque<model::Delta> m_incoming; // given, not yet drawn: in parts, each behind the one before
    std::vector<model::Delta> m_arrived; // given since, behind them
    Proposing m_proposing;
    QPointer<QTextDocument> m_document;
    std::unique_ptr<DocumentReader> m_reader;
    std::unique_ptr<DocumentWriter> m_writer;
    std::unique_ptr<DocumentBuilder> m_builder; // while content is being put together
    std::optional<Selection> m_selectionOpened; // to be set when it is shown
    QTimer m_buildTimer;
    Selection m_held; // when the last change ended: what the next one replaces
    Dirty m_dirty;
    QTimer m_frameTimer;
    QTimer m_verifyTimer;
    QTimer m_rejoinTimer;
    bool m_timersOn = true;
    bool m_isWriting = false; // what Qt reports is our own drawing
    bool m_isReading = false; // inside Qt's report of a change
    int m_verifyBlock = 0;
    int m_rejoinBlock = 0;
    bool m_isCut = false; // there are paragraphs to be drawn anew
    int m_resyncs = 0;
};

} // namespace syngraph::editor
