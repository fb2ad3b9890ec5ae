// SPDX-License-Identifier: GPL-3.0-or-later
// Pending changes and own undo, the parts that neither the scenarios nor the fuzzer name.
#include "model/compose.h"
#include "model/delta_json.h"
#include "session/pending_edits.h"
#include "support/cpu_time.h"
#include "support/trunk.h"

#include <QTest>

using namespace syngraph;
using namespace syngraph::model;
using namespace syngraph::session;
using Grouping = PendingEdits::Grouping;
using protocol::ChangeKind;

namespace {

Document documentOf(QStringView text)
{
    return *Document::fromDelta(Delta().insert(text));
}

QString textOf(const Document &document)
{
    return document.text(0, document.length() - 1);
}

Delta insertAt(qint64 position, QStringView text)
{
    return Delta().retain(position).insert(text);
}

void acknowledge(PendingEdits &edits)
{
    QVERIFY(edits.acknowledge(edits.inFlight()->change));
}

// Sends and acknowledges until nothing is pending.
void saveAll(PendingEdits &edits)
{
    while (edits.inFlight() || edits.send())
        acknowledge(edits);
}

} // namespace

class PendingEditsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a_burst_is_one_step_though_it_was_sent_in_pieces();
    void after_undo_typing_begins_a_new_step();
    void one_submit_holds_changes_of_one_kind();
    void what_comes_to_nothing_is_not_sent_and_can_be_undone();
    void an_invalid_edit_is_refused_and_alters_nothing();
    void a_foreign_change_that_does_not_fit_is_divergence();
    void another_committed_form_counts();
    void another_committed_form_is_taken_back_as_a_whole();
    void a_refused_change_leaves_and_the_rest_stays();
    void a_refused_change_takes_its_tied_undo_along();
    void a_step_put_back_and_taken_again_leaves_what_others_set_meanwhile_data();
    void a_step_put_back_and_taken_again_leaves_what_others_set_meanwhile();
    void what_is_pending_survives_a_restart();
    void a_damaged_journal_is_refused();
    void a_thousand_steps_can_be_undone();
    void an_afternoon_offline_is_quick_to_move();
    void undo_of_a_long_stack_is_the_same_whenever_it_is_asked_for();
};

void PendingEditsTest::a_burst_is_one_step_though_it_was_sent_in_pieces()
{
    PendingEdits edits(documentOf(u"\n"));
    QVERIFY(edits.edit(insertAt(0, u"h"), Grouping::New));
    QVERIFY(edits.send());
    QVERIFY(edits.edit(insertAt(1, u"e"), Grouping::Continue));
    acknowledge(edits);
    QVERIFY(edits.send());
    QVERIFY(edits.edit(insertAt(2, u"l"), Grouping::Continue));
    QVERIFY(edits.edit(insertAt(3, u"lo"), Grouping::Continue));
    QVERIFY(edits.edit(insertAt(5, u"!"), Grouping::New));
    QVERIFY(edits.undo());
    QCOMPARE(textOf(edits.visible()), u"hello"_qs);
    QCOMPARE(toJson(*edits.undo()), QByteArray("[{\"delete\":5}]"));
    QVERIFY(!edits.canUndo());
    QCOMPARE(toJson(*edits.redo()), QByteArray("[{\"insert\":\"hello\"}]"));
    QVERIFY(edits.redo());
    QCOMPARE(textOf(edits.visible()), u"hello!"_qs);
    saveAll(edits);
    QCOMPARE(textOf(edits.base()), u"hello!"_qs);
    QVERIFY(edits.undo() && edits.undo() && !edits.undo());
    QCOMPARE(textOf(edits.visible()), QString());
}

void PendingEditsTest::after_undo_typing_begins_a_new_step()
{
    PendingEdits edits(documentOf(u"\n"));
    QVERIFY(edits.edit(insertAt(0, u"a"), Grouping::New));
    QVERIFY(edits.edit(insertAt(1, u"b"), Grouping::New));
    QVERIFY(edits.undo());
    QVERIFY(edits.edit(insertAt(1, u"c"), Grouping::Continue));
    QVERIFY(!edits.canRedo());
    QVERIFY(edits.undo());
    QCOMPARE(textOf(edits.visible()), u"a"_qs);
}

void PendingEditsTest::one_submit_holds_changes_of_one_kind()
{
    PendingEdits edits(documentOf(u"\n"));
    QVERIFY(edits.edit(insertAt(0, u"a"), Grouping::New));
    saveAll(edits);
    QVERIFY(edits.edit(insertAt(1, u"b"), Grouping::New));
    QVERIFY(edits.send());
    QVERIFY(edits.undo());
    QVERIFY(edits.undo());
    QVERIFY(edits.edit(insertAt(0, u"c"), Grouping::New));
    acknowledge(edits);
    const auto undone = edits.send();
    QVERIFY(undone && undone->kind == ChangeKind::Undo);
    QCOMPARE(toJson(undone->change), QByteArray("[{\"delete\":2}]"));
    acknowledge(edits);
    const auto edited = edits.send();
    QVERIFY(edited && edited->kind == ChangeKind::Edit);
}

void PendingEditsTest::what_comes_to_nothing_is_not_sent_and_can_be_undone()
{
    PendingEdits edits(documentOf(u"ab\n"));
    QVERIFY(edits.edit(insertAt(1, u"x"), Grouping::New));
    QVERIFY(edits.edit(Delta().retain(1).remove(1), Grouping::New));
    QVERIFY(!edits.send());
    QVERIFY(!edits.hasUnsent());
    QVERIFY(edits.undo());
    QCOMPARE(textOf(edits.visible()), u"axb"_qs);
    QVERIFY(edits.send());
}

void PendingEditsTest::an_invalid_edit_is_refused_and_alters_nothing()
{
    PendingEdits edits(documentOf(u"ab\n"));
    QVERIFY(!edits.edit(Delta().retain(2).remove(1), Grouping::New));
    QVERIFY(!edits.edit(insertAt(4, u"x"), Grouping::New));
    QVERIFY(!edits.canUndo());
    QCOMPARE(textOf(edits.visible()), u"ab"_qs);
}

void PendingEditsTest::a_foreign_change_that_does_not_fit_is_divergence()
{
    PendingEdits edits(documentOf(u"ab\n"));
    QVERIFY(edits.edit(insertAt(0, u"x"), Grouping::New));
    const auto shown = edits.receive(Delta().retain(9).insert(u"y"));
    QVERIFY(!shown && shown.error().code == ErrorCode::Diverged);
    QCOMPARE(textOf(edits.visible()), u"xab"_qs);
}

void PendingEditsTest::another_committed_form_counts()
{
    PendingEdits edits(documentOf(u"ab\n"));
    QVERIFY(!edits.acknowledge({}));
    QVERIFY(edits.edit(insertAt(0, u"x"), Grouping::New));
    QVERIFY(edits.send());
    QVERIFY(edits.edit(insertAt(3, u"y"), Grouping::New));
    QVERIFY(!edits.acknowledge(insertAt(7, u"x")));
    QVERIFY(edits.inFlight());
    const auto shown = edits.acknowledge(insertAt(1, u"x"));
    QVERIFY(shown);
    QVERIFY(!edits.inFlight());
    QCOMPARE(edits.base(), documentOf(u"axb\n"));
    QCOMPARE(edits.visible(), documentOf(u"axby\n"));
    QVERIFY(edits.undo());
    QVERIFY(edits.undo());
    QCOMPARE(edits.visible(), documentOf(u"ab\n"));
}

void PendingEditsTest::another_committed_form_is_taken_back_as_a_whole()
{
    PendingEdits edits(documentOf(u"ab\n"));
    QVERIFY(edits.edit(insertAt(0, u"x"), Grouping::New));
    QVERIFY(edits.send());
    QVERIFY(edits.undo());
    QVERIFY(edits.edit(insertAt(2, u"y"), Grouping::New));
    const auto shown = edits.acknowledge(insertAt(1, u"z"));
    QVERIFY(shown);
    QVERIFY(shown->isEmpty());
    QCOMPARE(edits.base(), documentOf(u"azb\n"));
    QCOMPARE(edits.visible(), documentOf(u"aby\n"));
}

void PendingEditsTest::a_refused_change_leaves_and_the_rest_stays()
{
    PendingEdits edits(documentOf(u"ab\n"));
    QVERIFY(edits.edit(insertAt(2, u"lost"), Grouping::New));
    QVERIFY(edits.send());
    QVERIFY(edits.edit(insertAt(0, u"kept"), Grouping::New));
    const PendingEdits::Dropped dropped = edits.refuse();
    QCOMPARE(dropped.lost.text(), u"lost");
    QCOMPARE(toJson(dropped.visibleChange), QByteArray("[{\"retain\":6},{\"delete\":4}]"));
    QCOMPARE(textOf(edits.visible()), u"keptab"_qs);
    QVERIFY(edits.undo() && !edits.undo());
    QCOMPARE(textOf(edits.visible()), u"ab"_qs);
}

void PendingEditsTest::a_refused_change_takes_its_tied_undo_along()
{
    PendingEdits edits(documentOf(u"ab\n"));
    QVERIFY(edits.edit(Delta().remove(1), Grouping::New));
    QVERIFY(edits.send());
    QVERIFY(edits.undo());
    QVERIFY(edits.refuse().visibleChange.isEmpty());
    QCOMPARE(textOf(edits.visible()), u"ab"_qs);
    QVERIFY(!edits.hasUnsent() && !edits.canUndo() && !edits.canRedo());
}

void PendingEditsTest::a_step_put_back_and_taken_again_leaves_what_others_set_meanwhile_data()
{
    QTest::addColumn<bool>("isTied");
    QTest::newRow("undone when committed") << false;
    QTest::newRow("undone in flight") << true;
}

void PendingEditsTest::a_step_put_back_and_taken_again_leaves_what_others_set_meanwhile()
{
    QFETCH(bool, isTied);
    const auto coloured = [](qint64 from, qint64 length, const char *value) {
        return Delta().retain(from).retain(length, Attributes::fromSorted({{"color", Value::fromCanonicalJson(value)}}));
    };
    PendingEdits edits(documentOf(u"abcd\n"));
    QVERIFY(edits.edit(coloured(0, 4, "\"#ff0000\""), Grouping::New));
    QVERIFY(edits.send());
    if (isTied)
        QVERIFY(edits.undo());
    acknowledge(edits);
    if (!isTied)
        QVERIFY(edits.undo());
    QVERIFY(edits.receive(coloured(2, 2, "\"#0000ff\"")));
    auto restarted = PendingEdits::restore(edits.base(), edits.state());
    QVERIFY(restarted && restarted->restoreSteps(edits.computeSteps()));
    for (PendingEdits *each : {&edits, &*restarted}) {
        QVERIFY(each->redo());
        const auto undone = each->undo();
        QVERIFY(undone.has_value());
        QCOMPARE(toJson(*undone), toJson(coloured(0, 2, "null")));
    }
}

void PendingEditsTest::what_is_pending_survives_a_restart()
{
    PendingEdits edits(documentOf(u"ab\n"));
    QVERIFY(edits.edit(insertAt(0, u"1"), Grouping::New));
    QVERIFY(edits.edit(insertAt(1, u"2"), Grouping::New));
    QVERIFY(edits.send());
    QVERIFY(edits.undo());
    QVERIFY(edits.edit(insertAt(1, u"3"), Grouping::New));
    const PendingState state = edits.state();
    auto restored = PendingEdits::restore(edits.base(), state);
    QVERIFY(restored);
    QVERIFY(restored->state() == state);
    QVERIFY(restored->visible() == edits.visible());
    // it goes on as it would have without the restart
    for (PendingEdits *both : {&edits, &*restored}) {
        QVERIFY(both->receive(Delta().insert(u"R").remove(1)));
        acknowledge(*both);
        QVERIFY(both->send() && both->undo());
        QCOMPARE(textOf(both->visible()), u"1Rb"_qs);
    }
}

void PendingEditsTest::a_damaged_journal_is_refused()
{
    PendingState state;
    state.groups.push_back({insertAt(9, u"x"), ChangeKind::Edit, false, false});
    QVERIFY(!PendingEdits::restore(documentOf(u"ab\n"), state));
    state.groups.front().change = insertAt(1, u"x");
    QVERIFY(PendingEdits::restore(documentOf(u"ab\n"), state));
    state.groupsInFlight = 1;
    QVERIFY(!PendingEdits::restore(documentOf(u"ab\n"), state));
    state.inFlight = Outgoing{insertAt(1, u"y"), ChangeKind::Edit};
    QVERIFY(!PendingEdits::restore(documentOf(u"ab\n"), state));
    state.inFlight->change = insertAt(1, u"x");
    QVERIFY(PendingEdits::restore(documentOf(u"ab\n"), state));
    state.groups.front().takesBack = true;
    QVERIFY(!PendingEdits::restore(documentOf(u"ab\n"), state));
}

void PendingEditsTest::a_thousand_steps_can_be_undone()
{
    for (const bool saved : {true, false}) {
        PendingEdits edits(documentOf(u"start\n"));
        for (int step = 0; step < 1'500; ++step) {
            QVERIFY(edits.edit(insertAt(step % 5, u"x"), Grouping::New));
            if (saved)
                saveAll(edits);
        }
        QVERIFY(edits.receive(insertAt(3, u"foreign")));
        int steps = 0;
        while (edits.undo())
            ++steps;
        QVERIFY(steps >= UndoStack::kDepth);
        QVERIFY(edits.visible().text(0, edits.visible().length()).contains(u"foreign"));
        while (edits.redo())
            --steps;
        QCOMPARE(steps, 0);
        QCOMPARE(edits.visible().length(), 6 + 7 + 1'500);
    }
}

// SEMANTICS 8 promises 30 ms for an hour of typing.
void PendingEditsTest::an_afternoon_offline_is_quick_to_move()
{
    PendingEdits edits(documentOf(QString(20'000, u'x') + u'\n'));
    for (int change = 0; change < 5'000; ++change)
        QVERIFY(edits.edit(insertAt(3 * change, u"y"), change % 6 == 0 ? Grouping::New : Grouping::Continue));
    Delta remote;
    for (int change = 0; change < 2'000; ++change)
        remote.retain(7).insert(u"r");
    const double began = support::cpuSeconds();
    QVERIFY(edits.receive(remote));
    const double spent = support::cpuSeconds() - began;
    qInfo("%.0f ms", spent * 1000);
    QVERIFY(spent < 0.1 * support::kSlowness);
    QCOMPARE(edits.visible().length(), 20'001 + 5'000 + 2'000);
}

void PendingEditsTest::undo_of_a_long_stack_is_the_same_whenever_it_is_asked_for()
{
    // looking at the stack brings it up to date: once after every foreign change, once after all
    PendingEdits looked(documentOf(u"abcdefghij\n"));
    for (int step = 0; step < 8; ++step) {
        QVERIFY(looked.edit(Delta().retain(step).insert(u"xy").remove(1), Grouping::New));
        saveAll(looked);
    }
    PendingEdits waited = looked;
    for (int change = 0; change < 200; ++change) {
        const Delta remote = change % 3 == 0 ? insertAt(change % 11, u"r") : Delta().retain(change % 9).remove(1);
        QVERIFY(looked.receive(remote) && waited.receive(remote));
        if (looked.undo())
            QVERIFY(looked.redo());
        if (waited.visible().length() < 12)
            break;
    }
    QCOMPARE(textOf(looked.visible()), textOf(waited.visible()));
    const auto next = waited.undo();
    const auto same = looked.undo();
    QCOMPARE(next.has_value(), same.has_value());
    QCOMPARE(textOf(looked.visible()), textOf(waited.visible()));
}

QTEST_GUILESS_MAIN(PendingEditsTest)
#include "test_pending_edits.moc"
