// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/soak_client.h"

#include "cli/document_client.h"

#include <QFile>
#include <QRandomGenerator>

#include <fcntl.h>
#include <unistd.h>

namespace syngraph::cli {

using client_net::SessionDriver;
using session::Session;

namespace {

constexpr int kTypingMs = 10;
// A writer without a server does not go on for ever.
constexpr qsizetype kMostPending = 200;

} // namespace

Result<std::unique_ptr<SoakClient>> SoakClient::open(const Target &target, DocumentId document, const QString &folder,
                                                     int number, replica::SyncThread &sync)
{
    const QString path = QStringLiteral("%1/%2.acked").arg(folder).arg(number);
    const int acked = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (acked < 0)
        return Error{ErrorCode::NotWritable, QStringLiteral("%1 can't be written.").arg(path)};
    std::unique_ptr<SoakClient> client(new SoakClient(number, acked));
    if (auto adopted = client->adopt(target, document, folder, sync); !adopted)
        return adopted.error();
    return client;
}

Result<void> SoakClient::adopt(const Target &target, DocumentId document, const QString &folder,
                               replica::SyncThread &sync)
{
    const QString path = QStringLiteral("%1/%2.journal").arg(folder).arg(m_number);
    Session session(document);
    if (QFile::exists(path)) {
        auto left = replica::Journal::adopt(path, sync);
        if (!left)
            return left.error();
        if (auto restored = Session::restore(document, left->records))
            session = std::move(*restored);
        m_journal = std::move(left->journal);
    } else {
        auto journal = replica::Journal::create(path, sync);
        if (!journal)
            return journal.error();
        m_journal = std::move(*journal);
    }
    auto options = driverOptions(target, [this](const auto &records, const Session *s) { m_journal->write(records, s); });
    options.onDisk = [this](std::function<void()> done) { m_journal->whenOnDisk(std::move(done)); };
    m_driver = std::make_unique<SessionDriver>(std::move(session), std::move(options));
    connect(m_driver.get(), &SessionDriver::taken, this, &SoakClient::heard);
    connect(m_driver.get(), &SessionDriver::noticed, this, [this](const session::Notice &notice) {
        m_failure = Error{notice.reason.code, QStringLiteral("Client %1: %2").arg(m_number).arg(notice.reason.text())};
    });
    connect(&m_typing, &QTimer::timeout, this, &SoakClient::type);
    QFile acked(QStringLiteral("%1/%2.acked").arg(folder).arg(m_number));
    if (acked.open(QIODevice::ReadOnly)) {
        const auto counts = countTokens(QString::fromLatin1(acked.readAll()));
        for (auto it = counts.cbegin(); it != counts.cend(); ++it)
            m_next = std::max(m_next, it.key().number + 1);
    }
    if (m_driver->session().hasDocument()) {
        const model::Document &visible = m_driver->session().edits().visible();
        const auto counts = countTokens(visible.text(0, visible.length()));
        const model::Document &base = m_driver->session().edits().base();
        const auto known = countTokens(base.text(0, base.length()));
        for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
            if (it.key().client != m_number)
                continue;
            m_next = std::max(m_next, it.key().number + 1);
            if (!known.contains(it.key()))
                m_pending.insert(it.key().number);
        }
    }
    return {};
}

SoakClient::~SoakClient()
{
    m_driver.reset();
    ::close(m_acked);
}

void SoakClient::start()
{
    m_driver->start();
    m_typing.start(kTypingMs);
}

bool SoakClient::hasSettled(Revision revision) const
{
    return std::holds_alternative<session::Live>(session().link()) && session().edits().pendingCount() == 0
        && session().revision() >= revision;
}

// The start of a word somewhere, so that no token is ever cut in two.
qint64 SoakClient::placeForToken() const
{
    const model::Document &document = session().edits().visible();
    const qint64 last = document.length() - 1;
    qint64 place = QRandomGenerator::global()->bounded(last + 1);
    while (place < last && place > 0 && document.at(place - 1) != u' ' && document.at(place - 1) != u'\n')
        ++place;
    return place;
}

void SoakClient::type()
{
    if (!session().hasDocument() || m_pending.size() >= kMostPending)
        return;
    const Token token{m_number, m_next++};
    m_pending.insert(token.number);
    model::Delta change;
    change.retain(placeForToken()).insert(token.text());
    m_driver->edit(change, session::PendingEdits::Grouping::New);
}

void SoakClient::heard(const protocol::ServerMessage &message)
{
    if (const auto *batch = std::get_if<protocol::Committed>(&message)) {
        for (const protocol::CommittedChange &change : batch->changes) {
            if (change.by == session().member())
                noteAcknowledged(change.delta.delta.text());
        }
    } else if (std::holds_alternative<protocol::CatchUp>(message) || std::holds_alternative<protocol::Snapshot>(message)
               || std::holds_alternative<protocol::History>(message)) {
        // what was in flight may have been committed before the connection broke
        const model::Document &base = session().edits().base();
        noteAcknowledged(base.text(0, base.length()));
    }
}

void SoakClient::noteAcknowledged(QStringView committedText)
{
    const auto counts = countTokens(committedText);
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.key().client != m_number || !m_pending.remove(it.key().number))
            continue;
        const QByteArray line = it.key().text().trimmed().toLatin1() + '\n';
        if (::write(m_acked, line.constData(), std::size_t(line.size())) != line.size())
            m_failure = Error{ErrorCode::NotWritable, QStringLiteral("The list of acknowledged tokens can't be written.")};
        ++m_acknowledged;
    }
}

} // namespace syngraph::cli
