// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.h"

#include "ui/chat_panel.h"
#include "ui/find_bar.h"
#include "ui/history_control.h"
#include "ui/history_page.h"
#include "ui/history_reader.h"
#include "ui/remark_box.h"
#include "ui/remark_text.h"
#include "ui/talk_control.h"

#include <QApplication>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace syngraph;
using test::Profile;
using ui::ActionId;
using ui::CommentMargin;
using ui::TalkLink;
using ui::ThreadCard;
using ui::ThreadFilter;

namespace {

constexpr int kPatienceMs = 60'000;

bool become(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, kPatienceMs);
}

TalkLink &talk(Profile &who, int window = 0)
{
    return *who.window(window)->talk().talk();
}

CommentMargin &margin(Profile &who, int window = 0)
{
    return *who.window(window)->talk().margin();
}

std::vector<const protocol::Thread *> threads(Profile &who, int window = 0, ThreadFilter filter = ThreadFilter::Open)
{
    return talk(who, window).threads(filter);
}

ui::RemarkBox *boxIn(QWidget &widget)
{
    for (ui::RemarkBox *box : widget.findChildren<ui::RemarkBox *>()) {
        if (box->isVisible())
            return box;
    }
    return nullptr;
}

void select(Profile &who, const QString &words, int window = 0)
{
    editor::RichTextEdit &edit = who.pane(window)->edit();
    const qint64 from = edit.toPlainText().indexOf(words);
    edit.binding().setSelection({from, from + words.size()});
}

// By the action and the keys of a person.
bool comment(Profile &who, const QString &about, const QString &text, int window = 0)
{
    select(who, about, window);
    who.trigger(ActionId::AddComment, window);
    if (!become([&] { return !margin(who, window).cards().empty(); }))
        return false;
    const auto cards = margin(who, window).cards();
    const auto draft = std::ranges::find_if(cards, &ThreadCard::isDraft);
    if (draft == cards.end() || !boxIn(**draft))
        return false;
    test::type(*boxIn(**draft), text);
    QTest::keyClick(boxIn(**draft), Qt::Key_Return);
    return become([&] {
        return std::ranges::any_of(threads(who, window), [&](const auto *one) { return one->remarks.front().text == text; });
    });
}

ThreadCard *cardWith(Profile &who, const QString &text, int window = 0)
{
    for (ThreadCard *card : margin(who, window).cards()) {
        const protocol::Thread *thread = talk(who, window).book().thread(card->thread());
        if (thread && thread->remarks.front().text == text)
            return card;
    }
    return nullptr;
}

bool press(QWidget &widget, const QString &name)
{
    auto *button = widget.findChild<QToolButton *>(name);
    if (!button)
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

} // namespace

// Comments beside the page and the chat, in real windows with real servers.
class TestComments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void a_comment_stands_beside_its_text_in_every_window();
    void cards_are_answered_edited_resolved_reopened_deleted();
    void text_and_card_show_each_other();
    void a_narrow_window_shows_marks_and_keeps_the_text_its_room();
    void a_thread_whose_text_is_deleted_waits_for_it();
    void what_is_being_written_stays_whatever_becomes_of_its_thread();
    void a_comment_outlives_the_restoring_of_an_older_version();
    void undo_takes_back_the_mark_and_not_the_words();
    void names_are_completed_behind_an_at_sign();
    void what_is_written_is_plain_text();
    void the_chat_is_kept_and_says_what_is_new();
    void who_may_comment_comments_and_nothing_else();
    void finding_looks_into_comments_too();
    void the_history_has_all_the_room();
    void cleanupTestCase() { m_anna.reset(); }

private:
    std::unique_ptr<Profile> m_anna;
};

void TestComments::initTestCase()
{
    m_anna = std::make_unique<Profile>();
    QVERIFY(m_anna->openNew());
    m_anna->trigger(ActionId::NewWindow);
    QVERIFY(become([&] { return m_anna->pane(1) && !m_anna->pane(1)->edit().isReadOnly(); }));
    test::type(m_anna->pane()->edit(), QStringLiteral("one two three"));
    QTest::keyClick(&m_anna->pane()->edit(), Qt::Key_Return);
    test::type(m_anna->pane()->edit(), QStringLiteral("four five six"));
    QVERIFY(become([&] { return m_anna->pane(1)->edit().toPlainText().contains(QStringLiteral("six")); }));
}

// Each begins without comments, in wide windows.
void TestComments::init()
{
    for (int window = 0; window < 2; ++window) {
        m_anna->window(window)->resize(1240, 700);
        margin(*m_anna, window).setFilter(ThreadFilter::Open);
    }
    for (const protocol::Thread &thread : std::vector<protocol::Thread>(talk(*m_anna).book().threads())) {
        if (!thread.isDeleted)
            talk(*m_anna).removeThread(thread.name);
    }
    QVERIFY(become([&] {
        return !margin(*m_anna, 0).isVisible() && !margin(*m_anna, 1).isVisible()
            && m_anna->pane()->document().session().pendingCount() == 0;
    }));
}

void TestComments::a_comment_stands_beside_its_text_in_every_window()
{
    Profile &anna = *m_anna;
    QVERIFY(comment(anna, QStringLiteral("two"), QStringLiteral("why two")));
    QVERIFY(anna.shown().contains(R"("insert":"two","attributes":{"c:)"));
    QVERIFY(become([&] { return cardWith(anna, QStringLiteral("why two"), 1); }));
    QVERIFY(become([&] { return cardWith(anna, QStringLiteral("why two")); }));
    QCOMPARE(threads(anna).front()->quote, QStringLiteral("two"));
    QCOMPARE(threads(anna, 1).front()->remarks.front().author, QStringLiteral("Anna"));
    // a second one below, at the height of its line
    QVERIFY(comment(anna, QStringLiteral("five"), QStringLiteral("why five")));
    QVERIFY(become([&] { return cardWith(anna, QStringLiteral("why five")) && margin(anna).cards().size() == 2; }));
    editor::RichTextEdit &edit = anna.pane()->edit();
    QTextCursor there(edit.document());
    there.setPosition(int(edit.toPlainText().indexOf(QStringLiteral("two"))));
    margin(anna).choose(threads(anna).front()->name);
    const int textTop = edit.viewport()->mapTo(anna.window(), edit.cursorRect(there).topLeft()).y();
    ThreadCard *card = cardWith(anna, QStringLiteral("why two"));
    QCOMPARE(card->mapTo(anna.window(), QPoint()).y(), textTop);
    QVERIFY(cardWith(anna, QStringLiteral("why five"))->y() >= card->geometry().bottom());
    QVERIFY(card->mapTo(anna.window(), QPoint()).x() >= edit.mapTo(anna.window(), QPoint(edit.width(), 0)).x());
}

void TestComments::cards_are_answered_edited_resolved_reopened_deleted()
{
    Profile &anna = *m_anna;
    QVERIFY(comment(anna, QStringLiteral("two"), QStringLiteral("first")));
    const QString name = threads(anna).front()->name;
    const auto thread = [&](int window) { return *talk(anna, window).book().thread(name); };
    QVERIFY(become([&] { return cardWith(anna, QStringLiteral("first"), 1); }));
    margin(anna, 1).choose(name);
    ThreadCard *card = cardWith(anna, QStringLiteral("first"), 1);
    QVERIFY(boxIn(*card));
    test::type(*boxIn(*card), QStringLiteral("answer"));
    QTest::keyClick(boxIn(*card), Qt::Key_Return);
    QVERIFY(become([&] { return thread(0).remarks.size() == 2 && thread(0).remarks[1].text == u"answer"; }));
    // edited in place
    card->edit(thread(1).remarks[1].id);
    QVERIFY(become([&] { return boxIn(*card) && boxIn(*card)->text() == u"answer"; }));
    QTest::keyClick(boxIn(*card), Qt::Key_Exclam);
    boxIn(*card)->setPlainText(QStringLiteral("better answer"));
    QTest::keyClick(boxIn(*card), Qt::Key_Return);
    QVERIFY(become([&] { return thread(0).remarks[1].text == u"better answer" && thread(0).remarks[1].editedMs > 0; }));
    // done with: gone from the page, still to be found
    QVERIFY(become([&] { return press(*card, QStringLiteral("resolve")); }));
    QVERIFY(become([&] { return thread(0).resolved && margin(anna).cards().empty() && threads(anna).empty(); }));
    QCOMPARE(threads(anna, 0, ThreadFilter::Resolved).size(), std::size_t(1));
    QCOMPARE(threads(anna, 0, ThreadFilter::Mine).size(), std::size_t(1));
    margin(anna).setFilter(ThreadFilter::Resolved);
    QVERIFY(become([&] { return cardWith(anna, QStringLiteral("first")); }));
    margin(anna).choose(name);
    QVERIFY(press(*cardWith(anna, QStringLiteral("first")), QStringLiteral("reopen")));
    QVERIFY(become([&] { return threads(anna, 1).size() == 1; }));
    talk(anna, 1).remove(thread(1).remarks[1].id);
    QVERIFY(become([&] { return thread(0).remarks[1].isDeleted; }));
    talk(anna).removeThread(name);
    QVERIFY(become([&] { return threads(anna, 1).empty() && !anna.shown(1).contains("\"c:"); }));
}

void TestComments::text_and_card_show_each_other()
{
    Profile &anna = *m_anna;
    QVERIFY(comment(anna, QStringLiteral("two three"), QStringLiteral("outer")));
    QVERIFY(comment(anna, QStringLiteral("three"), QStringLiteral("inner")));
    QVERIFY(become([&] { return margin(anna).cards().size() == 2; }));
    editor::RichTextEdit &edit = anna.pane()->edit();
    const auto stand = [&](const QString &words, int behind) {
        edit.binding().setSelection(editor::Selection::caret(edit.toPlainText().indexOf(words) + behind));
        return talk(anna).book().thread(margin(anna).current());
    };
    QCOMPARE(stand(QStringLiteral("two"), 1)->remarks.front().text, QStringLiteral("outer"));
    QCOMPARE(stand(QStringLiteral("three"), 2)->remarks.front().text, QStringLiteral("inner"));
    QVERIFY(!stand(QStringLiteral("one"), 1));
    QTest::mouseClick(cardWith(anna, QStringLiteral("outer")), Qt::LeftButton, {}, QPoint(3, 3));
    QVERIFY(become([&] { return cardWith(anna, QStringLiteral("outer"))->isCurrent(); }));
    // a click beside it leaves it
    QTest::mouseClick(edit.viewport(), Qt::LeftButton, {}, edit.cursorRect(edit.textCursor()).center());
    QVERIFY(margin(anna).current().isEmpty());
    stand(QStringLiteral("one"), 0);
    anna.trigger(ActionId::NextComment);
    QVERIFY(cardWith(anna, QStringLiteral("outer"))->isCurrent());
    anna.trigger(ActionId::NextComment);
    QVERIFY(cardWith(anna, QStringLiteral("inner"))->isCurrent());
    anna.trigger(ActionId::NextComment);
    QVERIFY(cardWith(anna, QStringLiteral("outer"))->isCurrent());
    anna.trigger(ActionId::PreviousComment);
    QVERIFY(cardWith(anna, QStringLiteral("inner"))->isCurrent());
    // answered by keys alone
    anna.trigger(ActionId::AddComment);
    ui::RemarkBox *box = boxIn(*cardWith(anna, QStringLiteral("inner")));
    QVERIFY(box);
    test::type(*box, QStringLiteral("by keys"));
    QTest::keyClick(box, Qt::Key_Return);
    QVERIFY(become([&] { return talk(anna).book().thread(margin(anna).current())->remarks.size() == 2; }));
    anna.trigger(ActionId::ResolveComment);
    QVERIFY(become([&] { return threads(anna).size() == 1; }));
}

void TestComments::a_narrow_window_shows_marks_and_keeps_the_text_its_room()
{
    Profile &anna = *m_anna;
    QVERIFY(comment(anna, QStringLiteral("two"), QStringLiteral("narrow")));
    const auto share = [&] { return double(anna.pane()->edit().width()) / anna.window()->width(); };
    for (const int width : {1240, 1100, 1000}) {
        anna.window()->resize(width, 700);
        QVERIFY(become([&] { return anna.window()->width() == width && cardWith(anna, QStringLiteral("narrow")); }));
        QVERIFY2(share() >= 0.7, qPrintable(QString::number(width)));
    }
    anna.window()->resize(760, 700);
    QVERIFY(become([&] { return margin(anna).isNarrow() && margin(anna).cards().empty(); }));
    QVERIFY(share() >= 0.9);
    // its mark opens it over the page
    margin(anna).choose(threads(anna).front()->name);
    QVERIFY(cardWith(anna, QStringLiteral("narrow")));
    QVERIFY(share() >= 0.9);
    QTest::keyClick(boxIn(*cardWith(anna, QStringLiteral("narrow"))), Qt::Key_Escape);
    QVERIFY(become([&] { return margin(anna).cards().empty(); }));
    QVERIFY(comment(anna, QStringLiteral("five"), QStringLiteral("written in a narrow window")));
}

void TestComments::a_thread_whose_text_is_deleted_waits_for_it()
{
    Profile &anna = *m_anna;
    QVERIFY(comment(anna, QStringLiteral("two"), QStringLiteral("where")));
    QVERIFY(become([&] { return cardWith(anna, QStringLiteral("where"), 1); }));
    select(anna, QStringLiteral("two "));
    QTest::keyClick(&anna.pane()->edit(), Qt::Key_Delete);
    QVERIFY(become([&] { return threads(anna, 1).empty() && threads(anna, 1, ThreadFilter::WithoutText).size() == 1; }));
    margin(anna, 1).setFilter(ThreadFilter::WithoutText);
    QVERIFY(become([&] { return cardWith(anna, QStringLiteral("where"), 1); }));
    const auto labels = cardWith(anna, QStringLiteral("where"), 1)->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) { return label->text().contains(QStringLiteral("“two”")); }));
    anna.trigger(ActionId::Undo);
    QVERIFY(become([&] { return threads(anna, 1).size() == 1 && threads(anna).size() == 1; }));
}

void TestComments::what_is_being_written_stays_whatever_becomes_of_its_thread()
{
    Profile &anna = *m_anna;
    QVERIFY(comment(anna, QStringLiteral("two"), QStringLiteral("first")));
    const QString name = threads(anna).front()->name;
    QVERIFY(become([&] { return cardWith(anna, QStringLiteral("first"), 1); }));
    margin(anna, 1).choose(name);
    ThreadCard *card = cardWith(anna, QStringLiteral("first"), 1);
    test::type(*boxIn(*card), QStringLiteral("half a"));
    talk(anna).setResolved(name, true);
    QVERIFY(become([&] { return talk(anna, 1).book().thread(name)->resolved.has_value(); }));
    QVERIFY(become([&] { return card->isVisible() && boxIn(*card) && boxIn(*card)->text() == u"half a"; }));
    test::type(*boxIn(*card), QStringLiteral("n answer"));
    QTest::keyClick(boxIn(*card), Qt::Key_Return);
    QVERIFY(become([&] { return talk(anna).book().thread(name)->remarks.size() == 2; }));
    QCOMPARE(talk(anna).book().thread(name)->remarks[1].text, QStringLiteral("half an answer"));
    // what is changed in place, while somebody looks elsewhere
    talk(anna).setResolved(name, false);
    QVERIFY(become([&] { return threads(anna, 1).size() == 1 && cardWith(anna, QStringLiteral("first"), 1); }));
    margin(anna, 1).choose(name);
    card = cardWith(anna, QStringLiteral("first"), 1);
    card->edit(talk(anna, 1).book().thread(name)->remarks[1].id);
    QVERIFY(become([&] { return boxIn(*card) && boxIn(*card)->text() == u"half an answer"; }));
    test::type(*boxIn(*card), QStringLiteral("!"));
    margin(anna, 1).choose({});
    QVERIFY(boxIn(*card) && boxIn(*card)->text() == u"half an answer!");
    QTest::keyClick(boxIn(*card), Qt::Key_Return);
    QVERIFY(become([&] { return talk(anna).book().thread(name)->remarks[1].text == u"half an answer!"; }));
    // the thread goes; the words can be had until they are given up
    margin(anna, 1).choose(name);
    test::type(*boxIn(*card), QStringLiteral("more"));
    talk(anna).removeThread(name);
    QVERIFY(become([&] { return talk(anna, 1).book().thread(name)->isDeleted; }));
    QVERIFY(become([&] { return card->isVisible() && boxIn(*card) && boxIn(*card)->text() == u"more"; }));
    QTest::keyClick(boxIn(*card), Qt::Key_Return);
    QCOMPARE(boxIn(*card)->text(), QStringLiteral("more"));
    QTest::keyClick(boxIn(*card), Qt::Key_Escape);
    QVERIFY(become([&] { return margin(anna, 1).cards().empty(); }));
}

// Anna restores what was before Ben's comment: the word is there, and so is what he said about it.
void TestComments::a_comment_outlives_the_restoring_of_an_older_version()
{
    Profile &anna = *m_anna;
    const Revision then = anna.pane()->document().session().revision();
    QVERIFY(comment(anna, QStringLiteral("two"), QStringLiteral("about two"), 1));
    QVERIFY(become([&] { return cardWith(anna, QStringLiteral("about two")); }));
    anna.window()->actions()[ActionId::History].setChecked(true);
    auto *control = anna.window()->findChild<ui::HistoryControl *>();
    const auto *reader = anna.window()->findChild<ui::HistoryReader *>();
    QVERIFY(become([&] {
        return reader->isRead() && reader->log().head() == anna.pane()->document().session().revision()
            && anna.pane()->document().session().pendingCount() == 0;
    }));
    control->show(then);
    Q_EMIT control->page().restoreRequested();
    anna.window()->actions()[ActionId::History].setChecked(false);
    QVERIFY(become([&] { return cardWith(anna, QStringLiteral("about two")); }));
    QVERIFY(anna.shown().contains("\"c:"));
    QVERIFY(!talk(anna).isOrphaned(*threads(anna).front()));
}

void TestComments::undo_takes_back_the_mark_and_not_the_words()
{
    Profile &anna = *m_anna;
    QVERIFY(comment(anna, QStringLiteral("two"), QStringLiteral("kept")));
    QCOMPARE(anna.window()->actions()[ActionId::Undo].text(), QStringLiteral("&Undo Comment"));
    anna.trigger(ActionId::Undo);
    QVERIFY(become([&] { return threads(anna, 0, ThreadFilter::WithoutText).size() == 1; }));
    anna.trigger(ActionId::Redo);
    QVERIFY(become([&] { return threads(anna).size() == 1; }));
    // copied text takes no comment along
    select(anna, QStringLiteral("two"));
    anna.trigger(ActionId::Copy);
    anna.pane()->edit().moveCursor(QTextCursor::End);
    anna.trigger(ActionId::Paste);
    QCOMPARE(anna.shown().count("\"c:"), 1);
    anna.trigger(ActionId::Undo);
}

void TestComments::names_are_completed_behind_an_at_sign()
{
    ui::RemarkBox box(QStringLiteral("Reply"));
    box.setNames({QStringLiteral("Ben Ali"), QStringLiteral("Clara")});
    box.show();
    QVERIFY(QTest::qWaitForWindowActive(&box));
    box.setFocus();
    QTest::keyClicks(&box, QStringLiteral("ask @be"));
    auto *completer = box.findChild<QCompleter *>();
    QCOMPARE(completer->currentCompletion(), QStringLiteral("Ben Ali"));
    Q_EMIT completer->activated(completer->currentCompletion());
    QCOMPARE(box.text(), QStringLiteral("ask @Ben Ali "));
}

void TestComments::what_is_written_is_plain_text()
{
    QVERIFY(ui::mentions(u"look, @anna!", QStringLiteral("Anna"), {QStringLiteral("Annabel")}));
    QVERIFY(!ui::mentions(u"look, @Annabel", QStringLiteral("Anna"), {QStringLiteral("Annabel")}));
    QVERIFY(!ui::mentions(u"anna@example.org @Ben", QStringLiteral("Anna"), {QStringLiteral("Ben")}));
    const QStringList names{QStringLiteral("Ben"), QStringLiteral("Ben Ali")};
    QCOMPARE(ui::remarkHtml(QStringLiteral("<b>x</b> & @Ben Ali!\n@Benjamin"), names),
             QStringLiteral("&lt;b&gt;x&lt;/b&gt; &amp; <b>@Ben Ali</b>!<br>@Benjamin"));
    QCOMPARE(ui::remarkHtml(QStringLiteral("see https://a.example/x?y=1&z=2, javascript:alert(1)"), {}),
             QStringLiteral("see <a href=\"https://a.example/x?y=1&amp;z=2\">https://a.example/x?y=1&amp;z=2</a>, javascript:alert(1)"));
    QCOMPARE(ui::remarkHtml(QStringLiteral("file:///etc/passwd \"https://a.example/\""), {}),
             QStringLiteral("file:///etc/passwd &quot;<a href=\"https://a.example/\">https://a.example/</a>&quot;"));
}

void TestComments::the_chat_is_kept_and_says_what_is_new()
{
    Profile &anna = *m_anna;
    anna.trigger(ActionId::Chat);
    ui::ChatPanel &chat = anna.window()->talk().chat();
    QVERIFY(become([&] { return chat.isVisible(); }));
    auto *box = chat.findChild<ui::RemarkBox *>();
    test::type(*box, QStringLiteral("hello all"));
    QTest::keyClick(box, Qt::Key_Return);
    QVERIFY(become([&] { return talk(anna, 1).book().chat().size() == 1; }));
    QCOMPARE(talk(anna, 1).book().chat().front().text, QStringLiteral("hello all"));
    // of oneself nothing is new
    QCOMPARE(talk(anna, 1).unreadChat(), 0);
    anna.trigger(ActionId::Chat);
    QVERIFY(become([&] { return !chat.isVisible(); }));
}

void TestComments::who_may_comment_comments_and_nothing_else()
{
    Profile &anna = *m_anna;
    anna.pane()->sharing().share(protocol::Admission::Anyone, protocol::Role::Commenter, true);
    QVERIFY(become([&] { return anna.pane()->sharing().isShared() && !anna.pane()->sharing().address().isEmpty(); }));
    Profile ben(QStringLiteral("Ben"));
    app::Arguments arguments;
    arguments.targets = {anna.pane()->sharing().address()};
    ben.program().open(arguments);
    QVERIFY(become([&] { return ben.pane() && ben.pane()->edit().toPlainText().contains(QStringLiteral("six")); }));
    ben.window()->resize(1240, 700);
    QVERIFY(become([&] { return ben.pane()->document().session().role() == protocol::Role::Commenter; }));
    editor::RichTextEdit &edit = ben.pane()->edit();
    QVERIFY(edit.isReadOnly());
    const QByteArray before = ben.shown();
    test::type(edit, QStringLiteral("no"));
    QCOMPARE(ben.shown(), before);
    // with the keyboard alone
    edit.setFocus();
    edit.moveCursor(QTextCursor::Start);
    QTest::keyClick(&edit, Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
    QVERIFY(edit.textCursor().hasSelection());
    QVERIFY(comment(ben, QStringLiteral("five"), QStringLiteral("from Ben")));
    QVERIFY(become([&] { return threads(anna).size() == 1; }));
    QCOMPARE(threads(anna).front()->remarks.front().author, QStringLiteral("Ben"));
    QVERIFY(!talk(anna).feed().isMine(threads(anna).front()->remarks.front()));
    // back by his own undo, and his words stay
    QVERIFY(ben.window()->actions()[ActionId::Undo].isEnabled());
    ben.trigger(ActionId::Undo);
    QVERIFY(become([&] { return threads(anna, 0, ThreadFilter::WithoutText).size() == 1; }));
    ben.trigger(ActionId::Redo);
    QVERIFY(become([&] { return threads(anna).size() == 1; }));
    // what he says in the chat is news to her, until she looks
    talk(ben).chat(QStringLiteral("hello Anna"));
    QVERIFY(become([&] { return talk(anna).unreadChat() == 1 && anna.window()->talk().button().unread() == 1; }));
    anna.window()->activateWindow();
    anna.trigger(ActionId::Chat);
    QVERIFY(become([&] { return talk(anna).unreadChat() == 0; }));
    // and what she says while his window is closed is news when he is back
    QVERIFY(become([&] { return ben.pane()->document().session().pendingCount() == 0; }));
    ben.window()->close();
    QVERIFY(become([&] { return ben.program().windows().isEmpty(); }));
    talk(anna).chat(QStringLiteral("while you were away"));
    ben.program().open({});
    Q_EMIT ben.window()->recentRequested(ben.program().preferences().recents().front());
    QVERIFY(become([&] { return ben.pane() && talk(ben).unreadChat() == 1; }));
    anna.pane()->sharing().stop();
}

void TestComments::the_history_has_all_the_room()
{
    Profile &anna = *m_anna;
    QVERIFY(comment(anna, QStringLiteral("two"), QStringLiteral("Why?")));
    QVERIFY(become([&] { return margin(anna).isVisible(); }));
    anna.window()->actions()[ActionId::History].setChecked(true);
    auto &history = *anna.window()->findChild<ui::HistoryControl *>();
    const history::Log &log = anna.window()->findChild<ui::HistoryReader *>()->log();
    QVERIFY(become([&] { return log.head() > Revision{} && log.head() == anna.pane()->document().session().revision(); }));
    history.show(log.head());
    QVERIFY(become([&] { return history.page().isVisible(); }));
    QVERIFY(become([&] { return history.page().edit().height() > anna.pane()->height() * 7 / 10; }));
    QVERIFY(!margin(anna).isVisible());
    anna.window()->actions()[ActionId::History].setChecked(false);
    QVERIFY(become([&] { return margin(anna).isVisible() && anna.pane()->edit().isVisible(); }));
}

void TestComments::finding_looks_into_comments_too()
{
    Profile &anna = *m_anna;
    QVERIFY(comment(anna, QStringLiteral("two"), QStringLiteral("Why, oh why")));
    QVERIFY(comment(anna, QStringLiteral("five"), QStringLiteral("whyever")));
    QVERIFY(comment(anna, QStringLiteral("six"), QStringLiteral("nothing")));
    const auto nameOf = [&](int index) { return threads(anna).at(std::size_t(index))->name; };
    const QString first = nameOf(0);
    const QString second = nameOf(1);
    talk(anna).setResolved(second, true);
    QVERIFY(become([&] { return threads(anna).size() == 2; }));
    margin(anna).choose({});
    anna.trigger(ActionId::Find);
    auto &bar = *anna.window()->findChild<ui::FindBar *>();
    auto &line = *bar.findChildren<QLineEdit *>().first();
    auto &button = *bar.findChild<QPushButton *>(QStringLiteral("findComments"));
    line.clear();
    test::type(line, QStringLiteral("why"));
    QVERIFY(become([&] { return button.isVisible() && button.text() == u"2 comments"; }));
    // the text has it nowhere, so Enter goes there too
    QTest::keyClick(&line, Qt::Key_Return);
    QCOMPARE(margin(anna).current(), first);
    QVERIFY(become([&] { return cardWith(anna, QStringLiteral("Why, oh why")); }));
    // a thread that is done with is shown for it
    QTest::mouseClick(&button, Qt::LeftButton);
    QCOMPARE(margin(anna).current(), second);
    QCOMPARE(margin(anna).filter(), ThreadFilter::Resolved);
    QVERIFY(become([&] { return cardWith(anna, QStringLiteral("whyever")); }));
    QTest::mouseClick(&button, Qt::LeftButton);
    QCOMPARE(margin(anna).current(), first);
    // what comes meanwhile is counted, what the text alone has is not
    talk(anna).reply(first, QStringLiteral("three times"));
    line.clear();
    test::type(line, QStringLiteral("three"));
    QVERIFY(become([&] { return button.isVisible() && button.text() == u"1 comment"; }));
    line.clear();
    test::type(line, QStringLiteral("four"));
    QVERIFY(become([&] { return !button.isVisible(); }));
    QTest::keyClick(&line, Qt::Key_Escape);
}

QTEST_MAIN(TestComments)
#include "test_comments.moc"
