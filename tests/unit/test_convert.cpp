// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/docx.h"
#include "convert/html.h"
#include "convert/markdown.h"
#include "convert/package.h"
#include "convert/text.h"
#include "model/delta_json.h"

#include <QTest>

using namespace syngraph;
using namespace syngraph::convert;

namespace {

model::Document documentOf(const char *json)
{
    return *model::Document::fromDelta(*model::parseDelta(QByteArray(json)));
}

QByteArray bodyOf(const QByteArray &page)
{
    const qsizetype start = page.indexOf("<body>\n") + 7;
    return page.mid(start, page.indexOf("</body>") - start);
}

} // namespace

class TestConvert : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textKeepsEveryLine();
    void textShowsListsAndObjects();
    void unitsAreWrittenAsTheyAre();
    void textOfAnySystemIsRead_data();
    void textOfAnySystemIsRead();
    void whatIsNoTextIsRefused();
    void jsonComesBackAsItWas();
    void markdown_data();
    void markdown();
    void html_data();
    void html();
    void docxSaysWhatRunsFromRightToLeft();
};

void TestConvert::textKeepsEveryLine()
{
    QCOMPARE(writeText(documentOf(R"([{"insert":"a\nb\n\n"}])")), QByteArray("a\nb\n\n"));
    QCOMPARE(writeText(documentOf(R"([{"insert":"é😀\n"}])")), QByteArray("é😀\n"));
    QCOMPARE(writeText(documentOf(R"([{"insert":"a\u2028b\n"}])")), QByteArray("a\nb\n"));
    QCOMPARE(readText("a\xe2\x80\xa8" "b")->toDelta().text().toString(), QStringLiteral("a\u2028b\n"));
}

void TestConvert::textShowsListsAndObjects()
{
    const auto document = documentOf(R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"b\u2028c"},{"insert":"\n","attributes":{"block":"ordered","indent":1}},
        {"insert":"d"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"e"},{"insert":"\n","attributes":{"indent":1}},{"insert":"f"},{"insert":"\n","attributes":{"block":"ordered","start":9,"numbering":"I"}},
        {"insert":"\n","attributes":{"block":"bullet"}},{"insert":"g"},{"insert":"\n","attributes":{"block":"check"}},{"insert":"h"},{"insert":"\n","attributes":{"block":"checked","indent":1}},
        {"insert":{"rule":{}}},{"insert":"\n\u2028\n"},{"insert":{"pagebreak":{}}},{"insert":"\ni "},
        {"insert":{"image":{"id":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","alt":"a sea"}}},
        {"insert":{"image":{"id":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}}},{"insert":"\n"}])");
    QCOMPARE(QString::fromUtf8(writeText(document)),
             QStringLiteral("1. a\n    a. b\n       c\n2. d\n    e\nIX. f\n- \n[ ] g\n    [x] h\n----\n\n\n\ni a sea\n"));
}

void TestConvert::unitsAreWrittenAsTheyAre()
{
    const auto document = documentOf(R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"bullet"}},{"insert":{"rule":{}}},{"insert":"\nb\u2028c\n"}])");
    QCOMPARE(QString::fromUtf8(writeUnits(document)), QStringLiteral("a\n\ufffc\nb\nc\n"));
}

void TestConvert::textOfAnySystemIsRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("unix") << QByteArray("a\nb\n") << QByteArray("a\nb\n");
    QTest::newRow("windows") << QByteArray("a\r\nb\r\n") << QByteArray("a\nb\n");
    QTest::newRow("old mac") << QByteArray("a\rb") << QByteArray("a\nb\n");
    QTest::newRow("unended") << QByteArray("a") << QByteArray("a\n");
    QTest::newRow("empty") << QByteArray("") << QByteArray("\n");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf" "a\n") << QByteArray("a\n");
    QTest::newRow("separators") << QByteArray("a\xe2\x80\xa8" "b\xe2\x80\xa9" "c") << QByteArray("a\nb\nc\n");
}

void TestConvert::textOfAnySystemIsRead()
{
    QFETCH(QByteArray, bytes);
    const auto document = readText(bytes);
    QVERIFY(bool(document));
    QTEST(writeText(*document), "text");
}

void TestConvert::whatIsNoTextIsRefused()
{
    QVERIFY(!readText(QByteArray("a\0b", 3)));
    QVERIFY(!readText(QByteArray("PK\x03\x04\0\0\0\0\xff", 9)));
    QVERIFY(!readJson("[{\"insert\":\"no end\"}]"));
    QVERIFY(!readJson("{\"opps\":[]}"));
    QVERIFY(bool(readJson("{\"ops\":[{\"insert\":\"a\\n\"}]}")));
}

void TestConvert::jsonComesBackAsItWas()
{
    const auto document = documentOf(R"([{"insert":"a","attributes":{"bold":true}},{"insert":"\n","attributes":{"block":"h1"}}])");
    QVERIFY(*readJson(writeJson(document)) == document);
}

void TestConvert::markdown_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("markdown");
    QTest::newRow("paragraphs") << QByteArray(R"([{"insert":"a\nb\n"}])") << QByteArray("a\n\nb\n");
    QTest::newRow("heading") << QByteArray(R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"h2"}}])")
                             << QByteArray("## a\n");
    QTest::newRow("marks") << QByteArray(
        R"([{"insert":"x "},{"insert":"b ","attributes":{"bold":true,"italic":true}},{"insert":"c","attributes":{"code":true}},{"insert":"\n"}])")
                           << QByteArray("x ***b*** `c`\n");
    QTest::newRow("link") << QByteArray(R"-([{"insert":"l","attributes":{"link":"https://a.b/(c)"}},{"insert":"\n"}])-")
                          << QByteArray("[l](<https://a.b/(c)>)\n");
    QTest::newRow("lists") << QByteArray(
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"b"},{"insert":"\n","attributes":{"block":"bullet","indent":1}},{"insert":"c"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"d"},{"insert":"\n","attributes":{"block":"checked"}}])")
                           << QByteArray("1. a\n   - b\n2. c\n- [x] d\n");
    QTest::newRow("numbers") << QByteArray(
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"\n"},{"insert":"b"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"c"},{"insert":"\n","attributes":{"block":"ordered","start":1}},{"insert":"d"},{"insert":"\n","attributes":{"indent":1}},{"insert":"e"},{"insert":"\n","attributes":{"block":"ordered","start":2}},{"insert":{"pagebreak":{}}},{"insert":"\nf"},{"insert":"\n","attributes":{"block":"ordered"}}])")
                           << QByteArray("1. a\n\n1) b\n1. c\n\n   d\n\n2. e\n\n1) f\n");
    QTest::newRow("code") << QByteArray(
        R"([{"insert":"a *b*"},{"insert":"\n\n","attributes":{"block":"code"}},{"insert":"c"},{"insert":"\n","attributes":{"block":"code"}}])")
                          << QByteArray("```\na *b*\n\nc\n```\n");
    QTest::newRow("breaks") << QByteArray(
        R"([{"insert":"a\u2028- b"},{"insert":"\n","attributes":{"block":"bullet"}},{"insert":"c\u2028d"},{"insert":"\n","attributes":{"block":"quote"}},{"insert":"e\u2028f"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"g","attributes":{"bold":true}},{"insert":"\u2028\u2028h\n"}])")
                            << QByteArray("- a\\\n  \\- b\n\n> c\\\n> d\n\n# e<br>f\n\n**g**<br><br>h\n");
    QTest::newRow("escapes") << QByteArray(R"([{"insert":"# a*b_c\n1. d\n"}])")
                             << QByteArray("\\# a\\*b\\_c\n\n1\\. d\n");
}

void TestConvert::markdown()
{
    QFETCH(QByteArray, json);
    QTEST(writeMarkdown(documentOf(json.constData())), "markdown");
}

void TestConvert::html_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("html");
    QTest::newRow("escapes") << QByteArray(R"([{"insert":"<script>&\n"}])")
                             << QByteArray("<p>&lt;script&gt;&amp;</p>\n");
    QTest::newRow("marks") << QByteArray(
        R"([{"insert":"b","attributes":{"bold":true,"color":"#ff0000","link":"https://a.b/\"c"}},{"insert":"\n","attributes":{"align":"center"}}])")
                           << QByteArray("<p style=\"text-align:center;\"><a href=\"https://a.b/&quot;c\"><span "
                                         "style=\"color:#ff0000;\"><strong>b</strong></span></a></p>\n");
    QTest::newRow("lists") << QByteArray(
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"b"},{"insert":"\n","attributes":{"block":"bullet","indent":1}},{"insert":"c\n"}])")
                           << QByteArray("<ol>\n<li>a<ul>\n<li>b</li>\n</ul></li>\n</ol>\n<p>c</p>\n");
    QTest::newRow("spacing and numbers") << QByteArray(
        R"([{"insert":"a"},{"insert":"\n","attributes":{"before":0,"after":10.5,"spacing":1.15}},{"insert":"b"},{"insert":"\n","attributes":{"block":"ordered","start":4}}])")
                                         << QByteArray("<p style=\"line-height:115%;margin-top:0pt;margin-bottom:10.5pt;\">a</p>\n"
                                                       "<ol start=\"4\">\n<li>b</li>\n</ol>\n");
    QTest::newRow("numbers below nothing") << QByteArray(
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered","indent":1}},{"insert":"b"},{"insert":"\n","attributes":{"block":"ordered"}}])")
                                           << QByteArray("<ol type=\"a\">\n<li style=\"list-style:none\"><ol type=\"a\">\n<li>a</li>\n</ol></li>\n</ol>\n<ol>\n<li>b</li>\n</ol>\n");
    QTest::newRow("breaks") << QByteArray(
        R"([{"insert":"a\u2028b\u2028\n"},{"insert":"c\u2028d"},{"insert":"\n","attributes":{"block":"ordered"}}])")
                            << QByteArray("<p>a<br>b<br><br></p>\n<ol>\n<li>c<br>d</li>\n</ol>\n");
    QTest::newRow("numbering") << QByteArray(
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered","numbering":"A"}},{"insert":"b"},{"insert":"\n","attributes":{"block":"ordered","indent":1}},{"insert":"c"},{"insert":"\n","attributes":{"block":"ordered"}}])")
                               << QByteArray("<ol type=\"A\">\n<li>a<ol type=\"a\">\n<li>b</li>\n</ol></li>\n</ol>\n<ol>\n<li>c</li>\n</ol>\n");
    QTest::newRow("quote and code") << QByteArray(
        R"([{"insert":"q"},{"insert":"\n","attributes":{"block":"quote"}},{"insert":"c"},{"insert":"\n","attributes":{"block":"code"}},{"insert":"t"},{"insert":"\n","attributes":{"block":"h1"}}])")
                                    << QByteArray("<blockquote>\n<p>q</p>\n</blockquote>\n<pre>\nc\n</pre>\n<h1>t</h1>\n");
}

void TestConvert::html()
{
    QFETCH(QByteArray, json);
    QTEST(bodyOf(writeHtml(documentOf(json.constData()), QStringLiteral("t"))), "html");
}

void TestConvert::docxSaysWhatRunsFromRightToLeft()
{
    const auto document = documentOf(R"([{"insert":"אב","attributes":{"bold":true,"lang":"he","size":20}},{"insert":" and","attributes":{"italic":true}},
        {"insert":"\n","attributes":{"align":"left","dir":"rtl"}},{"insert":"c"},{"insert":"\n","attributes":{"align":"right"}}])");
    const auto file = writeDocx(document, {});
    const QByteArray body = *Package::open(*file)->read("word/document.xml");
    for (const char *part : {R"(<w:bidi w:val="1"/><w:jc w:val="right"/>)", R"(<w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/><w:rtl/><w:lang w:bidi="he"/>)",
                             R"(<w:i/><w:iCs/></w:rPr>)", R"(<w:pPr><w:jc w:val="right"/></w:pPr>)"})
        QVERIFY2(body.contains(part), body);
    QCOMPARE(*readDocx(*file), document);
}

QTEST_GUILESS_MAIN(TestConvert)
#include "test_convert.moc"
