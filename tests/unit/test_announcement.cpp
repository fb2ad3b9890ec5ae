// SPDX-License-Identifier: GPL-3.0-or-later
// What a server says of itself to a network in which anybody may say anything.
#include "announcement/announcement.h"

#include <QTest>

using namespace syngraph::announcement;

namespace {

const QByteArray kId = QByteArray(32, '\xab').toHex();

Announcement someAnnouncement()
{
    return {kId, QStringLiteral("Zoë's computer"), 8930, 3, {QStringLiteral("Minutes"), QStringLiteral("a=b")}, false, true};
}

std::optional<Announcement> heard(const QByteArray &lines)
{
    return fromDatagram("syngraph 1\nport=8930\nid=" + kId + '\n' + lines);
}

} // namespace

class TestAnnouncement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSaidIsHeard()
    {
        Announcement said = someAnnouncement();
        QCOMPARE(fromDatagram(toDatagram(said)), said);
        QCOMPARE(fromTxt(toTxt(said), said.port), said);
        said.isLeaving = true;
        said.asks = false;
        QCOMPARE(fromDatagram(toDatagram(said)), said);
        // a record is withdrawn rather than says so
        QVERIFY(!fromTxt(toTxt(said), said.port)->isLeaving);
    }

    void whatIsNoAnnouncementIsPassedOver_data()
    {
        QTest::addColumn<QByteArray>("datagram");
        const QByteArray whole = toDatagram(someAnnouncement());
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("only the head") << QByteArray("syngraph 1\n");
        QTest::newRow("another program") << QByteArray("hello\nid=1\n");
        QTest::newRow("another version") << QByteArray(whole).replace("syngraph 1", "syngraph 2");
        QTest::newRow("cut") << whole.chopped(1);
        QTest::newRow("too long") << whole + "x=" + QByteArray(kMaxDatagramBytes, 'x') + '\n';
        QTest::newRow("no port") << QByteArray(whole).replace("port=8930\n", "");
        QTest::newRow("port 0") << QByteArray(whole).replace("port=8930", "port=0");
        QTest::newRow("port beyond the last") << QByteArray(whole).replace("port=8930", "port=65536");
        QTest::newRow("negative port") << QByteArray(whole).replace("port=8930", "port=-1");
        QTest::newRow("port of letters") << QByteArray(whole).replace("port=8930", "port=http");
        QTest::newRow("no id") << QByteArray(whole).replace("id=", "di=");
        QTest::newRow("short id") << QByteArray(whole).replace(kId, kId.chopped(2));
        QTest::newRow("id in capitals") << QByteArray(whole).replace(kId, kId.toUpper());
        QTest::newRow("id of no digits") << QByteArray(whole).replace(kId, QByteArray(64, 'g'));
    }

    void whatIsNoAnnouncementIsPassedOver()
    {
        QFETCH(QByteArray, datagram);
        QVERIFY(!fromDatagram(datagram));
    }

    void unknownLinesAreForLaterVersions()
    {
        const auto found = heard("colour=green\n\nnonsense\n=\nname=Here\n");
        QVERIFY(found);
        QCOMPARE(found->name, QStringLiteral("Here"));
    }

    void numbersOutOfBoundsCountAsNone()
    {
        QCOMPARE(heard("people=100001\n")->people, 0);
        QCOMPARE(heard("people=-4\n")->people, 0);
        QCOMPARE(heard("people=99999999999999\n")->people, 0);
        QCOMPARE(heard("people=100000\n")->people, 100'000);
        QVERIFY(!heard("leaving=yes\nasks=2\n")->isLeaving);
        QVERIFY(!heard("asks=2\n")->asks);
    }

    void namesCannotDeceive()
    {
        const QString deceiving = QStringLiteral("a\u202eb\u2066c\u200bd\u2028e\u2029f\ue000g\u0007h  \t i");
        QCOMPARE(heard("name=" + deceiving.toUtf8() + '\n')->name, QStringLiteral("abcdefgh i"));
        QCOMPARE(heard("title=" + deceiving.toUtf8() + '\n')->titles, QStringList{QStringLiteral("abcdefgh i")});
        // bytes that are no UTF-8, and a surrogate alone
        QVERIFY(!heard("name=\xff\xfe\xed\xa0\x80\n")->name.contains(QChar(0xd800)));
    }

    void namesAreCutBetweenCharacters()
    {
        const QString face = QStringLiteral("\U0001F600");
        const auto found = heard("name=" + (QStringLiteral("x") + face.repeated(60)).toUtf8() + '\n');
        QCOMPARE(found->name, QStringLiteral("x") + face.repeated(39)); // 79 of 80 units
    }

    void titlesThatDoNotFitAreLeftOut()
    {
        Announcement said = someAnnouncement();
        said.titles.clear();
        for (int i = 0; i < 100; ++i)
            said.titles << QStringLiteral("A title of forty letters, with number %1").arg(100 + i);
        QVERIFY(toDatagram(said).size() <= kMaxDatagramBytes);
        const auto found = fromDatagram(toDatagram(said));
        QVERIFY(found && found->titles.size() > 15 && found->titles.size() < 50);
        QCOMPARE(found->titles, said.titles.first(found->titles.size()));
        qsizetype bytes = 0;
        for (const QByteArray &string : toTxt(said)) {
            QVERIFY(string.size() <= 255);
            bytes += string.size() + 1;
        }
        QVERIFY(bytes <= kMaxDatagramBytes + 20);
        QVERIFY(fromTxt(toTxt(said), said.port)->titles.size() > 15);
    }

    void noMoreTitlesAreHeardThanFitAList()
    {
        QByteArray lines;
        for (int i = 0; i < 100; ++i)
            lines += "title=" + QByteArray::number(i) + '\n';
        QCOMPARE(heard(lines)->titles.size(), 50);
    }

    // Three bytes a unit: 80 units of such a title are 240 bytes, too long beside its key for one string of a record.
    void aTitleTooLongForOneStringIsLeftOutOfTheRecord()
    {
        Announcement said = someAnnouncement();
        said.titles = {QString(80, QChar(0x4e2d)), QString(80, QChar(0x4e2d)) + u'x', QStringLiteral("short")};
        QCOMPARE(fromTxt(toTxt(said), said.port)->titles.last(), QStringLiteral("short"));
        QCOMPARE(fromTxt({"protocol=1", "id=" + kId}, 0), std::nullopt);
        QCOMPARE(fromTxt({"protocol=1", "id="}, 8930), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestAnnouncement)
#include "test_announcement.moc"
