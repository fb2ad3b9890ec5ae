// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/talk_control.h"

#include "ui/chat_panel.h"
#include "ui/comment_finder.h"
#include "ui/dock_sides.h"
#include "ui/find_bar.h"
#include "ui/remark_text.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QTextBlock>

namespace syngraph::ui {
namespace {

constexpr int kChatWidth = 300;
constexpr double kChatShare = 0.3; // of the window, at most

// What a comment without a selection is about: the word at the caret, else its paragraph.
editor::Selection subjectAt(const editor::RichTextEdit &edit)
{
    QTextCursor cursor = edit.textCursor();
    if (!cursor.hasSelection())
        cursor.select(QTextCursor::WordUnderCursor);
    if (!cursor.hasSelection() || QStringView(cursor.selectedText()).trimmed().isEmpty()) {
        const QTextBlock block = edit.textCursor().block();
        return {block.position(), block.position() + block.length() - 1};
    }
    return {cursor.selectionStart(), cursor.selectionEnd()};
}

} // namespace

TalkControl::TalkControl(const Actions &actions, Preferences &preferences, QMainWindow &window)
    : QObject(&window), m_actions(actions), m_preferences(preferences), m_window(window),
      m_dock(new QDockWidget(tr("Chat"), &window)), m_chat(new ChatPanel(m_dock)), m_button(new ChatButton(&window))
{
    m_dock->setObjectName(QStringLiteral("chatDock"));
    m_dock->setWidget(m_chat);
    m_dock->setFeatures(QDockWidget::DockWidgetClosable);
    m_dock->setVisible(false);
    connectActions();
}

void TalkControl::addDock()
{
    m_window.addDockWidget(trailingSide(), m_dock);
    m_dock->setVisible(false);
}

void TalkControl::connectActions()
{
    m_actions[ActionId::Comments].setChecked(m_preferences.areCommentsShown());
    connect(&m_actions[ActionId::AddComment], &QAction::triggered, this, &TalkControl::comment);
    connect(&m_actions[ActionId::NextComment], &QAction::triggered, this, [this] {
        if (m_margin)
            m_margin->step(1);
    });
    connect(&m_actions[ActionId::PreviousComment], &QAction::triggered, this, [this] {
        if (m_margin)
            m_margin->step(-1);
    });
    connect(&m_actions[ActionId::ResolveComment], &QAction::triggered, this, [this] {
        const protocol::Thread *thread = m_margin ? m_talk->book().thread(m_margin->current()) : nullptr;
        if (thread)
            m_talk->setResolved(thread->name, !thread->resolved);
        else
            Q_EMIT told(tr("Put the caret into commented text first."));
    });
    connect(&m_actions[ActionId::Comments], &QAction::toggled, this, [this](bool isShown) {
        m_preferences.setCommentsShown(isShown);
        if (m_margin)
            m_margin->setOn(isShown && m_isShown);
    });
    connect(&m_actions[ActionId::Chat], &QAction::toggled, this, &TalkControl::showChat);
    connect(m_chat, &ChatPanel::writtenChanged, this, &TalkControl::keepDrafts);
    connect(m_button, &QAbstractButton::clicked, &m_actions[ActionId::Chat], &QAction::trigger);
    connect(m_dock, &QDockWidget::visibilityChanged, this, [this](bool isVisible) {
        // closed by its own button
        if (!isVisible && m_window.isVisible() && !m_window.isMinimized() && m_pane && m_isShown)
            m_actions[ActionId::Chat].setChecked(false);
    });
}

void TalkControl::watch(DocumentPane *pane)
{
    keepDrafts();
    if (m_pane && m_talk && m_talk->readTo() > 0)
        m_preferences.setTalkReadTo(m_pane->document().place().document, m_talk->readTo());
    m_chat->watch(nullptr);
    m_button->setUnread(0);
    m_pane = pane;
    if (!pane)
        return;
    m_talk = new TalkLink(pane->document().driver(), pane->edit(), &pane->edit());
    if (const qint64 read = m_preferences.talkReadTo(pane->document().place().document); read > 0)
        m_talk->hearSince(read);
    m_margin = new CommentMargin(*m_talk, pane->edit(), pane);
    pane->addMargin(*m_margin);
    m_margin->setOn(m_isShown && m_actions[ActionId::Comments].isChecked());
    connect(m_margin, &CommentMargin::draftsChanged, this, &TalkControl::keepDrafts);
    connect(&pane->link(), &DocumentLink::shown, m_margin, [this] { takeDrafts(); });
    connect(m_talk, &TalkLink::changed, this, &TalkControl::changed);
    connect(m_talk, &TalkLink::heard, this, &TalkControl::heard);
    connect(m_talk, &TalkLink::told, this, &TalkControl::told);
    connect(&pane->edit(), &editor::RichTextEdit::contextMenuAboutToShow, this, &TalkControl::addToMenu);
    m_chat->watch(m_talk);
    changed();
}

void TalkControl::keepDrafts()
{
    if (!m_pane || !m_margin)
        return;
    std::vector<replica::Draft> drafts = m_margin->drafts();
    if (const QString message = m_chat->written(); !message.isEmpty())
        drafts.push_back({{}, message, 0, 0, {}, true});
    m_pane->document().keepDrafts(drafts);
}

// Of several messages the longest goes on; there is one place for them.
void TalkControl::takeDrafts()
{
    std::vector<replica::Draft> drafts = m_pane->document().takeDrafts();
    for (const replica::Draft &draft : drafts) {
        if (draft.isChat.value_or(false) && draft.text.size() > m_chat->written().size())
            m_chat->setWritten(draft.text);
    }
    std::erase_if(drafts, [](const replica::Draft &draft) { return draft.isChat.value_or(false); });
    m_margin->restore(drafts);
}

void TalkControl::findIn(FindBar &bar)
{
    new CommentFinder(bar, *m_talk, *m_margin, m_actions[ActionId::Comments]);
}

void TalkControl::setShown(bool isShown)
{
    m_isShown = isShown;
    m_dock->setVisible(isShown && m_actions[ActionId::Chat].isChecked());
    m_button->setVisible(isShown);
    if (m_margin)
        m_margin->setOn(isShown && m_actions[ActionId::Comments].isChecked());
}

void TalkControl::fit()
{
    m_dock->setMaximumWidth(std::min(kChatWidth, int(m_window.width() * kChatShare)));
}

void TalkControl::refreshActions()
{
    const bool maySpeak = m_pane && m_talk && m_talk->maySpeak();
    for (const ActionId id : {ActionId::AddComment, ActionId::ResolveComment})
        m_actions[id].setEnabled(maySpeak);
    const bool hasThreads = m_pane && m_talk && !m_talk->book().threads().empty();
    for (const ActionId id : {ActionId::NextComment, ActionId::PreviousComment})
        m_actions[id].setEnabled(hasThreads);
}

void TalkControl::changed()
{
    m_button->setUnread(m_talk ? m_talk->unreadChat() : 0);
    refreshActions();
}

void TalkControl::comment()
{
    if (!m_margin || !m_talk->maySpeak())
        return;
    // the way into the card for those who use keys alone
    if (!m_pane->edit().textCursor().hasSelection() && !m_margin->current().isEmpty()) {
        m_margin->reply();
        return;
    }
    const editor::Selection about = subjectAt(m_pane->edit());
    if (about.isEmpty()) {
        Q_EMIT told(tr("Select the text that the comment is about."));
        return;
    }
    m_actions[ActionId::Comments].setChecked(true);
    m_margin->beginDraft(about);
}

void TalkControl::showChat(bool isShown)
{
    m_dock->setVisible(isShown && m_isShown);
    fit();
    if (isShown && m_isShown)
        m_chat->focusBox();
    else if (m_pane)
        m_pane->edit().setFocus();
}

// A quiet word about what concerns this person.
void TalkControl::heard(const protocol::TalkEntry &entry)
{
    const QString text = entry.text.value_or(QString());
    if (mentions(text, m_preferences.name(), m_talk->names()))
        Q_EMIT told(tr("%1 asks for you: %2").arg(entry.author, text.simplified().left(80)));
}

void TalkControl::addToMenu(QMenu *menu, qint64)
{
    menu->addSeparator();
    menu->addAction(&m_actions[ActionId::AddComment]);
}

} // namespace syngraph::ui
