// SPDX-License-Identifier: GPL-3.0-or-later
// Changes beyond the limits of one submit go out in parts.
#include "model/compose.h"
#include "model/schema.h"
#include "session/pending_edits.h"
#include "session/split_change.h"
#include "support/generators.h"
#include "support/seed.h"
#include "support/trunk.h"

#include <QElapsedTimer>
#include <QTest>

using namespace syngraph;
using namespace syngraph::model;
using namespace syngraph::session;

namespace {

Document documentOf(const Delta &content)
{
    auto document = Document::fromDelta(content);
    Q_ASSERT(document);
    return *document;
}

// `units` of text with line ends, quotes and surrogate pairs.
QString longText(qsizetype units)
{
    const QString line = QStringLiteral("Ein \"Satz\" mit Umlauten äöü und \U0001F600 darin.\n");
    return line.repeated(units / line.size() + 1);
}

// A document of `count` letters, and a change that makes every second one bold.
Delta everySecondBold(qint64 count)
{
    Delta change;
    for (qint64 i = 0; i < count; ++i)
        change.retain(1).retain(1, {{"bold", Value::boolean(true)}});
    return change;
}

Document letters(qint64 count)
{
    return documentOf(Delta().insert(QString(count, u'x')).insert(u"\n"));
}

void checkParts(const std::vector<Delta> &parts, const Delta &change, const Document &start, const SubmitLimits &limits)
{
    Document document = start;
    Delta together;
    for (const Delta &part : parts) {
        QVERIFY(checkChange(part, document));
        if (parts.size() > 1)
            QVERIFY(fitsOneSubmit(part, limits));
        QVERIFY(document.apply(part, Filter::Classes));
        together = compose(together, part, Filter::Classes);
    }
    QCOMPARE(toJson(together), toJson(change));
}

// Sends and commits everything there is, and returns the number of submits.
int sendAll(PendingEdits &edits, test::Trunk &trunk)
{
    int submits = 0;
    while (const auto outgoing = edits.send()) {
        Q_ASSERT(std::ssize(outgoing->change.ops()) <= kMaxComponents && toJson(outgoing->change).size() <= kMaxChangeBytes);
        const auto revision = trunk.commit(outgoing->change, trunk.head());
        Q_ASSERT(revision);
        if (!edits.acknowledge(trunk.committed(*revision)))
            return -1;
        ++submits;
    }
    return submits;
}

} // namespace

class SplitChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parts_compose_to_the_change_and_are_valid();
    void an_opened_line_is_not_torn();
    void cuts_at_line_ends_where_they_are_near();
    void ten_megabytes_of_text_come_through_and_are_one_step();
    void a_change_of_200000_components_comes_through_and_is_one_step();
    void an_offline_buffer_of_200000_components_comes_through();
    void time_is_linear();
};

void SplitChange::parts_compose_to_the_change_and_are_valid()
{
    const int families = support::familyCount();
    for (int family = 0; family < families; ++family) {
        support::Random random(support::seed(), static_cast<quint64>(family));
        const support::Cells cells = support::randomDocument(random, support::World::Schema, 30);
        const support::Edit edit = support::anyEdit(random, support::World::Schema, cells);
        const Document document = documentOf(support::toDelta(cells));
        const Delta change = support::toDelta(edit);
        const SubmitLimits limits{random.between(400, 900), random.between(2, 6)};
        Document check = document;
        Delta together;
        for (const Delta &part : splitChange(change, document, limits)) {
            QVERIFY(checkChange(part, check));
            QVERIFY(check.apply(part, Filter::Classes));
            together = compose(together, part, Filter::Classes);
        }
        QVERIFY2(together == change, (toJson(together) + " is not " + toJson(change)).constData());
    }
}

void SplitChange::an_opened_line_is_not_torn()
{
    const Document document = documentOf(Delta().insert(u"abcdef\n"));
    const Attributes none{{"block", Value::null()}};
    const Delta change = Delta().insert(u"1").retain(1).insert(u"2").retain(5).insert(u"\n").retain(1, none);
    for (const qint64 components : {3, 4, 5, 6}) {
        for (const Delta &part : splitChange(change, document, {10'000, components})) {
            const bool insertsLine = part.text().contains(u'\n');
            QCOMPARE(!part.ops().back().attributes.isEmpty(), insertsLine);
        }
    }
}

void SplitChange::cuts_at_line_ends_where_they_are_near()
{
    const Document document = Document::blank();
    const Delta change = Delta().insert(longText(20'000));
    const std::vector<Delta> parts = splitChange(change, document, {5'000, 100});
    QVERIFY(parts.size() > 4);
    for (const Delta &part : parts)
        QVERIFY(part.text().endsWith(u'\n'));
}

void SplitChange::ten_megabytes_of_text_come_through_and_are_one_step()
{
    PendingEdits edits(Document::blank());
    test::Trunk trunk(Document::blank());
    const Delta change = Delta().insert(longText(10'000'000));
    checkParts(splitChange(change, Document::blank()), change, Document::blank(), {});
    QVERIFY(edits.edit(change, PendingEdits::Grouping::New));
    QVERIFY(sendAll(edits, trunk) > 10);
    QVERIFY(trunk.document().hash() == edits.visible().hash());
    QVERIFY(edits.undo());
    QCOMPARE(edits.visible().length(), 1);
    QVERIFY(!edits.canUndo());
    QVERIFY(sendAll(edits, trunk) > 0);
    QCOMPARE(trunk.document().length(), 1);
    QVERIFY(edits.redo());
    QCOMPARE(edits.visible().length(), change.targetLength() + 1);
    QVERIFY(sendAll(edits, trunk) > 10);
    QVERIFY(edits.undo());
    QCOMPARE(edits.visible().length(), 1);
}

void SplitChange::a_change_of_200000_components_comes_through_and_is_one_step()
{
    const Document start = letters(400'000);
    PendingEdits edits(start);
    test::Trunk trunk(start);
    QVERIFY(edits.edit(everySecondBold(100'000), PendingEdits::Grouping::New));
    QVERIFY(edits.send());
    // the rest of it is still in the buffer when somebody else writes
    QVERIFY(trunk.commit(Delta().retain(150'001).insert(u"NEW"), 0));
    QVERIFY(edits.receive(trunk.committed(1)));
    QVERIFY(trunk.commit(edits.inFlight()->change, 1));
    QVERIFY(edits.acknowledge(trunk.committed(2)));
    QVERIFY(sendAll(edits, trunk) > 2);
    QVERIFY(trunk.document().hash() == edits.visible().hash());
    QVERIFY(edits.undo());
    QVERIFY(!edits.canUndo());
    QVERIFY(sendAll(edits, trunk) > 2);
    QCOMPARE(trunk.document().slice(0, 400'000).ops().size(), 1U);
}

void SplitChange::an_offline_buffer_of_200000_components_comes_through()
{
    const Document start = letters(450'000);
    PendingEdits edits(start);
    test::Trunk trunk(start);
    for (qint64 i = 0; i < 100'000; ++i)
        QVERIFY(edits.edit(Delta().retain(4 * i).insert(u"y"), PendingEdits::Grouping::New));
    QVERIFY(trunk.commit(Delta().retain(225'000).insert(u"NEW"), 0));
    QVERIFY(edits.receive(trunk.committed(1)));
    QVERIFY(sendAll(edits, trunk) > 2);
    QVERIFY(trunk.document().hash() == edits.visible().hash());
    for (int step = 0; step < 1'000; ++step)
        QVERIFY(edits.undo());
    QCOMPARE(edits.visible().length(), 450'001 + 3 + 99'000);
}

void SplitChange::time_is_linear()
{
    const auto spent = [](qint64 components) {
        const Document document = letters(components);
        const Delta change = everySecondBold(components / 2);
        QElapsedTimer timer;
        timer.start();
        const auto parts = splitChange(change, document);
        return std::max<qint64>(timer.nsecsElapsed() / 1000, static_cast<qint64>(parts.size()));
    };
    spent(50'000);
    const qint64 small = std::min(spent(100'000), spent(100'000));
    const qint64 large = std::min(spent(400'000), spent(400'000));
    qInfo("%lld us for 100,000 components, %lld us for 400,000", small, large);
    QVERIFY(large < small * 12);
}

SYNGRAPH_SEEDED_MAIN(SplitChange)
#include "test_split_change.moc"
