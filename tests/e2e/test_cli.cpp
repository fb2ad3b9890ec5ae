// SPDX-License-Identifier: GPL-3.0-or-later
// The subcommands of syngraph-cli against a real server.
#include "cli_process.h"
#include "server_process.h"

#include <QTemporaryDir>
#include <QTest>

using namespace syngraph::test;

class TestCli : public QObject
{
    Q_OBJECT

private:
    ServerProcess m_server;
    QTemporaryDir m_folder;

    QString url(const QString &document = {}) const
    {
        return QStringLiteral("ws://127.0.0.1:%1/%2").arg(m_server.port()).arg(document);
    }
    QString file(const char *name, const QByteArray &bytes) const
    {
        const QString path = m_folder.filePath(QLatin1StringView(name));
        writeFile(path, bytes);
        return path;
    }
    QByteArray cat(const QString &document, const QStringList &options = {}) const
    {
        return cli(QStringList{QStringLiteral("cat"), url(document)} + options).output;
    }
    QString create(const char *title, const QByteArray &json = {}) const
    {
        QStringList arguments{QStringLiteral("create"), url(), QLatin1StringView(title)};
        if (!json.isEmpty())
            arguments << QStringLiteral("--from") << file("new.json", json);
        return QString::fromLatin1(cli(arguments).output).trimmed();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }

    void createListCat()
    {
        const QString id = create("First plan");
        QCOMPARE(id.size(), 32);
        QCOMPARE(cat(id), QByteArray("\n"));
        QCOMPARE(cat(QStringLiteral("First%20plan")), QByteArray("\n"));
        const auto listed = cli({QStringLiteral("list"), url()}).jsonLines();
        QVERIFY(std::ranges::any_of(listed, [&](const QJsonObject &entry) {
            return entry[u"id"].toString() == id && entry[u"title"].toString() == QStringLiteral("First plan");
        }));
    }

    void titleThatSeveralHaveListsTheirIds()
    {
        const QString one = create("twice");
        const QString two = create("twice");
        const auto outcome = cli({QStringLiteral("cat"), url(QStringLiteral("twice"))});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY(outcome.errors.contains(one.toLatin1()) && outcome.errors.contains(two.toLatin1()));
        QVERIFY(outcome.output.isEmpty());
    }

    void exitStatusSaysWhatWentWrong_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        const auto row = [](int status, const QStringList &arguments) {
            QTest::newRow(qPrintable(arguments.join(u' '))) << arguments << status;
        };
        row(2, {QStringLiteral("cat")});
        row(2, {QStringLiteral("nonsense")});
        row(2, {QStringLiteral("cat"), QStringLiteral("http://host/a")});
        row(2, {QStringLiteral("cat"), QStringLiteral("ws://127.0.0.1:1/a"), QStringLiteral("--nonsense=1")});
        row(2, {QStringLiteral("cat"), QStringLiteral("ws://127.0.0.1:1/a#secret")});
        row(2, {QStringLiteral("cat"), QStringLiteral("ws://127.0.0.1:1/a"), QStringLiteral("--format"), QStringLiteral("pdf")});
        row(2, {QStringLiteral("export"), QStringLiteral("ws://127.0.0.1:1/a"), QStringLiteral("/tmp/a.rtf")});
        row(1, {QStringLiteral("cat"), QStringLiteral("ws://127.0.0.1:1/a")});
        row(1, {QStringLiteral("check"), QStringLiteral("/nonexistent.syngraph")});
    }
    void exitStatusSaysWhatWentWrong()
    {
        QFETCH(QStringList, arguments);
        const auto outcome = cli(arguments);
        QTEST(outcome.exitCode, "status");
        QCOMPARE(outcome.errors.count('\n'), 1);
    }

    void unknownDocumentIsNotFound()
    {
        QCOMPARE(cli({QStringLiteral("cat"), url(QStringLiteral("nowhere"))}).exitCode, 1);
        QCOMPARE(cli({QStringLiteral("cat"), url(QString(32, u'a'))}).exitCode, 1);
    }

    void putMakesItWhatTheFileSays()
    {
        const QString id = create("put");
        for (const char *text : {"one\ntwo\nthree\n", "one\nTWO\nthree\nfour\n", "\n", "\xf0\x9f\x98\x80 a\n"}) {
            QCOMPARE(cli({QStringLiteral("put"), url(id), file("put.txt", text)}).exitCode, 0);
            QCOMPARE(cat(id), QByteArray(text));
        }
        QCOMPARE(cli({QStringLiteral("put"), url(id), file("put.txt", "a\r\nb")}).exitCode, 0);
        QCOMPARE(cat(id), QByteArray("a\nb\n"));
    }

    void putOfTextKeepsFormatsOfWhatStays()
    {
        const QString id = create("formats", R"([{"insert":"one "},{"insert":"bold","attributes":{"bold":true}},{"insert":"\ntwo"},{"insert":"\n","attributes":{"block":"h1"}}])");
        QCOMPARE(cli({QStringLiteral("put"), url(id), file("put.txt", "one bold!\ntwo\n")}).exitCode, 0);
        const QByteArray json = cat(id, {QStringLiteral("--format"), QStringLiteral("json")});
        QVERIFY(json.contains(R"("bold","attributes":{"bold":true})"));
        QVERIFY(json.contains(R"("block":"h1")"));
        QCOMPARE(cat(id), QByteArray("one bold!\ntwo\n"));
    }

    void putOfADeltaDocumentSetsFormatsToo()
    {
        const QString id = create("rich");
        const QByteArray json = R"([{"insert":"a","attributes":{"italic":true}},{"insert":"\n","attributes":{"block":"quote"}}])";
        QCOMPARE(cli({QStringLiteral("put"), url(id), file("put.json", json)}).exitCode, 0);
        QCOMPARE(cat(id, {QStringLiteral("--format"), QStringLiteral("json")}).trimmed(), json);
        QCOMPARE(cli({QStringLiteral("put"), url(id), file("put.docx", "PK")}).exitCode, 1);
    }

    void appendAddsALastParagraph()
    {
        const QString id = create("append");
        QCOMPARE(cli({QStringLiteral("append"), url(id), QStringLiteral("first")}).exitCode, 0);
        QCOMPARE(cli({QStringLiteral("append"), url(id), QStringLiteral("second\r\nthird")}).exitCode, 0);
        QCOMPARE(cat(id), QByteArray("first\nsecond\nthird\n"));
        const QString heading = create("heading", R"([{"insert":"h"},{"insert":"\n","attributes":{"block":"h1"}}])");
        QCOMPARE(cli({QStringLiteral("append"), url(heading), QStringLiteral("plain")}).exitCode, 0);
        QCOMPARE(cat(heading, {QStringLiteral("--format"), QStringLiteral("json")}).trimmed(),
                 QByteArray(R"([{"insert":"h"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"plain\n"}])"));
    }

    void applySubmitsOnAnOldRevision()
    {
        const QString id = create("apply");
        const QString delta = file("delta.json", R"([{"insert":"b"}])");
        const auto first = cli({QStringLiteral("apply"), url(id), delta}).json();
        QCOMPARE(first[u"revision"].toInt(), 1);
        const auto second = cli({QStringLiteral("apply"), url(id), file("d2.json", R"([{"retain":1},{"insert":"c"}])")}).json();
        QCOMPARE(second[u"revision"].toInt(), 2);
        const auto late = cli({QStringLiteral("apply"), url(id), file("d3.json", R"([{"retain":1},{"insert":"d"}])"),
                               QStringLiteral("--base"), QStringLiteral("1")});
        QCOMPARE(late.json()[u"revision"].toInt(), 3);
        QCOMPARE(late.json()[u"hash"].toString().size(), 16);
        QCOMPARE(late.json()[u"committed"].toArray().size(), 2);
        QCOMPARE(cat(id), QByteArray("bdc\n"));
        QCOMPARE(cat(id, {QStringLiteral("--revision"), QStringLiteral("1")}), QByteArray("b\n"));
        QCOMPARE(cat(id, {QStringLiteral("--revision"), QStringLiteral("0")}), QByteArray("\n"));
        const auto refused = cli({QStringLiteral("apply"), url(id), file("d4.json", R"([{"retain":99},{"delete":1}])")});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY(!refused.errors.isEmpty());
    }

    void watchPrintsWhatHistoryKeeps()
    {
        const QString id = create("watch");
        QProcess watch;
        watch.start(cliProgram(), {QStringLiteral("watch"), url(id)});
        QVERIFY(watch.waitForStarted());
        QTest::qWait(500);
        QByteArray seen;
        for (int i = 0; i < 3; ++i)
            cli({QStringLiteral("append"), url(id), QString::number(i)});
        QTRY_VERIFY_WITH_TIMEOUT((watch.waitForReadyRead(50), seen += watch.readAllStandardOutput(), seen.count('\n') == 3),
                                 10'000);
        watch.terminate();
        QCOMPARE(outcomeOf(watch, 5000).exitCode, 0);
        const auto history = cli({QStringLiteral("history"), url(id)});
        QCOMPARE(history.output, seen);
        QCOMPARE(history.jsonLines().size(), 3);
        QCOMPARE(history.jsonLines()[2][u"revision"].toInt(), 3);
    }

    void blameTellsWhoWroteWhat()
    {
        const QString id = create("blame");
        cli({QStringLiteral("append"), url(id), QStringLiteral("one")});
        cli({QStringLiteral("append"), url(id), QStringLiteral("two")});
        const auto blamed = cli({QStringLiteral("blame"), url(id)});
        QCOMPARE(blamed.exitCode, 0);
        QString text;
        for (const QJsonObject &line : blamed.jsonLines()) {
            QCOMPARE(line[u"position"].toInt(), text.size());
            QVERIFY(line[u"revision"].toInt() > 0 && line[u"time"].toDouble() > 0 && !line[u"author"].toString().isEmpty());
            QCOMPARE(line[u"paragraph"].toInt(), text.count(u'\n') + 1);
            text += line[u"text"].toString();
        }
        QCOMPARE(QString(text + u'\n'), QString::fromUtf8(cat(id)));
        const auto early = cli({QStringLiteral("blame"), url(id), QStringLiteral("--revision"), QStringLiteral("1")});
        QCOMPARE(early.jsonLines().back()[u"revision"].toInt(), 1);
        QCOMPARE(cli({QStringLiteral("blame"), url(id), QStringLiteral("--revision"), QStringLiteral("9")}).exitCode, 1);
    }

    void exportsByTheEndingOfTheName()
    {
        const QString id = create("export", R"([{"insert":"t"},{"insert":"\n","attributes":{"block":"h1"}},{"insert":"b","attributes":{"bold":true}},{"insert":"\n"}])");
        const auto exported = [&](const char *name) {
            const QString path = m_folder.filePath(QLatin1StringView(name));
            return cli({QStringLiteral("export"), url(id), path}).exitCode == 0 ? readFile(path) : QByteArray();
        };
        QCOMPARE(exported("e.txt"), QByteArray("t\nb\n"));
        QCOMPARE(exported("e.md"), QByteArray("# t\n\n**b**\n"));
        QVERIFY(exported("e.html").contains("<h1>t</h1>\n<p><strong>b</strong></p>"));
        for (const char *name : {"e.odt", "e.docx"}) {
            QVERIFY(exported(name).startsWith("PK"));
            const QString file = m_folder.filePath(QLatin1StringView(name));
            const auto taken = cli({QStringLiteral("create"), url({}), QStringLiteral("taken"), QStringLiteral("--from"), file});
            QCOMPARE(taken.exitCode, 0);
            QCOMPARE(cat(QString::fromLatin1(taken.output.trimmed()), {QStringLiteral("--format"), QStringLiteral("md")}), exported("e.md"));
        }
        // without a display
        QVERIFY(exported("e.pdf").startsWith("%PDF-"));
        const QByteArray json = exported("e.json");
        QCOMPARE(json, cat(id, {QStringLiteral("--format"), QStringLiteral("json")}));
        const QString again = create("again", json);
        QCOMPARE(cat(again, {QStringLiteral("--format"), QStringLiteral("json")}), json);
    }

    void commentsAndChatAsJsonLines()
    {
        const QString id = create("talk", R"([{"insert":"one two three\n"}])");
        const auto comments = [&](const QStringList &more) { return cli(QStringList{QStringLiteral("comments"), url(id)} + more); };
        const QString owner = file("owner", m_server.ownerToken().toLatin1());
        const auto own = [&](const QStringList &more) {
            return comments(more + QStringList{QStringLiteral("--token-file"), owner});
        };
        QCOMPARE(own({QStringLiteral("--about"), QStringLiteral("two"), QStringLiteral("--text"), QStringLiteral("why?")}).exitCode, 0);
        QList<QJsonObject> lines = comments({}).jsonLines();
        QCOMPARE(lines.size(), 1);
        const QString thread = lines[0][u"thread"].toString();
        QCOMPARE(lines[0][u"position"].toInt(), 4);
        QCOMPARE(lines[0][u"end"].toInt(), 7);
        QCOMPARE(lines[0][u"quote"].toString(), QStringLiteral("two"));
        QCOMPARE(lines[0][u"comments"][0][u"text"].toString(), QStringLiteral("why?"));
        QCOMPARE(own({QStringLiteral("--reply"), thread, QStringLiteral("--text"), QStringLiteral("because")}).exitCode, 0);
        QCOMPARE(comments({QStringLiteral("--resolve"), thread}).exitCode, 0);
        lines = comments({}).jsonLines();
        QVERIFY(lines[0][u"resolved"].toBool() && lines[0][u"comments"].toArray().size() == 2);
        const QString remark = lines[0][u"comments"][1][u"id"].toString();
        QCOMPARE(own({QStringLiteral("--edit"), remark, QStringLiteral("--text"), QStringLiteral("so")}).exitCode, 0);
        // what others wrote is theirs
        QCOMPARE(comments({QStringLiteral("--delete"), remark}).exitCode, 1);
        QCOMPARE(comments({QStringLiteral("--delete"), thread}).exitCode, 1);
        QCOMPARE(comments({QStringLiteral("--reply"), thread}).exitCode, 2);
        QCOMPARE(own({QStringLiteral("--delete"), thread}).exitCode, 0);
        QVERIFY(comments({}).output.isEmpty());
        QVERIFY(!cat(id, {QStringLiteral("--format"), QStringLiteral("json")}).contains("\"c:"));
        QCOMPARE(cli({QStringLiteral("chat"), url(id), QStringLiteral("--say"), QStringLiteral("hello")}).exitCode, 0);
        QCOMPARE(cli({QStringLiteral("chat"), url(id)}).json()[u"text"].toString(), QStringLiteral("hello"));
    }

    void suggestionsAreMadeListedAndDecidedOn()
    {
        const QString id = create("suggest", R"([{"insert":"one two three\n"}])");
        const auto run = [&](const char *command, const QStringList &more) {
            return cli(QStringList{QLatin1StringView(command), url(id)} + more);
        };
        const auto made = run("suggest", {QStringLiteral("--at"), QStringLiteral("4"), QStringLiteral("--delete"), QStringLiteral("3"),
                                          QStringLiteral("--insert"), QStringLiteral("2")});
        QCOMPARE(made.exitCode, 0);
        const QJsonObject replaced = made.json();
        QCOMPARE(replaced[u"kind"].toString(), QStringLiteral("replace"));
        QCOMPARE(replaced[u"deleted"].toString(), QStringLiteral("two"));
        QCOMPARE(replaced[u"inserted"].toString(), QStringLiteral("2"));
        QVERIFY(!replaced[u"author"].toString().isEmpty());
        QCOMPARE(replaced[u"position"].toInt(), 4);
        QCOMPARE(replaced[u"end"].toInt(), 8);
        QCOMPARE(run("suggest", {QStringLiteral("--at"), QStringLiteral("14"), QStringLiteral("--insert"), QStringLiteral("!")}).json()[u"kind"].toString(),
                 QStringLiteral("insert"));
        const QString bold = file("bold.json", R"([{"retain":3,"attributes":{"bold":true}}])");
        QCOMPARE(run("suggest", {QStringLiteral("--delta"), bold}).json()[u"set"][u"bold"].toBool(), true);
        QCOMPARE(run("suggest", {}).jsonLines().size(), 3);
        // what is suggested goes out as chosen
        const auto exported = [&](const char *wish) {
            const QString path = m_folder.filePath(QStringLiteral("s.txt"));
            const auto done = run("export", {path, QStringLiteral("--suggestions"), QLatin1StringView(wish)});
            return done.exitCode == 0 ? readFile(path) : QByteArray();
        };
        QCOMPARE(exported("original"), QByteArray("one two three\n"));
        QCOMPARE(exported("accepted"), QByteArray("one 2 three!\n"));
        QCOMPARE(exported("marked"), QByteArray("one {--two--}{++2++} three{++!++}\n"));
        QCOMPARE(run("export", {m_folder.filePath(QStringLiteral("s.txt")), QStringLiteral("--suggestions=some")}).exitCode, 2);
        // decided on one by one, by whom, and all
        const QString one = replaced[u"id"].toString();
        QCOMPARE(run("accept", {one}).json()[u"id"].toString(), one);
        QCOMPARE(run("accept", {one}).exitCode, 1);
        QVERIFY(run("reject", {QStringLiteral("--by"), QStringLiteral("nobody")}).output.isEmpty());
        QCOMPARE(run("suggest", {}).jsonLines().size(), 2);
        QCOMPARE(run("reject", {QStringLiteral("--all")}).jsonLines().size(), 2);
        QVERIFY(run("suggest", {}).output.isEmpty());
        QCOMPARE(cat(id, {QStringLiteral("--format"), QStringLiteral("json")}).trimmed(), QByteArray(R"([{"insert":"one 2 three\n"}])"));
        for (const QStringList &wrong : {QStringList{QStringLiteral("--at"), QStringLiteral("1")}, QStringList{QStringLiteral("--insert"), QStringLiteral("x")},
                                         QStringList{QStringLiteral("--at"), QStringLiteral("99"), QStringLiteral("--insert"), QStringLiteral("x")}})
            QCOMPARE(run("suggest", wrong).exitCode, 2);
        QCOMPARE(run("accept", {}).exitCode, 2);
        QCOMPARE(run("accept", {QStringLiteral("--all"), QStringLiteral("--by"), QStringLiteral("x")}).exitCode, 2);
    }

    void commentsGoAlongWhereTheyAreExpected()
    {
        const QString id = create("notes", R"([{"insert":"one two three\n"}])");
        QCOMPARE(cli({QStringLiteral("comments"), url(id), QStringLiteral("--about"), QStringLiteral("two"), QStringLiteral("--text"), QStringLiteral("why?")}).exitCode, 0);
        const auto exported = [&](const char *name, const QStringList &wishes = {}) {
            const QString path = m_folder.filePath(QLatin1StringView(name));
            return cli(QStringList{QStringLiteral("export"), url(id), path} + wishes).exitCode == 0 ? readFile(path) : QByteArray();
        };
        const QStringList yes{QStringLiteral("--comments"), QStringLiteral("yes")};
        const QStringList no{QStringLiteral("--comments"), QStringLiteral("no")};
        QVERIFY(exported("n.html", yes).contains("why?") && !exported("n.html").contains("why?"));
        QVERIFY(exported("n.pdf", yes).contains("/Highlight") && !exported("n.pdf").contains("/Highlight"));
        QVERIFY(exported("n.docx").contains("word/comments.xml") && !exported("n.docx", no).contains("word/comments.xml"));
        QVERIFY(exported("n.odt").size() > exported("n.odt", no).size());
        QCOMPARE(exported("n.txt"), QByteArray("one two three\n"));
        QVERIFY(exported("n.txt", yes).isEmpty());
        QVERIFY(exported("n.odt", {QStringLiteral("--comments=perhaps")}).isEmpty());
    }

    void keyHasToBeKnown()
    {
        const QString secure = QStringLiteral("wss://127.0.0.1:%1/").arg(m_server.port());
        const QByteArray fingerprint = m_server.ready()[u"fingerprint"].toString().toLatin1();
        QVERIFY(!fingerprint.isEmpty());
        const auto unknown = cli({QStringLiteral("list"), secure});
        QCOMPARE(unknown.exitCode, 1);
        QVERIFY(unknown.errors.contains(fingerprint));
        QCOMPARE(cli({QStringLiteral("list"), secure, QStringLiteral("--pin"), QString::fromLatin1(fingerprint)}).exitCode, 0);
        const auto other = cli({QStringLiteral("list"), secure, QStringLiteral("--pin"), QString(64, u'0')});
        QCOMPARE(other.exitCode, 1);
        QVERIFY(other.errors.contains(fingerprint));
    }

    void tokenComesFromAFileOrTheEnvironment()
    {
        ServerProcess closed({QStringLiteral("--open-access"), QStringLiteral("none")});
        QVERIFY(closed.start());
        const QString server = QStringLiteral("ws://127.0.0.1:%1").arg(closed.port());
        const QStringList create{QStringLiteral("create"), server, QStringLiteral("mine")};
        QCOMPARE(cli(create).exitCode, 1);
        const QString token = file("token", closed.ownerToken().toLatin1() + '\n');
        QCOMPARE(cli(create + QStringList{QStringLiteral("--token-file"), token}).exitCode, 0);
        QCOMPARE(cli(create + QStringList{QStringLiteral("--token-file"), QStringLiteral("-")}, closed.ownerToken().toLatin1()).exitCode, 0);
        QCOMPARE(cli(create + QStringList{QStringLiteral("--token-file"), file("wrong", "nonsense")}).exitCode, 1);
        qputenv("SYNGRAPH_TOKEN", closed.ownerToken().toLatin1());
        const int status = cli(create).exitCode;
        qunsetenv("SYNGRAPH_TOKEN");
        QCOMPARE(status, 0);
    }

    void tenMegabytesGoInAndComeOut()
    {
        QByteArray text;
        for (int i = 0; text.size() < 10'000'000; ++i)
            text += "line " + QByteArray::number(i) + " with words, \xc3\xa4 and \xf0\x9f\x98\x80\n";
        const QString path = file("large.txt", text);
        const auto created = cli({QStringLiteral("create"), url(), QStringLiteral("large"), QStringLiteral("--from"), path});
        QCOMPARE(created.exitCode, 0);
        const QString id = QString::fromLatin1(created.output).trimmed();
        QVERIFY(cat(id) == text);
        text.replace("line 100000 ", "LINE 100000 ");
        text.insert(text.indexOf("line 5000 "), "between\n");
        QCOMPARE(cli({QStringLiteral("put"), url(id), file("large.txt", text)}).exitCode, 0);
        QVERIFY(cat(id) == text);
        QCOMPARE(cli({QStringLiteral("history"), url(id)}).exitCode, 0);
    }

    void filesOfTheServerCheck()
    {
        QTest::qWait(3000);
        QStringList files{QStringLiteral("check")};
        const QDir documents(m_server.dataFolder() + QStringLiteral("/documents"));
        for (const QString &name : documents.entryList({QStringLiteral("*.syngraph")}))
            files << documents.filePath(name);
        QVERIFY(files.size() > 5);
        const auto checked = cli(files);
        QCOMPARE(checked.exitCode, 0);
        for (const QJsonObject &report : checked.jsonLines())
            QVERIFY(report[u"ok"].toBool());
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "test_cli.moc"
