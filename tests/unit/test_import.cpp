// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/formats.h"
#include "convert/html_reader.h"
#include "convert/package.h"
#include "model/delta_json.h"
#include "model/schema.h"

#include <QTest>

using namespace syngraph;
using convert::Format;

namespace {

QByteArray jsonOf(const Result<model::Document> &document)
{
    return document ? model::toJson(document->toDelta()) : document.error().text().toUtf8();
}

// The same in one spelling, so that tables can be written by hand.
QByteArray canonical(const QByteArray &json)
{
    return model::toJson(*model::parseDelta(json));
}

} // namespace

class TestImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodingsAreFound_data();
    void encodingsAreFound();
    void markdown_data();
    void markdown();
    void html_data();
    void html();
    void docx_data();
    void docx();
    void odt_data();
    void odt();
    void htmlHoldsNothingThatActs_data();
    void htmlHoldsNothingThatActs();
    void linksOfOtherSchemesAreText();
    void depthAndSizeAreBounded();
    void namesSayTheFormat();
};

void TestImport::encodingsAreFound_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const QString text = QStringLiteral("Grüße, Ωμέγα €\n");
    QTest::newRow("UTF-8") << text.toUtf8() << text;
    QTest::newRow("UTF-8 with mark") << "\xef\xbb\xbf" + text.toUtf8() << text;
    const auto utf16 = [&](bool isBig, bool isMarked) {
        QByteArray bytes;
        for (const QChar c : (isMarked ? QString(QChar::ByteOrderMark) : QString()) + text) {
            const char pair[] = {char(c.unicode() >> 8), char(c.unicode() & 0xff)};
            bytes += isBig ? pair[0] : pair[1];
            bytes += isBig ? pair[1] : pair[0];
        }
        return bytes;
    };
    QTest::newRow("UTF-16 little") << utf16(false, false) << text;
    QTest::newRow("UTF-16 big") << utf16(true, false) << text;
    QTest::newRow("UTF-16 little with mark") << utf16(false, true) << text;
    QTest::newRow("UTF-16 big with mark") << utf16(true, true) << text;
    QTest::newRow("Latin-1") << QByteArray("Gr\xfc\xdf" "e\n") << QStringLiteral("Grüße\n");
    QTest::newRow("Windows-1252") << QByteArray("\x84quoted\x93 \x80\x96\n") << QStringLiteral("„quoted“ €–\n");
}

void TestImport::encodingsAreFound()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    const auto document = convert::read(Format::Text, bytes);
    QVERIFY(bool(document));
    QCOMPARE(document->text(0, document->length()), text);
}

void TestImport::markdown_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const char *source, const char *json) {
        QTest::newRow(name) << QByteArray(source) << QByteArray(json);
    };
    row("nothing", "", R"([{"insert":"\n"}])");
    row("paragraphs", "a\nb\n\nc", R"([{"insert":"a b\nc\n"}])");
    row("breaks", "a  \nb\\\nc<br>d", R"([{"insert":"a\u2028b\u2028c\u2028d\n"}])");
    row("headings", "# A\n\nB\n---\n",
        R"([{"insert":"A"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"B"},{"insert":"\n","attributes":{"block":"h2"}}])");
    row("marks", "**b** *i* ~~s~~ `c` <u>u</u> H<sub>2</sub>O",
        R"([{"insert":"b","attributes":{"bold":true}},{"insert":" "},{"insert":"i","attributes":{"italic":true}},{"insert":" "},{"insert":"s","attributes":{"strike":true}},{"insert":" "},{"insert":"c","attributes":{"code":true}},{"insert":" "},{"insert":"u","attributes":{"underline":true}},{"insert":" H"},{"insert":"2","attributes":{"script":"sub"}},{"insert":"O\n"}])");
    row("nested marks", "***a** b*", R"([{"insert":"a","attributes":{"bold":true,"italic":true}},{"insert":" b","attributes":{"italic":true}},{"insert":"\n"}])");
    row("lists", "1. a\n   - b\n\n     c\n2. d\n\n- [x] e\n- [ ] f\n",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"b"},{"insert":"\n","attributes":{"block":"bullet","indent":1}},{"insert":"c"},{"insert":"\n","attributes":{"indent":2}},{"insert":"d"},{"insert":"\n","attributes":{"block":"ordered","start":2}},{"insert":"e"},{"insert":"\n","attributes":{"block":"checked"}},{"insert":"f"},{"insert":"\n","attributes":{"block":"check"}}])");
    row("numbers", "3. a\n4. b\n", R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered","start":3}},{"insert":"b"},{"insert":"\n","attributes":{"block":"ordered"}}])");
    row("lists that follow each other", "1. a\n2. b\n\n<!-- -->\n\n1. c\n1) d\n",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"b"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"c"},{"insert":"\n","attributes":{"block":"ordered","start":1}},{"insert":"d"},{"insert":"\n","attributes":{"block":"ordered","start":1}}])");
    row("empty item", "- \n- a", R"([{"insert":"\n","attributes":{"block":"bullet"}},{"insert":"a"},{"insert":"\n","attributes":{"block":"bullet"}}])");
    row("quotes", "> a\n>\n> > b", R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"quote"}},{"insert":"b"},{"insert":"\n","attributes":{"block":"quote","indent":1}}])");
    row("code", "```c\nx *y*\n\n  z\n```\n",
        R"([{"insert":"x *y*"},{"insert":"\n\n","attributes":{"block":"code"}},{"insert":"  z"},{"insert":"\n","attributes":{"block":"code"}}])");
    row("rule", "a\n\n***\n", R"([{"insert":"a\n"},{"insert":{"rule":{}}},{"insert":"\n"}])");
    row("link", "[a](https://b.c/?d=1&amp;e) [f](javascript:g)",
        R"([{"insert":"a","attributes":{"link":"https://b.c/?d=1&e"}},{"insert":" f\n"}])");
    row("image", "![sea](x.png)", R"([{"insert":"sea\n"}])");
    row("table", "|A|B|\n|---|---|\n|1|*2*|\n",
        R"([{"insert":"A","attributes":{"bold":true}},{"insert":"\t"},{"insert":"B","attributes":{"bold":true}},{"insert":"\n1\t"},{"insert":"2","attributes":{"italic":true}},{"insert":"\n"}])");
    row("entities", "&auml;&#65;&copy;&nosuch;", R"([{"insert":"äA©&nosuch;\n"}])");
    row("html block", "<div><b>a</b><script>x()</script></div>\n\nb", R"([{"insert":"a","attributes":{"bold":true}},{"insert":"\nb\n"}])");
}

void TestImport::markdown()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, json);
    QCOMPARE(jsonOf(convert::read(Format::Markdown, source)), canonical(json));
}

void TestImport::html_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const char *source, const char *json) {
        QTest::newRow(name) << QByteArray(source) << QByteArray(json);
    };
    row("nothing", "", R"([{"insert":"\n"}])");
    row("blanks", "<p>  a <b> b </b>\n c  </p>\n<p></p> <p>d", R"([{"insert":"a "},{"insert":"b ","attributes":{"bold":true}},{"insert":"c\nd\n"}])");
    row("breaks", "<p>a<br>b<br></p><p><br></p>c", R"([{"insert":"a\u2028b\n\nc\n"}])");
    row("divs", "<div>a<div>b</div>c</div>", R"([{"insert":"a\nb\nc\n"}])");
    row("headings", "<h1 class='title'>T</h1><h2><b style='font-size:20pt'>h</b></h2>",
        R"([{"insert":"T"},{"insert":"\n","attributes":{"block":"title"}},{"insert":"h"},{"insert":"\n","attributes":{"block":"h2"}}])");
    row("lists", "<ol><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li><li></li></ol><ol><li>e</ol>",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"b"},{"insert":"\n","attributes":{"block":"bullet","indent":1}},{"insert":"c"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"d"},{"insert":"\n","attributes":{"indent":1}},{"insert":"\n","attributes":{"block":"ordered","start":3}},{"insert":"e"},{"insert":"\n","attributes":{"block":"ordered","start":1}}])");
    row("check list", "<ul><li><input type=checkbox checked> a</li><li><label><input type='checkbox'>b</label></ul>",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"checked"}},{"insert":"b"},{"insert":"\n","attributes":{"block":"check"}}])");
    row("quote and code", "<blockquote><p>q</p></blockquote><pre>\nx  y\n\n z</pre>",
        R"([{"insert":"q"},{"insert":"\n","attributes":{"block":"quote"}},{"insert":"x  y"},{"insert":"\n\n","attributes":{"block":"code"}},{"insert":" z"},{"insert":"\n","attributes":{"block":"code"}}])");
    row("styles", "<p style='text-align:right'><span style=\"color:rgb(255, 0,0);background-color:#FF0;font-size:14px;font-family:'My Font',serif\">x</span></p>",
        R"([{"insert":"x","attributes":{"background":"#ffff00","color":"#ff0000","font":"My Font","size":10.5}},{"insert":"\n","attributes":{"align":"right"}}])");
    row("no longer bold", "<b style='font-weight:normal'>a<span style='font-weight:700'>b</span></b>",
        R"([{"insert":"a"},{"insert":"b","attributes":{"bold":true}},{"insert":"\n"}])");
    row("table", "<table><tr><th>A<td>B<tr><td><td>c</table>d",
        R"([{"insert":"A","attributes":{"bold":true}},{"insert":"\tB\n\tc\nd\n"}])");
    row("table of paragraphs", "<table><tr><td><p>a</p><p>b</p></td><td><p>c</p></td></tr></table>", R"([{"insert":"a\nb\nc\n"}])");
    row("page break", "a<div style='page-break-after:always'></div><p style='break-before:page'>b",
        R"([{"insert":"a\n"},{"insert":{"pagebreak":{}}},{"insert":"\n"},{"insert":{"pagebreak":{}}},{"insert":"\nb\n"}])");
    row("rule and image", "a<hr><img alt='sea' src=x.png>", R"([{"insert":"a\n"},{"insert":{"rule":{}}},{"insert":"\nsea\n"}])");
    row("spacing as office programs say it", "<p style='line-height:150%;margin-top:0.5in;margin-bottom:7.9pt'>a</p><p style='line-height:1.5;margin-top:2em'>b</p>",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"after":8,"before":36,"spacing":1.5}},{"insert":"b\n"}])");
    row("numbers", "<ol start=3><li>a<li>b<li value=9>c</ol>",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered","start":3}},{"insert":"b"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"c"},{"insert":"\n","attributes":{"block":"ordered","start":9}}])");
    row("numbering", "<ol type=I><li>a<ol type=1><li>b</ol></ol><ol style='list-style-type:lower-latin'><li>c</ol>",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered","numbering":"I"}},{"insert":"b"},{"insert":"\n","attributes":{"block":"ordered","indent":1,"numbering":"1"}},{"insert":"c"},{"insert":"\n","attributes":{"block":"ordered","numbering":"a"}}])");
    row("direction", "<p dir=rtl>\xd7\x90</p>", R"([{"insert":"א"},{"insert":"\n","attributes":{"dir":"rtl"}}])");
    row("named encoding", "<meta charset=windows-1252><p>\x93x\x94</p>", R"([{"insert":"“x”\n"}])");
}

void TestImport::html()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, json);
    QCOMPARE(jsonOf(convert::read(Format::Html, source)), canonical(json));
}

void TestImport::docx_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const char *body, const char *json) {
        QTest::newRow(name) << QByteArray(body) << QByteArray(json);
    };
    row("numbers go on", "<w:p><i 1>a</w:p><w:p><t>b</w:p><w:p><i 1>c</w:p><w:p><i 2>d</w:p><w:p><i 3>e</w:p><w:p><i 1>f</w:p>",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"b\nc"},{"insert":"\n","attributes":{"block":"ordered","start":2}},{"insert":"d"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"e"},{"insert":"\n","attributes":{"block":"ordered","start":7}},{"insert":"f"},{"insert":"\n","attributes":{"block":"ordered"}}])");
    row("a level of its own", "<w:p><i 4>a</w:p><w:p><i 1>b</w:p><w:p><i 5>c</w:p>",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered","numbering":"I","start":4}},{"insert":"b"},{"insert":"\n","attributes":{"block":"ordered","start":5}},{"insert":"c"},{"insert":"\n","attributes":{"indent":1}}])");
    row("notes", "<w:p><t>a</w:t></w:r><w:r><w:footnoteReference w:id='1'/><w:t>b</w:t><w:endnoteReference w:id='1'/></w:r></w:p>",
        R"([{"insert":"a [foot]b [end]\n"}])");
    row("symbols", "<w:p><w:r><w:sym w:font='Symbol' w:char='F061'/><w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:font='Other' w:char='F0FC'/><w:sym w:font='Arial' w:char='2190'/><w:sym w:char='x'/></w:r></w:p>",
        R"([{"insert":"α✓\ufffd←\n"}])");
    row("sections", "<w:p><w:pPr><w:sectPr/></w:pPr><t>a</w:p><w:p><w:pPr><w:sectPr/></w:pPr><t>b</w:p><w:p><w:pPr><w:sectPr><w:type w:val='continuous'/></w:sectPr></w:pPr><t>c</w:p>"
                    "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><t>d</w:p><w:sectPr><w:type w:val='oddPage'/></w:sectPr>",
        R"([{"insert":"a\n"},{"insert":{"pagebreak":{}}},{"insert":"\nb\nc\n"},{"insert":{"pagebreak":{}}},{"insert":"\nd\n"}])");
    row("from right to left", "<w:p><w:pPr><w:bidi/><w:jc w:val='left'/></w:pPr><t>a</w:p><w:p><w:pPr><w:jc w:val='right'/><w:bidi/></w:pPr><t>b</w:p><w:p><w:pPr><w:bidi/><w:jc w:val='start'/></w:pPr><t>c</w:p><w:p><w:pPr><w:jc w:val='end'/></w:pPr><t>d</w:p>",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"align":"right","dir":"rtl"}},{"insert":"b"},{"insert":"\n","attributes":{"align":"left","dir":"rtl"}},{"insert":"c"},{"insert":"\n","attributes":{"dir":"rtl"}},{"insert":"d"},{"insert":"\n","attributes":{"align":"right"}}])");
    row("looks from right to left", "<w:p><w:r><w:rPr><w:b/><w:iCs/><w:szCs w:val='30'/><w:rtl/></w:rPr><w:t>a</w:t></w:r><w:r><w:rPr><w:b/><w:iCs/></w:rPr><w:t>b</w:t></w:r></w:p>",
        R"([{"insert":"a","attributes":{"italic":true,"size":15}},{"insert":"b","attributes":{"bold":true}},{"insert":"\n"}])");
}

void TestImport::docx()
{
    QFETCH(QByteArray, body);
    QFETCH(const QByteArray, json);
    // <t>: a run; <i N>: the same as an item of list N
    for (char list = '1'; list <= '5'; ++list)
        body.replace(QByteArray("<i ") + list + '>', QByteArray("<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='") + list + "'/></w:numPr></w:pPr><t>");
    const bool isShort = body.contains("<t>") && !body.contains("</w:t>");
    body.replace("<t>", "<w:r><w:t>");
    if (isShort)
        body.replace("</w:p>", "</w:t></w:r></w:p>");
    const QByteArray word = " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
    const auto level = [](const char *format, const char *text) {
        return QByteArray("<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='") + format + "'/><w:lvlText w:val='" + text + "'/></w:lvl>";
    };
    const QByteArray numbering = "<w:numbering" + word + "><w:abstractNum w:abstractNumId='0'>" + level("decimal", "%1.")
        + "</w:abstractNum><w:abstractNum w:abstractNumId='1'>" + level("bullet", " ") + "</w:abstractNum>"
          "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='0'/></w:num>"
          "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>"
          "<w:num w:numId='4'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='4'/>" + level("upperRoman", "%1.")
        + "</w:lvlOverride></w:num><w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num></w:numbering>";
    const auto notes = [&](const QByteArray &name, const QByteArray &text) {
        return "<w:" + name + 's' + word + "><w:" + name + " w:id='1'><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:" + name + "></w:" + name + "s>";
    };
    const auto file = convert::writePackage({{"word/document.xml", "<w:document" + word + "><w:body>" + body + "</w:body></w:document>"},
                                             {"word/numbering.xml", numbering},
                                             {"word/footnotes.xml", notes("footnote", "foot")},
                                             {"word/endnotes.xml", notes("endnote", "end")}});
    QVERIFY(file);
    QCOMPARE(jsonOf(convert::read(Format::Docx, *file)), canonical(json));
}

void TestImport::odt_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const char *body, const char *json) {
        QTest::newRow(name) << QByteArray(body) << QByteArray(json);
    };
    row("numbers go on", "<text:list text:style-name='A'><li>a</li></text:list><text:p>b</text:p><text:list text:style-name='A' text:continue-numbering='true'><li>c</li></text:list><text:list text:style-name='A'><li>d</li></text:list>",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"b\nc"},{"insert":"\n","attributes":{"block":"ordered","start":2}},{"insert":"d"},{"insert":"\n","attributes":{"block":"ordered","start":1}}])");
    row("another list between", "<text:list xml:id='x' text:style-name='A'><li>a</li></text:list><text:list text:style-name='B'><li>b</li></text:list><text:list text:continue-list='x' text:style-name='A'><li>c</li></text:list>",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"b"},{"insert":"\n","attributes":{"block":"ordered","start":5}},{"insert":"c"},{"insert":"\n","attributes":{"block":"ordered","start":2}}])");
    row("items of two paragraphs", "<text:list text:style-name='A'><text:list-item><text:p>a</text:p><text:p>b</text:p></text:list-item><text:list-header><text:p>c</text:p></text:list-header><li>d</li></text:list>",
        R"([{"insert":"a"},{"insert":"\n","attributes":{"block":"ordered"}},{"insert":"b"},{"insert":"\n","attributes":{"indent":1}},{"insert":"c"},{"insert":"\n","attributes":{"indent":1}},{"insert":"d"},{"insert":"\n","attributes":{"block":"ordered","start":2}}])");
    row("no sign", "<text:list text:style-name='N'><li>a</li></text:list>", R"([{"insert":"a"},{"insert":"\n","attributes":{"indent":1}}])");
    row("pages of another kind", "<text:p text:style-name='P'>a</text:p><text:p text:style-name='P'>b</text:p>",
        R"([{"insert":"a\n"},{"insert":{"pagebreak":{}}},{"insert":"\nb\n"}])");
}

void TestImport::odt()
{
    QFETCH(QByteArray, body);
    QFETCH(const QByteArray, json);
    body.replace("<li>", "<text:list-item><text:p>").replace("</li>", "</text:p></text:list-item>");
    const auto list = [](const char *name, const char *rest) {
        return QByteArray("<text:list-style style:name='") + name + "'><text:list-level-style-number text:level='1' style:num-format=" + rest + "/></text:list-style>";
    };
    const auto file = convert::writePackage({{"content.xml",
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
        " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'><office:automatic-styles>" + list("A", "'1'") + list("B", "'1' text:start-value='5'")
        + list("N", "''") + "<style:style style:name='P' style:family='paragraph' style:master-page-name='First'/></office:automatic-styles>"
        "<office:body><office:text>" + body + "</office:text></office:body></office:document-content>"}});
    QVERIFY(file);
    QCOMPARE(jsonOf(convert::read(Format::Odt, *file)), canonical(json));
}

void TestImport::htmlHoldsNothingThatActs_data()
{
    QTest::addColumn<QByteArray>("source");
    for (const char *source :
         {"<script>evil()</script>x", "<style>@import 'http://h/'</style>x", "<iframe src='file:///etc/passwd'>evil</iframe>x",
          "<p onclick='evil()'>x</p>", "<object data='x'>evil</object>x", "<svg><text>evil</text></svg>x",
          "<meta http-equiv=refresh content='0;url=http://h/'>x", "<p style=\"background:url('http://h/evil')\">x</p>",
          "<div style='display:none'>evil</div>x", "<template>evil</template>x", "<!-- evil --><!--[if gte mso 9]><b>evil</b><![endif]-->x", "<![if !supportLists]>x<![endif]>",
          "<textarea>evil</textarea>x", "<head><title>evil</title><base href='http://h/'></head>x",
          "<!DOCTYPE html PUBLIC 'e' 'file:///etc/passwd'><p>x</p>"})
        QTest::newRow(source) << QByteArray(source);
}

void TestImport::htmlHoldsNothingThatActs()
{
    QFETCH(QByteArray, source);
    QCOMPARE(jsonOf(convert::read(Format::Html, source)), QByteArray(R"([{"insert":"x\n"}])"));
}

void TestImport::linksOfOtherSchemesAreText()
{
    for (const char *target : {"javascript:x", "JavaScript:x", "java\tscript:x", "data:text/html,x", "file:///etc/passwd", "smb://h/x",
                               "vbscript:x", "//h/x", "x.html", "", " ", "https://", "syngraph://h/d", "\x01https://h"}) {
        const QByteArray html = QByteArray("<a href=\"") + target + "\">x</a>";
        QCOMPARE(jsonOf(convert::read(Format::Html, html)), QByteArray(R"([{"insert":"x\n"}])"));
        const QByteArray markdown = QByteArray("[x](<") + target + ">)";
        const auto document = convert::read(Format::Markdown, markdown);
        QVERIFY(bool(document));
        QVERIFY2(!jsonOf(document).contains("\"link\""), target);
    }
    QVERIFY(jsonOf(convert::read(Format::Html, "<a href=' mailto:a@b '>x</a>")).contains("\"mailto:a@b\""));
}

void TestImport::depthAndSizeAreBounded()
{
    const auto deep = convert::read(Format::Html, QByteArray("<div>").repeated(200'000) + "x");
    QVERIFY(!deep);
    QCOMPARE(deep.error().code, ErrorCode::TooDeep);
    QVERIFY(bool(convert::read(Format::Html, QByteArray("<b>").repeated(1'000) + "x")));
    QVERIFY(bool(convert::read(Format::Markdown, QByteArray("> ").repeated(2'000) + "x")));
    QVERIFY(bool(convert::read(Format::Markdown, QByteArray("- ").repeated(2'000) + "x")));
    const auto rules = convert::read(Format::Markdown, QByteArray("***\n\n").repeated(model::kMaxEmbeds + 1));
    QVERIFY(!rules);
    QCOMPARE(rules.error().code, ErrorCode::TooLarge);
}

void TestImport::namesSayTheFormat()
{
    QVERIFY(convert::formatOfEnding(QStringLiteral("MD")) == Format::Markdown);
    QVERIFY(convert::formatOfEnding(QStringLiteral("htm")) == Format::Html);
    QVERIFY(!convert::formatOfEnding(QStringLiteral("exe")));
    QVERIFY(!convert::formatOfEnding({}));
}

QTEST_GUILESS_MAIN(TestImport)
#include "test_import.moc"
