// SPDX-License-Identifier: GPL-3.0-or-later
// Other people's carets above the text: what is painted anew, where they are named, what they cost.
#include "editor/outside_people.h"
#include "editor/remote_carets.h"
#include "editor/rich_text_edit.h"

#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>

using namespace syngraph;
using namespace syngraph::editor;
using model::Delta;
using model::Document;

namespace {

constexpr int kPatience = 30'000;

Document lines(int count)
{
    Delta delta;
    for (int i = 0; i < count; ++i)
        delta.insert(QStringLiteral("line %1 of a text with some words in it\n").arg(i));
    return *Document::fromDelta(delta);
}

RemoteCaret person(int number, qint64 position, qint64 anchor = -1)
{
    return {QByteArray::number(number), QStringLiteral("Person %1").arg(number), QColor::fromHsv(number * 37 % 360, 255, 180),
            {anchor < 0 ? position : anchor, position}};
}

} // namespace

class TestRemoteCarets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void onlyOldAndNewPlacesArePaintedAnew();
    void caretsOutOfViewPaintNothing();
    void caretsGoAlongWithTheText();
    void whatIsPaintedIsWhatAFullPaintingShows();
    void peopleOutOfViewAreNamed();
    void aClickOnTheNameGoesThere();

private:
    QRegion nextUpdate(QSignalSpy &updates)
    {
        [&] { QTRY_VERIFY_WITH_TIMEOUT(!updates.isEmpty(), kPatience); }();
        QRegion area;
        for (const QList<QVariant> &update : std::exchange(static_cast<QList<QList<QVariant>> &>(updates), {}))
            area |= update[0].value<QRegion>();
        return area;
    }
    QStringList chips()
    {
        QStringList texts;
        const auto all = m_edit->findChildren<OutsideChip *>();
        for (const OutsideChip *chip : all) {
            if (!chip->isHidden())
                texts.append(chip->text());
        }
        return texts;
    }

    std::unique_ptr<RichTextEdit> m_edit;
    std::unique_ptr<RemoteCarets> m_carets;
};

void TestRemoteCarets::init()
{
    m_edit = std::make_unique<RichTextEdit>(Theme::light());
    m_edit->resize(900, 700);
    m_edit->show();
    m_edit->binding().setTimersOn(false);
    m_edit->showDocument(lines(400));
    m_carets = std::make_unique<RemoteCarets>();
    m_edit->setRemoteCarets(m_carets.get());
    QObject::connect(&m_edit->binding(), &DocumentBinding::changed, m_carets.get(), [this](const Delta &change) {
        m_carets->moveOver(change, m_edit->binding().mirror());
    });
    m_edit->viewport()->repaint();
    QCoreApplication::processEvents();
}

void TestRemoteCarets::cleanup()
{
    m_edit->setRemoteCarets(nullptr);
    m_carets.reset();
    m_edit.reset();
}

void TestRemoteCarets::onlyOldAndNewPlacesArePaintedAnew()
{
    QSignalSpy updates(m_carets.get(), &RemoteCarets::updateNeeded);
    m_carets->set(person(1, 5));
    const QRect first = nextUpdate(updates).boundingRect();
    QVERIFY(first.height() < 80 && first.width() < 200);
    m_carets->set(person(1, 300));
    const QRegion both = nextUpdate(updates);
    QVERIFY(both.contains(first.center()));
    qint64 pixels = 0;
    for (const QRect &part : both)
        pixels += qint64(part.width()) * part.height();
    QVERIFY(pixels < 2 * 200 * 80);
    m_carets->remove("1");
    QVERIFY(!nextUpdate(updates).isEmpty());
}

void TestRemoteCarets::caretsOutOfViewPaintNothing()
{
    QSignalSpy updates(m_carets.get(), &RemoteCarets::updateNeeded);
    QSignalSpy moved(m_carets.get(), &RemoteCarets::moved);
    const qsizetype shaped = m_edit->binding().mirror().length();
    for (int i = 0; i < 100; ++i)
        m_carets->set(person(i, shaped - 1000 - i));
    QTRY_VERIFY_WITH_TIMEOUT(!moved.isEmpty(), kPatience);
    QCOMPARE(updates.size(), 0);
}

void TestRemoteCarets::caretsGoAlongWithTheText()
{
    m_carets->set(person(1, 100, 90));
    m_edit->binding().applyRemote(Delta().retain(10).insert(u"some more words"));
    m_edit->binding().flush();
    QCOMPARE(m_carets->carets().front().selection, (Selection{105, 115}));
}

// Nothing is left where a caret was, nothing is missing where it is.
void TestRemoteCarets::whatIsPaintedIsWhatAFullPaintingShows()
{
    // names at the edge and marks on the scrollbar come by time too
    QObject::disconnect(m_carets.get(), &RemoteCarets::moved, m_edit.get(), nullptr);
    // painting, noticing what stands elsewhere, painting that
    const auto settled = [&] {
        for (int turn = 0; turn < 6; ++turn)
            QCoreApplication::processEvents();
    };
    m_carets->setFlagsShown(false); // they come and go by time
    m_edit->clearFocus();            // so does one's own caret
    const auto onScreen = [&] { return m_edit->screen()->grabWindow(m_edit->winId()).toImage(); };
    for (int i = 0; i < 30; ++i) {
        m_carets->set(person(i % 5, 40 + 31 * i, i % 2 ? 20 + 31 * i : -1));
        settled();
        if (i % 3 == 0)
            m_edit->binding().applyRemote(Delta().retain(i * 7).insert(i % 2 ? u"new\n" : u"word "));
        if (i % 7 == 0)
            m_edit->verticalScrollBar()->setValue(i * 5);
        m_edit->binding().flush();
        settled();
        const QImage partly = onScreen();
        m_edit->viewport()->update();
        settled();
        QVERIFY(!partly.isNull());
        QCOMPARE(partly, onScreen());
    }
}

void TestRemoteCarets::peopleOutOfViewAreNamed()
{
    const qint64 length = m_edit->binding().mirror().length();
    m_edit->verticalScrollBar()->setValue(m_edit->verticalScrollBar()->maximum() / 2);
    m_edit->viewport()->repaint();
    m_carets->set(person(1, 5));
    m_carets->set(person(2, 900));
    m_carets->set(person(3, length - 5));
    for (int i = 4; i < 8; ++i)
        m_carets->set(person(i, length - 10 * i));
    // the nearest first
    QTRY_COMPARE_WITH_TIMEOUT(chips(), QStringList({QStringLiteral("↑ Person 2, Person 1"), QStringLiteral("↓ Person 7, Person 6 +3")}),
                              kPatience);
    m_carets->clear();
    QTRY_VERIFY_WITH_TIMEOUT(chips().isEmpty(), kPatience);
}

void TestRemoteCarets::aClickOnTheNameGoesThere()
{
    const qint64 position = m_edit->binding().mirror().length() - 2000;
    m_carets->set(person(1, position));
    QTRY_COMPARE_WITH_TIMEOUT(chips().size(), 1, kPatience);
    const auto all = m_edit->findChildren<OutsideChip *>();
    for (OutsideChip *chip : all) {
        if (!chip->isHidden())
            chip->click();
    }
    m_edit->viewport()->repaint();
    QTextCursor there(m_edit->document());
    there.setPosition(int(position));
    const int y = m_edit->cursorRect(there).top();
    QVERIFY(std::abs(y - m_edit->viewport()->height() / 3) <= 2);
    QTRY_VERIFY_WITH_TIMEOUT(chips().isEmpty(), kPatience);
}

QTEST_MAIN(TestRemoteCarets)
#include "test_remote_carets.moc"
