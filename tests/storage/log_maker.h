// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta_json.h"
#include "model/document.h"
#include "storage/replay.h"

#include <random>

namespace syngraph::test {

// Makes valid logs from a seed: typing, formatting and deleting by a few clients, with emoji and long changes.
class LogMaker
{
public:
    explicit LogMaker(quint64 seed = 1) : m_random(seed) { }
    // Goes on where a loaded document ends, as other clients.
    LogMaker(const storage::LoadedDocument &loaded, quint64 seed)
        : m_random(seed), m_clients(seed * 1000), m_content(loaded.content), m_head{loaded.head(), loaded.chainHash()}
    {
    }

    protocol::ChangeRecord next()
    {
        return record(randomChange());
    }
    protocol::ChangeRecord typed(QStringView text)
    {
        model::Delta delta;
        delta.retain(m_content.length() - 1).insert(text).chop();
        return record(delta);
    }
    protocol::ChangeRecord made(const model::Delta &delta)
    {
        return record(delta);
    }
    std::vector<protocol::ChangeRecord> some(int count)
    {
        std::vector<protocol::ChangeRecord> changes;
        for (int i = 0; i < count; ++i)
            changes.push_back(next());
        return changes;
    }

    const model::Document &content() const { return m_content; }
    const storage::Head &head() const { return m_head; }
    QString text() const { return m_content.text(0, m_content.length()); }
    storage::Snapshot snapshot() const
    {
        return {m_head.revision, model::toJson(m_content.toDelta()), m_content.hash()};
    }

private:
    qint64 below(qint64 limit) { return std::uniform_int_distribution<qint64>(0, limit - 1)(m_random); }

    qint64 place()
    {
        const qint64 position = below(m_content.length());
        return m_content.splitsPair(position) ? position - 1 : position;
    }

    model::Delta randomChange()
    {
        static constexpr QStringView kTexts[] = {u"a", u"word ", u"\U0001F600", u"line\n", u"e\u0301", u"\u05d0\u05d1"};
        const qint64 from = place();
        const qint64 to = place();
        model::Delta delta;
        delta.retain(std::min(from, to));
        if (from != to && below(4) == 0)
            delta.remove(std::abs(to - from));
        else if (from != to && below(4) == 0)
            delta.retain(std::abs(to - from), bold());
        else
            delta.insert(kTexts[below(6)].toString().repeated(int(1 + below(below(50) == 0 ? 2'000 : 3))));
        return delta.chop();
    }

    static model::Attributes bold()
    {
        return model::parseDelta(R"([{"retain":1,"attributes":{"bold":true}}])")->ops()[0].attributes;
    }

    protocol::ChangeRecord record(const model::Delta &delta)
    {
        const bool applied = bool(m_content.apply(delta, model::Filter::Classes));
        Q_ASSERT(applied);
        Q_UNUSED(applied)
        protocol::ChangeRecord change;
        const auto client = std::size_t(below(3));
        change.revision = m_head.revision.next();
        change.client = ClientId{m_clients + client + 1, 42};
        change.sequence = m_sequences[client] = m_sequences[client].next();
        change.base = m_head.revision;
        change.delta = model::toJson(delta);
        change.submittedHash = fnv1a(change.delta);
        change.author = QStringLiteral("Zo\u00eb %1").arg(client);
        change.timeMs = 1'700'000'000'000 + change.revision.value * 137;
        change.kind = static_cast<protocol::ChangeKind>(below(3));
        change.chainHash = protocol::chainHash(m_head.chainHash, change.delta);
        m_head = {change.revision, change.chainHash};
        return change;
    }

    std::mt19937_64 m_random;
    quint64 m_clients = 0;
    model::Document m_content = model::Document::blank();
    storage::Head m_head;
    std::array<Sequence, 3> m_sequences;
};

inline storage::DocumentMeta someMeta(quint64 id = 7)
{
    return {DocumentId{id, 1}, Epoch{id, 2}, QStringLiteral("Notes \u00e4\U0001F600"), 1'700'000'000'000};
}

} // namespace syngraph::test
