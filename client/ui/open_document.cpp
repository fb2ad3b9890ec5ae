// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open_document.h"

#include "model/compose_all.h"
#include "editor/picture_commands.h"
#include "model/schema.h"
#include "ui/document_pictures.h"

#include <QDateTime>

#include <algorithm>
#include <tuple>
#include <utility>

namespace syngraph::ui {
namespace {

using client_net::PersonalServer;
using client_net::SessionDriver;

constexpr int kLookMs = 250;
// For what others write a window is looked through at most so often, however many they are.
constexpr int kPauseMs = 50;
constexpr qint64 kJournalRetryMs = 1000;

bool isLive(const session::Session &session)
{
    return std::holds_alternative<session::Live>(session.link());
}

// What is told at once where it differs.
auto standingOf(const session::Session &session)
{
    const session::PendingEdits *edits = session.hasDocument() ? &session.edits() : nullptr;
    return std::tuple(session.link().index(), session.pendingCount(), edits && edits->canUndo(), edits && edits->canRedo(),
                      edits ? edits->undoLabel() : 0, edits ? edits->redoLabel() : 0, session.role(), session.readOnly(),
                      session.title(), session.people().size(), edits != nullptr);
}

} // namespace

QString DocumentPlace::replicaServer() const
{
    if (isOwn())
        return QStringLiteral("own");
    return endpoint.pin.isEmpty() ? QUrl(server).authority() : QString::fromLatin1(endpoint.pin);
}

OpenDocument::OpenDocument(DocumentPlace place, replica::ReplicaStore::Opened kept, const Parts &parts, QObject *parent)
    : QObject(parent), m_place(std::move(place)), m_server(parts.server), m_replicas(parts.replicas),
      m_name(parts.name), m_color(parts.color), m_journal(std::move(kept.journal)), m_noJournal(std::move(kept.warning)),
      m_noticeStore(parts.replicas.notices(m_place.replicaServer(), m_place.document)), m_notices(m_noticeStore.list()),
      m_draftStore(parts.replicas.drafts(m_place.replicaServer(), m_place.document)),
      m_drafts(kept.isAlone ? m_draftStore.read() : std::vector<replica::Draft>())
{
    SessionDriver::Options options{m_place.endpoint, {m_place.token, m_name}, parts.makeTransport, {}, {}};
    if (!m_place.isOwn())
        options.credentials.identity = parts.identity;
    options.journal = [this](std::span<const session::JournalRecord> records, const session::Session *session) {
        if (m_journal)
            m_journal->write(records, session);
    };
    options.onDisk = [this](std::function<void()> done) { m_journal ? m_journal->whenOnDisk(std::move(done)) : done(); };
    options.notices = [this](const session::Notice &notice) {
        m_notices.push_back(m_noticeStore.keep(notice, QDateTime::currentMSecsSinceEpoch()));
    };
    m_revisionBefore = kept.session.revision().value;
    m_pendingBefore = kept.session.pendingCount();
    if (kept.session.hasDocument()) {
        m_baseBefore = kept.session.edits().base();
        m_mineBefore = kept.session.edits().visible();
    }
    kept.session.followOthers();
    kept.session.followTalk();
    kept.session.awaitPictures();
    kept.session.wishColor(m_color);
    m_driver = std::make_unique<SessionDriver>(std::move(kept.session), std::move(options));
    m_pictures = new DocumentPictures(*m_driver, parts.pictures, this);
    m_clock.start();
    auto *pause = new QTimer(this);
    auto *due = new QTimer(this);
    pause->setSingleShot(true);
    due->setSingleShot(true);
    const auto tell = [this, pause] {
        pause->start(kPauseMs);
        Q_EMIT changed();
    };
    connect(due, &QTimer::timeout, this, tell);
    connect(m_driver.get(), &SessionDriver::changed, this, [this, pause, due, tell, told = standingOf(session())]() mutable {
        sessionChanged();
        const auto before = std::exchange(told, standingOf(session()));
        if (!pause->isActive() || told != before)
            tell();
        else if (!due->isActive())
            due->start(pause->remainingTime());
    });
    connect(m_driver.get(), &SessionDriver::noticed, this, &OpenDocument::changed);
    connect(m_driver.get(), &SessionDriver::outrun, this, &OpenDocument::outrun);
    connect(m_driver.get(), &SessionDriver::disconnected, this, &OpenDocument::disconnected);
    connect(m_driver.get(), &SessionDriver::replaced, this, &OpenDocument::putBeginning, Qt::QueuedConnection);
    connect(&m_server, &PersonalServer::found, this, &OpenDocument::reached);
    connect(&m_server, &PersonalServer::failed, this, [this](const Error &reason) {
        if (!m_isSearching)
            return;
        m_isSearching = false;
        m_noServer = reason;
        Q_EMIT changed();
    });
    connect(&m_look, &QTimer::timeout, this, &OpenDocument::look);
    m_look.start(kLookMs);
}

OpenDocument::~OpenDocument()
{
    // before the driver, which it uses
    delete m_pictures;
}

void OpenDocument::setBeginning(const model::Delta &content, const convert::Pictures &pictures)
{
    QSet<QByteArray> ids;
    for (const auto &[id, picture] : pictures)
        ids.insert(id);
    m_beginning = model::imagesIn(content).empty() ? content : editor::keepPictures(content, ids);
    m_beginningPictures = pictures;
}

void OpenDocument::start()
{
    if (m_place.isOwn()) {
        m_isSearching = true;
        m_server.find();
    } else {
        m_driver->start();
    }
}

void OpenDocument::stop()
{
    m_look.stop();
    m_isSearching = false;
    const bool isOver = std::holds_alternative<session::Stopped>(session().link()) || m_driver->stoppedBy();
    const auto isNeeded = [&] {
        if (!session().hasDocument())
            return false;
        const session::PendingEdits &edits = session().edits();
        // steps that can be taken back are nowhere else
        return !m_place.isOwn() || session().pendingCount() > 0 || (!isOver && (edits.canUndo() || edits.canRedo()));
    };
    m_driver->stop();
    if (!m_journal)
        return;
    isNeeded() ? m_journal->close() : m_journal->remove();
    m_journal.reset();
}

// What can't be written now is tried again; what is said depends on how long it lasts.
void OpenDocument::look()
{
    if (m_journal) {
        m_journal->retry(session());
    } else if (m_clock.elapsed() - m_journalTried >= kJournalRetryMs) {
        m_journalTried = m_clock.elapsed();
        auto journal = m_replicas.makeJournal(m_place.replicaServer(), session());
        if (journal)
            m_journal = std::move(*journal);
        else
            m_noJournal = journal.error();
    }
    Q_EMIT changed();
}

void OpenDocument::tryNow()
{
    m_noServer.reset();
    if (m_place.isOwn())
        start();
    else
        m_driver->reconnectNow();
}

void OpenDocument::hurry()
{
    if (m_driver->retryIn())
        m_driver->reconnectNow();
}

void OpenDocument::introduce(const QString &name, std::optional<qint64> color)
{
    if (m_name == name && m_color == color)
        return;
    m_name = name;
    m_color = color;
    m_driver->introduce(name, color);
}

void OpenDocument::reached(const PersonalServer::Access &access)
{
    if (!m_isSearching)
        return;
    m_isSearching = false;
    m_noServer.reset();
    m_driver->redirect(access.endpoint, {access.token, m_name});
}

void OpenDocument::disconnected(const Error &)
{
    // a new server of one's own listens elsewhere, and nobody else will start one
    if (m_place.isOwn() && !m_isSearching) {
        m_isSearching = true;
        m_server.find();
    }
    Q_EMIT changed();
}

QString OpenDocument::personName() const
{
    const auto me = session().people().constFind(session().member());
    return me != session().people().constEnd() && !me->name.isEmpty() ? me->name : m_name;
}

QString OpenDocument::title() const
{
    return session().title().isEmpty() ? m_place.title : session().title();
}

bool OpenDocument::isUntouched() const
{
    return m_isNew && session().hasDocument() && session().revision().value == 0
        && session().pendingCount() == 0 && session().people().size() <= 1
        && (!session().talk() || session().talk()->shown().head() == 0);
}

void OpenDocument::putBeginning()
{
    if (m_beginning.isEmpty() || !session().hasDocument())
        return;
    QSet<QByteArray> pictures;
    for (const auto &[id, picture] : std::exchange(m_beginningPictures, {})) {
        m_pictures->add(picture);
        pictures.insert(id);
    }
    const model::Delta content = editor::keepPictures(std::exchange(m_beginning, {}), pictures);
    const auto document = model::Document::fromDelta(content);
    if (!document || session().edits().visible().length() != 1)
        return;
    // all but the last paragraph end, which is there already
    const qint64 last = document->length() - 1;
    model::Delta change = document->slice(0, last);
    change.retain(1, document->runAt(last).attributes);
    m_driver->edit(change.chop(), session::PendingEdits::Grouping::New);
    m_driver->forgetSteps();
    // the widget is told like of any other change that was not made in it
    Q_EMIT m_driver->replaced();
}

void OpenDocument::sessionChanged()
{
    const bool live = isLive(session());
    const qint64 pending = session().pendingCount();
    if (pending == 0)
        m_pendingSince = -1;
    else if (m_pendingSince < 0)
        m_pendingSince = m_clock.elapsed();
    if (m_wasLive && !live) {
        m_revisionBefore = session().revision().value;
        m_pendingBefore = 0;
    }
    if (!live)
        m_pendingBefore = pending;
    // while it catches up, what others wrote comes in part by part
    if (!live && session().hasDocument() && session().revision().value == m_revisionBefore) {
        m_baseBefore = session().edits().base();
        m_mineBefore = session().edits().visible();
    }
    if (live && !m_wasLive) {
        if (m_pendingBefore > 0)
            cameBack();
        // what lies that far back would be a second document in memory
        m_baseBefore = {};
        m_mineBefore = {};
    }
    m_wasLive = live;
}

void OpenDocument::cameBack()
{
    const qint64 others = session().revision().value - m_revisionBefore;
    m_merged = ConnectionFacts::Merge{m_pendingBefore, others, 0};
    m_meeting.reset();
    if (others == 0 || m_baseBefore.length() == 0)
        return;
    std::vector<model::Delta> mine;
    for (const session::Group &group : session().edits().groups())
        mine.push_back(group.change);
    history::Meeting meeting{m_baseBefore, m_mineBefore, session().edits().base(),
                             model::composeAll(mine, model::Filter::Classes)};
    m_merged->places = qint64(history::placesOf(meeting).size());
    if (m_merged->places > 0)
        m_meeting = std::move(meeting);
}

void OpenDocument::dismissMerged()
{
    m_merged.reset();
    m_meeting.reset();
    Q_EMIT changed();
}

bool OpenDocument::letGo(const QString &notice)
{
    const auto found = std::ranges::find(m_notices, notice, &replica::KeptNotice::name);
    if (found == m_notices.end())
        return false;
    const replica::KeptNotice kept = std::move(*found);
    m_notices.erase(found);
    const bool isFirst = m_noticeStore.remove(kept);
    Q_EMIT changed();
    return isFirst;
}

ConnectionFacts OpenDocument::facts() const
{
    ConnectionFacts facts;
    const session::Session &now = session();
    facts.link = now.link();
    facts.hasDocument = now.hasDocument();
    facts.isOwn = m_place.isOwn();
    facts.others = std::max<qint64>(0, now.people().size() - 1);
    facts.pending = now.pendingCount();
    facts.pendingFor = m_pendingSince < 0 ? 0 : m_clock.elapsed() - m_pendingSince;
    facts.silence = m_driver->silence();
    facts.retryIn = m_driver->retryIn();
    facts.stoppedBy = m_driver->stoppedBy() ? m_driver->stoppedBy() : m_noServer;
    facts.readOnly = now.readOnly();
    facts.role = now.role();
    facts.server = m_place.serverName.isEmpty() ? m_place.server : m_place.serverName;
    facts.merged = m_merged;
    facts.notKept = m_journal ? m_journal->warning() : m_noJournal;
    if (!m_notices.empty())
        facts.handedBack = {qint64(m_notices.size()), m_notices.back().notice.reason};
    return facts;
}

} // namespace syngraph::ui
