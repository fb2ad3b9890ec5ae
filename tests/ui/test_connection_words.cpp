// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection_words.h"

#include <QTest>

using namespace syngraph;
using namespace syngraph::ui;

// The one vocabulary about the connection (EXPERIENCE 1): what is said in each state.
class TestConnectionWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDocumentOfOnesOwnIsOnlyHereUntilSomebodyComes();
    void sendingIsSaidOnlyAfterHalfASecond();
    void silenceIsNamedAfterThreeSecondsWithWhatIsKept();
    void offlineCountsWhatIsKeptAndTheSecondsToTheNextAttempt();
    void comingBackMergesAndSaysWhat();
    void whatWillNotGoOnSaysWhyAndOffersACopy();
    void whatIsHandedBackIsSaidWithOneAction();
    void whoMayNotWriteIsToldWhatTheyMay();

private:
    static ConnectionFacts live()
    {
        ConnectionFacts facts;
        facts.link = session::Live{};
        facts.hasDocument = true;
        return facts;
    }
};

void TestConnectionWords::aDocumentOfOnesOwnIsOnlyHereUntilSomebodyComes()
{
    ConnectionFacts facts = live();
    facts.isOwn = true;
    QCOMPARE(wordsFor(facts).text, QStringLiteral("Only on this computer · saved"));
    facts.others = 1;
    QCOMPARE(wordsFor(facts).text, QStringLiteral("Live · all changes shared"));
    QVERIFY(!wordsFor(facts).isBar);
}

void TestConnectionWords::sendingIsSaidOnlyAfterHalfASecond()
{
    ConnectionFacts facts = live();
    facts.pending = 3;
    facts.pendingFor = 499;
    QVERIFY(wordsFor(facts).kind == ConnectionKind::Live);
    facts.pendingFor = 500;
    QVERIFY(wordsFor(facts).kind == ConnectionKind::Sending);
    QVERIFY(wordsFor(facts).text.contains(u'3'));
    QVERIFY(!wordsFor(facts).isBar);
}

void TestConnectionWords::silenceIsNamedAfterThreeSecondsWithWhatIsKept()
{
    ConnectionFacts facts = live();
    facts.pending = 12;
    facts.pendingFor = 2999;
    facts.silence = 2999;
    facts.server = QStringLiteral("Anna's computer");
    QVERIFY(wordsFor(facts).kind == ConnectionKind::Sending);
    facts.silence = 3000;
    const ConnectionWords words = wordsFor(facts);
    QVERIFY(words.text.startsWith(QStringLiteral("Anna's computer is not answering · 12 ")));
    QVERIFY(words.isBar);
    QVERIFY(words.tone == Tone::Warning);
}

void TestConnectionWords::offlineCountsWhatIsKeptAndTheSecondsToTheNextAttempt()
{
    ConnectionFacts facts = live();
    facts.link = session::Offline{};
    facts.pending = 47;
    facts.retryIn = 3200;
    const ConnectionWords words = wordsFor(facts);
    QVERIFY(words.text.startsWith(QStringLiteral("Offline · 47 ")));
    QVERIFY(words.text.endsWith(QStringLiteral("retrying in 4 s")));
    QVERIFY(words.action == ConnectionAction::TryNow);
    QVERIFY(words.isBar);
}

void TestConnectionWords::comingBackMergesAndSaysWhat()
{
    ConnectionFacts facts = live();
    facts.link = session::Joining{};
    QCOMPARE(wordsFor(facts).text, QStringLiteral("Back · merging…"));
    facts.link = session::Live{};
    facts.merged = ConnectionFacts::Merge{47, 12};
    QCOMPARE(wordsFor(facts).text, QStringLiteral("Merged: 47 of yours, 12 of others"));
    QVERIFY(wordsFor(facts).action == ConnectionAction::Dismiss);
}

void TestConnectionWords::whatWillNotGoOnSaysWhyAndOffersACopy()
{
    ConnectionFacts facts = live();
    facts.link = session::Stopped{{ErrorCode::NotAllowed, {}}};
    const ConnectionWords words = wordsFor(facts);
    QVERIFY(words.text.startsWith(QString(sentence(ErrorCode::NotAllowed))));
    QVERIFY(words.tone == Tone::Bad);
    QVERIFY(words.action == ConnectionAction::SaveCopy);
}

void TestConnectionWords::whatIsHandedBackIsSaidWithOneAction()
{
    ConnectionFacts facts = live();
    facts.handedBack = ConnectionFacts::HandedBack{1, {ErrorCode::NotAllowed, {}}};
    QCOMPARE(wordsFor(facts).text, QStringLiteral("1 change could not be saved · ") + QString(sentence(ErrorCode::NotAllowed)));
    QVERIFY(wordsFor(facts).action == ConnectionAction::ShowTexts);
    QVERIFY(wordsFor(facts).isBar && wordsFor(facts).tone == Tone::Bad);
    facts.handedBack->texts = 2;
    QVERIFY(wordsFor(facts).text.startsWith(u"2 changes"));
    // what hinders everything comes first
    facts.link = session::Offline{};
    QVERIFY(wordsFor(facts).kind == ConnectionKind::Offline);
}

void TestConnectionWords::whoMayNotWriteIsToldWhatTheyMay()
{
    ConnectionFacts facts = live();
    facts.role = protocol::Role::Viewer;
    QCOMPARE(wordsFor(facts).text, QStringLiteral("Live · you may read this document"));
    facts.pending = 2;
    QVERIFY2(wordsFor(facts).text.startsWith(u"2 changes kept here"), qPrintable(wordsFor(facts).text));
    QVERIFY(wordsFor(facts).isBar && wordsFor(facts).action == ConnectionAction::SaveCopy);
    facts.pending = 0;
    facts.role = protocol::Role::Commenter;
    QVERIFY(wordsFor(facts).text.contains(u"comment"));
    facts.role = protocol::Role::Suggester;
    QVERIFY(wordsFor(facts).text.contains(u"suggest"));
}

QTEST_MAIN(TestConnectionWords)
#include "test_connection_words.moc"
