// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/formats.h"
#include "convert/package.h"
#include "model/delta_json.h"
#include "paper/pdf.h"

#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFOutlineDocumentHelper.hh>

#include <algorithm>

using namespace syngraph;
using paper::PagedDocument;
using paper::PageSetup;

class TestPaper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textFillsPageAfterPage();
    void whatIsBehindAPageBreakBeginsAPage();
    void aHeadingIsOnThePageOfItsText();
    void marginsLeaveRoomForText();
    void officeFilesAreForTheSamePaper();
    void eachPageIsPaintedOnce();
    void spaceThatIsAskedForIsThere();
    void numbersBeginWhereAnItemSaysSo();
    void pagesBeginWhereTheyAreSaidTo();
    void numbersAndTitleStandInTheMargins();
    void aPdfHasPagesTextAndBookmarks();
    void notesStandAtTheirText();
    void whatIsTooLongIsRefused();

private:
    static model::Document documentOf(const QByteArray &json)
    {
        const auto delta = model::parseDelta(json);
        return delta ? *model::Document::fromDelta(*delta) : model::Document::blank();
    }
    // So many paragraphs of one line.
    static QByteArray lines(int count)
    {
        return "{\"insert\":\"" + QByteArray("line\\n").repeated(count) + "\"}";
    }
    static std::unique_ptr<PagedDocument> paged(const QByteArray &json, const PageSetup &setup = {})
    {
        return *PagedDocument::make(documentOf(json), QStringLiteral("A Title"), setup);
    }
    static QImage imageOf(const PagedDocument &pages, int page)
    {
        QImage image(pages.pageSize().toSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        pages.paint(painter, page);
        return image;
    }
    // Pixels in `area` (shares of the page) that are not white.
    static int inkIn(const QImage &image, const QRectF &area)
    {
        int ink = 0;
        for (int y = int(area.top() * image.height()); y < int(area.bottom() * image.height()); ++y) {
            for (int x = int(area.left() * image.width()); x < int(area.right() * image.width()); ++x)
                ink += qGray(image.pixel(x, y)) < 200 ? 1 : 0;
        }
        return ink;
    }
};

void TestPaper::textFillsPageAfterPage()
{
    const int one = paged("[" + lines(10) + "]")->pageCount();
    QCOMPARE(one, 1);
    const int some = paged("[" + lines(100) + "]")->pageCount();
    QVERIFY2(some >= 2 && some <= 6, qPrintable(QString::number(some)));
    QVERIFY(paged("[" + lines(1000) + "]")->pageCount() >= 9 * some / 2);
}

void TestPaper::whatIsBehindAPageBreakBeginsAPage()
{
    const QByteArray pageBreak = R"({"insert":{"pagebreak":{}}},{"insert":"\n"})";
    const auto two = paged("[" + lines(2) + "," + pageBreak + "," + lines(2) + "]");
    QCOMPARE(two->pageCount(), 2);
    // no line of the break's own stands above the text
    const auto plain = paged("[" + lines(2) + "]");
    const auto firstInk = [](const QImage &image) {
        double y = 0;
        while (y < 1 && inkIn(image, {0, y, 1, 0.002}) == 0)
            y += 0.002;
        return y * image.height();
    };
    const double offset = firstInk(imageOf(*two, 1)) - firstInk(imageOf(*plain, 0));
    QVERIFY2(std::abs(offset) < 10, qPrintable(QString::number(offset)));
    QCOMPARE(paged("[" + lines(2) + "," + pageBreak + "," + pageBreak + "," + lines(2) + "]")->pageCount(), 3);
}

void TestPaper::aHeadingIsOnThePageOfItsText()
{
    const QByteArray headings =
        R"({"insert":"A"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"B"},{"insert":"\n","attributes":{"block":"h2"}})";
    const QByteArray text = R"({"insert":"text\n"})";
    bool wasMoved = false;
    for (int above = 20; above < 50; ++above) {
        const auto alone = paged("[" + lines(above) + "," + headings + "]");
        const auto pages = paged("[" + lines(above) + "," + headings + "," + text + "]");
        const auto found = pages->computeHeadings();
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found[0].page, found[1].page);
        // the text is the last thing in the document, so its page is the last one
        QCOMPARE(found[1].page, pages->pageCount() - 1);
        wasMoved |= pages->pageCount() > alone->pageCount();
    }
    QVERIFY(wasMoved);
}

void TestPaper::marginsLeaveRoomForText()
{
    PageSetup setup;
    setup.size = QPageSize::A5;
    setup.marginsMm = {500, 500, 500, 500};
    const QRectF text = setup.layout().paintRect(QPageLayout::Millimeter);
    QVERIFY(text.width() >= 29 && text.height() >= 29);
    QVERIFY(paged("[" + lines(3) + "]", setup)->pageCount() >= 1);
    setup.orientation = QPageLayout::Landscape;
    QVERIFY(paged("[" + lines(3) + "]", setup)->pageSize().width() > 500);
}

void TestPaper::officeFilesAreForTheSamePaper()
{
    PageSetup setup{QPageSize::A5, QPageLayout::Landscape, {20, 10, 20, 10}, false, true};
    const convert::Paper paper = setup.paper();
    QVERIFY(paper.isLandscape() && paper.hasTitle && !paper.hasPageNumbers);
    QVERIFY2(std::abs(paper.size.width() - 595) <= 1 && std::abs(paper.size.height() - 420) <= 1, qPrintable(QString::number(paper.size.width())));
    QVERIFY(std::abs(paper.margins.left() - 56.7) < 0.5 && std::abs(paper.margins.top() - 28.3) < 0.5);
    const model::Document document = documentOf(R"([{"insert":"a\n"}])");
    const auto docx = convert::Package::open(*convert::write(convert::Format::Docx, document, QStringLiteral("T"), {}, {}, paper));
    const QByteArray body = *docx->read("word/document.xml");
    QVERIFY2(body.contains("w:orient=\"landscape\"") && body.contains("w:headerReference") && !body.contains("w:footerReference"), body);
    QVERIFY(docx->read("word/header.xml")->contains(">T<") && !docx->read("word/footer.xml"));
}

void TestPaper::eachPageIsPaintedOnce()
{
    const auto pages = paged("[" + lines(100) + "]", {.hasPageNumbers = false});
    const QRectF body(0.05, 0.05, 0.9, 0.9);
    for (int page = 0; page < pages->pageCount(); ++page) {
        const QImage image = imageOf(*pages, page);
        QVERIFY(inkIn(image, body) > 0);
        QCOMPARE(inkIn(image, {0, 0, 1, 0.05}), 0);
        QCOMPARE(inkIn(image, {0, 0.95, 1, 0.05}), 0);
    }
}

void TestPaper::spaceThatIsAskedForIsThere()
{
    const auto with = [](const QByteArray &attributes) {
        const QByteArray line = R"({"insert":"line"},{"insert":"\n","attributes":{)" + attributes + "}}";
        return paged("[" + (line + ',').repeated(99) + line + "]")->pageCount();
    };
    const int usual = paged("[" + lines(100) + "]")->pageCount();
    QVERIFY(with(R"("spacing":2)") > usual);
    QVERIFY(with(R"("before":40)") > usual);
    QVERIFY(with(R"("after":0,"spacing":1)") < usual);
}

void TestPaper::numbersBeginWhereAnItemSaysSo()
{
    const auto page = [](const QByteArray &first, const QByteArray &second) {
        const auto item = [](const QByteArray &more) { return R"({"insert":"x"},{"insert":"\n","attributes":{"block":"ordered")" + more + "}}"; };
        return imageOf(*paged("[" + item(first) + ',' + item(second) + "]"), 0);
    };
    const QImage counted = page({}, {});
    // painted by ourselves as by Qt
    const QImage same = page(R"(,"start":1)", {});
    int differing = 0;
    for (int y = 0; y < counted.height(); ++y) {
        for (int x = 0; x < counted.width(); ++x)
            differing += std::abs(qGray(counted.pixel(x, y)) - qGray(same.pixel(x, y))) > 40 ? 1 : 0;
    }
    QVERIFY2(differing <= 4, qPrintable(QString::number(differing)));
    QVERIFY(page(R"(,"start":3)", {}) != counted);
    QVERIFY(page({}, R"(,"start":1)") != counted);
}

void TestPaper::pagesBeginWhereTheyAreSaidTo()
{
    QVERIFY(paged("[" + lines(10) + "]")->computePageStarts().empty());
    const auto pages = paged("[" + lines(100) + "]");
    const auto starts = pages->computePageStarts();
    QCOMPARE(int(starts.size()), pages->pageCount() - 1);
    QVERIFY(std::ranges::is_sorted(starts));
    QVERIFY(std::ranges::all_of(starts, [](qint64 start) { return start > 0 && start % 5 == 0; }));
    // in the middle of a paragraph at the beginning of a line
    const auto wide = paged(R"([{"insert":")" + QByteArray("word ").repeated(4000) + R"(\n"}])");
    QCOMPARE(int(wide->computePageStarts().size()), wide->pageCount() - 1);
    QVERIFY(wide->computePageStarts().front() % 5 == 0);
    // behind a page break, whose own line is on no page
    const auto broken = paged(R"([{"insert":"ab\n"},{"insert":{"pagebreak":{}}},{"insert":"\ncd\n"}])");
    QCOMPARE(broken->computePageStarts(), std::vector<qint64>{5});
}

void TestPaper::numbersAndTitleStandInTheMargins()
{
    const QRectF head(0, 0, 1, 0.06);
    const QRectF foot(0, 0.94, 1, 0.06);
    const QByteArray content = "[" + lines(3) + "]";
    const auto both = paged(content, {.hasPageNumbers = true, .hasTitle = true});
    QVERIFY(inkIn(imageOf(*both, 0), head) > 0);
    QVERIFY(inkIn(imageOf(*both, 0), foot) > 0);
    const auto neither = paged(content, {.hasPageNumbers = false, .hasTitle = false});
    QCOMPARE(inkIn(imageOf(*neither, 0), head), 0);
    QCOMPARE(inkIn(imageOf(*neither, 0), foot), 0);
}

void TestPaper::aPdfHasPagesTextAndBookmarks()
{
    const QByteArray content = R"([{"insert":"Erste Überschrift"},{"insert":"\n","attributes":{"block":"h1"}},)"
                               R"({"insert":"Under it"},{"insert":"\n","attributes":{"block":"h2"}},{"insert":"some ordinary text\n"},)"
                               R"({"insert":{"pagebreak":{}}},{"insert":"\nLast"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"end\n"}])";
    const auto pdf = paper::writePdf(*paged(content));
    QVERIFY(bool(pdf));
    QPDF file;
    file.processMemoryFile("test", pdf->constData(), std::size_t(pdf->size()));
    QCOMPARE(file.getAllPages().size(), std::size_t(2));
    QPDFOutlineDocumentHelper outlines(file);
    auto top = outlines.getTopLevelOutlines();
    QCOMPARE(top.size(), std::size_t(2));
    QCOMPARE(QString::fromStdString(top[0].getTitle()), QStringLiteral("Erste Überschrift"));
    QCOMPARE(top[0].getKids().size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(top[0].getKids()[0].getTitle()), QStringLiteral("Under it"));
    QVERIFY(top[1].getDestPage().getObjGen() == file.getAllPages()[1].getObjGen());
    // what another program reads out of it
    const QString reader = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
    QVERIFY(!reader.isEmpty());
    QTemporaryDir folder;
    QFile out(folder.filePath(QStringLiteral("a.pdf")));
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write(*pdf) == pdf->size());
    out.close();
    QProcess process;
    process.start(reader, {out.fileName(), QStringLiteral("-")});
    QVERIFY(process.waitForFinished(60'000));
    const QString text = QString::fromUtf8(process.readAllStandardOutput()).remove(u' ');
    for (const char *part : {"ErsteÜberschrift", "someordinarytext", "Last", "1/2", "2/2"})
        QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
}

void TestPaper::notesStandAtTheirText()
{
    const QByteArray commented = R"({"insert":"see "},{"insert":"this","attributes":{"c:one":true}},{"insert":" and "},)"
                                 R"({"insert":"that","attributes":{"c:gone":true}},{"insert":"\n"})";
    const model::Document content = documentOf("[" + lines(100) + "," + commented + "]");
    const auto pages = *PagedDocument::make(content, QStringLiteral("T"), {});
    const protocol::Remark first{{1, 1}, QStringLiteral("Ada"), {}, 1'790'000'000'000, 0, QStringLiteral("Why (this)?"), false};
    const protocol::Remark answer{{1, 2}, QStringLiteral("Ben"), {}, 1'790'000'060'000, 0, QStringLiteral("Because."), false};
    protocol::Remark takenBack = first;
    takenBack.isDeleted = true;
    const convert::Threads threads{{QStringLiteral("one"), {}, {first, answer}, false, {}}, {QStringLiteral("gone"), {}, {takenBack}, false, {}},
                                   {QStringLiteral("nowhere"), QStringLiteral("old words"), {first}, false, {}}};
    const auto notes = paper::notesOf(*pages, content, threads);
    QCOMPARE(notes.size(), std::size_t(2));
    // what has lost its text stands on the first page, and says what it was about
    QVERIFY(notes[1].kind == paper::Note::Kind::Loose);
    QCOMPARE(notes[1].place.page, 0);
    QCOMPARE(notes[1].text, QStringLiteral("“old words”\nWhy (this)?"));
    const int last = pages->pageCount() - 1;
    QVERIFY(last > 0);
    QCOMPARE(notes[0].place.page, last);
    QCOMPARE(notes[0].place.boxes.size(), std::size_t(1));
    // the word, and nothing else, is under the box
    const QRectF box = notes[0].place.boxes[0];
    QVERIFY(box.left() > pages->setup().layout().paintRect(QPageLayout::Point).left() + 5 && box.width() > 10 && box.width() < 40);
    const QSizeF page = pages->pageSize();
    const auto shares = [&](const QRectF &area) {
        return QRectF(area.x() / page.width(), area.y() / page.height(), area.width() / page.width(), area.height() / page.height());
    };
    QVERIFY(inkIn(imageOf(*pages, last), shares(box)) > 10);

    const auto pdf = paper::writePdf(*pages, notes);
    QVERIFY(pdf);
    QPDF file;
    file.processMemoryFile("a.pdf", pdf->constData(), std::size_t(pdf->size()));
    std::vector<QPDFObjectHandle> sheets = file.getAllPages();
    QPDFObjectHandle annotations = sheets.at(std::size_t(last)).getKey("/Annots");
    QCOMPARE(annotations.getArrayNItems(), 1);
    QPDFObjectHandle annotation = annotations.getArrayItem(0);
    QCOMPARE(annotation.getKey("/Subtype").getName(), std::string("/Highlight"));
    QCOMPARE(annotation.getKey("/T").getUTF8Value(), std::string("Ada"));
    const QString text = QString::fromStdString(annotation.getKey("/Contents").getUTF8Value());
    QVERIFY2(text.startsWith(QStringLiteral("Why (this)?\n\nBen, ")) && text.endsWith(QStringLiteral(":\nBecause.")), qPrintable(text));
    QCOMPARE(annotation.getKey("/QuadPoints").getArrayNItems(), 8);
    QVERIFY(std::abs(annotation.getKey("/Rect").getArrayItem(3).getNumericValue() - (page.height() - box.top())) < 1);
    QPDFObjectHandle others = sheets.at(0).getKey("/Annots");
    QVERIFY(others.isArray() && others.getArrayNItems() == 1);
    QCOMPARE(others.getArrayItem(0).getKey("/Subtype").getName(), std::string("/Text"));
}

void TestPaper::whatIsTooLongIsRefused()
{
    const QString text(PagedDocument::kMostUnits, u'x');
    const auto document = model::Document::fromDelta(model::Delta().insert(text + u'\n'));
    const auto pages = PagedDocument::make(*document, {}, {});
    QVERIFY(!pages);
    QCOMPARE(pages.error().code, ErrorCode::TooLarge);
}

QTEST_MAIN(TestPaper)
#include "test_paper.moc"
