// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/formats.h"
#include "convert/lines.h"
#include "convert/package.h"
#include "editor/picture_commands.h"
#include "editor/picture_intake.h"
#include "foreign_programs.h"
#include "model/delta_json.h"

#include <QImage>
#include <QRegularExpression>
#include <QTest>

using namespace syngraph;
using convert::Format;

// Files that other programs have made, and what they make of ours.
class TestForeignFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatPandocWritesIsRead_data();
    void whatPandocWritesIsRead();
    void numbersGoOnAsPandocHasThem_data();
    void numbersGoOnAsPandocHasThem();
    void numbersGoOnAsLibreOfficeHasThem_data();
    void numbersGoOnAsLibreOfficeHasThem();
    void libreOfficeNumbersAsWeDo_data();
    void libreOfficeNumbersAsWeDo();
    void pandocReadsWhatIsWrittenHere_data();
    void pandocReadsWhatIsWrittenHere();
    void officeFilesComeBackFromLibreOffice_data();
    void officeFilesComeBackFromLibreOffice();
    void libreOfficeShowsOurPictures_data();
    void libreOfficeShowsOurPictures();
    void textFromRightToLeftComesBackFromLibreOffice_data();
    void textFromRightToLeftComesBackFromLibreOffice();
    void libreOfficePrintsOurPages_data();
    void libreOfficePrintsOurPages();
    void libreOfficeKnowsOurCommentsAndSuggestions_data();
    void libreOfficeKnowsOurCommentsAndSuggestions();

private:
    // A line for each paragraph: its kind, its level, its text.
    static QStringList linesOf(const model::Document &document);
    // Text and, where it is an item, number of each paragraph, as they are shown.
    static QString numberedIn(const model::Document &document);
    static model::Document sample(const QByteArray &picture);
    static Format formatOf(const QString &ending) { return *convert::formatOfEnding(ending); }

    test::ForeignPrograms m_programs;
    convert::Picture m_picture;
};

void TestForeignFiles::initTestCase()
{
    QImage image(80, 40, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    QVERIFY(image.save(m_programs.path(QStringLiteral("green.png"))));
    m_picture = *editor::takePicture(image);
}

QStringList TestForeignFiles::linesOf(const model::Document &document)
{
    QStringList lines;
    for (qint64 line = 0; line < document.lineCount(); ++line) {
        const qint64 start = document.lineStart(line);
        const qint64 end = document.lineStart(line + 1) - 1;
        const model::Attributes attributes = document.runAt(end).attributes;
        const model::Value *block = attributes.find("block");
        const model::Value *indent = attributes.find("indent");
        const QString kind = block ? block->toString() : QStringLiteral("p");
        const bool isItem = kind == u"bullet" || kind == u"ordered" || kind.startsWith(u"check");
        const QString text = document.text(start, end).trimmed();
        if (text.isEmpty() && start == end)
            continue;
        lines << QStringLiteral("%1%2 %3").arg(kind, isItem && indent ? indent->toString().isEmpty() ? QString::fromLatin1(indent->json()) : QString() : QString(), text);
    }
    return lines;
}

QString TestForeignFiles::numberedIn(const model::Document &document)
{
    QStringList shown;
    convert::ListTrack track;
    for (const convert::Line &line : convert::linesOf(document)) {
        const int number = track.numberOf(line);
        if (!line.isEmpty())
            shown << (number > 0 ? QStringLiteral("%1. ").arg(number) : QString()) + line.text();
    }
    return shown.join(QStringLiteral(", "));
}

model::Document TestForeignFiles::sample(const QByteArray &picture)
{
    const QByteArray json = R"([{"insert":"A Report"},{"insert":"\n","attributes":{"block":"title"}},
        {"insert":"First part"},{"insert":"\n","attributes":{"block":"h1"}},
        {"insert":"Plain, "},{"insert":"bold","attributes":{"bold":true}},{"insert":", "},{"insert":"italic","attributes":{"italic":true}},
        {"insert":", "},{"insert":"struck","attributes":{"strike":true}},{"insert":" and "},
        {"insert":"linked","attributes":{"link":"https://example.org/a"}},{"insert":".\n"},
        {"insert":"one"},{"insert":"\n","attributes":{"block":"bullet"}},
        {"insert":"deeper"},{"insert":"\n","attributes":{"block":"bullet","indent":1}},
        {"insert":"first"},{"insert":"\n","attributes":{"block":"ordered"}},
        {"insert":"second"},{"insert":"\n","attributes":{"block":"ordered"}},
        {"insert":"said so"},{"insert":"\n","attributes":{"block":"quote"}},
        {"insert":"in the middle"},{"insert":"\n","attributes":{"align":"center"}},
        {"insert":"Picture: "},{"insert":{"image":{"id":")" + picture + R"(","w":80,"h":40,"alt":"A field"}}},{"insert":"\n"}])";
    return *model::Document::fromDelta(*model::parseDelta(json));
}

void TestForeignFiles::whatPandocWritesIsRead_data()
{
    QTest::addColumn<QString>("ending");
    for (const char *ending : {"docx", "odt", "html"})
        QTest::newRow(ending) << QString::fromLatin1(ending);
}

void TestForeignFiles::whatPandocWritesIsRead()
{
    if (m_programs.pandoc().isEmpty())
        QSKIP("pandoc is not installed; the package pandoc brings it.");
    QFETCH(const QString, ending);
    QVERIFY(m_programs.keep(QStringLiteral("in.md"), R"(# First part

Plain, **bold**, *italic*, ~~struck~~ and [linked](https://example.org/a).

- one
    - deeper
- two

1. first
2. second

> said so

## Second part

Picture: ![A field](green.png)
)"));
    const QString name = QStringLiteral("pandoc.") + ending;
    QVERIFY(m_programs.run(m_programs.pandoc(), {QStringLiteral("-s"), QStringLiteral("in.md"), QStringLiteral("-o"), name}));
    convert::Pictures pictures;
    const auto read = convert::read(formatOf(ending), m_programs.bytesOf(name), &pictures);
    QVERIFY(read);
    const QStringList lines = linesOf(*read);
    // of pages nothing is fetched, so there the picture is its description
    const bool hasPicture = ending != u"html";
    for (const char *line : {"h1 First part", "p Plain, bold, italic, struck and linked.", "bullet one", "bullet1 deeper", "bullet two",
                             "ordered first", "ordered second", "quote said so", "h2 Second part"})
        QVERIFY2(lines.contains(QString::fromLatin1(line)), qPrintable(QString::fromLatin1(line) + QStringLiteral(" is not in\n") + lines.join(u'\n')));
    QVERIFY2(lines.filter(QStringLiteral("Picture:")).value(0).contains(hasPicture ? QString(QChar::ObjectReplacementCharacter) : QStringLiteral("A field")),
             qPrintable(lines.join(u'\n')));
    QCOMPARE(pictures.size(), std::size_t(hasPicture ? 1 : 0));
    const QByteArray json = model::toJson(read->toDelta());
    for (const char *format : {R"({"insert":"bold","attributes":{"bold":true}})", R"({"insert":"italic","attributes":{"italic":true}})",
                               R"("strike":true)", R"("link":"https://example.org/a")"})
        QVERIFY2(json.contains(format), json);
}

void TestForeignFiles::numbersGoOnAsPandocHasThem_data()
{
    QTest::addColumn<QString>("writer");
    for (const char *ending : {"docx", "odt", "html"})
        QTest::newRow(ending) << QString::fromLatin1(ending);
    QTest::newRow("md") << QStringLiteral("gfm");
}

void TestForeignFiles::numbersGoOnAsPandocHasThem()
{
    if (m_programs.pandoc().isEmpty())
        QSKIP("pandoc is not installed; the package pandoc brings it.");
    QFETCH(const QString, writer);
    QVERIFY(m_programs.keep(QStringLiteral("numbers.md"), R"(1. one

plain

2. two
3. three

    more

4. four
    1. deeper
    2. too

5. five

<!-- -->

1. new
2. list
)"));
    const QString ending = QString::fromLatin1(QTest::currentDataTag());
    const QString name = QStringLiteral("numbers-out.") + ending;
    QVERIFY(m_programs.run(m_programs.pandoc(), {QStringLiteral("numbers.md"), QStringLiteral("-t"), writer, QStringLiteral("-o"), name}));
    const QString expected = QStringLiteral("1. one, plain, 2. two, 3. three, more, 4. four, 1. deeper, 2. too, 5. five, 1. new, 2. list");
    const auto read = convert::read(formatOf(ending), m_programs.bytesOf(name));
    QVERIFY(read);
    QCOMPARE(numberedIn(*read), expected);
    const auto again = convert::read(formatOf(ending), *convert::write(formatOf(ending), *read, {}));
    QVERIFY(again);
    QCOMPARE(numberedIn(*again), expected);
}

void TestForeignFiles::numbersGoOnAsLibreOfficeHasThem_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("second");
    QTest::newRow("odt") << QStringLiteral("odt") << 2;
    QTest::newRow("docx") << QStringLiteral("docx") << 2;
    // its pages do not say that the outer list goes on where an inner one begins it
    QTest::newRow("html") << QStringLiteral("html:HTML (StarWriter)") << 1;
}

void TestForeignFiles::numbersGoOnAsLibreOfficeHasThem()
{
    if (m_programs.office().isEmpty())
        QSKIP("LibreOffice is not installed; the package libreoffice-writer-nogui brings it.");
    QFETCH(const QString, kind);
    QFETCH(const int, second);
    QVERIFY(m_programs.keep(QStringLiteral("numbers.fodt"), R"(<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<text:list-style style:name="A"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>
<text:list-level-style-number text:level="2" style:num-suffix="." style:num-format="a"/></text:list-style>
<text:list-style style:name="B"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/></text:list-style>
</office:automatic-styles><office:body><office:text>
<text:list xml:id="first" text:style-name="A"><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>deeper</text:p></text:list-item></text:list></text:list-item></text:list>
<text:p>plain</text:p>
<text:list xml:id="second" text:continue-numbering="true" text:style-name="A"><text:list-item><text:list><text:list-item><text:p>too</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>
<text:p>plain</text:p>
<text:list xml:id="other" text:style-name="B"><text:list-item><text:p>other</text:p></text:list-item></text:list>
<text:list xml:id="third" text:continue-list="second" text:style-name="A"><text:list-item><text:p>three</text:p></text:list-item></text:list>
<text:list text:style-name="B"><text:list-item text:start-value="7"><text:p>seven</text:p></text:list-item></text:list>
</office:text></office:body></office:document>)"));
    QVERIFY(m_programs.runOffice(QStringLiteral("numbers.fodt"), kind));
    const QString ending = kind.section(u':', 0, 0);
    const auto read = convert::read(formatOf(ending), m_programs.bytesOf(QStringLiteral("out/numbers.") + ending));
    QVERIFY(read);
    QCOMPARE(numberedIn(*read), QStringLiteral("1. one, 1. deeper, plain, 2. too, %1. two, plain, 1. other, 3. three, 7. seven").arg(second));
}

void TestForeignFiles::libreOfficeNumbersAsWeDo_data()
{
    // of web pages it makes one list of all that stand in one item
    officeFilesComeBackFromLibreOffice_data();
}

void TestForeignFiles::libreOfficeNumbersAsWeDo()
{
    if (m_programs.office().isEmpty())
        QSKIP("LibreOffice is not installed; the package libreoffice-writer-nogui brings it.");
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    const model::Document document = *model::Document::fromDelta(*model::parseDelta(QByteArray(
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},
            {"insert":"a1"},{"insert":"\n","attributes":{"block":"ordered","indent":1}},
            {"insert":"a2"},{"insert":"\n","attributes":{"block":"ordered","indent":1}},
            {"insert":"dot"},{"insert":"\n","attributes":{"block":"bullet","indent":1}},
            {"insert":"again1"},{"insert":"\n","attributes":{"block":"ordered","indent":1}},
            {"insert":"b"},{"insert":"\n","attributes":{"block":"ordered"}},
            {"insert":"dot"},{"insert":"\n","attributes":{"block":"bullet"}},
            {"insert":"one"},{"insert":"\n","attributes":{"block":"ordered"}},
            {"insert":"cont"},{"insert":"\n","attributes":{"indent":1}},
            {"insert":"one again"},{"insert":"\n","attributes":{"block":"ordered"}},
            {"insert":"deep"},{"insert":"\n","attributes":{"block":"ordered","indent":2}},
            {"insert":"up"},{"insert":"\n","attributes":{"block":"ordered","indent":1}},
            {"insert":{"pagebreak":{}}},{"insert":"\n"},{"insert":"overleaf"},{"insert":"\n","attributes":{"block":"ordered"}},
            {"insert":"bottom"},{"insert":"\n","attributes":{"block":"ordered"}}])")));
    const QString name = QStringLiteral("numbered-%1-%2.").arg(from, to);
    QVERIFY(m_programs.keep(name + from, *convert::write(formatOf(from), document, {})));
    QVERIFY(m_programs.runOffice(name + from, to));
    const auto read = convert::read(formatOf(to), m_programs.bytesOf(QStringLiteral("out/") + name + to));
    QVERIFY(read);
    QCOMPARE(numberedIn(*read), numberedIn(document));
    const auto own = convert::read(formatOf(from), m_programs.bytesOf(name + from));
    QVERIFY(own);
    QCOMPARE(model::toJson(own->toDelta()), model::toJson(document.toDelta()));
}

void TestForeignFiles::pandocReadsWhatIsWrittenHere_data()
{
    QTest::addColumn<QString>("ending");
    for (const char *ending : {"docx", "odt", "html", "md"})
        QTest::newRow(ending) << QString::fromLatin1(ending);
}

void TestForeignFiles::pandocReadsWhatIsWrittenHere()
{
    if (m_programs.pandoc().isEmpty())
        QSKIP("pandoc is not installed; the package pandoc brings it.");
    QFETCH(const QString, ending);
    const QString name = QStringLiteral("ours.") + ending;
    const convert::PictureFiles files{{{m_picture.id, m_picture}}, QStringLiteral("ours-pictures")};
    QVERIFY(m_programs.keep(name, *convert::write(formatOf(ending), sample(m_picture.id), QStringLiteral("T"), files)));
    QDir(m_programs.folder()).mkpath(QStringLiteral("ours-pictures"));
    QVERIFY(m_programs.keep(QStringLiteral("ours-pictures/") + convert::pictureFileName(m_picture), m_picture.bytes));
    QVERIFY(m_programs.run(m_programs.pandoc(), {name, QStringLiteral("-t"), QStringLiteral("gfm"), QStringLiteral("--extract-media=media"), QStringLiteral("-o"),
                           QStringLiteral("back.md")}));
    const QString back = QString::fromUtf8(m_programs.bytesOf(QStringLiteral("back.md")));
    for (const char *part : {"# First part", "**bold**", "*italic*", "~~struck~~", "[linked](https://example.org/a)", "one", "deeper", "1.", "second", "> said so"})
        QVERIFY2(back.contains(QString::fromLatin1(part)), qPrintable(QString::fromLatin1(part) + QStringLiteral(" is not in\n") + back));
    QVERIFY2(back.contains(QStringLiteral("media/")) || back.contains(QStringLiteral("ours-pictures/")), qPrintable(back));
}

void TestForeignFiles::officeFilesComeBackFromLibreOffice_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    for (const auto &[from, to] : {std::pair("odt", "docx"), std::pair("docx", "odt"), std::pair("odt", "odt")})
        QTest::addRow("%s to %s", from, to) << QString::fromLatin1(from) << QString::fromLatin1(to);
}

void TestForeignFiles::officeFilesComeBackFromLibreOffice()
{
    if (m_programs.office().isEmpty())
        QSKIP("LibreOffice is not installed; the package libreoffice-writer-nogui brings it.");
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    const model::Document document = sample(m_picture.id);
    const QString name = QStringLiteral("office-%1-%2.").arg(from, to);
    QVERIFY(m_programs.keep(name + from, *convert::write(formatOf(from), document, QStringLiteral("T"), {{{m_picture.id, m_picture}}})));
    QVERIFY(m_programs.runOffice(name + from, to));
    convert::Pictures pictures;
    const auto read = convert::read(formatOf(to), m_programs.bytesOf(QStringLiteral("out/") + name + to), &pictures);
    QVERIFY(read);
    QCOMPARE(linesOf(*read).join(u'\n'), linesOf(document).join(u'\n'));
    QCOMPARE(pictures.size(), std::size_t(1));
    const auto picture = editor::pictureAt(*read, read->length() - 2);
    QVERIFY(picture);
    QCOMPARE(picture->alt, QStringLiteral("A field"));
    QVERIFY2(std::abs(picture->size.width() - 80) <= 1 && std::abs(picture->size.height() - 40) <= 1,
             qPrintable(QStringLiteral("%1 x %2").arg(picture->size.width()).arg(picture->size.height())));
    const QByteArray json = model::toJson(read->toDelta());
    for (const char *format : {R"({"insert":"bold","attributes":{"bold":true)", R"("italic":true)", R"("strike":true)", R"("link":"https://example.org/a")",
                               R"("align":"center")"})
        QVERIFY2(json.contains(format), json);
}

void TestForeignFiles::libreOfficeShowsOurPictures_data()
{
    QTest::addColumn<QString>("ending");
    for (const char *ending : {"docx", "odt", "html"})
        QTest::newRow(ending) << QString::fromLatin1(ending);
}

void TestForeignFiles::libreOfficeShowsOurPictures()
{
    const QString lister = QStandardPaths::findExecutable(QStringLiteral("pdfimages"));
    if (m_programs.office().isEmpty() || lister.isEmpty())
        QSKIP("LibreOffice or pdfimages is not installed; the packages libreoffice-writer-nogui and poppler-utils bring them.");
    QFETCH(const QString, ending);
    const QString name = QStringLiteral("shown-") + ending;
    QVERIFY(m_programs.keep(name + u'.' + ending, *convert::write(formatOf(ending), sample(m_picture.id), QStringLiteral("T"), {{{m_picture.id, m_picture}}})));
    QVERIFY(m_programs.runOffice(name + u'.' + ending, ending == u"html" ? QStringLiteral("pdf:writer_web_pdf_Export") : QStringLiteral("pdf")));
    QProcess process;
    process.start(lister, {QStringLiteral("-list"), m_programs.path(QStringLiteral("out/%1.pdf").arg(name))});
    QVERIFY(process.waitForFinished(60'000));
    const QByteArray list = process.readAllStandardOutput();
    QVERIFY2(list.contains(" image ") && list.contains(" 80 ") && list.contains(" 40 "), list);
}

void TestForeignFiles::textFromRightToLeftComesBackFromLibreOffice_data()
{
    officeFilesComeBackFromLibreOffice_data();
}

void TestForeignFiles::textFromRightToLeftComesBackFromLibreOffice()
{
    if (m_programs.office().isEmpty())
        QSKIP("LibreOffice is not installed; the package libreoffice-writer-nogui brings it.");
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    const model::Document document = *model::Document::fromDelta(*model::parseDelta(QByteArray(
        R"([{"insert":"שלום"},{"insert":"\n","attributes":{"align":"left","dir":"rtl"}},{"insert":"עולם"},{"insert":"\n","attributes":{"dir":"rtl"}},
            {"insert":"מודגש","attributes":{"bold":true,"size":20}},{"insert":"\n","attributes":{"align":"center","dir":"rtl"}}])")));
    const QString name = QStringLiteral("backwards-%1-%2.").arg(from, to);
    QVERIFY(m_programs.keep(name + from, *convert::write(formatOf(from), document, {})));
    QVERIFY(m_programs.runOffice(name + from, to));
    const auto read = convert::read(formatOf(to), m_programs.bytesOf(QStringLiteral("out/") + name + to));
    QVERIFY(read);
    const QByteArray json = model::toJson(read->toDelta());
    for (const char *part : {R"({"insert":"שלום"},{"insert":"\n","attributes":{"align":"left","dir":"rtl"}})",
                             R"({"insert":"עולם"},{"insert":"\n","attributes":{"dir":"rtl"}})",
                             R"({"insert":"מודגש","attributes":{"bold":true,"size":20}})", R"("align":"center")"})
        QVERIFY2(json.contains(part), json);
}

void TestForeignFiles::libreOfficePrintsOurPages_data()
{
    QTest::addColumn<QString>("ending");
    for (const char *ending : {"docx", "odt"})
        QTest::newRow(ending) << QString::fromLatin1(ending);
}

void TestForeignFiles::libreOfficePrintsOurPages()
{
    const QString teller = QStandardPaths::findExecutable(QStringLiteral("pdfinfo"));
    const QString reader = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
    if (m_programs.office().isEmpty() || teller.isEmpty() || reader.isEmpty())
        QSKIP("LibreOffice or pdftotext is not installed; the packages libreoffice-writer-nogui and poppler-utils bring them.");
    QFETCH(const QString, ending);
    const model::Document document = *model::Document::fromDelta(*model::parseDelta(QByteArray(
        R"([{"insert":"first\n"},{"insert":{"pagebreak":{}}},{"insert":"\nsecond\n"}])")));
    const convert::Paper paper{{792, 612}, {72, 60, 144, 60}, true, true};
    const QString name = QStringLiteral("pages-") + ending;
    const QByteArray file = *convert::write(formatOf(ending), document, QStringLiteral("A <title>"), {}, {}, paper);
    QVERIFY(m_programs.keep(name + u'.' + ending, file));
    QVERIFY(m_programs.runOffice(name + u'.' + ending, QStringLiteral("pdf")));
    const auto said = [&](const QString &program, const QStringList &arguments) {
        QProcess process;
        process.start(program, arguments);
        return process.waitForFinished(60'000) ? process.readAllStandardOutput() : QByteArray();
    };
    const QString pdf = m_programs.path(QStringLiteral("out/%1.pdf").arg(name));
    const QByteArray facts = said(teller, {pdf});
    QVERIFY2(facts.contains("792 x 612"), facts);
    QCOMPARE(QString::fromUtf8(said(reader, {pdf, QStringLiteral("-")})).simplified().remove(u' '),
             QStringLiteral("A<title>first1/2A<title>second2/2"));
    // where the text begins: behind the left margin, below the top one
    const QString boxes = QString::fromUtf8(said(reader, {QStringLiteral("-bbox"), pdf, QStringLiteral("-")}));
    const QRegularExpressionMatch first = QRegularExpression(QStringLiteral("xMin=\"([\\d.]+)\" yMin=\"([\\d.]+)\"[^>]*>first<")).match(boxes);
    QVERIFY2(std::abs(first.captured(1).toDouble() - 72) < 1 && std::abs(first.captured(2).toDouble() - 60) < 6, qPrintable(boxes));
    // taken in again, what is in the margins is no text
    QCOMPARE(*convert::read(formatOf(ending), file), document);
}

void TestForeignFiles::libreOfficeKnowsOurCommentsAndSuggestions_data()
{
    officeFilesComeBackFromLibreOffice_data();
}

void TestForeignFiles::libreOfficeKnowsOurCommentsAndSuggestions()
{
    if (m_programs.office().isEmpty())
        QSKIP("LibreOffice is not installed; the package libreoffice-writer-nogui brings it.");
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    const model::Document document = *model::Document::fromDelta(*model::parseDelta(QByteArray(
        R"([{"insert":"One "},{"insert":"two","attributes":{"c:a":true}},{"insert":" three "},
            {"insert":"added ","attributes":{"s:i":{"author":"Ada","id":"1"}}},
            {"insert":"¶","attributes":{"s:i":{"author":"Ada","id":"1","set":{}}}},
            {"insert":"gone ","attributes":{"s:d":{"author":"Ben","id":"2"}}},{"insert":"stays\nfirst"},
            {"insert":"¶","attributes":{"s:d":{"author":"Ben","id":"3","set":{}}}},{"insert":"\nlast\n"}])")));
    const protocol::Remark remark{{1, 1}, QStringLiteral("Cem"), {}, 1'790'000'000'000, 0, QStringLiteral("why so"), false};
    protocol::Remark answer = remark;
    answer.text = QStringLiteral("as it is");
    const QString name = QStringLiteral("notes-%1-%2.").arg(from, to);
    QVERIFY(m_programs.keep(name + from, *convert::write(formatOf(from), document, QStringLiteral("T"), {}, {{QStringLiteral("a"), {}, {remark, answer}, false, {}}})));
    QVERIFY(m_programs.runOffice(name + from, to));
    const QByteArray file = m_programs.bytesOf(QStringLiteral("out/") + name + to);
    const auto package = convert::Package::open(file);
    QVERIFY(package);
    const bool isWord = to == u"docx";
    const QByteArray body = *package->read(isWord ? "word/document.xml" : "content.xml");
    const QByteArray comments = isWord ? *package->read("word/comments.xml") : body;
    for (const char *said : {"Cem", "why so", "as it is"})
        QVERIFY2(comments.contains(said), comments);
    const QByteArrayList marks = isWord ? QByteArrayList{"<w:ins ", "<w:del ", "w:author=\"Ada\"", "w:author=\"Ben\"", "commentRangeStart"}
                                        : QByteArrayList{"<text:insertion>", "<text:deletion>", "<dc:creator>Ada<", "<dc:creator>Ben<", "office:annotation-end"};
    for (const QByteArray &mark : marks)
        QVERIFY2(body.contains(mark), mark + " is not in\n" + body);
    // taken in again, neither the comments nor what is to go are text
    const auto read = convert::read(formatOf(to), file);
    QVERIFY(read);
    const QString text = read->text(0, read->length());
    QVERIFY2(text.contains(u"One two three added") && !text.contains(u"gone") && !text.contains(u"why so"), qPrintable(text));
    // the paragraph end that goes: an ODT holds it among what is deleted, a DOCX as a mark of the paragraph
    QVERIFY2(text.contains(u"firstlast") || text.contains(u"first\nlast"), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestForeignFiles)
#include "test_foreign_files.moc"
