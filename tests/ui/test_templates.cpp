// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "app/templates.h"
#include "ui/word_count.h"

#include <QPushButton>
#include <QTest>

using namespace syngraph;
using ui::ActionId;

// Documents that begin with something.
class TestTemplates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachTemplateMakesADocument_data();
    void eachTemplateMakesADocument();
    void templatesSpeakTheLanguage();
    void readingTimeIsTold();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
};

void TestTemplates::eachTemplateMakesADocument_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("part");
    QTest::newRow("letter") << QStringLiteral("letter") << QStringLiteral("Kind regards");
    QTest::newRow("minutes") << QStringLiteral("minutes") << QStringLiteral("Agenda");
    QTest::newRow("article") << QStringLiteral("article") << QStringLiteral("Sources");
    QTest::newRow("checklist") << QStringLiteral("checklist") << QStringLiteral("Afterwards");
}

void TestTemplates::eachTemplateMakesADocument()
{
    QFETCH(const QString, name);
    QFETCH(const QString, part);
    QLocale::setDefault(QLocale(QStringLiteral("en_GB")));
    test::Profile anna;
    anna.program().open({});
    QVERIFY(become([&] { return anna.window() && anna.window()->startPage().isVisible(); }));
    auto *button = anna.window()->startPage().findChild<QPushButton *>(QStringLiteral("template-") + name);
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(become([&] {
        if (!anna.pane() || anna.pane()->edit().isReadOnly())
            return false;
        const model::Document &shown = anna.pane()->edit().binding().mirror();
        return shown.text(0, shown.length()).contains(part);
    }));
    const model::Document &shown = anna.pane()->edit().binding().mirror();
    const QString text = shown.text(0, shown.length());
    QVERIFY(text.contains(QLocale().toString(QDate::currentDate(), QLocale::LongFormat)) || name == u"checklist");
    QVERIFY(!text.contains(u'{'));
    // it is the person's own from then on, and others see it
    anna.trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return anna.pane(1) && anna.shown(1) == anna.shown(); }));
    QVERIFY(!anna.pane()->document().isUntouched());
}

void TestTemplates::templatesSpeakTheLanguage()
{
    const QDate day(2026, 3, 9);
    const QString german = app::templateContent(QStringLiteral("letter"), QLocale(QStringLiteral("de_AT")), day).text().toString();
    QVERIFY2(german.contains(QString::fromUtf8("Mit freundlichen Grüßen")) && german.contains(QString::fromUtf8("9. März 2026")), qPrintable(german));
    const QString other = app::templateContent(QStringLiteral("letter"), QLocale(QStringLiteral("fi_FI")), day).text().toString();
    QVERIFY(other.contains(QStringLiteral("Kind regards")));
    QVERIFY(app::templateContent(QStringLiteral("../samples/welcome"), QLocale(), day).isEmpty());
}

void TestTemplates::readingTimeIsTold()
{
    QCOMPARE(ui::WordCount::readingTime(0), QStringLiteral("less than a minute to read"));
    QCOMPARE(ui::WordCount::readingTime(230), QStringLiteral("1 minute to read"));
    QCOMPARE(ui::WordCount::readingTime(2300), QStringLiteral("10 minutes to read"));
}

QTEST_MAIN(TestTemplates)
#include "test_templates.moc"
