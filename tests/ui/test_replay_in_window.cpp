// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/trace.h"
#include "e2e/cli_process.h"
#include "e2e/server_process.h"
#include "model/transform.h"
#include "profile.h"
#include "support/random.h"
#include "support/seed.h"

#include <QScrollBar>
#include <QTest>
#include <QTextBlock>

#include <algorithm>

using namespace syngraph;

namespace {

// Whether what stands from `start` to `end` is the same paragraph after the change as before.
bool isLeftAlone(const model::Delta &change, qint64 start, qint64 end)
{
    qint64 at = 0;
    qsizetype text = 0;
    for (const model::Op &op : change.ops()) {
        if (at >= end)
            break;
        const bool isText = op.kind == model::Op::Kind::InsertText;
        text += isText ? op.length : 0;
        if (op.isInsert()) {
            const bool isParagraphsAbove = at == start && isText && change.text().at(text - 1) == u'\n';
            if (at >= start && !isParagraphsAbove)
                return false;
            continue;
        }
        at += op.length;
        if (at > start && (op.isDelete() || !op.attributes.isEmpty()))
            return false;
    }
    return true;
}

// Somebody who reads in the middle of a document while others write it, and notes what of the view moves.
class Reader : public QObject
{
public:
    explicit Reader(editor::RichTextEdit &edit) : m_edit(edit)
    {
        QScrollBar *bar = edit.verticalScrollBar();
        bar->setValue(bar->maximum() / 2);
        m_top = topPosition();
        edit.binding().setSelection(editor::Selection::caret(edit.cursorForPosition(QPoint(80, 200)).position()));
        remember();
        connect(&edit.binding(), &editor::DocumentBinding::changed, this, &Reader::drawn);
    }

    int frames() const { return m_frames; }
    int jumps() const { return m_jumps; }
    int caretJumps() const { return m_caretJumps; }

private:
    int topPosition() const
    {
        QTextCursor top = m_edit.cursorForPosition(QPoint(m_edit.viewport()->width() / 2, 1));
        top.movePosition(QTextCursor::StartOfLine);
        return top.position();
    }
    int pixelsAt(qint64 position) const
    {
        QTextCursor cursor(m_edit.document());
        cursor.setPosition(int(position));
        return m_edit.cursorRect(cursor).top();
    }
    void remember()
    {
        m_top = topPosition();
        m_topPixels = pixelsAt(m_top);
        const QTextBlock paragraph = m_edit.document()->findBlock(int(m_top));
        m_paragraphStart = paragraph.position();
        m_paragraphEnd = m_paragraphStart + paragraph.length();
        m_caret = m_edit.textCursor().position();
    }
    void drawn(const model::Delta &change)
    {
        ++m_frames;
        const qint64 top = model::transformPosition(m_top, change, model::AtInsert::Moves);
        // where the paragraph itself was rewritten, its lines may break elsewhere, or it is gone
        const int moved = pixelsAt(top) - m_topPixels;
        const QScrollBar &bar = *m_edit.verticalScrollBar();
        const bool isTooShort = moved > 0 && bar.value() == bar.maximum();
        // without the line end above it, it goes on in another line
        const qint64 start = model::transformPosition(m_paragraphStart, change, model::AtInsert::Moves);
        const bool isParagraph = m_edit.document()->findBlock(int(start)).position() == start;
        if (std::abs(moved) > 1 && !isTooShort && isParagraph && isLeftAlone(change, m_paragraphStart, m_paragraphEnd))
            ++m_jumps;
        const qint64 caret = model::transformPosition(m_caret, change, model::AtInsert::Stays);
        if (m_edit.textCursor().position() != caret || m_edit.textCursor().hasSelection())
            ++m_caretJumps;
        remember();
    }

    editor::RichTextEdit &m_edit;
    qint64 m_top = 0;
    int m_topPixels = 0;
    qint64 m_paragraphStart = 0;
    qint64 m_paragraphEnd = 0;
    qint64 m_caret = 0;
    int m_frames = 0;
    int m_jumps = 0;
    int m_caretJumps = 0;
};

// How long the window did not answer at most.
class Pulse : public QObject
{
public:
    Pulse()
    {
        m_clock.start();
        m_timer.start(5);
        connect(&m_timer, &QTimer::timeout, this, [this] { m_gaps.push_back(m_clock.restart()); });
    }
    qint64 longest() const { return m_gaps.empty() ? 0 : *std::ranges::max_element(m_gaps); }
    qint64 percentile(int percent)
    {
        std::ranges::sort(m_gaps);
        return m_gaps.empty() ? 0 : m_gaps[m_gaps.size() * std::size_t(percent) / 100];
    }

private:
    QElapsedTimer m_clock;
    QTimer m_timer;
    std::vector<qint64> m_gaps;
};

// One person who writes here and there, in words and lines, and deletes some of it again.
QByteArray generatedTrace(int edits)
{
    support::Random random(support::seed());
    QString text;
    QByteArray transactions;
    for (int i = 0; i < edits; ++i) {
        const qsizetype at = random.chance(60) ? text.size() : qsizetype(random.below(text.size() + 1));
        const qsizetype removed = random.chance(15) ? std::min<qsizetype>(text.size() - at, 5) : 0;
        const QString inserted = random.chance(20) ? QStringLiteral("\\n") : QStringLiteral("word%1 ").arg(i);
        const QString real = QString(inserted).replace(QStringLiteral("\\n"), QStringLiteral("\n"));
        text.replace(at, removed, real);
        transactions += QStringLiteral("%1{\"patches\":[[%2,%3,\"%4\"]]}")
                            .arg(i ? QStringLiteral(",") : QString()).arg(at).arg(removed).arg(inserted).toUtf8();
    }
    return "{\"startContent\":\"\",\"endContent\":\"" + text.replace(u'\n', QStringLiteral("\\n")).toUtf8()
        + "\",\"txns\":[" + transactions + "]}";
}

// The history of one person as that of two who take turns, each having seen everything: so it arrives in many small
// changes instead of a few large ones. Others stay as they are.
QByteArray byTurns(const cli::Trace &trace, int turn)
{
    QJsonArray transactions;
    for (const cli::Trace::Transaction &one : trace.transactions) {
        const auto index = int(transactions.size());
        QJsonArray patches;
        for (const cli::Trace::Patch &patch : one.patches)
            patches.append(QJsonArray{patch.position, patch.removed, patch.inserted});
        transactions.append(QJsonObject{{QStringLiteral("agent"), index / turn % 2},
                                        {QStringLiteral("parents"), index ? QJsonArray{index - 1} : QJsonArray()},
                                        {QStringLiteral("patches"), patches}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("kind"), QStringLiteral("concurrent")},
                                     {QStringLiteral("numAgents"), 2},
                                     {QStringLiteral("endContent"), trace.endContent},
                                     {QStringLiteral("txns"), transactions}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

// Editing histories played into a document that somebody reads: the window keeps up, nothing they look at moves.
class TestReplayInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theReaderIsLeftInPeace_data();
    void theReaderIsLeftInPeace();

private:
    QString tracePath(const QString &name, int turn, const QTemporaryDir &folder) const;
};

void TestReplayInWindow::theReaderIsLeftInPeace_data()
{
    QTest::addColumn<QString>("trace");
    QTest::addColumn<int>("turn"); // 0: as it is
    if (!qEnvironmentVariableIsSet("SYNGRAPH_RECORDED_TRACES")) {
        QTest::newRow("generated") << QString() << 12;
        return;
    }
    const auto row = [](const char *name, const char *trace, int turn) {
        QTest::newRow(name) << QStringLiteral(SYNGRAPH_SOURCE_DIR "/../shared/traces/%1.json.gz").arg(QLatin1StringView(trace))
                            << turn;
    };
    row("sveltecomponent", "sveltecomponent", 0);
    row("sveltecomponent by turns", "sveltecomponent", 20);
    row("friendsforever", "friendsforever", 0);
    row("automerge-paper", "automerge-paper", 0);
    row("automerge-paper by turns", "automerge-paper", 100);
}

QString TestReplayInWindow::tracePath(const QString &name, int turn, const QTemporaryDir &folder) const
{
    const QString generated = folder.filePath(QStringLiteral("generated.json"));
    if (name.isEmpty() && !test::writeFile(generated, generatedTrace(2500)))
        return {};
    const QString source = name.isEmpty() ? generated : name;
    const auto trace = cli::readTrace(source);
    if (turn == 0 || !trace)
        return source;
    const QString path = folder.filePath(QStringLiteral("trace.json"));
    return test::writeFile(path, byTurns(*trace, turn)) ? path : QString();
}

void TestReplayInWindow::theReaderIsLeftInPeace()
{
    QFETCH(QString, trace);
    QFETCH(int, turn);
    if (!trace.isEmpty() && !QFile::exists(trace))
        QSKIP("the recorded traces are not here");
    QTemporaryDir folder;
    const QString path = tracePath(trace, turn, folder);
    test::ServerProcess server;
    QVERIFY(server.start());
    const QString url = QStringLiteral("ws://127.0.0.1:%1/").arg(server.port());
    const QString id = QString::fromLatin1(test::cli({QStringLiteral("create"), url, QStringLiteral("t")}).output.trimmed());
    test::Profile anna;
    app::Arguments arguments;
    arguments.targets = {QStringLiteral("syngraph://127.0.0.1:%1/%2").arg(server.port()).arg(id)};
    anna.program().open(arguments);
    QVERIFY(QTest::qWaitFor([&] { return anna.pane() && !anna.pane()->edit().isReadOnly(); }, 60'000));
    editor::RichTextEdit &edit = anna.pane()->edit();

    QProcess player;
    player.start(test::cliProgram(), {QStringLiteral("replay"), url + id, path});
    Pulse pulse;
    std::unique_ptr<Reader> reader;
    const auto hasBegun = [&] { return edit.verticalScrollBar()->maximum() > edit.viewport()->height(); };
    QVERIFY(QTest::qWaitFor(hasBegun, 60'000));
    reader = std::make_unique<Reader>(edit);
    QVERIFY(QTest::qWaitFor([&] { return player.state() == QProcess::NotRunning; }, 400'000));
    QCOMPARE(player.readAllStandardError(), QByteArray());
    QCOMPARE(player.exitCode(), 0);
    const QJsonObject outcome = QJsonDocument::fromJson(player.readAllStandardOutput()).object();
    QElapsedTimer behind;
    behind.start();
    const QByteArray end = test::cli({QStringLiteral("cat"), url + id}).output;
    const auto shown = [&] { return edit.binding().mirror().text(0, edit.binding().mirror().length()).toUtf8(); };
    QVERIFY(QTest::qWaitFor([&] { return shown() == end; }, 60'000));
    qInfo("%s in %.1f s: behind by %lld ms, gaps p50 %lld p99 %lld longest %lld ms, %d frames, %d jumps of the view, %d of the caret",
          QTest::currentDataTag(), outcome[u"seconds"].toDouble(), behind.elapsed(), pulse.percentile(50), pulse.percentile(99), pulse.longest(),
          reader->frames(), reader->jumps(), reader->caretJumps());
    QCOMPARE(edit.toPlainText().toUtf8() + '\n', end);
    // what one person alone has written arrives at once
    QVERIFY(reader->frames() > 5 || (turn == 0 && outcome[u"clients"].toInt() == 1));
    QCOMPARE(reader->jumps(), 0);
    QCOMPARE(reader->caretJumps(), 0);
}

int main(int argc, char **argv)
{
    support::takeSeed(argc, argv);
    QApplication application(argc, argv);
    TestReplayInWindow test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_replay_in_window.moc"
