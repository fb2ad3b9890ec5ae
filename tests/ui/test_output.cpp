// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialog_answers.h"
#include "profile.h"

#include "convert/files.h"
#include "convert/formats.h"
#include "ui/pages_view.h"
#include "ui/talk_control.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTimer>

using namespace syngraph;
using ui::ActionId;

// What goes out of the program as files and paper, and what comes in from others.
class TestOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_anna.reset(); }
    // as it ends for people: what threads are still at is waited for
    void cleanupTestCase()
    {
        QTimer::singleShot(0, qApp, &QCoreApplication::quit);
        QCoreApplication::exec();
    }
    void eachFormatIsWrittenAndTakenInAgain();
    void anEndingThatIsMissingIsAdded();
    void aDotInANameIsNoEnding();
    void commentsAndSuggestionsGoOutAsChosen();
    void pdfIsWritten();
    void typingGoesOnWhileALongDocumentIsWritten();
    void whatIsCancelledLeavesNothing();
    void whatCannotBeWrittenIsSaid();
    void whatCannotBeReadIsSaid();
    void droppedAndOpenedFilesOfOtherProgramsAreTakenIn();
    void printingGoesToThePrinter();
    void thePreviewShowsThePagesAsTheyAreSetUp();
    void pageSetupIsRemembered();

private:
    // Fills the document with work that takes a while.
    void fill(int paragraphs);
    // The button that ends what goes on, once it is shown.
    QPushButton *cancelling();
    bool rowsGo() const
    {
        return become([this] { return !m_anna->window()->findChild<QFrame *>(QStringLiteral("workRow")); });
    }
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    QString path(const char *name) const { return m_anna->folder() + u'/' + QLatin1StringView(name); }
    static QByteArray startOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.read(5) : QByteArray();
    }
    // Two windows on a document with a heading and bold text.
    bool write()
    {
        editor::RichTextEdit &edit = m_anna->pane()->edit();
        m_anna->trigger(ActionId::Heading1);
        test::type(edit, QStringLiteral("Head"));
        QTest::keyClick(&edit, Qt::Key_Return);
        m_anna->trigger(ActionId::Bold);
        test::type(edit, QStringLiteral("text"));
        return m_anna->shown() == kContent;
    }

    static constexpr char kContent[] =
        R"([{"insert":"Head"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"text","attributes":{"bold":true}},{"insert":"\n"}])";
    std::unique_ptr<test::Profile> m_anna;
};

void TestOutput::init()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
}

void TestOutput::eachFormatIsWrittenAndTakenInAgain()
{
    QVERIFY(write());
    for (const char *name : {"a.docx", "a.odt", "a.html", "a.md", "a.txt"}) {
        test::DialogAnswers answers;
        answers.chooseFile(path(name));
        m_anna->trigger(ActionId::Export);
        QVERIFY2(become([&] { return QFile::exists(path(name)); }), name);
        answers.chooseFile(path(name));
        m_anna->trigger(ActionId::Import);
        QVERIFY2(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }), name);
        const QByteArray expected = qstrcmp(name, "a.txt") == 0 ? QByteArray(R"([{"insert":"Head\ntext\n"}])") : QByteArray(kContent);
        QVERIFY2(become([&] { return m_anna->shown(1) == expected; }), m_anna->shown(1));
        QCOMPARE(m_anna->window(1)->windowTitle(), QStringLiteral("a — Syngraph"));
        // it is a document like any other: a second window shows it too
        m_anna->trigger(ActionId::NewWindow, 1);
        QVERIFY(become([&] { return m_anna->pane(2) && m_anna->shown(2) == expected; }));
        m_anna->window(2)->close();
        m_anna->window(1)->close();
        QVERIFY(become([&] { return m_anna->program().windows().size() == 1; }));
    }
    QCOMPARE(m_anna->shown(), QByteArray(kContent));
}

void TestOutput::anEndingThatIsMissingIsAdded()
{
    QVERIFY(write());
    test::DialogAnswers answers;
    answers.chooseFile(path("plain"));
    m_anna->trigger(ActionId::Export);
    QVERIFY(become([&] { return startOf(path("plain.docx")).startsWith("PK"); }));
    QCOMPARE(answers.proposals().value(0), QStringLiteral("Untitled 1.docx"));
}

void TestOutput::aDotInANameIsNoEnding()
{
    QVERIFY(write());
    test::DialogAnswers answers;
    answers.chooseFile(path("Offer 1.2"));
    m_anna->trigger(ActionId::ExportPdf);
    QVERIFY(become([&] { return startOf(path("Offer 1.2.pdf")) == "%PDF-"; }));
    answers.chooseFile(path("Offer 1.2"));
    m_anna->trigger(ActionId::Export);
    QVERIFY(become([&] { return startOf(path("Offer 1.2.docx")).startsWith("PK"); }));
    QVERIFY(!QFile::exists(path("Offer 1.2")));
    // what is exported as PDF is one
    answers.chooseFile(path("list.txt"));
    m_anna->trigger(ActionId::ExportPdf);
    QVERIFY(become([&] { return startOf(path("list.txt.pdf")) == "%PDF-"; }));
    // nothing is replaced that nobody wants replaced
    answers.chooseFile(path("Offer 1.2"));
    answers.acknowledge();
    answers.cancel();
    const QDateTime before = QFileInfo(path("Offer 1.2.pdf")).lastModified();
    m_anna->trigger(ActionId::ExportPdf);
    QVERIFY(become([&] { return answers.isEmpty(); }));
    QCOMPARE(answers.messages(), QStringList{QStringLiteral("Offer 1.2.pdf exists already; replace it?")});
    QCOMPARE(QFileInfo(path("Offer 1.2.pdf")).lastModified(), before);
}

void TestOutput::commentsAndSuggestionsGoOutAsChosen()
{
    editor::RichTextEdit &edit = m_anna->pane()->edit();
    test::type(edit, QStringLiteral("some text"));
    m_anna->window()->talk().talk()->begin(0, 4, QStringLiteral("how many"));
    QVERIFY(become([&] { return m_anna->shown().contains("\"c:") && m_anna->pane()->document().facts().pending == 0; }));
    m_anna->trigger(ActionId::ModeSuggesting);
    test::type(edit, QStringLiteral(" more"));
    QVERIFY(become([&] { return m_anna->shown().contains("\"s:i\""); }));
    const auto written = [&](const char *name) {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    // a page is for readers: without comments, unless they are wanted
    test::DialogAnswers answers;
    bool wasOn = true;
    answers.chooseFile(path("a.html"));
    answers.confirm([&](QDialog &dialog) { wasOn = dialog.findChild<QCheckBox *>()->isChecked(); });
    m_anna->trigger(ActionId::Export);
    QVERIFY(become([&] { return written("a.html").contains("<ins title=\"Anna\"> more</ins>"); }));
    QVERIFY(!wasOn && !written("a.html").contains("how many"));
    answers.chooseFile(path("b.html"));
    answers.confirm([&](QDialog &dialog) {
        dialog.findChild<QCheckBox *>()->setChecked(true);
        dialog.findChild<QComboBox *>()->setCurrentIndex(2);
    });
    m_anna->trigger(ActionId::Export);
    QVERIFY(become([&] { return written("b.html").contains("how many"); }));
    QVERIFY(written("b.html").contains(" text</p>") && !written("b.html").contains("more"));
    // text can hold no comments, so nothing is asked about them
    bool asks = true;
    answers.chooseFile(path("c.txt"));
    answers.confirm([&](QDialog &dialog) {
        asks = dialog.findChild<QCheckBox *>() != nullptr;
        dialog.findChild<QComboBox *>()->setCurrentIndex(1);
    });
    m_anna->trigger(ActionId::Export);
    QVERIFY(become([&] { return written("c.txt") == "some text more\n"; }));
    QVERIFY(!asks);
    answers.chooseFile(path("d.odt"));
    answers.cancel();
    m_anna->trigger(ActionId::Export);
    QVERIFY(become([&] { return answers.isEmpty(); }));
    QVERIFY(!QFile::exists(path("d.odt")));
}

void TestOutput::pdfIsWritten()
{
    QVERIFY(write());
    test::DialogAnswers answers;
    answers.chooseFile(path("a"));
    m_anna->trigger(ActionId::ExportPdf);
    QVERIFY(become([&] { return startOf(path("a.pdf")) == "%PDF-"; }));
    answers.chooseFile(path("b.pdf"));
    m_anna->trigger(ActionId::Export);
    QVERIFY(become([&] { return startOf(path("b.pdf")) == "%PDF-"; }));
}

void TestOutput::fill(int paragraphs)
{
    model::Delta text;
    text.insert(QStringLiteral("A paragraph of some ordinary words that fill a line.\n").repeated(paragraphs));
    m_anna->pane()->edit().binding().applyLocal({text, editor::Selection::caret(0)});
    QVERIFY(become([&] {
        return m_anna->pane()->document().facts().pending == 0 && !m_anna->pane()->edit().binding().isOpening();
    }));
}

QPushButton *TestOutput::cancelling()
{
    const auto find = [this]() -> QPushButton * {
        const auto *row = m_anna->window()->findChild<QFrame *>(QStringLiteral("workRow"));
        return row && row->isVisible() ? row->findChild<QPushButton *>() : nullptr;
    };
    return become([&] { return find() != nullptr; }) ? find() : nullptr;
}

void TestOutput::typingGoesOnWhileALongDocumentIsWritten()
{
    fill(5000);
    editor::RichTextEdit &edit = m_anna->pane()->edit();
    test::DialogAnswers answers;
    answers.chooseFile(path("long.pdf"));
    m_anna->trigger(ActionId::ExportPdf);
    // some seconds of work are left
    QVERIFY(!QFile::exists(path("long.pdf")));
    test::type(edit, QStringLiteral("now"));
    QCOMPARE(edit.binding().mirror().text(0, 5), QStringLiteral("nowA "));
    QVERIFY(become([&] { return startOf(path("long.pdf")) == "%PDF-"; }));
}

void TestOutput::whatIsCancelledLeavesNothing()
{
    fill(20'000);
    test::DialogAnswers answers;
    answers.chooseFile(path("new.pdf"));
    m_anna->trigger(ActionId::ExportPdf);
    QPushButton *button = cancelling();
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(rowsGo());
    test::type(m_anna->pane()->edit(), QStringLiteral("now"));
    QCOMPARE(m_anna->pane()->edit().binding().mirror().text(0, 5), QStringLiteral("nowA "));
    answers.chooseFile(path("other.txt"));
    m_anna->trigger(ActionId::Export);
    QVERIFY(become([&] { return startOf(path("other.txt")) == "nowA "; }));
    // the row of that, where it took long enough for one, is not the one to be cancelled next
    QVERIFY(rowsGo());
    QVERIFY(!QFile::exists(path("new.pdf")));
    QVERIFY(bool(convert::writeBytes(path("long.txt"), QByteArray("Some words.\n").repeated(3'000'000))));
    answers.chooseFile(path("long.txt"));
    m_anna->trigger(ActionId::Import);
    button = cancelling();
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(rowsGo());
    // a file that is read afterwards is the only one that comes
    QVERIFY(bool(convert::writeBytes(path("short.txt"), "short")));
    answers.chooseFile(path("short.txt"));
    m_anna->trigger(ActionId::Import);
    QVERIFY(become([&] { return m_anna->pane(1) && m_anna->shown(1).contains("short"); }));
    QCOMPARE(m_anna->program().windows().size(), 2);
}

void TestOutput::whatCannotBeWrittenIsSaid()
{
    QVERIFY(write());
    test::DialogAnswers answers;
    answers.chooseFile(QStringLiteral("/proc/no-such-folder/a.docx"));
    answers.acknowledge();
    m_anna->trigger(ActionId::Export);
    QVERIFY(become([&] { return answers.messages().size() == 1; }));
    QVERIFY2(answers.messages()[0].contains(u"can't be written"), qPrintable(answers.messages()[0]));
}

void TestOutput::whatCannotBeReadIsSaid()
{
    QFile file(path("broken.docx"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no archive") > 0);
    file.close();
    test::DialogAnswers answers;
    answers.chooseFile(path("broken.docx"));
    answers.acknowledge();
    m_anna->trigger(ActionId::Import);
    QVERIFY(become([&] { return answers.messages().size() == 1; }));
    QCOMPARE(m_anna->program().windows().size(), 1);
}

void TestOutput::droppedAndOpenedFilesOfOtherProgramsAreTakenIn()
{
    QVERIFY(bool(convert::writeBytes(path("notes.md"), "# Notes\n")));
    app::Arguments arguments;
    arguments.targets = {path("notes.md")};
    m_anna->program().open(arguments);
    const QByteArray expected = R"([{"insert":"Notes"},{"insert":"\n","attributes":{"block":"h1"}}])";
    QVERIFY(become([&] { return m_anna->pane(1) && m_anna->shown(1) == expected; }));
    Q_EMIT m_anna->pane()->edit().filesDropped({QUrl::fromLocalFile(path("notes.md"))});
    QVERIFY(become([&] { return m_anna->pane(2) && m_anna->shown(2) == expected; }));
}

void TestOutput::printingGoesToThePrinter()
{
    QVERIFY(write());
    test::DialogAnswers answers;
    answers.printTo(path("printed.pdf"));
    m_anna->trigger(ActionId::Print);
    QVERIFY(become([&] { return startOf(path("printed.pdf")) == "%PDF-"; }));
}

void TestOutput::thePreviewShowsThePagesAsTheyAreSetUp()
{
    editor::RichTextEdit &edit = m_anna->pane()->edit();
    edit.binding().applyLocal({model::Delta().insert(QString(u'\n').repeated(60)), editor::Selection::caret(0)});
    m_anna->trigger(ActionId::PrintPreview);
    const auto *view = m_anna->window()->findChild<ui::PagesView *>();
    QVERIFY(view);
    QVERIFY(become([&] { return view->pages(); }));
    const int before = view->pages()->pageCount();
    test::DialogAnswers answers;
    answers.confirm([](QDialog &dialog) {
        auto *paper = dialog.findChild<QComboBox *>();
        paper->setCurrentIndex(paper->findText(QStringLiteral("A5")));
    });
    for (auto *button : view->window()->findChildren<QPushButton *>()) {
        if (button->text().contains(u"Setup"))
            button->click();
    }
    QVERIFY(become([&] { return view->pages()->pageCount() > before; }));
    QVERIFY(view->pages()->pageSize().width() < 430);
    // the document is not touched by any of it
    QCOMPARE(edit.binding().mirror().length(), 61);
    auto *dialog = qobject_cast<QDialog *>(view->window());
    QVERIFY(dialog);
    dialog->reject();
}

void TestOutput::pageSetupIsRemembered()
{
    test::DialogAnswers answers;
    answers.confirm([](QDialog &dialog) {
        dialog.findChildren<QComboBox *>()[1]->setCurrentIndex(1);
        dialog.findChild<QDoubleSpinBox *>()->setValue(33);
        dialog.findChildren<QCheckBox *>()[0]->setChecked(false);
        dialog.findChildren<QCheckBox *>()[1]->setChecked(true);
    });
    m_anna->trigger(ActionId::PageSetup);
    const paper::PageSetup setup = m_anna->program().preferences().pageSetup();
    QCOMPARE(setup.orientation, QPageLayout::Landscape);
    QCOMPARE(setup.marginsMm.left(), 33.0);
    QVERIFY(!setup.hasPageNumbers && setup.hasTitle);
    answers.cancel();
    m_anna->trigger(ActionId::PageSetup);
    QCOMPARE(m_anna->program().preferences().pageSetup(), setup);
}

QTEST_MAIN(TestOutput)
#include "test_output.moc"
