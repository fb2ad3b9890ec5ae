// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document_window.h"

#include "ui/chat_panel.h"
#include "ui/company.h"
#include "ui/connection_chip.h"
#include "ui/dock_sides.h"
#include "ui/elided_label.h"
#include "ui/find_bar.h"
#include "ui/format_control.h"
#include "ui/format_toolbar.h"
#include "ui/history_control.h"
#include "ui/icons.h"
#include "ui/insert_control.h"
#include "ui/introduction_bar.h"
#include "ui/language_button.h"
#include "ui/outline_panel.h"
#include "ui/output_control.h"
#include "ui/page_control.h"
#include "ui/picture_control.h"
#include "ui/quiet_notice.h"
#include "ui/review_control.h"
#include "ui/share_popover.h"
#include "ui/spell_control.h"
#include "ui/step_names.h"
#include "ui/talk_control.h"
#include "ui/word_count.h"
#include "ui/work_bar.h"
#include "ui/zoom_control.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr QSize kFirstSize(1060, 780);
constexpr QSize kLeastSize(420, 360);
constexpr int kTellMs = 4000;

} // namespace

DocumentWindow::DocumentWindow(Preferences &preferences, Look &look, SpellingBook &spelling, CopiedFormat &copied)
    : m_preferences(preferences), m_look(look), m_spelling(spelling), m_copiedFormat(copied),
      m_geometry(preferences.geometry()), m_actions(this), m_recent(new QMenu(tr("Open &Recent"), this)),
      m_toolbar(new FormatToolbar(m_actions, this)), m_introduction(new IntroductionBar(m_preferences, this)),
      m_stack(new QStackedWidget(this)), m_works(new WorkBar(this)),
      m_start(new StartPage(this)), m_talk(new TalkControl(m_actions, m_preferences, *this)), m_corner(new QWidget(this)), m_presence(new PresenceStrip(this)), m_chip(new ConnectionChip(this)), m_share(new QPushButton(tr("Share"), this)),
      m_peopleDock(new QDockWidget(tr("People"), this)), m_people(new PeopleList(m_peopleDock)),
      m_outlineDock(new QDockWidget(tr("Outline"), this)), m_outline(new OutlinePanel(m_outlineDock)),
      m_historyDock(new QDockWidget(tr("History"), this)),
      m_page(new QLabel(this)), m_words(new WordCount(this)), m_zoom(new ZoomControl(m_actions, m_preferences, this)),
      m_language(new LanguageButton(m_spelling, this)),
      m_sync(new ElidedLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowIcon(programIcon());
    setMinimumSize(kLeastSize);
    setAcceptDrops(true);
    resize(kFirstSize);
    restoreGeometry(m_geometry);
    m_actions.fill(*menuBar(), *m_recent);
    addToolBar(m_toolbar);
    addCorner();
    addStatusBar();
    m_stack->addWidget(m_start);
    addIntroduction();
    m_peopleDock->setObjectName(QStringLiteral("people"));
    m_peopleDock->setWidget(m_people);
    m_peopleDock->setFeatures(QDockWidget::DockWidgetClosable);
    addDockWidget(trailingSide(), m_peopleDock);
    m_talk->addDock();
    addOutline();
    addHistory();
    addSuggestions();
    connectFile();
    connectView();
    connectAids();
    connectHelp();
    connectStartPage();
    connect(m_talk, &TalkControl::told, this, &DocumentWindow::tell);
    refresh();
}

DocumentWindow::~DocumentWindow()
{
    // what still points to the page goes before it
    delete m_format;
    delete m_insert;
    delete m_spell;
    delete m_pictures;
    delete m_pages;
    delete m_output;
    leaveHistory();
    endReview();
    delete m_pane;
}

// Right of the menus there is room at every width, as there is not in the toolbar.
void DocumentWindow::addCorner()
{
    auto *row = new QHBoxLayout(m_corner);
    row->setContentsMargins(0, 4, 10, 0);
    row->addWidget(&m_talk->button());
    row->addWidget(m_presence);
    row->addWidget(m_chip);
    m_share->setObjectName(QStringLiteral("shareButton"));
    m_share->setFocusPolicy(Qt::TabFocus); // after a click the person goes on writing
    m_share->setToolTip(m_actions[ActionId::Share].toolTip());
    row->addWidget(m_share);
    connect(m_share, &QAbstractButton::clicked, this, &DocumentWindow::showSharing);
    connect(&m_actions[ActionId::Share], &QAction::triggered, this, &DocumentWindow::showSharing);
    menuBar()->setCornerWidget(m_corner);
    connect(m_chip, &QAbstractButton::clicked, this, [this] {
        const bool isRed = m_pane && m_pane->words().action == ConnectionAction::ShowTexts;
        if (isRed)
            m_actions[ActionId::NotSaved].trigger();
        else
            m_actions[ActionId::People].toggle(); // after a click the person goes on writing
    });
    const auto jump = [this](qint64 member) {
        if (m_pane)
            m_pane->scrollTo(member);
    };
    connect(m_presence, &PresenceStrip::chosen, this, jump);
    connect(m_people, &PeopleList::chosen, this, jump);
}

void DocumentWindow::showSharing()
{
    if (!m_pane || !m_pane->sharing().isPossible())
        return;
    auto *popover = new SharePopover(m_pane->sharing(), m_pane);
    popover->setAttribute(Qt::WA_DeleteOnClose);
    popover->showBelow(*m_share);
}

void DocumentWindow::addStatusBar()
{
    statusBar()->setSizeGripEnabled(false);
    m_words->setContentsMargins(12, 3, 12, 3);
    m_sync->setContentsMargins(12, 3, 12, 3);
    m_page->setContentsMargins(12, 3, 0, 3);
    m_page->hide();
    statusBar()->addWidget(m_page);
    statusBar()->addWidget(m_words);
    statusBar()->addPermanentWidget(m_sync);
    statusBar()->addPermanentWidget(m_language);
    statusBar()->addPermanentWidget(m_zoom);
    setTabOrder(m_language, m_zoom);
}

void DocumentWindow::connectStartPage()
{
    connect(m_start, &StartPage::newRequested, this, &DocumentWindow::newRequested);
    connect(m_start, &StartPage::openRequested, this, &DocumentWindow::chooseFile);
    connect(m_start, &StartPage::documentsRequested, this, &DocumentWindow::documentsRequested);
    connect(m_start, &StartPage::joinRequested, this, &DocumentWindow::joinRequested);
    connect(m_start, &StartPage::recentRequested, this, &DocumentWindow::recentRequested);
    connect(m_start, &StartPage::recentRemoved, this, [this](DocumentId document) {
        m_preferences.removeRecent(document);
        m_start->showRecents(m_preferences.recents());
    });
    connect(m_start, &StartPage::recentPinned, this, [this](DocumentId document, bool isPinned) {
        m_preferences.pinRecent(document, isPinned);
        m_start->showRecents(m_preferences.recents());
    });
    m_start->showRecents(m_preferences.recents());
    connect(m_recent, &QMenu::aboutToShow, this, &DocumentWindow::fillRecent);
}

// Above whatever the window shows.
void DocumentWindow::addIntroduction()
{
    auto *middle = new QWidget(this);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_introduction);
    column->addWidget(m_stack, 1);
    column->addWidget(m_works);
    setCentralWidget(middle);
    connect(m_introduction, &IntroductionBar::answered, this, &DocumentWindow::personChosen);
    connect(&m_actions[ActionId::Introduce], &QAction::triggered, this, [this] {
        m_introduction->ask();
        m_introduction->setFocus();
    });
    if (!m_preferences.isIntroduced())
        m_introduction->ask();
}

void DocumentWindow::takePerson()
{
    m_introduction->hide();
    if (!m_pane)
        return;
    m_pane->document().introduce(m_preferences.name(), m_preferences.color());
    m_pane->edit().setFocus();
}

void DocumentWindow::show(std::unique_ptr<OpenDocument> document)
{
    leaveDocument();
    m_pane = new DocumentPane(std::move(document), m_stack);
    m_stack->addWidget(m_pane);
    m_stack->setCurrentWidget(m_pane);
    m_format = new FormatControl(m_actions, *m_toolbar, m_pane->edit(), m_copiedFormat, this);
    m_insert = new InsertControl(m_actions, m_pane->edit(), this);
    addSpelling();
    addPictures();
    addPages();
    m_output = new OutputControl(m_actions, *m_pane, m_preferences, this);
    connect(m_output, &OutputControl::told, this, &DocumentWindow::tell);
    connect(m_output, &OutputControl::begun, m_works, [this](LongWork *work) { m_works->add(*work); });
    connect(m_output, &OutputControl::pageSetUp, m_pages, &PageControl::takePageSetup);
    m_talk->watch(m_pane);
    m_find = new FindBar(m_actions, m_pane->edit(), m_pane);
    m_pane->addBar(*m_find);
    connect(m_find, &FindBar::begun, m_works, [this](LongWork *work) { m_works->add(*work); });
    m_talk->findIn(*m_find);
    showHistory();
    returnToCaret();
    m_words->watch(&m_pane->edit());
    m_zoom->watch(&m_pane->edit());
    m_outline->watch(&m_pane->edit());
    beginReview();
    m_pane->link().carets().setFlagsShown(m_preferences.areNamesShown());
    connect(m_pane, &DocumentPane::changed, this, &DocumentWindow::refresh);
    connect(m_pane, &DocumentPane::copyRequested, this, &DocumentWindow::saveCopy);
    connect(&m_pane->edit(), &editor::RichTextEdit::filesDropped, this, &DocumentWindow::openDropped);
    connect(&m_actions[ActionId::Undo], &QAction::triggered, &m_pane->link(), &DocumentLink::undo);
    connect(&m_actions[ActionId::Redo], &QAction::triggered, &m_pane->link(), &DocumentLink::redo);
    m_actions[ActionId::People].setChecked(m_preferences.isPeopleShown());
    m_actions[ActionId::Outline].setChecked(m_preferences.isOutlineShown());
    m_pane->document().start();
    m_pane->edit().setFocus();
    refresh();
}

// Where it was left, unless something is still to be sent: that is gone to.
void DocumentWindow::returnToCaret()
{
    OpenDocument &document = m_pane->document();
    const qint64 caret = m_preferences.caret(document.place().document);
    if (caret == 0 || document.facts().pending > 0)
        return;
    connect(&m_pane->link(), &DocumentLink::shown, m_pane, [pane = m_pane, caret] {
        const qint64 last = pane->document().session().edits().visible().length() - 1;
        pane->edit().binding().setSelection(editor::Selection::caret(std::min(caret, last)));
        pane->edit().ensureCursorVisible();
    }, Qt::SingleShotConnection);
}

void DocumentWindow::leaveDocument()
{
    if (!m_pane)
        return;
    if (m_pane->document().session().hasDocument())
        m_preferences.setCaret(m_pane->document().place().document, m_pane->edit().binding().selection().position);
    delete std::exchange(m_format, nullptr);
    delete std::exchange(m_insert, nullptr);
    delete std::exchange(m_spell, nullptr);
    delete std::exchange(m_pictures, nullptr);
    delete std::exchange(m_pages, nullptr);
    delete std::exchange(m_output, nullptr);
    leaveHistory();
    m_talk->watch(nullptr);
    m_words->watch(nullptr);
    m_zoom->watch(nullptr);
    m_outline->watch(nullptr);
    m_language->watch(nullptr);
    m_page->hide();
    endReview();
    auto document = m_pane->takeDocument();
    delete std::exchange(m_pane, nullptr);
    Q_EMIT documentLeft(document.release());
}

void DocumentWindow::closeEvent(QCloseEvent *event)
{
    if (m_pane && m_pane->words().kind == ConnectionKind::NotKept && !mayLoseWords()) {
        event->ignore();
        return;
    }
    if (m_pane && !mayLeaveOthers()) {
        event->ignore();
        return;
    }
    m_preferences.setGeometry(isFullScreen() ? m_geometry : saveGeometry());
    leaveDocument();
    QMainWindow::closeEvent(event);
}

void DocumentWindow::tell(const QString &text)
{
    statusBar()->showMessage(text, kTellMs);
    announce(*statusBar(), text);
}

void DocumentWindow::showWork(LongWork &work)
{
    tell(work.text());
    m_works->add(work);
}

void DocumentWindow::refresh()
{
    showParts();
    if (!m_pane) {
        m_stack->setCurrentWidget(m_start);
        setWindowTitle(QStringLiteral("Syngraph"));
        refreshActions();
        return;
    }
    setWindowTitle(QStringLiteral("%1 — Syngraph").arg(m_pane->document().title()));
    if (m_sync->text() != m_pane->words().text)
        m_sync->setText(m_pane->words().text);
    refreshPeople();
    refreshActions();
}

void DocumentWindow::refreshPeople()
{
    m_company->refresh();
    m_chip->show(m_pane->words(), m_pane->document().session().people().size());
    fitCorner();
}

// The menu bar looks at the size of its corner only when it gets one.
void DocumentWindow::fitCorner()
{
    if (m_corner->sizeHint() == m_corner->size())
        return;
    m_corner->resize(m_corner->sizeHint());
    menuBar()->setCornerWidget(m_corner);
    m_corner->show();
}

void DocumentWindow::refreshActions()
{
    m_actions.setDocumentShown(m_pane);
    if (!m_pane)
        return;
    const session::Session &session = m_pane->document().session();
    // the document as it was, or as it would be
    const bool isPastShown = (m_history && m_history->shown()) || (m_review && &m_review->shownEdit() != &m_pane->edit());
    const bool isEditable = !m_pane->edit().isReadOnly() && !isPastShown;
    m_actions.setEditable(isEditable);
    m_toolbar->setEditable(isEditable);
    const bool isThere = session.hasDocument();
    // who may only comment takes back a comment's mark in the text
    const bool mayUndo = isThere && !isPastShown && (isEditable || session.role() == protocol::Role::Commenter);
    m_actions[ActionId::Undo].setEnabled(mayUndo && session.edits().canUndo());
    m_actions[ActionId::Redo].setEnabled(mayUndo && session.edits().canRedo());
    m_talk->refreshActions();
    m_actions.setText(ActionId::Undo, undoText(isThere ? session.edits().undoLabel() : session::StepLabel(0)));
    m_actions.setText(ActionId::Redo, redoText(isThere ? session.edits().redoLabel() : session::StepLabel(0)));
    const bool isOwner = isThere && session.role() == protocol::Role::Owner;
    m_actions[ActionId::Share].setEnabled(m_pane->sharing().isPossible());
    m_share->setEnabled(m_pane->sharing().isPossible());
    m_actions[ActionId::MoveToTrash].setEnabled(isOwner);
    m_actions[ActionId::Rename].setEnabled(isOwner);
    m_actions[ActionId::NotSaved].setEnabled(!m_pane->document().notices().empty());
    m_actions[ActionId::NotSaved].setChecked(m_pane->areNoticesShown());
    m_actions[ActionId::Save].setEnabled(isThere);
    m_actions[ActionId::SaveCopy].setEnabled(isThere);
    for (const ActionId id : {ActionId::Export, ActionId::ExportPdf, ActionId::PrintPreview, ActionId::Print, ActionId::NewWindow})
        m_actions[id].setEnabled(isThere);
    m_format->refreshActions();
    m_pictures->refreshActions();
}

void DocumentWindow::fillRecent()
{
    m_recent->clear();
    for (const Recent &recent : m_preferences.recents()) {
        const QString where = recent.server.isEmpty() ? QString() : QStringLiteral(" — ") + recent.serverName;
        QString text = recent.title + where;
        text.replace(u'&', QLatin1StringView("&&"));
        m_recent->addAction(text, this, [this, recent] { Q_EMIT recentRequested(recent); });
    }
    if (m_recent->isEmpty())
        m_recent->addAction(tr("Nothing yet"))->setEnabled(false);
}

} // namespace syngraph::ui
