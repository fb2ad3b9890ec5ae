// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/typing_steps.h"

#include <QTest>

using namespace syngraph;
using ui::TypingSteps;
using editor::EditKind;
using Grouping = session::PendingEdits::Grouping;

// What one step of undo is (SEMANTICS 5): a burst of typing up to a word, one command, one paste.
class TestTypingSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWordWithItsSpaceIsOneStep();
    void aPauseOrAnotherPlaceBeginsAStep();
    void othersDoNotCutATypedWord();
    void commandsAreStepsOfTheirOwn();
    void deletingIsJoinedUntilSomethingElse();

private:
    static model::Delta inserted(qint64 at, QStringView text)
    {
        model::Delta change;
        change.retain(at).insert(text);
        return change;
    }
    static model::Delta removed(qint64 at)
    {
        model::Delta change;
        change.retain(at).remove(1);
        return change;
    }
};

void TestTypingSteps::aWordWithItsSpaceIsOneStep()
{
    TypingSteps steps;
    const QString text = QStringLiteral("ab cd");
    QString starts;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (steps.next(inserted(i, QStringView(text).sliced(i, 1)), EditKind::Typing, i * 100) == Grouping::New)
            starts += text[i];
    }
    QCOMPARE(starts, QStringLiteral("ac"));
}

void TestTypingSteps::aPauseOrAnotherPlaceBeginsAStep()
{
    TypingSteps steps;
    QVERIFY(steps.next(inserted(5, u"a"), EditKind::Typing, 0) == Grouping::New);
    QVERIFY(steps.next(inserted(6, u"b"), EditKind::Typing, 1000) == Grouping::Continue);
    QVERIFY(steps.next(inserted(7, u"c"), EditKind::Typing, 2001) == Grouping::New);
    QVERIFY(steps.next(inserted(2, u"d"), EditKind::Typing, 2002) == Grouping::New);
    steps.interrupt();
    QVERIFY(steps.next(inserted(3, u"e"), EditKind::Typing, 2003) == Grouping::New);
}

void TestTypingSteps::othersDoNotCutATypedWord()
{
    TypingSteps steps;
    auto document = model::Document::fromDelta(inserted(0, u"0123456789\n"));
    QVERIFY(document);
    QVERIFY(steps.next(inserted(5, u"a"), EditKind::Typing, 0) == Grouping::New);
    steps.moveOver(inserted(2, u"xyz"), *document);
    QVERIFY(steps.next(inserted(9, u"b"), EditKind::Typing, 100) == Grouping::Continue);
}

void TestTypingSteps::commandsAreStepsOfTheirOwn()
{
    TypingSteps steps;
    QVERIFY(steps.next(inserted(0, u"a"), EditKind::Typing, 0) == Grouping::New);
    QVERIFY(steps.next(inserted(1, u"b"), EditKind::Command, 1) == Grouping::New);
    QVERIFY(steps.next(inserted(2, u"c"), EditKind::Command, 2) == Grouping::New);
    QVERIFY(steps.next(inserted(3, u"d"), EditKind::Paste, 3) == Grouping::New);
    QVERIFY(steps.next(inserted(4, u"e"), EditKind::Typing, 4) == Grouping::New);
}

void TestTypingSteps::deletingIsJoinedUntilSomethingElse()
{
    TypingSteps steps;
    QVERIFY(steps.next(removed(9), EditKind::Deleting, 0) == Grouping::New);
    QVERIFY(steps.next(removed(8), EditKind::Deleting, 100) == Grouping::Continue);
    QVERIFY(steps.next(removed(7), EditKind::Deleting, 200) == Grouping::Continue);
    QVERIFY(steps.next(removed(1), EditKind::Deleting, 300) == Grouping::New);
}

QTEST_MAIN(TestTypingSteps)
#include "test_typing_steps.moc"
