// SPDX-License-Identifier: GPL-3.0-or-later
#include "judge.h"

#include "model/delta_json.h"
#include "model/schema.h"

namespace syngraph::simulation {

using model::Delta;
using model::Document;
using session::Notice;
using world::Step;

namespace {

// What a change of `before` takes away.
QString removedBy(const Delta &change, const Document &before)
{
    QString removed;
    qint64 position = 0;
    for (const model::Op &op : change.ops()) {
        if (op.isDelete())
            removed += before.text(position, position + op.length);
        position += op.isInsert() ? 0 : op.length;
    }
    return removed;
}

bool isOwnStep(Step::Kind kind)
{
    return kind == Step::Kind::Edit || kind == Step::Kind::Undo || kind == Step::Kind::Redo;
}

QString json(const Document &document)
{
    return QString::fromUtf8(model::toJson(document.toDelta()));
}

} // namespace

Judge::Judge(world::World &world, const Leniency &leniency)
    : m_world(world)
    , m_leniency(leniency)
    , m_shown(std::make_shared<Delta>())
{
    world.observeVisible([shown = m_shown](int, const session::VisibleEffect &effect) {
        if (const auto *apply = std::get_if<session::ApplyChange>(&effect))
            *shown = apply->change;
    });
}

void Judge::before(const Step &step)
{
    if (!isOwnStep(step.kind))
        return;
    m_hadDocument = m_world.session(step.client).hasDocument();
    if (m_hadDocument)
        m_before = m_world.visible(step.client);
}

QString Judge::after(const Step &step)
{
    if (!m_world.failure().isEmpty())
        return m_world.failure();
    if (step.client < 0 || step.kind == Step::Kind::Say)
        return {};
    noteFormats(step.client, step.change);
    if (isOwnStep(step.kind) && m_hadDocument && !(m_before == m_world.visible(step.client))) {
        const Delta change = step.kind == Step::Kind::Edit ? step.change : *m_shown;
        if (step.kind != Step::Kind::Edit) {
            for (const QString &wrong : {judgeUndo(step, change), judgeUndoneFormats(step, change)}) {
                if (!wrong.isEmpty())
                    return wrong;
            }
        }
        follow(step.client, change, step.kind == Step::Kind::Edit);
        if (step.kind == Step::Kind::Redo)
            noteFormats(step.client, change);
    }
    return judgeCopy(step.client);
}

void Judge::noteFormats(int client, const Delta &change)
{
    for (const model::Op &op : change.ops()) {
        for (const model::Attribute &set : op.attributes.entries())
            m_formats[{client, set.key}].insert(set.value.json());
    }
}

void Judge::follow(int client, const Delta &change, bool isEdit)
{
    followProposals(change);
    eachToken(removedBy(change, m_before), [&](QChar token) {
        if (m_tokens.value(token).owner == client)
            m_tokens[token].isTakenBack = true;
    });
    eachToken(change.text(), [&](QChar token) {
        Token &known = m_tokens[token];
        known.isBroughtBack = known.isBroughtBack || known.owner >= 0;
        known.isRestored = known.isRestored || (known.owner >= 0 && isEdit);
        if (known.owner < 0)
            known.owner = client;
        known.isTakenBack = false;
    });
}

// Undo takes away nothing that somebody else wrote; neither undo nor redo brings what is there already.
QString Judge::judgeUndo(const Step &step, const Delta &change) const
{
    const int client = step.client;
    QString wrong;
    QSet<QChar> removed;
    const QString inserted = change.text().toString();
    eachToken(removedBy(change, m_before), [&](QChar token) {
        removed.insert(token);
        const Token known = m_tokens.value(token);
        const bool isForeign = known.owner >= 0 && known.owner != client && !known.isRestored && !inserted.contains(token);
        if (step.kind == Step::Kind::Undo && isForeign)
            wrong = QStringLiteral("undo of client %1 took away what client %2 wrote").arg(client).arg(known.owner);
    });
    const QString there = m_before.text(0, m_before.length());
    eachToken(change.text(), [&](QChar token) {
        if (there.contains(token) && !removed.contains(token) && !m_tokens.value(token).isRestored)
            wrong = QStringLiteral("undo of client %1 doubled %2").arg(client).arg(token.unicode());
    });
    return wrong;
}

// Undo puts a format back only where the text still shows what this client had set, by an edit or a redo; but an undo
// that is on its way is later than what others set before it arrives.
QString Judge::judgeUndoneFormats(const Step &step, const Delta &change) const
{
    QString wrong;
    if (step.kind != Step::Kind::Undo)
        return wrong;
    const session::Outgoing *sent = m_world.session(step.client).edits().inFlight();
    const auto isOnItsWay = [&](const model::Attribute &set) {
        return sent && sent->kind == protocol::ChangeKind::Undo && std::ranges::any_of(sent->change.ops(), [&](const model::Op &op) {
                   const model::Value *value = op.attributes.find(set.key);
                   return value && *value == set.value;
               });
    };
    qint64 position = 0;
    for (const model::Op &op : change.ops()) {
        if (op.isInsert())
            continue;
        m_before.visit(position, position + op.length, [&](QStringView text, const model::rope::Run &run) {
            for (const model::Attribute &set : op.attributes.entries()) {
                const model::Value *shown = run.attributes.find(set.key);
                const QByteArray value = shown ? shown->json() : QByteArray("null");
                const bool isOfText = std::ranges::any_of(text, isToken) && set.key != "block";
                const bool isMine = m_formats.value({step.client, set.key}).contains(value) || isOnItsWay(set);
                if (isOfText && !isMine)
                    wrong = QStringLiteral("undo of client %1 changed a format that somebody else had set").arg(step.client);
            }
        });
        position += op.length;
    }
    return wrong;
}

// A live copy is the server's document at its revision, at any moment.
QString Judge::judgeCopy(int client) const
{
    const session::Session &session = m_world.session(client);
    if (!session.hasDocument() || !std::holds_alternative<session::Live>(session.link())
        || session.attachment().epoch != m_world.epoch() || !m_world.isConnected(client))
        return {};
    if (session.revision() > m_world.room().head())
        return QStringLiteral("client %1 is ahead of the server").arg(client);
    if (session.edits().base().hash() != m_world.hashAt(session.revision()))
        return QStringLiteral("client %1 has another document at revision %2:\n%3")
            .arg(client).arg(session.revision().value).arg(json(session.edits().base()));
    return {};
}

QString Judge::verdict() const
{
    for (int i = 0; i < m_world.clientCount(); ++i) {
        if (!(m_world.visible(i) == m_world.server()))
            return QStringLiteral("client %1 ends with another document:\n%2\n%3")
                .arg(i).arg(json(m_world.visible(i)), json(m_world.server()));
        for (const QString &wrong : {judgeNotices(i), judgePeople(i)}) {
            if (!wrong.isEmpty())
                return wrong;
        }
    }
    if (auto valid = model::checkDocument(m_world.server().toDelta()); !valid)
        return QStringLiteral("the document is not valid: %1").arg(valid.error().text());
    for (const QString &wrong : {judgeLog(), judgeTokens(), judgeProposals(), judgeTalk()}) {
        if (!wrong.isEmpty())
            return wrong;
    }
    return judgeAnchors();
}

QString Judge::judgeLog() const
{
    Document replayed = m_world.base();
    qint64 timeMs = 0;
    quint64 chain = protocol::kChainStart;
    QSet<std::pair<ClientId, Sequence>> numbers;
    for (const protocol::ChangeRecord &record : m_world.log()) {
        chain = protocol::chainHash(chain, record.delta);
        if (!replayed.apply(*model::parseDelta(record.delta), model::Filter::Classes) || record.chainHash != chain)
            return QStringLiteral("the log does not replay");
        if (record.timeMs < timeMs)
            return QStringLiteral("revision %1 is older than the one before").arg(record.revision.value);
        timeMs = record.timeMs;
        if (numbers.contains({record.client, record.sequence}))
            return QStringLiteral("revision %1 uses a number twice").arg(record.revision.value);
        numbers.insert({record.client, record.sequence});
    }
    return replayed == m_world.server() ? QString() : QStringLiteral("the log gives another document");
}

QString Judge::judgeNotices(int client) const
{
    for (const Notice &notice : m_world.notices(client)) {
        const bool mayBe = (notice.kind == Notice::Kind::Merged && m_leniency.mayMerge)
            || (notice.kind == Notice::Kind::Refused && m_leniency.mayRefuse
                && notice.reason.code == ErrorCode::NotAllowed);
        if (!mayBe)
            return QStringLiteral("client %1 got a notice of kind %2: %3")
                .arg(client).arg(int(notice.kind)).arg(notice.reason.text());
    }
    return {};
}

// Each token stands in the document once at most; and each that was not taken back by its writer was committed, or
// handed back to its writer, or went with the end of a journal.
QString Judge::judgeTokens() const
{
    QHash<QChar, int> standing;
    eachToken(m_world.server().text(0, m_world.server().length()), [&](QChar token) { ++standing[token]; });
    for (auto it = standing.cbegin(); it != standing.cend(); ++it) {
        // an older backup brings back what was deleted, and the undo that brings it back does not know
        const Token known = m_tokens.value(it.key());
        // and who restores does not know what others restore or undo meanwhile
        const bool isTwiceBack = (m_leniency.losesLog && known.isBroughtBack) || known.isRestored;
        if (it.value() > 1 && !m_world.mayDouble() && !isTwiceBack)
            return QStringLiteral("%1 stands %2 times").arg(it.key().unicode()).arg(it.value());
    }
    QSet<QChar> known;
    const auto note = [&](const Delta &delta) { eachToken(delta.text(), [&](QChar token) { known.insert(token); }); };
    for (const protocol::ChangeRecord &record : m_world.log())
        note(*model::parseDelta(record.delta));
    for (int i = 0; i < m_world.clientCount(); ++i) {
        for (const Notice &notice : m_world.notices(i))
            note(notice.content);
        for (const Delta &lost : m_world.lostEdits(i))
            note(lost);
    }
    for (auto it = m_tokens.cbegin(); it != m_tokens.cend(); ++it) {
        if (!known.contains(it.key()) && !it.value().isTakenBack && !m_leniency.losesLog)
            return QStringLiteral("%1 of client %2 is lost").arg(it.key().unicode()).arg(it.value().owner);
    }
    return {};
}

// Everybody sees everybody who is there, and nobody else.
QString Judge::judgePeople(int client) const
{
    QSet<qint64> there;
    for (int i = 0; i < m_world.clientCount(); ++i)
        there.insert(m_world.session(i).member());
    const auto &people = m_world.session(client).people();
    qsizetype others = 0;
    for (auto it = people.cbegin(); it != people.cend(); ++it)
        others += there.contains(it.key()) ? 1 : 0;
    if (people.size() > others + m_world.strangerCount())
        return QStringLiteral("client %1 sees people who are not there").arg(client);
    if (others < m_world.clientCount() - 1)
        return QStringLiteral("client %1 does not see everybody").arg(client);
    return {};
}

QString Judge::partingVerdict(qint64 goneMember, int newcomer) const
{
    if (m_world.session(newcomer).people().contains(goneMember))
        return QStringLiteral("client %1 sees somebody who has left").arg(newcomer);
    for (const auto &carets : m_world.carets(newcomer)) {
        if (carets.member == goneMember)
            return QStringLiteral("client %1 sees the caret of somebody who has left").arg(newcomer);
    }
    return {};
}

QString Judge::presenceVerdict() const
{
    for (int i = 0; i < m_world.clientCount(); ++i) {
        QHash<qint64, model::Selection> seen;
        for (const auto &carets : m_world.carets(i))
            seen.insert(carets.member, carets.ranges.front());
        if (seen.size() > m_world.clientCount() + m_world.strangerCount() - 1)
            return QStringLiteral("client %1 sees carets of nobody").arg(i);
        for (int other = 0; other < m_world.clientCount(); ++other) {
            const auto found = seen.constFind(m_world.session(other).member());
            if (other == i)
                continue;
            if (found == seen.constEnd())
                return QStringLiteral("client %1 does not see the caret of client %2").arg(i).arg(other);
            if (!(*found == m_world.selection(other)))
                return QStringLiteral("client %1 sees the caret of client %2 at %3 to %4 instead of %5 to %6")
                    .arg(i).arg(other).arg(found->anchor).arg(found->head)
                    .arg(m_world.selection(other).anchor).arg(m_world.selection(other).head);
        }
    }
    return {};
}

} // namespace syngraph::simulation
