// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/package.h"
#include "convert/suggestions.h"
#include "model/delta_json.h"
#include "model/suggestion.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace syngraph;
using convert::Format;
using convert::Suggestions;

namespace {

model::Document documentOf(const QByteArray &json)
{
    const auto delta = model::parseDelta(json);
    return delta ? *model::Document::fromDelta(*delta) : model::Document::blank();
}

protocol::Remark remark(quint64 id, const QString &author, const QString &text)
{
    return {{1, id}, author, {}, 1'790'000'000'000 + qint64(id) * 60'000, 0, text, false};
}

protocol::Thread thread(const QString &name, const std::vector<protocol::Remark> &remarks)
{
    return {name, QStringLiteral("quote of ") + name, remarks, false, std::nullopt};
}

// Two threads that overlap over two paragraphs, one whose text is gone, one that is empty.
convert::Threads sampleThreads()
{
    convert::Threads threads{thread(QStringLiteral("b"), {remark(1, QStringLiteral("Ben & Co"), QStringLiteral("is <this> so?\nreally"))}),
                             thread(QStringLiteral("a"), {remark(2, QStringLiteral("Ada"), QStringLiteral("first")),
                                                          remark(3, QStringLiteral("Ben"), QStringLiteral("answer"))}),
                             thread(QStringLiteral("gone"), {remark(4, QStringLiteral("Ada"), QStringLiteral("lost"))}),
                             thread(QStringLiteral("empty"), {remark(5, QStringLiteral("Ada"), QStringLiteral("taken back"))})};
    threads[1].resolved = protocol::Thread::Resolved{QStringLiteral("Ben"), 0};
    threads[3].remarks[0].isDeleted = true;
    return threads;
}

constexpr char kCommented[] = R"([{"insert":"One "},{"insert":"two ","attributes":{"c:a":true,"c:empty":true}},
    {"insert":"three","attributes":{"c:a":true,"c:b":true,"bold":true}},{"insert":"\n"},
    {"insert":"four","attributes":{"c:b":true}},{"insert":" five"},{"insert":"\n","attributes":{"block":"h2"}}])";
constexpr char kPlain[] = R"([{"insert":"One two "},{"insert":"three","attributes":{"bold":true}},{"insert":"\nfour five"},{"insert":"\n","attributes":{"block":"h2"}}])";

// "Keep this. " Ada adds "more " and a paragraph end, Ben deletes "old " and the second paragraph end, and wants bold.
constexpr char kSuggested[] = R"([{"insert":"Keep this. "},{"insert":"more ","attributes":{"s:i":{"author":"Ada & Co","id":"1"}}},
    {"insert":"¶","attributes":{"s:i":{"author":"Ada & Co","id":"1","set":{"line":{"block":"h1"}}}}},
    {"insert":"so "},{"insert":"old ","attributes":{"s:d":{"author":"Ben","id":"2"}}},
    {"insert":"strong","attributes":{"s:f":{"author":"Ben","id":"3","set":{"bold":true}}}},
    {"insert":"¶","attributes":{"s:d":{"author":"Ben","id":"4","set":{}}}},{"insert":"\nend\n"}])";

} // namespace

// What is said beside a text, and suggested in it, in files for others.
class TestNotesInFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void odtHasThreadsAsAnnotations();
    void docxHasThreadsAsComments();
    void pagesHaveThreadsInAnAside();
    void whatIsSaidIsNoTextWhenItIsReadAgain_data();
    void whatIsSaidIsNoTextWhenItIsReadAgain();
    void filesWithoutThreadsSayNothingOfThem();
    void suggestionsGoOutAsChosen_data();
    void suggestionsGoOutAsChosen();
    void markedSuggestionsAreTrackedChanges();
    void markedTextStandsInSigns();

private:
    static QByteArray partOf(const QByteArray &file, const char *name)
    {
        const auto package = convert::Package::open(file);
        const auto part = package ? package->read(name) : Result<QByteArray>(package.error());
        return part ? *part : QByteArray();
    }
    static bool isWellFormed(const QByteArray &xml)
    {
        QXmlStreamReader reader(xml);
        while (!reader.atEnd())
            reader.readNext();
        return !xml.isEmpty() && !reader.hasError();
    }
    static QByteArray written(Format format, const QByteArray &json, const convert::Threads &threads = {})
    {
        const auto bytes = convert::write(format, documentOf(json), QStringLiteral("T"), {}, threads);
        return bytes ? *bytes : QByteArray();
    }
    static QByteArray readAgain(Format format, const QByteArray &file)
    {
        const auto document = convert::read(format, file);
        return document ? model::toJson(document->toDelta()) : QByteArray();
    }
};

void TestNotesInFiles::odtHasThreadsAsAnnotations()
{
    const QByteArray content = partOf(written(Format::Odt, kCommented, sampleThreads()), "content.xml");
    QVERIFY2(isWellFormed(content), content);
    // numbered by the order of their text, whatever was begun first
    const qsizetype first = content.indexOf("office:name=\"comment1.1\" loext:resolved=\"true\"");
    const qsizetype answer = content.indexOf("loext:parent-name=\"comment1.1\"");
    const qsizetype two = content.indexOf("two ");
    const qsizetype second = content.indexOf("office:annotation office:name=\"comment2.1\"");
    const qsizetype three = content.indexOf("three");
    const qsizetype firstEnd = content.indexOf("<office:annotation-end office:name=\"comment1.1\"/>");
    const qsizetype four = content.indexOf("four");
    const qsizetype secondEnd = content.indexOf("<office:annotation-end office:name=\"comment2.1\"/>");
    const QList<qsizetype> places{0, first, answer, two, second, three, firstEnd, four, secondEnd};
    QVERIFY2(std::ranges::is_sorted(places) && first > 0, content);
    QVERIFY(content.contains("<dc:creator>Ben &amp; Co</dc:creator><dc:date>2026-09-21T"));
    QVERIFY(content.contains("<text:p>is &lt;this&gt; so?</text:p><text:p>really</text:p>"));
    // what has lost its text stands at the beginning, with what it was about, and at no stretch
    const qsizetype lost = content.indexOf("<text:p>“quote of gone”</text:p><text:p>lost</text:p>");
    QVERIFY2(lost > 0 && lost < content.indexOf("One"), content);
    QVERIFY(!content.contains("annotation-end office:name=\"comment3.1\"") && !content.contains("taken back"));
}

void TestNotesInFiles::docxHasThreadsAsComments()
{
    const QByteArray file = written(Format::Docx, kCommented, sampleThreads());
    const QByteArray comments = partOf(file, "word/comments.xml");
    const QByteArray states = partOf(file, "word/commentsExtended.xml");
    const QByteArray body = partOf(file, "word/document.xml");
    for (const QByteArray &part : {comments, states, body, partOf(file, "[Content_Types].xml"), partOf(file, "word/_rels/document.xml.rels")})
        QVERIFY2(isWellFormed(part), part);
    QVERIFY2(comments.contains("w:id=\"0\" w:author=\"Ada\"") && comments.contains("w:id=\"2\" w:author=\"Ben &amp; Co\""), comments);
    QVERIFY(comments.contains("is &lt;this&gt; so?") && !comments.contains("taken back"));
    // what has lost its text is pointed at from the beginning, with what it was about, and has no range
    QVERIFY2(comments.contains("“quote of gone”") && comments.contains("lost"), comments);
    QVERIFY2(body.indexOf("<w:commentReference w:id=\"3\"/>") < body.indexOf("One")
                 && body.contains("<w:commentReference w:id=\"3\"/>") && !body.contains("<w:commentRangeStart w:id=\"3\"/>"), body);
    // the answer hangs on the first remark, and the thread is done with
    QVERIFY2(states.contains("w15:paraId=\"10000001\" w15:paraIdParent=\"10000000\" w15:done=\"1\"")
                 && states.contains("w15:paraId=\"10000002\" w15:done=\"0\""),
             states);
    const QList<qsizetype> places{body.indexOf("<w:commentRangeStart w:id=\"0\"/>"), body.indexOf("two "),
                                  body.indexOf("<w:commentRangeStart w:id=\"2\"/>"), body.indexOf("three"),
                                  body.indexOf("<w:commentRangeEnd w:id=\"1\"/>"), body.indexOf("four"),
                                  body.indexOf("<w:commentReference w:id=\"2\"/>")};
    QVERIFY2(std::ranges::is_sorted(places) && places.front() > 0, body);
    QVERIFY(partOf(file, "[Content_Types].xml").contains("/word/commentsExtended.xml"));
}

void TestNotesInFiles::pagesHaveThreadsInAnAside()
{
    const QByteArray page = written(Format::Html, kCommented, sampleThreads());
    QVERIFY2(page.contains("<mark data-comment id=\"text-1\">two </mark>"), page);
    QVERIFY2(page.contains("<mark data-comment id=\"text-2\"><mark data-comment><strong>three</strong></mark></mark>"
                           "<sup data-aside><a href=\"#comment-1\">1</a></sup>"), page);
    QVERIFY2(page.contains("<aside data-aside>") && page.contains("<li id=\"comment-1\">\n<p><a href=\"#text-1\">“quote of a”</a></p>"), page);
    QVERIFY2(page.contains("is &lt;this&gt; so?<br>really") && page.contains("✓ <cite>Ben</cite>"), page);
    QVERIFY2(page.contains("<li id=\"comment-3\">\n<p><del>“quote of gone”</del></p>") && page.contains("lost"), page);
    QVERIFY(!page.contains("text-3") && !page.contains("taken back"));
}

void TestNotesInFiles::whatIsSaidIsNoTextWhenItIsReadAgain_data()
{
    QTest::addColumn<Format>("format");
    QTest::newRow("odt") << Format::Odt;
    QTest::newRow("docx") << Format::Docx;
    QTest::newRow("html") << Format::Html;
}

void TestNotesInFiles::whatIsSaidIsNoTextWhenItIsReadAgain()
{
    QFETCH(const Format, format);
    QCOMPARE(readAgain(format, written(format, kCommented, sampleThreads())), QByteArray(kPlain));
}

void TestNotesInFiles::filesWithoutThreadsSayNothingOfThem()
{
    QVERIFY(!partOf(written(Format::Odt, kCommented), "content.xml").contains("annotation"));
    const QByteArray file = written(Format::Docx, kCommented);
    QVERIFY(!partOf(file, "word/document.xml").contains("comment") && !partOf(file, "[Content_Types].xml").contains("comments"));
    const QByteArray page = written(Format::Html, kCommented);
    QVERIFY(!page.contains("mark") && !page.contains("aside"));
    // what people expect; a page or a sheet of paper is for readers
    QVERIFY(convert::expectsComments(Format::Odt) && convert::expectsComments(Format::Docx));
    QVERIFY(convert::holdsComments(Format::Html) && convert::holdsComments(std::nullopt));
    QVERIFY(!convert::expectsComments(Format::Html) && !convert::expectsComments(std::nullopt));
    QVERIFY(!convert::holdsComments(Format::Text) && !convert::holdsComments(Format::Markdown));
}

void TestNotesInFiles::suggestionsGoOutAsChosen_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("original") << QStringLiteral("original") << QByteArray("Keep this. so old strong\nend\n");
    QTest::newRow("accepted") << QStringLiteral("accepted") << QByteArray("Keep this. more \nso strongend\n");
    QTest::newRow("marked") << QStringLiteral("marked")
                            << QByteArray("Keep this. {++more ¶++}\nso {--old --}strong{--¶--}\nend\n");
}

void TestNotesInFiles::suggestionsGoOutAsChosen()
{
    QFETCH(const QString, name);
    const auto wanted = convert::suggestionsNamed(name);
    QVERIFY(wanted);
    const model::Document document = documentOf(kSuggested);
    const model::Document chosen = convert::withSuggestions(document, *wanted, Format::Text);
    QVERIFY(model::suggestionsIn(chosen).empty());
    QTEST(*convert::write(Format::Text, chosen, {}), "text");
    QVERIFY(!convert::suggestionsNamed(QStringLiteral("some")));
    // what can mark by itself gets the marks
    if (*wanted == Suggestions::Marked) {
        for (const std::optional<Format> format : {std::optional(Format::Odt), std::optional(Format::Html), std::optional<Format>()})
            QVERIFY(convert::withSuggestions(document, *wanted, format) == document);
    }
}

void TestNotesInFiles::markedSuggestionsAreTrackedChanges()
{
    const QByteArray odt = written(Format::Odt, kSuggested);
    const QByteArray content = partOf(odt, "content.xml");
    QVERIFY2(isWellFormed(content), content);
    QVERIFY2(content.contains("<text:insertion><office:change-info><dc:creator>Ada &amp; Co</dc:creator>"), content);
    QVERIFY2(content.contains("<text:p>old </text:p></text:deletion>"), content);
    // the paragraph end is part of what is inserted, another one of what is deleted
    QVERIFY2(content.contains("<text:change-start text:change-id=\"change1\"/>more </text:h><text:p") || content.contains("more </text:p>"), content);
    QVERIFY2(content.contains("<text:p></text:p><text:p></text:p></text:deletion>") || content.contains("<text:p/><text:p/></text:deletion>"), content);
    QCOMPARE(content.count("text:change-start"), content.count("text:change-end"));
    QCOMPARE(readAgain(Format::Odt, odt), QByteArray(R"([{"insert":"Keep this. more "},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"so strongend\n"}])"));

    const QByteArray docx = written(Format::Docx, kSuggested);
    const QByteArray body = partOf(docx, "word/document.xml");
    QVERIFY2(isWellFormed(body), body);
    QVERIFY2(body.contains("w:author=\"Ada &amp; Co\"><w:r><w:rPr/><w:t xml:space=\"preserve\">more </w:t></w:r></w:ins>"), body);
    QVERIFY2(body.contains("<w:delText xml:space=\"preserve\">old </w:delText>") && body.contains("<w:rPrChange "), body);
    QVERIFY2(body.contains("<w:rPr><w:ins ") && body.contains("<w:rPr><w:del "), body);
    QCOMPARE(readAgain(Format::Docx, docx), QByteArray(R"([{"insert":"Keep this. more "},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"so "},{"insert":"strong","attributes":{"bold":true}},{"insert":"\nend\n"}])"));

    const QByteArray page = written(Format::Html, kSuggested);
    QVERIFY2(page.contains("<ins title=\"Ada &amp; Co\">more </ins>") && page.contains("<del title=\"Ben\">old </del>"), page);
    QVERIFY2(page.contains(">Keep this. <ins ") && page.contains("<p>so "), page);
}

void TestNotesInFiles::markedTextStandsInSigns()
{
    const model::Document document = documentOf(kSuggested);
    const auto markdown = convert::write(Format::Markdown, convert::withSuggestions(document, Suggestions::Marked, Format::Markdown), {});
    QCOMPARE(*markdown, QByteArray("# Keep this. {++more ¶++}\n\nso {--old --}strong{--¶--}\n\nend\n"));
    // without suggestions nothing is changed
    const model::Document plain = documentOf(kPlain);
    for (const Suggestions wanted : {Suggestions::Original, Suggestions::Accepted, Suggestions::Marked})
        QVERIFY(convert::withSuggestions(plain, wanted, Format::Text) == plain);
}

QTEST_GUILESS_MAIN(TestNotesInFiles)
#include "test_notes_in_files.moc"
