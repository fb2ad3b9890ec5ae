// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include <QApplication>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

using namespace syngraph;
using ui::ConnectionKind;

namespace {

// A way to a server that is not there.
class Nowhere final : public client_net::Transport
{
public:
    explicit Nowhere(int &attempts) : m_attempts(attempts) { }
    void open(const client_net::Endpoint &) override
    {
        ++m_attempts;
        QTimer::singleShot(0, this, [this] { Q_EMIT closed({ErrorCode::Unreachable, {}}); });
    }
    void sendText(const QByteArray &) override { }
    void sendBinary(const QByteArray &) override { }
    QByteArray fingerprint() const override { return {}; }
    void abort() override { }
    void close() override { }

private:
    int &m_attempts;
};

} // namespace

// Losing the server never takes the keyboard away; the window says how things stand and comes back by itself.
class TestConnectionStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHungServerIsNamedAndTypingGoesOn();
    void aKilledServerIsReplacedAndNothingIsLost();
    void lookingAtTheWindowConnectsAtOnce();

private:
    static bool become(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, 60'000); }
};

// Neither does the bar that says so move the text.
void TestConnectionStates::aHungServerIsNamedAndTypingGoesOn()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    editor::RichTextEdit &edit = anna.pane()->edit();
    test::type(edit, QString(60, u'\r') + QStringLiteral("before"));
    QVERIFY(become([&] { return anna.pane()->document().facts().pending == 0; }));
    const int height = edit.height();
    const auto server = pid_t(anna.serverPid());
    QVERIFY(server > 0);
    ::kill(server, SIGSTOP);
    test::type(edit, QStringLiteral(" during"));
    QVERIFY(become([&] { return anna.pane()->words().kind == ConnectionKind::Sending; }));
    edit.verticalScrollBar()->setValue(edit.verticalScrollBar()->maximum() - 200);
    const auto caret = [&] { return edit.viewport()->mapTo(anna.window(), edit.cursorRect().topLeft()); };
    const QPoint before = caret();
    QVERIFY(become([&] { return anna.pane()->words().kind == ConnectionKind::NotAnswering; }));
    QVERIFY(edit.height() < height);
    QCOMPARE(caret(), before);
    ::kill(server, SIGCONT);
    QVERIFY(become([&] { return anna.pane()->document().facts().pending == 0 && edit.height() == height; }));
    QCOMPARE(caret(), before);
    ::kill(server, SIGSTOP);
    test::type(edit, QStringLiteral(" still"));
    ::kill(server, SIGCONT);
    QVERIFY(become([&] { return anna.pane()->document().facts().pending == 0; }));
    QVERIFY2(anna.shown().endsWith("\\nbefore during still\\n\"}]"), anna.shown());
}

void TestConnectionStates::aKilledServerIsReplacedAndNothingIsLost()
{
    test::Profile anna;
    QVERIFY(anna.openNew());
    test::type(anna.pane()->edit(), QStringLiteral("before"));
    QVERIFY(become([&] { return anna.pane()->document().facts().pending == 0; }));
    const qint64 server = anna.serverPid();
    ::kill(pid_t(server), SIGKILL);
    test::type(anna.pane()->edit(), QStringLiteral(" during"));
    QVERIFY(become([&] {
        return anna.pane()->document().facts().pending == 0 && anna.serverPid() != 0 && anna.serverPid() != server
            && std::holds_alternative<session::Live>(anna.pane()->document().session().link());
    }));
    anna.trigger(ui::ActionId::NewWindow);
    QVERIFY(become([&] { return anna.pane(1) && anna.shown(1) == R"([{"insert":"before during\n"}])"; }));
    anna.trigger(ui::ActionId::Undo);
    QVERIFY(become([&] { return anna.shown(1) == R"([{"insert":"before \n"}])" || anna.shown(1) == R"([{"insert":"before\n"}])"; }));
}

// An attempt that waits for its time does not wait for a person who is there again.
void TestConnectionStates::lookingAtTheWindowConnectsAtOnce()
{
    QTemporaryDir folder;
    ui::Look look(*qApp);
    ui::Preferences preferences(folder.filePath(QStringLiteral("settings.conf")));
    replica::SyncThread sync;
    replica::ReplicaStore replicas(folder.filePath(QStringLiteral("replicas")), sync);
    client_net::PersonalServer server({folder.path(), folder.path(), QStringLiteral("test"), {}});
    int attempts = 0;
    ui::PictureStore pictures(folder.filePath(QStringLiteral("pictures")));
    const ui::OpenDocument::Parts parts{server, [&] { return std::make_unique<Nowhere>(attempts); }, replicas, pictures,
                                        QStringLiteral("Anna"), std::nullopt};
    ui::DocumentPlace place;
    place.document = DocumentId{1, 2};
    place.server = QStringLiteral("syngraph://example.org");
    auto kept = replicas.open(place.replicaServer(), place.document);
    auto document = std::make_unique<ui::OpenDocument>(place, std::move(kept.front()), parts);
    client_net::SessionDriver &driver = document->driver();
    ui::SpellingBook spelling(folder.filePath(QStringLiteral("words.txt")));
    ui::CopiedFormat copied;
    ui::DocumentWindow window(preferences, look, spelling, copied);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    connect(&window, &ui::DocumentWindow::documentLeft, this, [](ui::OpenDocument *left) { delete left; });
    window.show(std::move(document));
    window.QMainWindow::show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(become([&] { return driver.retryIn().value_or(0) > 300; }));
    const int before = attempts;
    QEvent event(QEvent::ActivationChange);
    QCoreApplication::sendEvent(&window, &event);
    QCOMPARE(attempts, before + 1);
    QVERIFY(!driver.retryIn());
    window.close();
}

QTEST_MAIN(TestConnectionStates)
#include "test_connection_states.moc"
