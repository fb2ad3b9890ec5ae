// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document_link.h"

#include "ui/colors.h"
#include "ui/step_names.h"

namespace syngraph::ui {
namespace {

constexpr int kPresenceOutMs = 40;
constexpr int kFrameMs = 16;

// Behind the last text that a change puts back; behind the space that had ended an address where it puts none back.
qint64 typedEnd(const model::Delta &change, const model::Document &document)
{
    qint64 position = 0;
    qint64 end = -1;
    for (const model::Op &op : change.ops()) {
        position += op.isDelete() ? 0 : op.length;
        end = op.isInsert() ? position : end;
    }
    if (end >= 0)
        return end;
    // past the full stop that had not become part of the address
    while (position < document.length() - 1 && !QChar(document.at(position)).isSpace())
        ++position;
    return position < document.length() - 1 && document.at(position) == u' ' ? position + 1 : position;
}

} // namespace

DocumentLink::DocumentLink(client_net::SessionDriver &driver, editor::RichTextEdit &edit, QObject *parent)
    : QObject(parent), m_driver(driver), m_edit(edit), m_carets(new editor::RemoteCarets(this))
{
    using client_net::SessionDriver;
    using editor::DocumentBinding;
    m_clock.start();
    for (QTimer *timer : {&m_reload, &m_presenceOut, &m_caretsIn})
        timer->setSingleShot(true);
    m_edit.setRemoteCarets(m_carets);
    DocumentBinding &binding = m_edit.binding();
    connect(&binding, &DocumentBinding::repaired, this, [](const QString &what) { qWarning("%s", qUtf8Printable(what)); });
    connect(&binding, &DocumentBinding::edited, this, &DocumentLink::sendEdit);
    connect(&binding, &DocumentBinding::changed, this, [this](const model::Delta &change) {
        m_carets->moveOver(change, m_edit.binding().mirror());
        showCarets();
    });
    connect(&m_driver, &SessionDriver::applied, this, &DocumentLink::applied);
    // from inside a notification of the text document it must not be replaced
    connect(&m_driver, &SessionDriver::replaced, this, [this] { m_reload.start(0); });
    connect(&m_reload, &QTimer::timeout, this, &DocumentLink::reload);
    connect(&m_driver, &SessionDriver::changed, this, &DocumentLink::takeUndoState);
    connect(&m_caretsIn, &QTimer::timeout, this, &DocumentLink::showCarets);
    connect(&m_presenceOut, &QTimer::timeout, this, &DocumentLink::sendPresence);
    const auto tellLater = [this] {
        if (!m_presenceOut.isActive())
            m_presenceOut.start(kPresenceOutMs);
    };
    connect(&m_edit, &QTextEdit::cursorPositionChanged, this, tellLater);
    connect(&m_edit, &QTextEdit::selectionChanged, this, tellLater);
    connect(&m_edit, &editor::RichTextEdit::undoRequested, this, &DocumentLink::undo);
    connect(&m_edit, &editor::RichTextEdit::redoRequested, this, &DocumentLink::redo);
    if (m_driver.session().hasDocument())
        m_reload.start(0);
}

DocumentLink::~DocumentLink()
{
    m_edit.setRemoteCarets(nullptr);
}

void DocumentLink::sendEdit(const model::Delta &change, editor::EditKind kind,
                            const std::optional<model::Verdict> &verdict)
{
    if (!m_driver.session().hasDocument())
        return;
    const session::PendingEdits::Grouping grouping = m_steps.next(change, kind, m_clock.elapsed());
    const auto label = session::StepLabel(stepNameOf(change, kind));
    if (verdict)
        m_driver.decide(*verdict, change, label);
    else
        m_driver.edit(change, grouping, label);
}

void DocumentLink::applied(const model::Delta &change)
{
    if (!m_isTakingBack)
        m_steps.moveOver(change, m_driver.session().edits().visible());
    if (m_reload.isActive())
        return; // the reload shows it
    if (m_isTakingBack) {
        m_takenBack = change;
        m_edit.binding().applyOwn(change);
    } else {
        m_edit.binding().applyRemote(change);
    }
}

void DocumentLink::reload()
{
    m_steps.interrupt();
    m_edit.showDocument(m_driver.session().edits().visible());
    showCarets();
    takeUndoState();
    Q_EMIT shown();
}

void DocumentLink::takeBack(void (client_net::SessionDriver::*step)())
{
    if (!m_driver.session().hasDocument())
        return;
    m_edit.binding().flushSome();
    m_steps.interrupt();
    m_takenBack = {};
    m_isTakingBack = true;
    (m_driver.*step)();
    m_isTakingBack = false;
    m_edit.ensureCursorVisible();
    if (m_takenBack.isEmpty())
        return;
    // what was done may be nowhere near where the person was looking
    const editor::Selection changed = editor::changedRange(m_takenBack);
    m_edit.flash(changed.start(), changed.end());
}

void DocumentLink::undo()
{
    const session::Session &session = m_driver.session();
    const bool isAid = session.hasDocument()
        && session.edits().undoLabel() == session::StepLabel(StepName::TypingAid);
    takeBack(&client_net::SessionDriver::undo);
    // what was typed is as it was, and the person goes on behind it
    if (isAid && !m_takenBack.isEmpty())
        m_edit.binding().setSelection(editor::Selection::caret(typedEnd(m_takenBack, session.edits().visible())));
}

void DocumentLink::redo()
{
    takeBack(&client_net::SessionDriver::redo);
}

void DocumentLink::sendPresence()
{
    if (!m_driver.session().hasDocument() || m_reload.isActive())
        return;
    // others know it as the session does
    const editor::Selection selection = m_edit.binding().selectionThen();
    const qint64 last = m_driver.session().edits().visible().length() - 1;
    m_driver.setPresence({{std::min(selection.anchor, last), std::min(selection.position, last)}});
}

void DocumentLink::showCarets()
{
    const session::Session &session = m_driver.session();
    if (!session.hasDocument() || m_reload.isActive())
        return;
    // the session speaks of the document with everything that has arrived; this is called again when that is drawn
    if (m_edit.binding().isBehind())
        return;
    m_edit.binding().share(session.edits().visible());
    const bool dark = isDark(m_edit.palette());
    QSet<QByteArray> present;
    for (const session::PresenceMap::Carets &one : session.othersCarets()) {
        const auto person = session.people().constFind(one.member);
        if (person == session.people().constEnd())
            continue;
        const QByteArray id = QByteArray::number(one.member);
        const model::Selection &range = one.ranges.front();
        present.insert(id);
        m_carets->set({id, person->name, personColor(*person, dark), {range.anchor, range.head}});
    }
    const auto shown = m_carets->carets();
    for (const editor::RemoteCaret &caret : shown) {
        if (!present.contains(caret.id))
            m_carets->remove(caret.id);
    }
}

void DocumentLink::takeUndoState()
{
    const session::Session &session = m_driver.session();
    const bool isThere = session.hasDocument();
    m_edit.setUndoTexts(isThere && session.edits().canUndo() ? undoText(session.edits().undoLabel()) : QString(),
                        isThere && session.edits().canRedo() ? redoText(session.edits().redoLabel()) : QString());
    if (!m_caretsIn.isActive())
        m_caretsIn.start(kFrameMs);
}

} // namespace syngraph::ui
