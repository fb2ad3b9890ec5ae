// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of proposing and deciding.
#include "families.h"
#include "model/compose.h"
#include "model/json_reader.h"
#include "model/rebase.h"
#include "model/schema.h"
#include "model/suggestion.h"
#include "protocol/role_rules.h"
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

bool proposesParagraphEnds(const Document &document)
{
    const std::vector<Suggestion> all = suggestionsIn(document);
    return std::ranges::any_of(all, [](const Suggestion &one) { return one.inserted.contains(kParagraphMark); });
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
        const Delta proposal = proposed(row.change, *before, {QStringLiteral("Ada"), QStringLiteral("1")});
        const Document accepted = after(applied(*before, proposal), Decision::Accept);
        QVERIFY2(accepted.toDelta() == applied(*before, row.change).toDelta(), row.shown(proposal));
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
            QVERIFY2(protocol::mayPropose(proposal, document, author), row.shown(proposal));
            document = applied(document, proposal);
        }
    });
}

// Two decide at once, on the same or on different proposals: both see the same, what was decided on is decided, and
// where they decide the same it is as if one of them had decided (see decided() for the exception).
void SuggestionLaws::decisions_of_two_people_meet()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const Row row(random);
        Document document = *Document::fromDelta(row.base);
        for (const char16_t *author : {u"Ada", u"Ben"}) {
            const Delta change = toDelta(editorEdit(random, cellsIn(document)));
            const QString name = QString::fromUtf16(author);
            document = applied(document, proposed(change, document, {name, name}));
        }
        const auto draw = [&] { return random.chance(50) ? Decision::Accept : Decision::Reject; };
        const Decision first = draw();
        const Decision second = draw();
        const bool isAll = random.chance(50);
        const auto chosen = [isAll](const QString &, const QString &author) { return isAll || author == u"Ada"; };
        const Delta a = decided(document, first, &isAny);
        const Delta b = decided(document, second, chosen);
        const Document one = applied(applied(document, a), rebase(b, a, Tie::GoesBefore));
        const Document two = applied(applied(document, b), rebase(a, b, Tie::GoesAfter));
        QVERIFY2(one == two, row.shown(a));
        QVERIFY2(suggestionsIn(one).empty(), row.shown(b));
        if (first == second && isAll && !proposesParagraphEnds(document))
            QVERIFY2(one == applied(document, a), row.shown(a));
    });
}

SYNGRAPH_SEEDED_MAIN(SuggestionLaws)
#include "test_suggestion.moc"
