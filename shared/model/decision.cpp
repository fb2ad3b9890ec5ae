// SPDX-License-Identifier: GPL-3.0-or-later
// What is proposed in a document, and deciding on it.
#include "model/compose.h"
#include "model/lines.h"
#include "model/proposal_mark.h"
#include "model/rebase.h"
#include "model/suggestion.h"

#include <QHash>
#include <QSet>

#include <utility>

namespace syngraph::model {
namespace {

Attributes partOf(const Attributes &attributes, bool isBlock)
{
    return filterAttributes(attributes, [isBlock](const QByteArray &key, const Value &) {
        return (classOf(key) == KeyClass::Block) == isBlock;
    });
}

// Carries a decision out from the first unit to the last.
class Deciding
{
public:
    Deciding(const Document &document, Decision decision, const Chosen &chosen)
        : m_document(document), m_isAccepting(decision == Decision::Accept), m_chosen(chosen)
    {
    }

    Delta make()
    {
        findJoins();
        m_document.visit(0, m_document.length(), [&](QStringView text, const rope::Run &run) {
            eachLinePart(text, [&](QStringView part, bool isLineEnd) {
                isLineEnd ? takeLineEnd() : takeText(part.size(), run.attributes);
                m_at += part.size();
            });
        });
        return m_out.chop();
    }

private:
    std::optional<ProposalMark> chosenMark(const Attributes &attributes, const char *key) const
    {
        auto mark = markOf(attributes, key);
        return mark && m_chosen(mark->id, mark->author) ? mark : std::nullopt;
    }

    // Several may have proposed that one paragraph end goes; where it does, so do all their marks.
    void findJoins()
    {
        qint64 at = 0;
        m_document.visit(0, m_document.length(), [&](QStringView text, const rope::Run &run) {
            const auto deleted = chosenMark(run.attributes, "s:d");
            if (m_isAccepting && deleted && deleted->set)
                m_joins.insert(m_document.lineAt(at));
            at += text.size();
        });
    }

    bool goesWithItsLine(const Attributes &attributes) const
    {
        if (!m_joins.contains(m_document.lineAt(m_at)))
            return false;
        const auto deleted = markOf(attributes, "s:d");
        return deleted && deleted->set;
    }

    void takeText(qint64 length, const Attributes &attributes)
    {
        Attributes change;
        if (const auto inserted = chosenMark(attributes, "s:i")) {
            if (!m_isAccepting || inserted->set) {
                m_out.remove(length);
                if (!m_isAccepting)
                    return;
                const ParagraphEnd end = paragraphEndOf(*inserted->set);
                for (qint64 i = 0; i < length; ++i)
                    endLine(end);
                return;
            }
            change = change.with("s:i", Value::null());
        }
        if (const auto deleted = chosenMark(attributes, "s:d")) {
            if (m_isAccepting || deleted->set) {
                m_out.remove(length);
                if (m_isAccepting && deleted->set)
                    m_join = paragraphEndOf(*deleted->set);
                return;
            }
            change = change.with("s:d", Value::null());
        } else if (!m_joins.isEmpty() && goesWithItsLine(attributes)) {
            m_out.remove(length);
            return;
        }
        if (const auto format = chosenMark(attributes, "s:f")) {
            change = change.with("s:f", Value::null());
            if (m_isAccepting && format->set) {
                change = composeAttributes(change, partOf(*format->set, false), Nulls::Keep);
                m_line = composeAttributes(m_line, partOf(*format->set, true), Nulls::Keep);
            }
        }
        m_out.retain(length, change);
    }

    // In place of a mark.
    void endLine(const ParagraphEnd &end)
    {
        m_out.insert(u"\n", composeAttributes(end.line, std::exchange(m_line, end.next), Nulls::Drop));
    }

    void takeLineEnd()
    {
        const auto join = std::exchange(m_join, std::nullopt);
        if (join && m_at + 1 < m_document.length()) {
            m_out.remove(1);
            m_line = join->next;
            return;
        }
        m_out.retain(1, std::exchange(m_line, {}));
    }

    const Document &m_document;
    bool m_isAccepting;
    const Chosen &m_chosen;
    Delta m_out;
    qint64 m_at = 0;
    Attributes m_line; // what the paragraph that goes on gets
    std::optional<ParagraphEnd> m_join; // the next paragraph end goes
    QSet<qint64> m_joins; // lines whose paragraph ends go
};

} // namespace

Delta decided(const Document &document, Decision decision, const Chosen &chosen)
{
    return Deciding(document, decision, chosen).make();
}

Verdict verdictOn(const Document &document, Decision decision, const Chosen &chosen)
{
    Verdict verdict{decision, {}};
    for (const Suggestion &one : suggestionsIn(document)) {
        if (chosen(one.id, one.author))
            verdict.on.push_back({one.author, one.id});
    }
    return verdict;
}

Delta decided(const Document &document, const Verdict &verdict)
{
    QSet<std::pair<QString, QString>> names;
    for (const Verdict::Name &name : verdict.on)
        names.insert({name.author, name.id});
    return decided(document, verdict.decision,
                   [&](const QString &id, const QString &author) { return names.contains({author, id}); });
}

std::vector<Suggestion> suggestionsIn(const Document &document)
{
    std::vector<Suggestion> all;
    QHash<QString, std::size_t> byId;
    qint64 at = 0;
    document.visit(0, document.length(), [&](QStringView text, const rope::Run &run) {
        const qint64 from = std::exchange(at, at + text.size());
        if (run.attributes.isEmpty())
            return; // nearly all of a long document
        for (const char *key : {"s:i", "s:d", "s:f"}) {
            const auto mark = markOf(run.attributes, key);
            if (!mark)
                continue;
            const QString name = mark->author + u'\n' + mark->id;
            if (!byId.contains(name)) {
                byId.insert(name, all.size());
                all.push_back({mark->id, mark->author, from, at, {}, {}, {}});
            }
            Suggestion &one = all[byId[name]];
            one.to = at;
            const QByteArrayView kind(key);
            if (kind == "s:i")
                one.inserted += text;
            else if (kind == "s:d")
                one.deleted += text;
            else if (mark->set)
                one.set = composeAttributes(one.set, *mark->set, Nulls::Keep);
        }
    });
    return all;
}

Delta withProposedJoins(const Delta &change, const Document &before)
{
    Delta marks;
    qint64 marked = 0;
    qint64 at = 0;
    for (const Op &op : change.ops()) {
        const qint64 line = op.isDelete() ? before.lineAt(at) : 0;
        if (op.isDelete() && before.lineStart(line + 1) <= at + op.length) {
            qint64 unit = before.lineStart(line);
            before.visit(unit, at, [&](QStringView text, const rope::Run &run) {
                const auto proposed = markOf(run.attributes, "s:d");
                if (proposed && proposed->set) {
                    marks.retain(unit - marked).remove(text.size());
                    marked = unit + text.size();
                }
                unit += text.size();
            });
        }
        at += op.isInsert() ? 0 : op.length;
    }
    return marks.isEmpty() ? change : compose(change, rebase(marks, change, Tie::GoesAfter), Filter::Classes);
}

} // namespace syngraph::model
