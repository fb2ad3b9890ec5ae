// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "ui/zoom_control.h"

#include <QAbstractTextDocumentLayout>
#include <QTest>
#include <QWheelEvent>

using namespace syngraph;
using ui::ActionId;

// The page larger and smaller, without any trace in the document.
class TestZoom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keysAndWheelGoThroughTheSteps();
    void theTextGrowsAndTheDocumentStays();
    void itIsRemembered();
    void cleanupTestCase() { m_anna.reset(); }

private:
    editor::RichTextEdit &edit() { return m_anna->pane()->edit(); }
    QString shown() const { return m_anna->window()->findChild<ui::ZoomControl *>()->text(); }
    double lineHeight()
    {
        return edit().document()->documentLayout()->blockBoundingRect(edit().document()->firstBlock()).height();
    }
    void wheel(int steps)
    {
        QWheelEvent event(QPointF(20, 20), edit().mapToGlobal(QPointF(20, 20)), {}, QPoint(0, steps * 120), Qt::NoButton,
                          Qt::ControlModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(edit().viewport(), &event);
    }

    std::unique_ptr<test::Profile> m_anna;
};

void TestZoom::initTestCase()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
    test::type(edit(), QStringLiteral("Some words"));
}

void TestZoom::keysAndWheelGoThroughTheSteps()
{
    QCOMPARE(shown(), QStringLiteral("100 %"));
    m_anna->trigger(ActionId::ZoomIn);
    QCOMPARE(shown(), QStringLiteral("110 %"));
    m_anna->trigger(ActionId::ZoomOut);
    m_anna->trigger(ActionId::ZoomOut);
    QCOMPARE(shown(), QStringLiteral("90 %"));
    wheel(2);
    QCOMPARE(shown(), QStringLiteral("110 %"));
    wheel(-30);
    QCOMPARE(shown(), QStringLiteral("25 %"));
    m_anna->trigger(ActionId::ZoomNormal);
    QCOMPARE(shown(), QStringLiteral("100 %"));
}

void TestZoom::theTextGrowsAndTheDocumentStays()
{
    const double before = lineHeight();
    const QByteArray content = m_anna->shown();
    while (shown() != u"200 %")
        m_anna->trigger(ActionId::ZoomIn);
    QVERIFY2(std::abs(lineHeight() / before - 2) < 0.1, qPrintable(QString::number(lineHeight() / before)));
    QCOMPARE(m_anna->shown(), content);
    test::type(edit(), QStringLiteral("!"));
    edit().selectAll();
    m_anna->trigger(ActionId::Bold);
    QTRY_COMPARE(m_anna->pane()->document().facts().pending, 0);
    QVERIFY(edit().binding().verifySome(1000));
    QVERIFY(!m_anna->shown().contains("size"));
    m_anna->trigger(ActionId::Undo);
    QCOMPARE(m_anna->shown(), QByteArray(R"([{"insert":"Some words!\n"}])"));
    m_anna->trigger(ActionId::ZoomNormal);
    QCOMPARE(lineHeight(), before);
}

void TestZoom::itIsRemembered()
{
    m_anna->trigger(ActionId::ZoomIn);
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(QTest::qWaitFor([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }, 60'000));
    QCOMPARE(m_anna->window(1)->findChild<ui::ZoomControl *>()->text(), QStringLiteral("110 %"));
    QVERIFY(m_anna->pane(1)->edit().zoom() > 1.05);
}

QTEST_MAIN(TestZoom)
#include "test_zoom.moc"
