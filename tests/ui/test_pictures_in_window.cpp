// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialog_answers.h"
#include "profile.h"

#include "convert/package.h"
#include "editor/edit_commands.h"
#include "ui/document_pictures.h"
#include "ui/picture_control.h"
#include "ui/picture_store.h"
#include "ui/print_preview.h"

#include <QAbstractButton>
#include <QDialog>
#include <QLineEdit>
#include <QSpinBox>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMimeData>
#include <QTest>
#include <QUrl>

#include <signal.h>

using namespace syngraph;
using ui::ActionId;

// Pictures in a window: inserted, shown, resized, described, saved, exported; a second window shows the same.
class TestPicturesInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_anna.reset(); }
    void aFileIsInsertedAndTravels();
    void picturesArePastedAndDropped();
    void whatIsNoPictureIsSaid();
    void aClickSelectsAndHandlesResize();
    void aPictureIsDescribed();
    void aPictureIsChangedByKeys();
    void whoSuggestsChangesNoPicture();
    void aPictureIsSaved();
    void whoWritesOnIsNotDisturbed();
    void picturesStandInTheOrderTheyWereAskedFor();
    void aPictureFindsItsPlaceInADocumentShownAnew();
    void picturesGoAlongToOtherDocuments();
    void picturesGoToOtherProgramsAndComeFromPages();
    void aCopyKeepsItsPictures();
    void exportsHoldPictures();
    void thePreviewShowsPictures();
    void withoutAServerPicturesAreInsertedAndComeAlong();
    void aPictureInsertedWithoutAServerOutlastsTheEditor();
    void aPictureOnItsWayHasItsPlace();
    void aPictureThatNoServerHasStays();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
    editor::RichTextEdit &edit(int window = 0) { return m_anna->pane(window)->edit(); }
    ui::PictureControl &control(int window = 0) { return *m_anna->window(window)->findChild<ui::PictureControl *>(); }
    editor::PictureHandles &handles(int window = 0) { return *edit(window).findChild<editor::PictureHandles *>(); }
    QString path(const char *name) const { return m_anna->folder() + u'/' + QLatin1StringView(name); }
    QString redFile();
    std::optional<editor::PlacedPicture> picture(qint64 position, int window = 0)
    {
        return editor::pictureAt(edit(window).binding().mirror(), position);
    }
    QColor middleOf(qint64 position, int window = 0)
    {
        const QRect box = handles(window).boxOf(position);
        const QImage shown = edit(window).viewport()->grab().toImage();
        return box.isEmpty() ? QColor() : shown.pixelColor((QPointF(box.center()) * shown.devicePixelRatio()).toPoint());
    }
    bool isSecondWindowOpen();
    // And not this program alone.
    bool doesServerHave(const QByteArray &id, int window = 0);
    // Has the menu of the page triggered.
    void chooseInMenu(qint64 position, const QString &entry);

    const QColor m_red{0xe0, 0x1b, 0x24};
    std::unique_ptr<test::Profile> m_anna;
};

void TestPicturesInWindow::init()
{
    m_anna = std::make_unique<test::Profile>();
    QVERIFY(m_anna->openNew());
    m_anna->window()->resize(1000, 700);
}

QString TestPicturesInWindow::redFile()
{
    QImage image(300, 150, QImage::Format_RGB32);
    image.fill(m_red);
    image.save(path("red.png"));
    return path("red.png");
}

bool TestPicturesInWindow::isSecondWindowOpen()
{
    m_anna->trigger(ActionId::NewWindow);
    return become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); });
}

bool TestPicturesInWindow::doesServerHave(const QByteArray &id, int window)
{
    std::optional<bool> isThere;
    client_net::PictureTransfer transfer(m_anna->pane(window)->document().driver());
    transfer.get(id, [&](const Result<QByteArray> &bytes) { isThere = bool(bytes); });
    return become([&] { return isThere.has_value(); }) && *isThere;
}

void TestPicturesInWindow::chooseInMenu(qint64 position, const QString &entry)
{
    QMenu menu;
    Q_EMIT edit().contextMenuAboutToShow(&menu, position);
    const auto actions = menu.actions();
    for (QAction *action : actions) {
        if (action->text() == entry) {
            action->trigger();
            return;
        }
    }
    QFAIL(qPrintable(entry));
}

void TestPicturesInWindow::aFileIsInsertedAndTravels()
{
    QVERIFY(isSecondWindowOpen());
    test::type(edit(), QStringLiteral("ab"));
    QTest::keyClick(&edit(), Qt::Key_Left);
    test::DialogAnswers answers;
    answers.chooseFile(redFile());
    m_anna->trigger(ActionId::InsertPicture);
    QVERIFY(become([&] { return picture(1).has_value(); }));
    QCOMPARE(picture(1)->size, QSize(300, 150));
    QVERIFY(become([&] { return middleOf(1) == m_red; }));
    // the other window has it from the server
    QVERIFY(become([&] { return picture(1, 1).has_value() && middleOf(1, 1) == m_red; }));
    QCOMPARE(m_anna->shown(1), m_anna->shown());
    QCOMPARE(m_anna->window()->actions()[ActionId::Undo].text(), QStringLiteral("&Undo Picture"));
    m_anna->trigger(ActionId::Undo);
    QCOMPARE(m_anna->shown(), QByteArray(R"([{"insert":"ab\n"}])"));
    QVERIFY(become([&] { return m_anna->shown(1) == m_anna->shown(); }));
    m_anna->trigger(ActionId::Redo);
    QVERIFY(become([&] { return m_anna->shown(1) == m_anna->shown() && middleOf(1, 1) == m_red; }));
    // selected by that, and all the same to be seen
    QCOMPARE(edit().binding().selection(), (editor::Selection{1, 2}));
    QVERIFY(handles().isVisible());
    edit().binding().setSelection(editor::Selection::caret(0));
    QCOMPARE(middleOf(1), m_red);
    QVERIFY(become([&] { return m_anna->pane()->document().facts().pending == 0; }));
}

void TestPicturesInWindow::picturesArePastedAndDropped()
{
    QVERIFY(isSecondWindowOpen());
    QImage image(1600, 400, QImage::Format_RGB32);
    image.fill(m_red);
    auto *pixels = new QMimeData;
    pixels->setImageData(image);
    QApplication::clipboard()->setMimeData(pixels);
    edit().paste();
    QVERIFY(become([&] { return picture(0).has_value() && middleOf(0) == m_red; }));
    // no wider than the page
    QCOMPARE(picture(0)->size, QSize(676, 169));
    auto *files = new QMimeData;
    files->setUrls({QUrl::fromLocalFile(redFile())});
    QApplication::clipboard()->setMimeData(files);
    edit().paste();
    QVERIFY(become([&] { return picture(1).has_value(); }));
    QVERIFY(become([&] { return m_anna->shown(1) == m_anna->shown() && middleOf(1, 1) == m_red; }));
    QCOMPARE(m_anna->program().windows().size(), 2);
}

void TestPicturesInWindow::whatIsNoPictureIsSaid()
{
    QFile file(path("fake.png"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\x89PNG\r\n\x1a\nthat is all");
    file.close();
    test::DialogAnswers answers;
    answers.acknowledge();
    control().insertFiles({file.fileName()});
    QVERIFY(become([&] { return !answers.messages().isEmpty(); }));
    QVERIFY(answers.messages().constFirst().contains(QStringLiteral("PNG or JPEG")));
    QCOMPARE(edit().binding().mirror().length(), 1);
}

void TestPicturesInWindow::aClickSelectsAndHandlesResize()
{
    QVERIFY(isSecondWindowOpen());
    test::type(edit(), QStringLiteral("x "));
    control().insertFiles({redFile()});
    QVERIFY(become([&] { return picture(2).has_value() && middleOf(2) == m_red; }));
    test::type(edit(), QStringLiteral(" y"));
    QVERIFY(!handles().isVisible());
    const QRect box = handles().boxOf(2);
    QCOMPARE(box.size(), QSize(300, 150));
    QTest::mouseClick(edit().viewport(), Qt::LeftButton, {}, box.center());
    QCOMPARE(edit().binding().selection(), (editor::Selection{2, 3}));
    QVERIFY(handles().isVisible());
    const QPoint corner = handles().mapFromParent(box.bottomRight());
    QTest::mousePress(&handles(), Qt::LeftButton, {}, corner);
    QMouseEvent moved(QEvent::MouseMove, QPointF(corner - QPoint(100, 20)), handles().mapToGlobal(corner - QPoint(100, 20)),
                      Qt::LeftButton, Qt::LeftButton, {});
    QApplication::sendEvent(&handles(), &moved);
    // the document changes when it is let go
    QCOMPARE(picture(2)->size, QSize(300, 150));
    QTest::mouseRelease(&handles(), Qt::LeftButton, {}, handles().mapFromParent(box.bottomRight() - QPoint(100, 20)));
    QCOMPARE(picture(2)->size, QSize(200, 100));
    QCOMPARE(handles().boxOf(2).size(), QSize(200, 100));
    QVERIFY(become([&] { return m_anna->shown(1) == m_anna->shown() && handles(1).boxOf(2).size() == QSize(200, 100); }));
    m_anna->trigger(ActionId::Undo);
    QCOMPARE(picture(2)->size, QSize(300, 150));
    QVERIFY(become([&] { return m_anna->shown(1) == m_anna->shown(); }));
    // Esc lets go without a change
    edit().binding().setSelection({2, 3});
    QTest::mousePress(&handles(), Qt::LeftButton, {}, corner);
    QApplication::sendEvent(&handles(), &moved);
    QTest::keyClick(&edit(), Qt::Key_Escape);
    QCOMPARE(picture(2)->size, QSize(300, 150));
    // who selects text sees no handles
    edit().binding().setSelection({0, 2});
    QVERIFY(!handles().isVisible());
}

void TestPicturesInWindow::aPictureIsDescribed()
{
    QVERIFY(isSecondWindowOpen());
    control().insertFiles({redFile()});
    QVERIFY(become([&] { return picture(0).has_value(); }));
    test::DialogAnswers answers;
    answers.enter(QStringLiteral("A red field"));
    chooseInMenu(0, QStringLiteral("Describe &Picture…"));
    QCOMPARE(picture(0)->alt, QStringLiteral("A red field"));
    QVERIFY(become([&] { return m_anna->shown(1) == m_anna->shown(); }));
    m_anna->trigger(ActionId::Undo);
    QCOMPARE(picture(0)->alt, QString());
    // its own size again
    edit().run([](const model::Document &document, const editor::Selection &) {
        return editor::commands::resizePicture(document, 0, QSize(30, 15));
    });
    QCOMPARE(picture(0)->size, QSize(30, 15));
    chooseInMenu(0, QStringLiteral("&Original Picture Size"));
    QVERIFY(become([&] { return picture(0)->size == QSize(300, 150); }));
}

void TestPicturesInWindow::aPictureIsChangedByKeys()
{
    QVERIFY(isSecondWindowOpen());
    const auto &actions = m_anna->window()->actions();
    test::type(edit(), QStringLiteral("a"));
    QVERIFY(become([&] { return !actions[ActionId::PictureSize].isEnabled() && !actions[ActionId::SavePicture].isEnabled(); }));
    control().insertFiles({redFile()});
    QVERIFY(become([&] { return picture(1).has_value(); }));
    QTest::keyClick(&edit(), Qt::Key_Left, Qt::ShiftModifier);
    for (const ActionId id : {ActionId::DescribePicture, ActionId::PictureSize, ActionId::PictureOwnSize, ActionId::SavePicture})
        QVERIFY(become([&] { return actions[id].isEnabled(); }));
    const auto spin = [](QDialog &dialog, const char *name) {
        const auto boxes = dialog.findChildren<QSpinBox *>();
        return *std::ranges::find(boxes, QString::fromLatin1(name), &QSpinBox::accessibleName);
    };
    test::DialogAnswers answers;
    answers.confirm([&](QDialog &dialog) {
        QCOMPARE(spin(dialog, "Width")->value(), 300);
        spin(dialog, "Share of its own size")->setValue(50);
        QCOMPARE(spin(dialog, "Width")->value(), 150);
        spin(dialog, "Width")->setValue(120);
        QCOMPARE(spin(dialog, "Share of its own size")->value(), 40);
        dialog.findChild<QLineEdit *>(QStringLiteral("alt"))->setText(QStringLiteral("A red field"));
    });
    m_anna->trigger(ActionId::PictureSize);
    QVERIFY(become([&] { return picture(1)->size == QSize(120, 60); }));
    QCOMPARE(picture(1)->alt, QStringLiteral("A red field"));
    QVERIFY(become([&] { return m_anna->shown(1) == m_anna->shown(); }));
    // in one step
    m_anna->trigger(ActionId::Undo);
    QVERIFY(picture(1)->size == QSize(300, 150) && picture(1)->alt.isEmpty());
    QVERIFY(become([&] { return m_anna->shown(1) == m_anna->shown(); }));
}

// Changes of pictures can't be suggested.
void TestPicturesInWindow::whoSuggestsChangesNoPicture()
{
    control().insertFiles({redFile()});
    QVERIFY(become([&] { return picture(0).has_value(); }));
    m_anna->trigger(ActionId::ModeSuggesting);
    edit().binding().setSelection({0, 1});
    const auto &actions = m_anna->window()->actions();
    QVERIFY(become([&] { return actions[ActionId::SavePicture].isEnabled() && !actions[ActionId::PictureSize].isEnabled(); }));
    QMenu menu;
    Q_EMIT edit().contextMenuAboutToShow(&menu, 0);
    for (QAction *action : menu.actions())
        QVERIFY2(!action->isEnabled() || !action->text().contains(QStringLiteral("Describe")), qPrintable(action->text()));
    const QByteArray before = m_anna->shown();
    QVERIFY(become([&] { return handles().isVisible(); }));
    const QPoint corner = handles().mapFromParent(handles().boxOf(0).bottomRight());
    QTest::mousePress(&handles(), Qt::LeftButton, {}, corner);
    QTest::mouseRelease(&handles(), Qt::LeftButton, {}, corner - QPoint(90, 45));
    QCOMPARE(m_anna->shown(), before);
}

void TestPicturesInWindow::aPictureIsSaved()
{
    control().insertFiles({redFile()});
    QVERIFY(become([&] { return picture(0).has_value(); }));
    test::DialogAnswers answers;
    answers.chooseFile(path("saved.png"));
    chooseInMenu(0, QStringLiteral("Save Picture &As…"));
    QVERIFY(become([&] { return QFile::exists(path("saved.png")); }));
    QVERIFY(become([&] { return QImage(path("saved.png")).pixelColor(5, 5) == m_red; }));
    answers.chooseFile(path("figure 1.2"));
    chooseInMenu(0, QStringLiteral("Save Picture &As…"));
    QVERIFY(become([&] { return QFile::exists(path("figure 1.2.png")); }));
}

void TestPicturesInWindow::whoWritesOnIsNotDisturbed()
{
    test::type(edit(), QStringLiteral("ab"));
    edit().binding().setSelection(editor::Selection::caret(1));
    control().insertFiles({redFile()});
    // before it is there
    edit().binding().setSelection(editor::Selection::caret(2));
    test::type(edit(), QStringLiteral("cd"));
    QVERIFY(become([&] { return picture(1).has_value(); }));
    QCOMPARE(edit().binding().mirror().text(0, 6), QStringLiteral("a\uFFFCbcd\n"));
    QCOMPARE(edit().binding().selection(), editor::Selection::caret(5));
}

void TestPicturesInWindow::picturesStandInTheOrderTheyWereAskedFor()
{
    test::type(edit(), QStringLiteral("ab"));
    edit().binding().setSelection(editor::Selection::caret(1));
    QImage blue(20, 10, QImage::Format_RGB32);
    blue.fill(Qt::blue);
    control().insertFiles({redFile()});
    control().insertImage(blue);
    QVERIFY(become([&] { return picture(1).has_value() && picture(2).has_value(); }));
    QCOMPARE(picture(1)->size, QSize(300, 150));
    QCOMPARE(picture(2)->size, QSize(20, 10));
}

// As on joining, when the server's document takes the place of what was shown.
void TestPicturesInWindow::aPictureFindsItsPlaceInADocumentShownAnew()
{
    test::type(edit(), QStringLiteral("abc"));
    edit().binding().setSelection(editor::Selection::caret(1));
    control().insertFiles({redFile()});
    edit().binding().setSelection(editor::Selection::caret(3));
    const QTextDocument *before = edit().document();
    edit().showDocument(edit().binding().mirror());
    QVERIFY(edit().document() != before);
    edit().binding().setSelection(editor::Selection::caret(0));
    test::type(edit(), QStringLiteral("x"));
    QVERIFY(become([&] { return picture(2).has_value(); }));
    QCOMPARE(edit().binding().mirror().text(0, 6), QStringLiteral("xa\uFFFCbc\n"));
    QCOMPARE(edit().binding().selection(), editor::Selection::caret(1));
}

void TestPicturesInWindow::picturesGoAlongToOtherDocuments()
{
    control().insertFiles({redFile()});
    QVERIFY(become([&] { return picture(0).has_value(); }));
    edit().selectAll();
    edit().copy();
    m_anna->trigger(ActionId::NewDocument);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
    QVERIFY(m_anna->pane(1)->document().place().document != m_anna->pane()->document().place().document);
    edit(1).paste();
    QVERIFY(become([&] { return picture(0, 1).has_value() && middleOf(0, 1) == m_red; }));
    QVERIFY(become([&] { return m_anna->pane(1)->document().facts().pending == 0; }));
    QCOMPARE(edit(1).binding().mirror().length(), 2);
}

void TestPicturesInWindow::picturesGoToOtherProgramsAndComeFromPages()
{
    control().insertFiles({redFile()});
    QVERIFY(become([&] { return picture(0).has_value(); }));
    edit().binding().setSelection({0, 1});
    // its file is kept on a thread of its own
    QVERIFY(become([&] {
        edit().copy();
        return QApplication::clipboard()->mimeData()->hasImage();
    }));
    QCOMPARE(qvariant_cast<QImage>(QApplication::clipboard()->mimeData()->imageData()).size(), QSize(300, 150));
    auto *page = new QMimeData;
    page->setHtml(QStringLiteral("<p>a%1b</p>").arg(QApplication::clipboard()->mimeData()->html()));
    QApplication::clipboard()->setMimeData(page);
    m_anna->trigger(ActionId::NewDocument);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
    edit(1).paste();
    QVERIFY(become([&] { return picture(1, 1).has_value() && middleOf(1, 1) == m_red; }));
    QCOMPARE(picture(1, 1)->size, QSize(300, 150));
    QVERIFY(become([&] { return m_anna->pane(1)->document().facts().pending == 0; }));
    QVERIFY(doesServerHave(picture(1, 1)->id, 1));
}

void TestPicturesInWindow::aCopyKeepsItsPictures()
{
    test::type(edit(), QStringLiteral("x"));
    control().insertFiles({redFile()});
    QVERIFY(become([&] { return picture(1).has_value(); }));
    const QByteArray content = m_anna->shown();
    test::DialogAnswers answers;
    answers.chooseFile(path("Copy.syngraph"));
    m_anna->trigger(ActionId::SaveCopy);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly() && m_anna->shown(1) == content; }));
    QVERIFY(become([&] { return m_anna->pane(1)->document().facts().pending == 0; }));
    QCOMPARE(m_anna->shown(1), content);
    QVERIFY(doesServerHave(picture(1)->id, 1));
}

void TestPicturesInWindow::exportsHoldPictures()
{
    control().insertFiles({redFile()});
    QVERIFY(become([&] { return picture(0).has_value(); }));
    const auto exported = [&](const char *name) {
        test::DialogAnswers answers;
        answers.chooseFile(path(name));
        m_anna->trigger(ActionId::Export);
        const bool isThere = become([&] { return QFile::exists(path(name)); });
        QFile file(path(name));
        return isThere && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray file = picture(0)->id.first(20) + ".png";
    const auto odt = convert::Package::open(exported("a.odt"));
    QVERIFY(odt && odt->read("Pictures/" + file));
    const auto docx = convert::Package::open(exported("a.docx"));
    QVERIFY(docx && docx->read("word/media/" + file));
    // and taken in again, as a document of its own
    test::DialogAnswers answers;
    answers.chooseFile(path("a.docx"));
    m_anna->trigger(ActionId::Import);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly() && picture(0, 1).has_value(); }));
    QVERIFY(become([&] { return middleOf(0, 1) == m_red && m_anna->pane(1)->document().facts().pending == 0; }));
    m_anna->window(1)->close();
    QVERIFY(become([&] { return m_anna->program().windows().size() == 1; }));
    QVERIFY(exported("a.html").contains("src=\"data:image/png;base64,"));
    QVERIFY(exported("a.md").contains("![](<a-pictures/" + file + ">)"));
    QVERIFY(QFile::exists(path("a-pictures/") + QString::fromLatin1(file)));
    answers.chooseFile(path("a.md"));
    m_anna->trigger(ActionId::Import);
    QVERIFY(become([&] { return m_anna->pane(1) && picture(0, 1).has_value() && middleOf(0, 1) == m_red; }));
    m_anna->window(1)->close();
    QVERIFY(become([&] { return m_anna->program().windows().size() == 1; }));
    const QByteArray pdf = exported("a.pdf");
    QVERIFY(pdf.contains("/Subtype /Image") || pdf.contains("/Image"));
}

void TestPicturesInWindow::thePreviewShowsPictures()
{
    control().insertFiles({redFile()});
    QVERIFY(become([&] { return picture(0).has_value(); }));
    m_anna->trigger(ActionId::PrintPreview);
    QVERIFY(become([&] { return m_anna->window()->findChild<ui::PrintPreview *>(); }));
    auto *preview = m_anna->window()->findChild<ui::PrintPreview *>();
    const auto redPixels = [&] {
        const QImage shown = preview->grab().toImage();
        int count = 0;
        for (int y = 0; y < shown.height(); ++y)
            for (int x = 0; x < shown.width(); ++x)
                count += shown.pixelColor(x, y) == m_red ? 1 : 0;
        return count;
    };
    QVERIFY(become([&] { return redPixels() > 2000; }));
    preview->close();
}

void TestPicturesInWindow::withoutAServerPicturesAreInsertedAndComeAlong()
{
    test::type(edit(), QStringLiteral("ab"));
    QVERIFY(become([&] { return m_anna->pane()->document().facts().pending == 0; }));
    const pid_t pid = pid_t(m_anna->serverPid());
    QVERIFY(pid > 0);
    ::kill(pid, SIGSTOP);
    control().insertFiles({redFile()});
    QVERIFY(become([&] { return picture(2).has_value() && middleOf(2) == m_red; }));
    test::type(edit(), QStringLiteral("on"));
    QVERIFY(m_anna->pane()->document().facts().pending > 0);
    ::kill(pid, SIGCONT);
    QVERIFY(become([&] { return m_anna->pane()->document().facts().pending == 0; }));
    QVERIFY(doesServerHave(picture(2)->id));
}

void TestPicturesInWindow::aPictureInsertedWithoutAServerOutlastsTheEditor()
{
    test::type(edit(), QStringLiteral("ab"));
    QVERIFY(become([&] { return m_anna->pane()->document().facts().pending == 0; }));
    const pid_t pid = pid_t(m_anna->serverPid());
    QVERIFY(pid > 0);
    ::kill(pid, SIGSTOP);
    control().insertFiles({redFile()});
    QVERIFY(become([&] { return picture(2).has_value(); }));
    const QByteArray id = picture(2)->id;
    m_anna->endProgram();
    m_anna->startProgram();
    m_anna->program().open({});
    const auto cards = m_anna->window()->findChildren<QAbstractButton *>(QString(), Qt::FindChildrenRecursively);
    const auto card = std::find_if(cards.begin(), cards.end(), [](const QAbstractButton *button) { return button->text() == u"Reopen Untitled 1"; });
    QVERIFY(card != cards.end());
    (*card)->click();
    QVERIFY(become([&] { return m_anna->pane() && picture(2).has_value() && middleOf(2) == m_red; }));
    ::kill(pid, SIGCONT);
    QVERIFY(become([&] { return m_anna->pane()->document().facts().pending == 0; }));
    QVERIFY(doesServerHave(id));
}

void TestPicturesInWindow::aPictureOnItsWayHasItsPlace()
{
    // said by nobody to be here
    model::Delta change;
    change.insert(editor::pictureEmbed(QByteArray(64, 'c'), QSize(200, 100), 600));
    editor::RichTextEdit alone(editor::Theme::light());
    alone.resize(900, 600);
    alone.show();
    QByteArray asked;
    QImage arrived;
    alone.setImageSource([&](const QByteArray &id) {
        asked = id;
        return arrived;
    });
    alone.binding().applyLocal({change, editor::Selection::caret(1)});
    editor::PictureHandles box(alone);
    QVERIFY(become([&] { return box.boxOf(0).size() == QSize(200, 100); }));
    const QImage before = alone.viewport()->grab().toImage();
    QCOMPARE(asked, QByteArray(64, 'c'));
    QVERIFY(before.pixelColor(box.boxOf(0).topLeft() + QPoint(4, 4)) != editor::Theme::light().paper);
    arrived = QImage(20, 10, QImage::Format_RGB32);
    arrived.fill(m_red);
    alone.showImage(QByteArray(64, 'c'));
    QCOMPARE(alone.viewport()->grab().toImage().pixelColor(box.boxOf(0).center()), m_red);
}

// The oldest go when there are too many: not one that is in no other place.
void TestPicturesInWindow::aPictureThatNoServerHasStays()
{
    constexpr DocumentId document{7, 7};
    const QString folder = path("store");
    std::vector<convert::Picture> pictures;
    for (int i = 0; i < 4; ++i) {
        QImage image(200, 200, QImage::Format_RGB32);
        image.fill(QColor(i, i, i));
        const auto picture = editor::takePicture(image);
        QVERIFY(picture);
        pictures.push_back(*picture);
    }
    const auto files = [&folder] { return QDir(folder).entryList(QDir::Files).size(); };
    {
        ui::PictureStore store(folder);
        store.hold(pictures[0].id, document);
        for (const convert::Picture &picture : pictures)
            store.keep(picture);
        QVERIFY(become([&] { return files() == 5; }));
    }
    QVERIFY(ui::PictureStore(folder, 1).image(pictures[0].id).isNull());
    QCOMPARE(files(), 2);
    QVERIFY(QFileInfo::exists(folder + u'/' + QString::fromLatin1(pictures[0].id)));
    {
        ui::PictureStore store(folder, 1);
        store.release(pictures[0].id, document);
        QVERIFY(become([&] { return files() == 1; }));
    }
    QVERIFY(ui::PictureStore(folder, 1).image(pictures[0].id).isNull());
    QCOMPARE(files(), 0);
}

QTEST_MAIN(TestPicturesInWindow)
#include "test_pictures_in_window.moc"
