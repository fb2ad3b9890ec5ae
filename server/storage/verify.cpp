// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verify.h"

#include "storage/document_handle.h"
#include "storage/document_load.h"
#include "storage/packed_rows.h"
#include "storage/talk_rows.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <limits>

namespace syngraph::storage {
namespace {

constexpr int kAttempts = 3;
constexpr int kMaxProblems = 5;
constexpr qint64 kStep = 2'000;

// One walk over a file.
class Verification
{
public:
    Verification(sqlite::Connection &connection, VerifyReport &report)
        : m_connection(connection)
        , m_report(report)
    {
    }

    void run()
    {
        note(checkStructure(m_connection, std::numeric_limits<qint64>::max()));
        noteText(m_connection.readText("PRAGMA integrity_check(1)"));
        if (auto meta = readMeta(m_connection); !meta)
            note(meta.error());
        checkLog();
        checkBlobs();
        if (const auto talk = readTalk(m_connection); !talk)
            note(talk.error());
        m_report.message = m_problems.join(QStringLiteral("; "));
        m_report.ok = m_problems.isEmpty();
    }

private:
    void note(const QString &problem)
    {
        if (m_problems.size() < kMaxProblems && !m_problems.contains(problem))
            m_problems << problem;
    }
    void note(const Error &error) { note(error.text()); }
    void note(const Result<void> &result)
    {
        if (!result)
            note(result.error());
    }
    void noteText(const Result<QString> &verdict)
    {
        if (!verdict)
            note(verdict.error());
        else if (*verdict != u"ok")
            note(*verdict);
    }
    void noteBad(Revision revision, const Error &error)
    {
        if (m_report.firstBad.value == 0)
            m_report.firstBad = revision;
        m_report.lastBad = std::max(m_report.lastBad, revision);
        note(error);
        // from here on neither content nor chain is known, until a snapshot and a good row say so again
        m_replay.reset();
        m_chain.reset();
    }

    void checkLog();
    Revision checkBlocks();
    Revision endOfBlock(Revision revision, Revision end);
    void checkChange(const ChangeRecord &change);
    void checkSnapshot(const Head &at);
    void checkBlobs();

    sqlite::Connection &m_connection;
    VerifyReport &m_report;
    QStringList m_problems;
    std::optional<Replay> m_replay = Replay(model::Document::blank(), Head());
    std::optional<Head> m_chain = Head();
};

void Verification::checkLog()
{
    const auto head = readHead(m_connection);
    const auto last = readLastRevision(m_connection);
    if (!head)
        note(head.error());
    m_report.revisions = head ? head->revision.value : last ? last->value : 0;
    Revision at = checkBlocks();
    qint64 step = kStep;
    while (at.value < m_report.revisions) {
        const Revision to{std::min(m_report.revisions, at.value + step)};
        auto changes = readChanges(m_connection, at, to);
        if (changes) {
            for (const ChangeRecord &change : *changes)
                checkChange(change);
            at = to;
            step = kStep;
        } else if (step > 1) {
            step = step / 8 + 1 < step ? step / 8 + 1 : 1;
        } else {
            at = at.next();
            noteBad(at, changes.error());
        }
    }
    if (last && last->value > m_report.revisions) {
        note(QStringLiteral("the log goes on to revision %1, after its end at %2")
                 .arg(last->value).arg(m_report.revisions));
    }
    if (head && m_chain && *m_chain != *head)
        noteBad(head->revision, damagedRevision(head->revision, QStringLiteral("another chain hash at the end")));
}

// Walks over the packed part; what can't be read is bad from there to the next block that can. Gives its end.
Revision Verification::checkBlocks()
{
    const auto packed = readPackedHead(m_connection);
    if (!packed) {
        note(packed.error());
        return {};
    }
    const Revision end{std::min(packed->value, m_report.revisions)};
    if (const auto left = m_connection.readNumber("SELECT coalesce(min(rev), 0) FROM changes");
        left && *left > 0 && *left <= packed->value)
        note(QStringLiteral("revision %1 is there packed and not").arg(*left));
    for (Revision at; at < end;) {
        const Revision next = std::min(end, endOfBlock(at.next(), end));
        auto changes = readChanges(m_connection, at, next);
        if (!changes) {
            noteBad(at.next(), changes.error());
            noteBad(next, changes.error());
        }
        for (const ChangeRecord &change : changes ? *changes : std::vector<ChangeRecord>())
            checkChange(change);
        at = next;
    }
    return end;
}

// Last revision of the block that should hold `revision`, however damaged: the next one begins after it.
Revision Verification::endOfBlock(Revision revision, Revision end)
{
    if (const auto header = findBlock(m_connection, revision); header && *header)
        return (*header)->last;
    auto next = m_connection.prepare("SELECT first FROM blocks WHERE first > ?1 ORDER BY first LIMIT 1");
    if (!next)
        return end;
    const auto row = next->bind(1, revision.value).step();
    return row && *row ? Revision{next->number(0) - 1} : end;
}

void Verification::checkChange(const ChangeRecord &change)
{
    if (m_chain) {
        if (auto next = advance(*m_chain, change); !next)
            noteBad(change.revision, next.error());
    }
    if (m_replay) {
        if (auto done = m_replay->apply(change); !done)
            noteBad(change.revision, done.error());
    }
    // the row itself has passed its check, so its chain hash may be gone on with
    m_chain = Head{change.revision, change.chainHash};
    checkSnapshot(*m_chain);
}

void Verification::checkSnapshot(const Head &at)
{
    auto has = m_connection.prepare("SELECT 1 FROM snapshots WHERE rev = ?1");
    if (!has)
        return note(has.error());
    auto row = has->bind(1, at.revision.value).step();
    if (!row)
        return note(row.error());
    if (!*row)
        return;
    has->reset();
    const auto good = readGoodSnapshot(m_connection, at.revision);
    if (!good || good->snapshot.revision != at.revision)
        return note(QStringLiteral("the snapshot at revision %1 is damaged").arg(at.revision.value));
    if (!m_replay)
        m_replay = Replay(good->content, at);
    else if (m_replay->content().hash() != good->snapshot.contentHash)
        note(QStringLiteral("the snapshot at revision %1 differs from the log").arg(at.revision.value));
}

void Verification::checkBlobs()
{
    auto select = m_connection.prepare("SELECT hash FROM blobs");
    if (!select)
        return note(select.error());
    for (;;) {
        auto row = select->step();
        if (!row)
            return note(row.error());
        if (!*row)
            return;
        if (auto blob = readBlob(m_connection, select->blob(0)); !blob)
            note(blob.error());
    }
}

} // namespace

QByteArray VerifyReport::toJson() const
{
    const QJsonObject object{{QStringLiteral("file"), path},
                             {QStringLiteral("ok"), ok},
                             {QStringLiteral("revisions"), revisions},
                             {QStringLiteral("firstBad"), firstBad.value},
                             {QStringLiteral("lastBad"), lastBad.value},
                             {QStringLiteral("message"), message}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

VerifyReport verifyFile(const QString &path)
{
    VerifyReport report;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        report = VerifyReport();
        report.path = path;
        auto canonical = canonicalPath(path);
        auto handle = canonical ? DocumentHandle::open(*canonical, sqlite::Access::ReadOnly)
                                : Result<std::unique_ptr<DocumentHandle>>(canonical.error());
        if (!handle) {
            report.message = handle.error().text();
            return report;
        }
        Verification((*handle)->connection(), report).run();
        if (report.ok || (*handle)->touchedByOthers() == DocumentHandle::Touched::No)
            break;
    }
    return report;
}

} // namespace syngraph::storage
