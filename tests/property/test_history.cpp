// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of the views of the past, against a model that knows each unit by a number.
#include "families.h"
#include "history/comparison.h"
#include "history/merge_review.h"
#include "model/diff.h"
#include "model/filter.h"
#include "history/sittings.h"
#include "support/generators.h"
#include "support/oracle.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

using namespace syngraph;
using namespace syngraph::history;
using namespace syngraph::property;
using support::Random;
using support::World;

namespace {

constexpr qint64 kMinute = 60'000;

bool isFormatted(const model::Op &op, bool isLineEnd)
{
    return (op.kind == model::Op::Kind::ChangeEmbed && !isLineEnd)
        || std::ranges::any_of(op.attributes.entries(), [&](const model::Attribute &one) {
               return (model::classOf(one.key) == model::KeyClass::Block) == isLineEnd && !one.key.startsWith("c:");
           });
}

// Without the comments on it.
model::rope::Run lookAt(const model::Document &document, std::size_t position)
{
    model::rope::Run run = document.runAt(qint64(position));
    for (const model::Attribute &one : std::vector(run.attributes.entries().begin(), run.attributes.entries().end())) {
        if (one.key.startsWith("c:"))
            run.attributes = run.attributes.without(one.key);
    }
    run.length = 1;
    return run;
}

// Which units each revision had; a unit keeps its number for ever.
struct Units
{
    std::vector<std::vector<int>> at{{0}};
    std::vector<qint64> writtenBy{0};
    std::map<int, qint64> deletedBy;
    std::map<int, std::vector<qint64>> formattedBy; // in rising order
    std::set<int> lineEnds{0};

    void apply(const model::Delta &change, qint64 revision)
    {
        std::vector<int> now;
        std::size_t before = 0;
        const std::vector<int> &old = at.back();
        qsizetype written = 0;
        for (const model::Op &op : change.ops()) {
            for (qint64 i = 0; i < op.length; ++i) {
                if (op.isKeep() && isFormatted(op, lineEnds.contains(old[before])))
                    formattedBy[old[before]].push_back(revision);
                if (op.isInsert()) {
                    if (op.kind == model::Op::Kind::InsertText && change.text().at(written++) == u'\n')
                        lineEnds.insert(int(writtenBy.size()));
                    now.push_back(int(writtenBy.size()));
                    writtenBy.push_back(revision);
                } else if (op.isDelete()) {
                    deletedBy[old[before++]] = revision;
                } else {
                    now.push_back(old[before++]);
                }
            }
        }
        now.insert(now.end(), old.begin() + qint64(before), old.end());
        at.push_back(std::move(now));
    }
};

protocol::HistoryChange changeOf(qint64 revision, const model::Delta &delta, const QString &author = QStringLiteral("Anna"),
                                 qint64 timeMs = 0)
{
    return {Revision{revision}, author, timeMs, protocol::ChangeKind::Edit, {}, {}, protocol::WireDelta(delta)};
}

struct Past
{
    Log log;
    Units units;
    std::vector<model::Document> contents{model::Document::blank()};

    void apply(const model::Delta &delta)
    {
        const qint64 revision = log.head().value + 1;
        QVERIFY(log.append(std::vector{changeOf(revision, delta)}));
        units.apply(delta, revision);
        contents.push_back(contents.back());
        QVERIFY(contents.back().apply(delta, model::Filter::Classes));
    }
};

Past randomPast(Random &random, qint64 changes)
{
    Past world;
    support::Cells cells = support::cellsOf(QStringLiteral("\n"), {}, {});
    for (qint64 i = 0; i < changes; ++i) {
        const support::Edit edit = editorEdit(random, cells);
        world.apply(toDelta(edit));
        cells = support::oracle::apply(cells, edit, model::Filter::Classes);
    }
    return world;
}

void verifyParts(const Past &world, const Comparison &comparison)
{
    const auto from = std::size_t(comparison.from.value);
    const auto to = std::size_t(comparison.to.value);
    const bool isForward = from <= to;
    QVERIFY(comparison.before == world.contents[from]);
    QVERIFY(comparison.after == world.contents[to]);
    std::size_t before = 0;
    std::size_t after = 0;
    for (const Part &part : comparison.parts) {
        for (qint64 i = 0; i < part.length; ++i) {
            const auto unitOf = [&](bool isAfter) { return isAfter ? world.units.at[to].at(after++) : world.units.at[from].at(before++); };
            if (part.isBefore() && part.isAfter()) {
                const auto then = lookAt(comparison.before, before);
                const auto now = lookAt(comparison.after, after);
                QCOMPARE(then.attributes == now.attributes && then.embed == now.embed, part.kind == Part::Kind::Kept);
                const int unit = unitOf(true);
                QCOMPARE(unit, unitOf(false));
                if (part.kind == Part::Kind::Formatted) {
                    const auto &all = world.units.formattedBy.at(unit);
                    const auto behind = std::ranges::upper_bound(all, std::max(comparison.from, comparison.to).value);
                    QCOMPARE(part.by.value, *std::prev(behind));
                }
                continue;
            }
            const int unit = unitOf(part.kind == Part::Kind::Added);
            const bool isWritten = (part.kind == Part::Kind::Added) == isForward;
            QCOMPARE(part.by.value, isWritten ? world.units.writtenBy.at(std::size_t(unit)) : world.units.deletedBy.at(unit));
        }
    }
    QCOMPARE(before, world.units.at[from].size());
    QCOMPARE(after, world.units.at[to].size());
}

Log logOf(std::initializer_list<protocol::HistoryChange> changes)
{
    Log log;
    const auto done = log.append(std::vector(changes));
    Q_ASSERT(done);
    return log;
}

model::Delta typed(qint64 place, const QString &text)
{
    return model::Delta().retain(place).insert(text);
}

std::vector<qint64> values(const std::vector<Revision> &revisions)
{
    std::vector<qint64> out;
    for (const Revision revision : revisions)
        out.push_back(revision.value);
    return out;
}

} // namespace

class HistoryLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void any_revision_is_what_the_changes_make_of_it();
    void a_comparison_leads_from_one_content_to_the_other();
    void a_gap_in_the_log_is_refused();
    void a_pause_or_another_person_begins_a_sitting();
    void steps_go_by_change_minute_and_sitting();
    void a_paragraph_knows_the_changes_that_made_it();
    void paragraphs_are_found_again_behind_a_change_data();
    void paragraphs_are_found_again_behind_a_change();
    void what_both_sides_changed_is_found();
    void any_point_of_100000_changes_is_there_at_once();
};

void HistoryLaws::any_revision_is_what_the_changes_make_of_it()
{
    forFamilies(20, [](Random &random) {
        const Past world = randomPast(random, random.between(1, 600));
        for (int i = 0; i < 40; ++i) {
            const Revision at{random.between(0, world.log.head().value)};
            QVERIFY(world.log.contentAt(at) == world.contents[std::size_t(at.value)]);
            std::size_t unit = 0;
            world.log.writersAt(at).visit(0, world.contents[std::size_t(at.value)].length(), [&](qint64, qint64 length, Revision by) {
                for (; length > 0; --length)
                    QCOMPARE(by.value, world.units.writtenBy.at(std::size_t(world.units.at[std::size_t(at.value)].at(unit++))));
            });
            QCOMPARE(unit, world.units.at[std::size_t(at.value)].size());
        }
    });
}

void HistoryLaws::a_comparison_leads_from_one_content_to_the_other()
{
    forFamilies(support::familyCount(400), [](Random &random) {
        const Past world = randomPast(random, random.between(1, 25));
        for (int i = 0; i < 6; ++i) {
            const qint64 head = world.log.head().value;
            verifyParts(world, compare(world.log, Revision{random.between(0, head)}, Revision{random.between(0, head)}));
        }
    });
}

void HistoryLaws::a_gap_in_the_log_is_refused()
{
    Log log = logOf({changeOf(1, typed(0, QStringLiteral("a")))});
    QVERIFY(!log.append(std::vector{changeOf(3, typed(0, QStringLiteral("b")))}));
    QVERIFY(!log.append(std::vector{changeOf(2, typed(40, QStringLiteral("b")))}));
    QCOMPARE(log.head().value, 1);
    // what was read already may come again
    QVERIFY(log.append(std::vector{changeOf(1, typed(0, QStringLiteral("a"))), changeOf(2, typed(1, QStringLiteral("b")))}));
    QCOMPARE(log.contentAt(log.head()).text(0, 2), QStringLiteral("ab"));
}

void HistoryLaws::a_pause_or_another_person_begins_a_sitting()
{
    const QString anna = QStringLiteral("Anna");
    const QString ben = QStringLiteral("Ben");
    const Log log = logOf({changeOf(1, typed(0, QStringLiteral("abc")), anna, 0),
                           changeOf(2, model::Delta().remove(1), anna, 9 * kMinute),
                           changeOf(3, typed(0, QStringLiteral("x")), ben, 10 * kMinute),
                           changeOf(4, typed(0, QStringLiteral("y")), anna, 12 * kMinute),
                           changeOf(5, typed(0, QStringLiteral("z")), QStringLiteral("Cara"), 15 * kMinute),
                           changeOf(6, typed(0, QStringLiteral("w")), anna, 60 * kMinute)});
    const auto sittings = sittingsOf(log, {});
    QCOMPARE(sittings.size(), std::size_t(3));
    QCOMPARE(sittings[0].first.value, 1);
    QCOMPARE(sittings[0].last.value, 4);
    QCOMPARE(sittings[0].authors, (std::vector{0, 1}));
    QCOMPARE(sittings[0].added, 5);
    QCOMPARE(sittings[0].removed, 1);
    QCOMPARE(sittings[1].first.value, 5);
    QCOMPARE(sittings[2].first.value, 6);
    const auto annas = sittingsOf(log, {0, std::nullopt});
    QCOMPARE(annas.size(), std::size_t(2));
    QCOMPARE(annas[0].changes, 3);
}

void HistoryLaws::steps_go_by_change_minute_and_sitting()
{
    const QString anna = QStringLiteral("Anna");
    const model::Delta x = typed(0, QStringLiteral("x"));
    const Log log = logOf({changeOf(1, x, anna, 0), changeOf(2, x, anna, 10), changeOf(3, x, QStringLiteral("Ben"), kMinute),
                           changeOf(4, x, anna, kMinute + 10), changeOf(5, x, anna, 30 * kMinute)});
    const auto step = [&](qint64 at, Step how, bool isForward, const Choice &choice = {}) {
        return stepFrom(log, choice, Revision{at}, how, isForward).value_or(Revision{-1}).value;
    };
    QCOMPARE(step(2, Step::Change, true), 3);
    QCOMPARE(step(1, Step::Change, false), -1);
    QCOMPARE(step(5, Step::Change, true), -1);
    QCOMPARE(step(2, Step::Change, true, {0, std::nullopt}), 4);
    QCOMPARE(step(0, Step::Minute, true), 2);
    QCOMPARE(step(2, Step::Minute, true), 4);
    QCOMPARE(step(4, Step::Minute, false), 2);
    // from behind the end, as where nothing is shown yet
    QCOMPARE(step(6, Step::Minute, false), 5);
    QCOMPARE(step(6, Step::Change, false), 5);
    QCOMPARE(step(0, Step::Sitting, true), 4);
    QCOMPARE(step(5, Step::Sitting, false), 4);
}

void HistoryLaws::a_paragraph_knows_the_changes_that_made_it()
{
    const Log log = logOf({changeOf(1, typed(0, QStringLiteral("one\ntwo\nthree"))), // everything
                           changeOf(2, typed(4, QStringLiteral("in "))),              // at the beginning of the second
                           changeOf(3, typed(0, QStringLiteral("zero\n"))),           // above
                           changeOf(4, model::Delta().retain(12).remove(1)),          // "in [t]wo"
                           changeOf(5, typed(20, QStringLiteral("!"))),               // in the last
                           changeOf(6, model::Delta().retain(9).retain(2, {{"bold", model::Value::boolean(true)}}))});
    const model::Document content = log.contentAt(log.head());
    QCOMPARE(content.text(content.lineStart(2), content.lineStart(3)), QStringLiteral("in wo\n"));
    QCOMPARE(values(changesOf(log, log.head(), content.lineStart(2), content.lineStart(3))), (std::vector<qint64>{1, 2, 4, 6}));
    QCOMPARE(values(changesOf(log, log.head(), content.lineStart(0), content.lineStart(1))), (std::vector<qint64>{3}));
}

// Of "one\ntwo\nthree\n" the second paragraph.
void HistoryLaws::paragraphs_are_found_again_behind_a_change_data()
{
    QTest::addColumn<model::Delta>("change");
    QTest::addColumn<QString>("found");
    using model::Delta;
    QTest::newRow("nothing happens") << Delta() << QStringLiteral("two\n");
    QTest::newRow("written at its beginning") << Delta().retain(4).insert(u"is ") << QStringLiteral("is two\n");
    QTest::newRow("written at its end") << Delta().retain(7).insert(u"!") << QStringLiteral("two!\n");
    QTest::newRow("a paragraph in front") << Delta().retain(4).insert(u"new\n") << QStringLiteral("two\n");
    QTest::newRow("a paragraph behind, opened at its end") << Delta().retain(7).insert(u"\nnew") << QStringLiteral("two\nnew\n");
    QTest::newRow("a paragraph behind") << Delta().retain(8).insert(u"new\n") << QStringLiteral("two\n");
    QTest::newRow("rewritten") << Delta().retain(4).insert(u"2").remove(3) << QStringLiteral("2\n");
    QTest::newRow("deleted") << Delta().retain(4).remove(4) << QString();
    QTest::newRow("replaced") << Delta().retain(4).insert(u"2\n").remove(4) << QStringLiteral("2\n");
    QTest::newRow("joined with the first") << Delta().retain(3).remove(1) << QStringLiteral("two\n");
}

void HistoryLaws::paragraphs_are_found_again_behind_a_change()
{
    QFETCH(model::Delta, change);
    QFETCH(QString, found);
    model::Document document = documentOf(model::Delta().insert(u"one\ntwo\nthree\n"));
    QVERIFY(document.apply(change, model::Filter::Classes));
    const auto [from, to] = paragraphsAfter({4, 8}, change, document);
    QCOMPARE(document.text(from, to), found);
}

void HistoryLaws::what_both_sides_changed_is_found()
{
    const auto document = [](const char *text) { return documentOf(model::Delta().insert(QString::fromLatin1(text))); };
    const auto placesWith = [&](const char *mine, const char *theirs) {
        const model::Document before = document("one\ntwo\nthree\nfour\n");
        // the merge itself is not judged here
        const Meeting meeting{before, document(mine), document(theirs), {}};
        QStringList found;
        for (const ReviewPlace &place : placesOf(meeting)) {
            found << meeting.mine.text(place.mine.first, place.mine.second) + u'|'
                    + meeting.theirs.text(place.theirs.first, place.theirs.second);
        }
        return found;
    };
    QCOMPARE(placesWith("one\nmine\nthree\nfour\n", "one\ntheirs\nthree\nfour\n"), QStringList{QStringLiteral("mine\n|theirs\n")});
    QCOMPARE(placesWith("mine\ntwo\nthree\nfour\n", "one\ntheirs\nthree\nfour\n"), QStringList());
    QCOMPARE(placesWith("one\nmine\nthree\nfour\n", "one\nthree\nfour\n"), QStringList{QStringLiteral("mine\n|")});
    QCOMPARE(placesWith("one\nthree\nfour\n", "one\nthree\nfour\n"), QStringList());
    // both have only put paragraphs beside it
    QCOMPARE(placesWith("one\ntwo\nmine\nthree\nfour\n", "one\ntwo\ntheirs\nthree\nfour\n"), QStringList());
    QCOMPARE(placesWith("one\n2 mine\n3 mine\nfour\n", "one\n2 theirs\n3 theirs\nfour\n").size(), 1);
}

void HistoryLaws::any_point_of_100000_changes_is_there_at_once()
{
    Random random(support::seed());
    Log log;
    qint64 length = 1;
    std::vector<protocol::HistoryChange> page;
    for (qint64 revision = 1; revision <= 100'000; ++revision) {
        model::Delta change;
        const qint64 place = random.below(length - 1);
        if (length > 2000 && random.chance(40)) {
            change.retain(place).remove(1);
            --length;
        } else {
            change.retain(place).insert(random.chance(5) ? u"\n" : u"x");
            ++length;
        }
        page.push_back(changeOf(revision, change, QString::number(revision % 3), revision * 700));
    }
    const double began = cpuSeconds();
    QVERIFY(log.append(page));
    const double read = cpuSeconds() - began;
    double worst = 0;
    for (int i = 0; i < 50; ++i) {
        const Revision at{random.between(1, log.head().value)};
        const double start = cpuSeconds();
        const Comparison comparison = compare(log, Revision{std::max<qint64>(0, at.value - random.between(1, 1000))}, at);
        worst = std::max(worst, cpuSeconds() - start);
        QVERIFY(comparison.after.length() > 0);
    }
    const double start = cpuSeconds();
    QVERIFY(!compare(log, Revision{0}, log.head()).parts.empty());
    qInfo("read %.0f ms, any point against one up to 1,000 changes before %.1f ms at most, against the beginning %.0f ms",
          read * 1000, worst * 1000, (cpuSeconds() - start) * 1000);
    QVERIFY(worst < 0.1 * kSlowness);
}

SYNGRAPH_SEEDED_MAIN(HistoryLaws)
#include "test_history.moc"
