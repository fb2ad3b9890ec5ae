// SPDX-License-Identifier: GPL-3.0-or-later
// Commands as values: what each sends, and that every command on every document is valid and in the editor forms.
#include "test_edit_commands.h"

#include "editor/edit_commands.h"
#include "editor/edit_forms.h"
#include "editor/line_commands.h"
#include "editor/myers.h"
#include "editor/numbering_commands.h"
#include "editor/section_commands.h"
#include "editor/shared_format.h"
#include "model/compose.h"
#include "model/delta_json.h"
#include "model/schema.h"
#include "support/generators.h"
#include "support/oracle.h"
#include "support/seed.h"

#include <QCoreApplication>
#include <QTest>

using namespace syngraph;
using namespace syngraph::editor;
using model::Attributes;
using model::Delta;
using model::Document;
using model::Filter;
using model::Value;

namespace {

Document documentOf(const QByteArray &json)
{
    return *Document::fromDelta(*model::parseDelta(json));
}

QByteArray changeOf(const Edit &edit)
{
    return model::toJson(edit.change);
}

QByteArray afterwards(const Document &document, const Edit &edit)
{
    Document after = document;
    if (!model::checkChange(edit.change, document) || !after.apply(edit.change, Filter::Classes))
        return "refused";
    return model::toJson(after.toDelta());
}

Document after(const Document &document, const Edit &edit)
{
    Document result = document;
    [[maybe_unused]] const auto done = result.apply(edit.change, Filter::Classes);
    Q_ASSERT(done);
    return result;
}

// A random place that cuts no pair.
qint64 placeIn(support::Random &random, const Document &document)
{
    const qint64 position = random.below(document.length());
    return document.splitsPair(position) ? position + 1 : position;
}

} // namespace

void TestEditCommands::formsKeepTheEffect()
{
    support::Random random(support::seed(), 1);
    for (int i = 0; i < support::familyCount(20'000); ++i) {
        const support::Cells cells = support::randomDocument(random, support::World::Schema);
        const Document before = *Document::fromDelta(toDelta(cells));
        const Delta change = toDelta(support::anyEdit(random, support::World::Schema, cells));
        const Delta formed = editorForms(change, before);
        Document expected = before;
        Document got = before;
        QVERIFY(expected.apply(change, Filter::Classes));
        QVERIFY2(model::checkChange(formed, before) && got.apply(formed, Filter::Classes), model::toJson(formed).constData());
        QVERIFY2(expected == got, (model::toJson(before.toDelta()) + ' ' + model::toJson(change) + " -> "
                                   + model::toJson(formed)).constData());
    }
}

void TestEditCommands::formsAreStable()
{
    support::Random random(support::seed(), 2);
    for (int i = 0; i < support::familyCount(5000); ++i) {
        const support::Cells cells = support::randomDocument(random, support::World::Schema);
        const Document before = *Document::fromDelta(toDelta(cells));
        const Delta once = editorForms(toDelta(support::anyEdit(random, support::World::Schema, cells)), before);
        QCOMPARE(model::toJson(editorForms(once, before)), model::toJson(once));
    }
}

void TestEditCommands::openedLinesSayTheirBlock()
{
    const Document document = documentOf(R"([{"insert":"ab\ncd\n"}])");
    QCOMPARE(changeOf(commands::splitLine(document, Selection::caret(2))),
             R"([{"retain":2},{"insert":"\n"},{"retain":1,"attributes":{"block":null}}])");
    QCOMPARE(changeOf(commands::splitLine(document, Selection::caret(5))),
             R"([{"retain":5},{"insert":"\n"},{"retain":1,"attributes":{"block":null}}])");
}

void TestEditCommands::paragraphsBetweenLinesGoToTheUpperOne()
{
    const Document document = documentOf(R"([{"insert":"ab"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"cd\n"}])");
    // Enter at a line's start
    QCOMPARE(changeOf(commands::splitLine(document, Selection::caret(3))),
             R"([{"retain":2},{"insert":"\n","attributes":{"block":"h1"}},{"retain":1,"attributes":{"block":null}}])");
    // above the first line there is none
    QCOMPARE(changeOf(commands::splitLine(document, Selection::caret(0))), R"([{"insert":"\n"}])");
    const Delta paragraphs = *model::parseDelta(R"([{"insert":"X"},{"insert":"\n","attributes":{"block":"quote"}},{"insert":"\n"}])");
    QCOMPARE(changeOf(commands::insertParagraphs(document, Selection::caret(3), paragraphs)),
             R"([{"retain":2},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"X"},{"retain":1,"attributes":{"block":"quote"}}])");
}

void TestEditCommands::everyCommandIsValid()
{
    support::Random random(support::seed(), 3);
    for (int i = 0; i < support::familyCount(5000); ++i) {
        const support::Cells cells = support::randomDocument(random, support::World::Schema, 20);
        const Document before = *Document::fromDelta(toDelta(cells));
        const Selection selection{placeIn(random, before), placeIn(random, before)};
        const auto styleNumber = BlockStyle(random.below(kBlockStyles));
        const std::vector<Edit> edits{
            commands::setFormat(before, selection, support::toAttributes(support::randomInlineFormats(random, support::World::Schema))),
            commands::clearFormat(before, selection),
            commands::setLink(before, selection, QStringLiteral("https://a.example/")),
            commands::setLink(before, selection, {}),
            commands::insertText(before, selection, QStringLiteral("a\r\nb"), {}),
            commands::insertLineBreak(before, selection, {}),
            commands::insertRule(before, selection),
            commands::insertParagraphs(before, selection, toDelta(support::randomDocument(random, support::World::Schema))),
            commands::moveSelection(before, selection, placeIn(random, before)),
            commands::deleteSelection(before, selection),
            commands::toggleBlock(before, selection, styleNumber),
            commands::changeIndent(before, selection, random.chance(50) ? 1 : -1),
            commands::setNumbering(before, selection, random.chance(50) ? "A" : "1"),
            commands::align(before, selection, QStringLiteral("right")),
            commands::toggleCheck(before, selection.position),
            commands::splitLine(before, selection),
            commands::backspaceAtLineStart(before, Selection::caret(selection.position)).value_or(Edit()),
            commands::deleteAtLineEnd(before, Selection::caret(selection.position)).value_or(Edit()),
        };
        for (const Edit &edit : edits) {
            const QByteArray told = model::toJson(before.toDelta()) + ' ' + changeOf(edit);
            QVERIFY2(model::checkChange(edit.change, before), told.constData());
            QCOMPARE(changeOf({editorForms(edit.change, before), {}, {}}), changeOf(edit));
            Document after = before;
            QVERIFY2(after.apply(edit.change, Filter::Classes), told.constData());
            QVERIFY(!edit.selection || (edit.selection->start() >= 0 && edit.selection->end() < after.length()));
        }
    }
}

void TestEditCommands::inlineFormatsLeaveParagraphEndsAlone()
{
    const Document document = documentOf(R"([{"insert":"a\nb\n"}])");
    const Edit edit = commands::toggleFormat(document, {0, 3}, "bold", Value::boolean(true));
    QCOMPARE(changeOf(edit), R"([{"retain":1,"attributes":{"bold":true}},{"retain":1},{"retain":1,"attributes":{"bold":true}}])");
}

void TestEditCommands::aFormatIsSetOnlyWhereItChangesSomething()
{
    const Document document = documentOf(R"([{"insert":"ab","attributes":{"bold":true}},{"insert":"cd\n"}])");
    const Attributes bold{{"bold", Value::boolean(true)}};
    QCOMPARE(changeOf(commands::setFormat(document, {0, 4}, bold)), R"([{"retain":2},{"retain":2,"attributes":{"bold":true}}])");
    QVERIFY(commands::setFormat(document, {0, 2}, bold).change.isEmpty());
    // all of it is bold: off
    QCOMPARE(changeOf(commands::toggleFormat(document, {0, 2}, "bold", Value::boolean(true))), R"([{"retain":2,"attributes":{"bold":null}}])");
}

void TestEditCommands::whatASelectionSharesIsFoundInParts()
{
    const Attributes bold{{"bold", Value::boolean(true)}};
    const Attributes right{{"align", Value::string(u"right")}, {"indent", Value::number(1)}};
    Delta content;
    for (int line = 0; line < 5000; ++line)
        content.insert(u"words", line % 2 ? bold.with("italic", Value::boolean(true)) : bold).insert(u"\n", right);
    const Document document = *Document::fromDelta(content);
    const Selection all{0, document.length() - 1};
    SharedFormat shared(document, all);
    int parts = 0;
    for (; !shared.isDone(); ++parts)
        shared.advance(0);
    QVERIFY(parts > 50);
    QCOMPARE(shared.text(), bold);
    QCOMPARE(shared.lines(), right);
    QCOMPARE(shared.alignment(), QStringLiteral("right"));
    QCOMPARE(commands::formatAt(document, all), bold);
    // as soon as nothing is shared any more, the rest does not matter
    Document mixed = document;
    QVERIFY(mixed.apply(Delta().insert(u"plain").insert(u"\n").insert(u"plain").insert(u"\n", Attributes{{"align", Value::string(u"center")}}),
                        Filter::Classes));
    SharedFormat none(mixed, {0, mixed.length() - 1});
    none.advance(0);
    QVERIFY(none.isDone());
    QVERIFY(none.text().isEmpty() && none.lines().isEmpty() && none.alignment().isEmpty());
}

void TestEditCommands::typingFormatFollowsTheClasses()
{
    const Document document = documentOf(
        R"([{"insert":"ab","attributes":{"bold":true,"c:t":true,"link":"https://a.example/","s:i":{"author":"A","id":"1"}}},{"insert":"c\n"}])");
    QVERIFY(commands::typingFormat(document, 0).isEmpty());
    const Attributes inside = commands::typingFormat(document, 1);
    QVERIFY(inside.contains("bold") && inside.contains("c:t") && inside.contains("link") && !inside.contains("s:i"));
    QCOMPARE(commands::typingFormat(document, 2), (Attributes{{"bold", Value::boolean(true)}}));
}

void TestEditCommands::blockFormatsCoverWholeLines()
{
    const Document document = documentOf(R"([{"insert":"ab\ncd\nef\n"}])");
    QCOMPARE(changeOf(commands::toggleBlock(document, {1, 4}, BlockStyle::H1)), R"([{"retain":6,"attributes":{"block":"h1"}}])");
    // a selection that ends at a line's beginning does not reach into that line
    QCOMPARE(changeOf(commands::toggleBlock(document, {1, 3}, BlockStyle::H1)), R"([{"retain":3,"attributes":{"block":"h1"}}])");
    QVERIFY(commands::changeIndent(document, {0, 8}, -1).change.isEmpty());
}

void TestEditCommands::enterInsideALineSplitsIt()
{
    const Document document = documentOf(R"([{"insert":"abcd"},{"insert":"\n","attributes":{"block":"bullet"}}])");
    QCOMPARE(changeOf(commands::splitLine(document, Selection::caret(2))), R"([{"retain":2},{"insert":"\n","attributes":{"block":"bullet"}}])");
    QCOMPARE(afterwards(document, commands::splitLine(document, {1, 3})),
             R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"bullet"}},{"insert":"d"},{"insert":"\n","attributes":{"block":"bullet"}}])");
}

void TestEditCommands::numberingBeginsAndGoesOnWhereAsked()
{
    const auto ends = [](const Document &document) {
        QByteArrayList all;
        for (qint64 line = 0; line < document.lineCount(); ++line) {
            const Value *start = document.runAt(document.lineStart(line + 1) - 1).attributes.find("start");
            all << (start ? start->json() : QByteArray("-"));
        }
        return all.join(' ');
    };
    const QByteArray item = R"({"insert":"x"},{"insert":"\n","attributes":{"block":"ordered"}},)";
    const Document list = documentOf("[" + item + item + R"({"insert":"text\n"},)" + item + R"({"insert":"\n"}])");
    const Document restarted = after(list, commands::restartNumbering(list, Selection::caret(2)));
    QCOMPARE(ends(restarted), QByteArray("- 1 - - -"));
    QCOMPARE(ends(after(restarted, commands::continueNumbering(restarted, Selection::caret(3)))), QByteArray("- - - - -"));
    // over what is no list, and counted from where the one above begins
    QCOMPARE(ends(after(list, commands::continueNumbering(list, Selection::caret(10)))), QByteArray("- - - 3 -"));
    QCOMPARE(ends(after(restarted, commands::continueNumbering(restarted, Selection::caret(10)))), QByteArray("- 1 - 2 -"));
    QVERIFY(commands::restartNumbering(list, Selection::caret(5)).change.isEmpty());
    // the new item counts on, and what is no numbered item any more keeps nothing
    QCOMPARE(ends(after(restarted, commands::splitLine(restarted, Selection::caret(3)))), QByteArray("- 1 - - - -"));
    QCOMPARE(ends(after(restarted, commands::toggleBlock(restarted, {0, 4}, BlockStyle::Bullet))), QByteArray("- - - - -"));
}

void TestEditCommands::aListIsNumberedAsAWhole()
{
    const Document list = documentOf(R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"b"},{"insert":"\n","attributes":{"block":"ordered","indent":1}},)"
                                     R"({"insert":"c"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"d"},{"insert":"\n","attributes":{"block":"ordered","start":1}},{"insert":"e\n"}])");
    const auto numbering = [](const Document &document) {
        QByteArrayList all;
        for (qint64 line = 0; line < document.lineCount(); ++line) {
            const Attributes attributes = document.runAt(document.lineStart(line + 1) - 1).attributes;
            const Value *own = attributes.find("numbering");
            all << (own ? own->toString().toLatin1() : QByteArray(attributes.contains("block") ? "-" : "."));
        }
        return all.join(' ');
    };
    const Document letters = after(list, commands::setNumbering(list, Selection::caret(5), "A"));
    QCOMPARE(numbering(letters), QByteArray("A - A - ."));
    // usual there, and so nothing to be said
    QVERIFY(after(letters, commands::setNumbering(letters, Selection::caret(0), "1")) == list);
    QCOMPARE(numbering(after(list, commands::setNumbering(list, Selection::caret(2), "a"))), QByteArray("- - - - ."));
    QCOMPARE(numbering(after(list, commands::setNumbering(list, Selection::caret(8), "I"))), QByteArray("- - - - I"));
    // what comes to stand at another level goes on as the list there
    QCOMPARE(numbering(after(letters, commands::changeIndent(letters, Selection::caret(2), -1))), QByteArray("A A A - ."));
    QCOMPARE(numbering(after(letters, commands::changeIndent(letters, Selection::caret(4), 1))), QByteArray("A - - - ."));
    QCOMPARE(numbering(after(letters, commands::toggleBlock(letters, Selection::caret(4), BlockStyle::Bullet))), QByteArray("A - - - ."));
    const Document plain = after(letters, commands::toggleBlock(letters, Selection::caret(4), BlockStyle::Body));
    QCOMPARE(numbering(plain), QByteArray("A - . - ."));
    QCOMPARE(numbering(after(plain, commands::toggleBlock(plain, Selection::caret(4), BlockStyle::Ordered))), QByteArray("A - A - ."));
}

void TestEditCommands::paragraphsAreMovedAsTheyAre()
{
    support::Random random(support::seed(), 5);
    for (int i = 0; i < support::familyCount(3000); ++i) {
        const Document before = *Document::fromDelta(toDelta(support::randomDocument(random, support::World::Schema, 30)));
        const qint64 lines = before.lineCount();
        const auto startOf = [&](qint64 line) { return line == lines ? before.length() : before.lineStart(line); };
        const qint64 first = random.below(lines);
        const qint64 from = startOf(first);
        const qint64 to = startOf(random.between(first + 1, lines));
        const qint64 target = startOf(random.between(0, lines));
        const Edit edit = commands::moveParagraphs(before, from, to, target);
        if (target >= from && target <= to) {
            QVERIFY(edit.change.isEmpty());
            continue;
        }
        Delta expected;
        // behind what is there
        const auto add = [&](qint64 start, qint64 end) { expected = model::compose(before.slice(start, end), expected, Filter::None); };
        if (target > to) {
            add(0, from);
            add(to, target);
            add(from, to);
            add(target, before.length());
        } else {
            add(0, target);
            add(from, to);
            add(target, from);
            add(to, before.length());
        }
        QCOMPARE(afterwards(before, edit), model::toJson(expected));
    }
}

void TestEditCommands::enterAtAHeadingsStartLeavesTheHeading()
{
    const Document document = documentOf(R"([{"insert":"x\nHead"},{"insert":"\n","attributes":{"block":"h1"}}])");
    QCOMPARE(afterwards(document, commands::splitLine(document, Selection::caret(2))),
             R"([{"insert":"x\n\nHead"},{"insert":"\n","attributes":{"block":"h1"}}])");
}

void TestEditCommands::enterLeavesQuotesAndCode()
{
    const Document quote = documentOf(R"([{"insert":"\n","attributes":{"block":"quote"}}])");
    QCOMPARE(afterwards(quote, commands::splitLine(quote, Selection::caret(0))), R"([{"insert":"\n"}])");
    const Document code = documentOf(R"([{"insert":"x"},{"insert":"\n\n","attributes":{"block":"code"}}])");
    QCOMPARE(afterwards(code, commands::splitLine(code, Selection::caret(2))),
             R"([{"insert":"x"},{"insert":"\n","attributes":{"block":"code"}},{"insert":"\n"}])");
}

void TestEditCommands::aDoneTaskIsFollowedByAnOpenOne()
{
    const Document document = documentOf(R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"checked"}}])");
    QCOMPARE(afterwards(document, commands::splitLine(document, Selection::caret(1))),
             R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"checked"}},{"insert":"\n","attributes":{"block":"check"}}])");
    QCOMPARE(afterwards(document, commands::toggleCheck(document, 0)),
             R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"check"}}])");
}

void TestEditCommands::deletingAcrossLinesKeepsTheFirst()
{
    const Document document = documentOf(R"([{"insert":"abc"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"def\n"}])");
    QCOMPARE(changeOf(commands::deleteSelection(document, {2, 5})),
             R"([{"retain":2,"attributes":{"block":"h1"}},{"delete":3},{"retain":3,"attributes":{"block":"h1"}}])");
    // from a line's beginning on nothing is left of the first line
    QCOMPARE(changeOf(commands::deleteSelection(document, {0, 5})), R"([{"delete":5}])");
}

void TestEditCommands::pastedParagraphsBringTheirLook()
{
    const Document document = documentOf(R"([{"insert":"ab\n"}])");
    const Delta two = *model::parseDelta(R"([{"insert":"X"},{"insert":"\n","attributes":{"block":"h2"}},{"insert":"Y"},{"insert":"\n","attributes":{"block":"quote"}}])");
    QCOMPARE(afterwards(document, commands::insertParagraphs(document, Selection::caret(1), two)), R"([{"insert":"aX\nYb\n"}])");
    QCOMPARE(afterwards(document, commands::insertParagraphs(document, Selection::caret(2), two)),
             R"([{"insert":"abX\nY"},{"insert":"\n","attributes":{"block":"quote"}}])");
    const Document empty = Document::blank();
    QCOMPARE(afterwards(empty, commands::insertParagraphs(empty, Selection::caret(0), two)), model::toJson(two));
    const Delta one = *model::parseDelta(R"([{"insert":"X","attributes":{"c:t":true,"s:d":{"author":"A","id":"1"},"bold":true}},{"insert":"\n","attributes":{"block":"h2"}}])");
    QCOMPARE(afterwards(document, commands::insertParagraphs(document, Selection::caret(1), one)),
             R"([{"insert":"a"},{"insert":"X","attributes":{"bold":true}},{"insert":"b\n"}])");
}

void TestEditCommands::rulesStandOnTheirOwnLine()
{
    const Document document = documentOf(R"([{"insert":"ab"},{"insert":"\n","attributes":{"block":"bullet"}}])");
    QCOMPARE(afterwards(document, commands::insertRule(document, Selection::caret(1))),
             R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"bullet"}},{"insert":{"rule":{}}},{"insert":"\nb"},{"insert":"\n","attributes":{"block":"bullet"}}])");
}

void TestEditCommands::linksAreSetChangedAndRemoved()
{
    const Document document = documentOf(R"([{"insert":"a"},{"insert":"bc","attributes":{"link":"https://a.example/"}},{"insert":"d\n"}])");
    QCOMPARE(commands::linkAt(document, 3), QStringLiteral("https://a.example/"));
    QCOMPARE(changeOf(commands::setLink(document, Selection::caret(2), QStringLiteral("https://b.example/"))),
             R"([{"retain":1},{"retain":2,"attributes":{"link":"https://b.example/"}}])");
    QCOMPARE(changeOf(commands::setLink(document, Selection::caret(2), {})), R"([{"retain":1},{"retain":2,"attributes":{"link":null}}])");
    QVERIFY(commands::setLink(document, {0, 1}, QStringLiteral("javascript:x")).change.isEmpty());
    QCOMPARE(afterwards(document, commands::setLink(document, Selection::caret(4), QStringLiteral("#x"))),
             R"([{"insert":"a"},{"insert":"bc","attributes":{"link":"https://a.example/"}},{"insert":"d"},{"insert":"#x","attributes":{"link":"#x"}},{"insert":"\n"}])");
}

void TestEditCommands::myersFindsWhatIsShared()
{
    support::Random random(support::seed(), 4);
    for (int i = 0; i < support::familyCount(3000); ++i) {
        const QString a = support::randomText(random, support::World::Schema, true);
        QString b = a;
        for (qint64 edits = random.below(4); edits > 0; --edits)
            b.insert(random.below(b.size() + 1), QStringLiteral("q"));
        if (!b.isValidUtf16())
            continue;
        qint64 atA = 0;
        qint64 atB = 0;
        for (const CommonText &common : findCommon(a, b)) {
            QVERIFY(common.length >= kMinCommon && common.inA >= atA && common.inB >= atB);
            QCOMPARE(QStringView(a).sliced(common.inA, common.length), QStringView(b).sliced(common.inB, common.length));
            QVERIFY(QStringView(a).sliced(common.inA, common.length).isValidUtf16());
            atA = common.inA + common.length;
            atB = common.inB + common.length;
        }
    }
    const auto found = findCommon(u"one two three", u"one 2 three");
    QCOMPARE(found.size(), std::size_t(2));
    QCOMPARE(found[1].length, 6);
}

SYNGRAPH_SEEDED_MAIN(TestEditCommands)
