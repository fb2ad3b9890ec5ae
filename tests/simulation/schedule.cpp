// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule.h"

#include "model/delta_json.h"
#include "model/schema.h"

#include <algorithm>

namespace syngraph::simulation {

using model::Attributes;
using model::Delta;
using model::Value;

namespace {

constexpr char16_t kFirstToken = 0x4e00;

bool isToken(QChar unit)
{
    return unit.unicode() >= kFirstToken && unit.unicode() < 0x9000;
}

Delta baseDocument()
{
    Delta base;
    base.insert(u"one two three\n").insert(u"heading").insert(u"\n", Attributes{{"block", Value::string(u"h1")}});
    base.insert(QStringView(u"item \U0001F600 two")).insert(u"\n", Attributes{{"block", Value::string(u"bullet")}});
    base.insert(u"last\n");
    return base;
}

} // namespace

Schedule::Schedule(quint64 seed) : m_state(seed * 0x9e3779b97f4a7c15ULL + 1), m_world(baseDocument())
{
    const int features = below(128);
    m_backups = chance(10);
    m_deletes = features & 64;
    m_undo = features & 1;
    m_crashes = features & 2;
    m_cuts = features & 4;
    m_lateFrames = features & 8;
    m_losesTokens = (features & 48) == 48;
    const int clients = 2 + below(3);
    for (int i = 0; i < clients; ++i) {
        m_world.addClient();
        m_world.connect(i);
    }
}

// splitmix64 (Steele, Lea, Flood 2014).
quint64 Schedule::random()
{
    m_state += 0x9e3779b97f4a7c15ULL;
    quint64 z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

// One letter that nobody else ever types, so that no insert can tear it.
QString Schedule::nextToken()
{
    return QString(QChar(kFirstToken + m_nextToken++));
}

Delta Schedule::randomChange(int client)
{
    const model::Document &document = m_world.visible(client);
    const qint64 last = document.length() - 1;
    const qint64 at = qint64(random() % quint64(last + 1));
    const qint64 length = std::min<qint64>(1 + below(6), last - at);
    Delta change;
    switch (below(8)) {
    case 0:
        if (length > 0 && !m_undo)
            return change.retain(at).retain(length, Attributes{{"bold", Value::boolean(true)}});
        return change;
    case 1:
        return m_deletes ? change.retain(at).remove(std::max<qint64>(length, 0)) : change;
    case 2: {
        const qint64 line = document.lineAt(at);
        const qint64 start = document.lineStart(line);
        const char16_t *const kinds[] = {u"h1", u"bullet", u"quote"};
        const Value value = chance(25) ? Value::null() : Value::string(kinds[below(3)]);
        return change.retain(start).retain(document.lineStart(line + 1) - start, Attributes{{"block", value}});
    }
    case 3:
        return change.retain(at).insert(u"\n");
    default:
        return change.retain(at).insert(nextToken());
    }
}

void Schedule::type(int client)
{
    if (!m_world.session(client).hasDocument())
        return;
    if (m_undo && chance(25)) {
        if (chance(60))
            m_world.undo(client);
        else
            m_world.redo(client);
        return;
    }
    Delta change = randomChange(client);
    change.chop();
    if (change.isEmpty() || !model::checkChange(change, m_world.visible(client)))
        return;
    m_typed += std::ranges::count_if(change.text(), isToken);
    using Grouping = session::PendingEdits::Grouping;
    m_world.edit(client, change, chance(50) ? Grouping::New : Grouping::Continue);
}

void Schedule::fault(int client, Tally &tally)
{
    const auto did = [&](const char *what) { ++tally.events[QLatin1StringView(what)]; };
    switch (below(8)) {
    case 0:
        if (m_cuts && m_world.isConnected(client)) {
            m_world.cut(client);
            if (!m_lateFrames)
                m_world.serverNoticesCut(client);
            did("cut");
        }
        break;
    case 1:
        if (m_lateFrames && m_world.lateFrame(client))
            did("late frame");
        break;
    case 2:
        if (m_lateFrames && m_world.duplicateNextFrame(client))
            did("repeated frame");
        break;
    case 3:
        if (m_crashes && chance(40)) {
            m_world.crashClient(client);
            did("client crash");
        }
        break;
    case 4:
        if (m_crashes && chance(20)) {
            m_world.crashServer();
            did("server crash");
        }
        break;
    case 5:
        if (m_crashes) {
            m_world.crashBeforeSending(client);
            did("crash between journal and send");
        }
        break;
    case 6:
        m_world.compactJournal(client);
        m_world.trimLog(below(4));
        break;
    default:
        if (m_backups && chance(20)) {
            m_world.restoreBackup({qint64(random() % quint64(m_world.log().size() + 1))});
            did("older backup restored");
        } else if (m_losesTokens && chance(20)) {
            m_world.crashServerAndForget();
            did("server crash without registry");
        }
    }
}

void Schedule::step(Tally &tally)
{
    const int client = below(m_world.clientCount());
    const int kind = below(100);
    if (kind < 30)
        type(client);
    else if (kind < 50)
        m_world.serverReceives(client);
    else if (kind < 75)
        m_world.clientReceives(client);
    else if (kind < 87)
        m_world.persist();
    else if (kind < 90)
        m_world.tick();
    else if (kind < 95 || m_world.isConnected(client))
        fault(client, tally);
    else
        m_world.connect(client);
}

QString Schedule::run(Tally &tally)
{
    const int steps = 100 + below(200);
    for (int i = 0; i < steps && m_world.failure().isEmpty(); ++i)
        step(tally);
    const bool settled = settle();
    tally.revisions += m_world.room().head().value;
    if (!m_world.failure().isEmpty())
        return m_world.failure();
    return settled ? verdict() : QStringLiteral("not everybody became live and acknowledged");
}

// Heals everything; whether all became live with nothing pending within a bounded number of rounds.
bool Schedule::settle()
{
    const auto isSettled = [&](int client) {
        const session::Session &session = m_world.session(client);
        return std::holds_alternative<session::Live>(session.link()) && !session.edits().hasInFlight()
            && !session.edits().hasUnsent() && session.revision() == m_world.room().head();
    };
    for (int round = 0; round < 60; ++round) {
        for (int i = 0; i < m_world.clientCount(); ++i) {
            if (round == 0)
                m_world.cut(i);
            m_world.serverNoticesCut(i);
            if (!m_world.isConnected(i))
                m_world.connect(i);
            while (m_world.serverReceives(i)) { }
            m_world.persist();
            m_world.tick();
            while (m_world.clientReceives(i)) { }
        }
        bool all = !m_world.hasUnpersisted();
        for (int i = 0; i < m_world.clientCount(); ++i)
            all = all && isSettled(i);
        if (all)
            return true;
        if (!m_world.failure().isEmpty())
            return false;
    }
    return false;
}

QString Schedule::verdict() const
{
    const model::Document &server = m_world.server();
    for (int i = 0; i < m_world.clientCount(); ++i) {
        if (!(m_world.visible(i) == server))
            return QStringLiteral("client %1 ends with another document:\n%2\n%3")
                .arg(i)
                .arg(QString::fromUtf8(model::toJson(m_world.visible(i).toDelta())),
                     QString::fromUtf8(model::toJson(server.toDelta())));
        for (const session::Notice &notice : m_world.notices(i)) {
            const bool mayBe = notice.kind == session::Notice::Kind::Merged && m_backups;
            if (!mayBe)
                return QStringLiteral("client %1 got a notice of kind %2: %3")
                    .arg(i).arg(int(notice.kind)).arg(notice.reason.text());
        }
    }
    if (auto valid = model::checkDocument(server.toDelta()); !valid)
        return QStringLiteral("the document is not valid: %1").arg(valid.error().text());
    auto replayed = model::Document::fromDelta(baseDocument());
    for (const protocol::ChangeRecord &record : m_world.log()) {
        if (!replayed->apply(*model::parseDelta(record.delta), model::Filter::Classes))
            return QStringLiteral("the log does not replay");
    }
    if (!(*replayed == server))
        return QStringLiteral("the log gives another document");
    return checkTokens();
}

// Every token typed was inserted once; with undo, which brings back what it took, and after an older backup never
// twice at a time; where nothing is ever deleted or lost, each of them is there.
QString Schedule::checkTokens() const
{
    QHash<QChar, int> inserted;
    qint64 arrived = 0;
    const auto count = [&](const QString &text) {
        for (const QChar unit : text)
            inserted[unit] += isToken(unit) ? 1 : 0;
    };
    if (m_undo || m_backups) {
        count(m_world.server().text(0, m_world.server().length()));
    } else {
        for (const protocol::ChangeRecord &record : m_world.log())
            count(model::parseDelta(record.delta)->text().toString());
    }
    for (auto it = inserted.cbegin(); it != inserted.cend(); ++it) {
        if (it.value() > 1)
            return QStringLiteral("token %1 stands %2 times").arg(it.key().unicode()).arg(it.value());
        arrived += it.value();
    }
    if (!m_undo && !m_deletes && !m_backups && arrived != m_typed)
        return QStringLiteral("%1 tokens typed, %2 arrived").arg(m_typed).arg(arrived);
    return {};
}

} // namespace syngraph::simulation
