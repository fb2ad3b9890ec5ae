// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of proposing and deciding.
#include "families.h"
#include "model/compose.h"
#include "model/json_reader.h"
#include "model/proposal_mark.h"
#include "model/rebase.h"
#include "model/schema.h"
#include "model/proposal.h"
#include "protocol/role_rules.h"
#include "room/room.h"
#include "session/pending_edits.h"
#include "support/generators.h"
#include "support/oracle.h"

#include <QCoreApplication>

#include <algorithm>

using namespace syngraph;
using namespace syngraph::model;
using namespace syngraph::property;
using support::World;

namespace {

bool isAny(const QString &, const QString &)
{
    return true;
}

Document applied(Document document, const Delta &change)
{
    const auto done = document.apply(change, Filter::Classes);
    Q_ASSERT(done);
    return document;
}

Document after(const Document &document, Decision decision)
{
    return applied(document, decided(document, decision, &isAny));
}

// Without proposals of the generator's own.
support::Cells plainDocument(support::Random &random)
{
    support::Cells cells = randomDocument(random, World::Schema);
    for (support::Cell &cell : cells) {
        for (const char *key : {"s:i", "s:d", "s:f"})
            cell.formats.erase(key);
    }
    return cells;
}

// Comments come and go without being proposed.
bool touchesComments(const Delta &change)
{
    return std::ranges::any_of(change.ops(), [](const Op &op) {
        return op.isKeep() && std::ranges::any_of(op.attributes.entries(), [](const Attribute &attribute) {
                   return attribute.key.startsWith("c:");
               });
    });
}

// What `change` does where all of it can be proposed: no embed is changed, no empty paragraph formatted.
bool isProposable(const Delta &change, const Document &before)
{
    qint64 at = 0;
    for (const Op &op : change.ops()) {
        if (op.kind == Op::Kind::ChangeEmbed)
            return false;
        for (const Attribute &attribute : op.attributes.entries()) {
            if (attribute.key.startsWith("s:"))
                return false;
            const bool isBlock = classOf(attribute.key) == KeyClass::Block;
            for (qint64 i = at; isBlock && op.isKeep() && i < at + op.length; ++i) {
                const bool isEmptyLine = before.at(i) == u'\n' && (i == at || before.at(i - 1) == u'\n');
                if (isEmptyLine)
                    return false;
            }
        }
        if (!op.isInsert())
            at += op.length;
    }
    return true;
}

support::Formats formatsIn(const Attributes &attributes)
{
    support::Formats formats;
    for (const Attribute &attribute : attributes.entries())
        formats[attribute.key] = attribute.value.json();
    return formats;
}

support::Cells cellsIn(const Document &document)
{
    support::Cells cells;
    document.visit(0, document.length(), [&](QStringView text, const auto &run) {
        for (const QChar unit : text) {
            support::Cell cell{unit.unicode(), formatsIn(run.attributes), {}};
            if (!run.embed.isNull())
                cell.embed = {run.embed.type(), formatsIn(attributesFromObject(run.embed.value()).value_or(Attributes())), {}};
            cells.push_back(cell);
        }
    });
    return cells;
}

struct Row
{
    explicit Row(support::Random &random)
        : cells(plainDocument(random)), base(toDelta(cells)), change(toDelta(editorEdit(random, cells)))
    {
    }
    QByteArray shown(const Delta &proposal) const
    {
        return property::shown({{"base", &base}, {"change", &change}, {"proposal", &proposal}});
    }

    support::Cells cells;
    Delta base;
    Delta change;
};

} // namespace

// Units of the marks that propose to take a paragraph end away; of those lines only whose end `change` leaves.
qint64 proposedJoins(const Document &document, const Delta &change)
{
    QSet<qint64> removed;
    qint64 at = 0;
    for (const Op &op : change.ops()) {
        for (qint64 i = at; op.isDelete() && i < at + op.length; ++i)
            removed.insert(i);
        at += op.isInsert() ? 0 : op.length;
    }
    qint64 units = 0;
    for (qint64 i = 0; i < document.length(); ++i) {
        const auto mark = markOf(document.runAt(i).attributes, "s:d");
        const qint64 lineEnd = document.lineStart(document.lineAt(i) + 1) - 1;
        units += mark && mark->set && !removed.contains(i) && !removed.contains(lineEnd) ? 1 : 0;
    }
    return units;
}

class SuggestionLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void suggestion_rejected_leaves_the_document_as_it_was();
    void suggestion_accepted_is_the_change();
    void suggestion_is_valid_and_made_once();
    void suggestions_of_two_people_converge();
    void suggestion_of_others_never_goes();
    void suggestion_is_within_the_role_of_a_suggester();
    void decisions_of_two_people_meet();
    void proposals_of_two_people_meet();
    void what_joins_paragraphs_takes_the_proposals_to_join_them_along();
};

void SuggestionLaws::suggestion_rejected_leaves_the_document_as_it_was()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        const auto before = Document::fromDelta(row.base);
        if (touchesComments(row.change))
            return;
        const Delta proposal = proposed(row.change, *before, {QStringLiteral("Ada"), QStringLiteral("1")});
        const Document rejected = after(applied(*before, proposal), Decision::Reject);
        QVERIFY2(rejected.toDelta() == row.base, row.shown(proposal));
    });
}

void SuggestionLaws::suggestion_accepted_is_the_change()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        const auto before = Document::fromDelta(row.base);
        if (!isProposable(row.change, *before))
            return;
        const Proposal made = proposal(row.change, *before, {QStringLiteral("Ada"), QStringLiteral("1")});
        const Document accepted = after(applied(*before, made.change), Decision::Accept);
        QVERIFY2(accepted.toDelta() == applied(*before, row.change).toDelta(), row.shown(made.change));
        QVERIFY2(made.isWhole, row.shown(made.change));
    });
}

void SuggestionLaws::suggestion_is_valid_and_made_once()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        Document document = *Document::fromDelta(row.base);
        // on text that holds proposals of others and of one's own
        for (int i = 0; i < 3; ++i) {
            const QString author = random.chance(50) ? QStringLiteral("Ada") : QStringLiteral("Ben");
            const support::Cells cells = cellsIn(document);
            const Delta change = toDelta(editorEdit(random, cells));
            const Delta proposal = proposed(change, document, {author, QString::number(i)});
            QVERIFY2(checkChange(proposal, document), row.shown(proposal));
            document = applied(document, proposal);
        }
        for (const Decision decision : {Decision::Accept, Decision::Reject}) {
            const Delta first = decided(document, decision, &isAny);
            QVERIFY2(checkChange(first, document), row.shown(first));
            const Document done = applied(document, first);
            QVERIFY2(suggestionsIn(done).empty(), row.shown(first));
            QVERIFY2(decided(done, decision, &isAny).isEmpty(), row.shown(first));
        }
    });
}

void SuggestionLaws::suggestions_of_two_people_converge()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        const Document before = *Document::fromDelta(row.base);
        const Delta a = proposed(row.change, before, {QStringLiteral("Ada"), QStringLiteral("1")});
        const Delta other = toDelta(editorEdit(random, row.cells));
        if (touchesComments(row.change) || touchesComments(other))
            return;
        const Delta b = proposed(other, before, {QStringLiteral("Ben"), QStringLiteral("2")});
        const Document one = applied(applied(before, a), rebase(b, a, Tie::GoesBefore));
        const Document two = applied(applied(before, b), rebase(a, b, Tie::GoesAfter));
        QVERIFY2(one == two, row.shown(a));
        QVERIFY2(after(one, Decision::Reject).toDelta() == row.base, row.shown(b));
    });
}

void SuggestionLaws::suggestion_of_others_never_goes()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        const Document before = *Document::fromDelta(row.base);
        const Document proposedByAda =
            applied(before, proposed(row.change, before, {QStringLiteral("Ada"), QStringLiteral("1")}));
        const support::Cells cells = cellsIn(proposedByAda);
        const Delta ben = proposed(toDelta(editorEdit(random, cells)), proposedByAda,
                                   {QStringLiteral("Ben"), QStringLiteral("2")});
        for (const Op &op : ben.ops())
            QVERIFY2(!op.isDelete(), row.shown(ben));
    });
}

void SuggestionLaws::suggestion_is_within_the_role_of_a_suggester()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        Document document = *Document::fromDelta(row.base);
        for (int i = 0; i < 3; ++i) {
            const QString author = random.chance(50) ? QStringLiteral("Ada") : QStringLiteral("Ben");
            const Delta change = toDelta(editorEdit(random, cellsIn(document)));
            const Delta proposal = proposed(change, document, {author, QString::number(i)});
            QVERIFY2(protocol::mayChange(protocol::Role::Suggester, proposal), row.shown(proposal));
            QVERIFY2(protocol::proposedPart(proposal, document, author) == proposal, row.shown(proposal));
            document = applied(document, proposal);
        }
    });
}

namespace {

// The Room's answer to a change sent at its first revision.
Delta committed(room::Room &room, room::ConnectionId connection, const session::Outgoing &sent)
{
    const auto effects = room.submit(connection, {{1}, {0}, sent.kind, protocol::WireDelta(sent.change), sent.verdict}, 0);
    Q_ASSERT(effects.commit.size() == 1);
    return *parseDelta(effects.commit.front().delta);
}

} // namespace

// Two decide at once, on the same or on different proposals, and go on typing: it is as if the second had known what the
// first decided, nothing is decided twice, and what the second typed and takes back is theirs.
void SuggestionLaws::decisions_of_two_people_meet()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        room::RoomStart start;
        start.snapshot = *Document::fromDelta(row.base);
        for (const char16_t *author : {u"Ada", u"Ben"}) {
            const Delta change = toDelta(editorEdit(random, cellsIn(start.snapshot)));
            const QString name = QString::fromUtf16(author);
            start.snapshot = applied(start.snapshot, proposed(change, start.snapshot, {name, name}));
        }
        const Document document = start.snapshot;
        const auto draw = [&] {
            const bool isAll = random.chance(60);
            const auto chosen = [isAll](const QString &, const QString &author) { return isAll || author == u"Ada"; };
            return verdictOn(document, random.chance(50) ? Decision::Accept : Decision::Reject, chosen);
        };
        room::Room room = *room::Room::start(std::move(start));
        room.join(1, {{1, 1}, {1, 1}, QStringLiteral("Cleo"), protocol::Role::Editor}, 0);
        room.join(2, {{2, 2}, {2, 2}, QStringLiteral("Dan"), protocol::Role::Editor}, 0);
        const Verdict first = draw();
        const Delta a = committed(room, 1, {decided(document, first), protocol::ChangeKind::Edit, first});
        const Document afterFirst = applied(document, a);

        session::PendingEdits mine(document);
        const Verdict second = draw();
        QVERIFY(mine.decide(second, decided(document, second)));
        if (!mine.send())
            return; // nothing to decide
        const std::optional<session::Outgoing> sent = *mine.inFlight(); // as it was sent, before it is moved
        const Delta typed = toDelta(editorEdit(random, cellsIn(mine.visible())));
        const bool isTyping = random.chance(50) && mine.edit(typed, session::PendingEdits::Grouping::New);
        QVERIFY(mine.receive(a));
        const Delta b = committed(room, 2, *sent);
        QVERIFY2(room.document() == applied(afterFirst, decided(afterFirst, second)), row.shown(b));
        QVERIFY2(room.document().toDelta() == afterFirst.toDelta() || !(first == second), row.shown(b));
        QVERIFY2(mine.acknowledge(b), row.shown(b));
        QVERIFY2(mine.base() == room.document(), row.shown(b));
        if (!isTyping)
            QVERIFY2(mine.visible() == room.document(), row.shown(b));
        // what is pending leads to what is seen, and taking everything back leads to where the first one left it
        Document seen = mine.base();
        for (const session::Group &group : mine.groups())
            QVERIFY2(seen.apply(group.change, Filter::Classes), row.shown(b));
        QVERIFY2(seen == mine.visible(), row.shown(b));
        while (mine.undo()) { }
        if (!isTyping)
            QVERIFY2(mine.visible() == afterFirst, row.shown(b));
    });
}

// Units that carry this author's proposal under the key; embeds as U+FFFC.
static QString proposedText(const Document &document, const char *key, QStringView author)
{
    QString text;
    document.visit(0, document.length(), [&](QStringView units, const rope::Run &run) {
        const auto mark = markOf(run.attributes, key);
        if (mark && mark->author == author)
            text += units;
    });
    return text;
}

// Two propose at once, on the same text or elsewhere: what both have inserted is there, what the first has marked stays
// the first one's, and the rest of the second one's proposal is not refused with it.
void SuggestionLaws::proposals_of_two_people_meet()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        const Document document = *Document::fromDelta(row.base);
        const Delta other = toDelta(editorEdit(random, row.cells));
        const QString ada = QStringLiteral("Ada");
        const QString ben = QStringLiteral("Ben");
        const Delta a = proposed(row.change, document, {ada, QStringLiteral("1")});
        const Delta wanted = proposed(other, document, {ben, QStringLiteral("2")});
        if (a.isEmpty() || wanted.isEmpty() || touchesComments(row.change) || touchesComments(other))
            return;
        room::RoomStart start;
        start.snapshot = document;
        for (const QByteArray &hash : imagesIn(compose(a, rebase(wanted, a, Tie::GoesBefore), Filter::Classes)))
            start.blobs.push_back(hash);
        room::Room room = *room::Room::start(std::move(start));
        room.join(1, {{1, 1}, {1, 1}, ada, protocol::Role::Suggester}, 0);
        room.join(2, {{2, 2}, {2, 2}, ben, protocol::Role::Suggester}, 0);
        session::PendingEdits mine(document);
        QVERIFY(mine.edit(wanted, session::PendingEdits::Grouping::New));
        QVERIFY(mine.send());
        const std::optional<session::Outgoing> sent = *mine.inFlight();
        const QString typed = proposedText(mine.visible(), "s:i", ben);
        const Delta first = committed(room, 1, {a});
        const Document afterFirst = room.document();
        QVERIFY(mine.receive(first));
        const Delta second = committed(room, 2, *sent);
        QVERIFY2(mine.acknowledge(second), row.shown(second));
        QVERIFY2(mine.base() == room.document() && mine.visible() == room.document(), row.shown(second));
        QVERIFY2(proposedText(room.document(), "s:i", ben) == typed, row.shown(second));
        for (const char *key : {"s:i", "s:d", "s:f"})
            QVERIFY2(proposedText(room.document(), key, ada) == proposedText(afterFirst, key, ada), row.shown(second));
        QVERIFY2(after(room.document(), Decision::Reject).toDelta() == row.base, row.shown(second));
        while (mine.undo()) { }
        QVERIFY2(mine.visible() == afterFirst, row.shown(second));
    });
}

// Else the mark, left in the joined paragraph, would join the next one, too.
void SuggestionLaws::what_joins_paragraphs_takes_the_proposals_to_join_them_along()
{
    int taken = 0;
    forFamilies(support::familyCount(5'000), [&taken](support::Random &random) {
        const Row row(random);
        Document document = documentOf(row.base);
        for (const Proposer &author : {Proposer{QStringLiteral("Ada"), QStringLiteral("1")}, {QStringLiteral("Ben"), QStringLiteral("2")}}) {
            const Delta change = toDelta(editorEdit(random, cellsIn(document)));
            document = applied(document, proposed(change, document, author));
        }
        const Delta change = toDelta(editorEdit(random, cellsIn(document)));
        const Delta whole = withProposedJoins(change, document);
        QVERIFY2(document.check(whole), row.shown(whole));
        const Document plain = applied(document, change);
        const Document joined = applied(document, whole);
        const qint64 left = proposedJoins(document, change);
        QVERIFY2(proposedJoins(joined, {}) == left, row.shown(whole));
        QVERIFY2(plain.length() - joined.length() == proposedJoins(plain, {}) - left, row.shown(whole));
        taken += whole == change ? 0 : 1;
    });
    QVERIFY2(taken > 20, qPrintable(QString::number(taken)));
}

SYNGRAPH_SEEDED_MAIN(SuggestionLaws)
#include "test_suggestion.moc"
