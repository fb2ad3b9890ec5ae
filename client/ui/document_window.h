// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions.h"
#include "ui/document_pane.h"
#include "ui/start_page.h"

#include <QMainWindow>

#include <vector>

class QDockWidget;
class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace syngraph::ui {

class AuthorTints;
class Company;
class ConnectionChip;
class CopiedFormat;
class FindBar;
class FormatControl;
class FormatToolbar;
class HistoryControl;
class HistoryReader;
class InsertControl;
class IntroductionBar;
class LanguageButton;
class LongWork;
class OutlinePanel;
class OutputControl;
class PageControl;
class PictureControl;
class SharePopover;
class SpellControl;
class SpellingBook;
class TalkControl;
class ReviewControl;
class SuggestionsPanel;
class WordCount;
class WorkBar;
class ZoomControl;

// A window of the program: menus, toolbar and status bar around the start page or one document. Shows and asks;
// what concerns servers, files and other windows it asks its owner for by signals. Deletes itself when closed.
class DocumentWindow : public QMainWindow
{
    Q_OBJECT

public:
    DocumentWindow(Preferences &preferences, Look &look, SpellingBook &spelling, CopiedFormat &copied);
    ~DocumentWindow() override;

    // Instead of the start page, or of the document before.
    void show(std::unique_ptr<OpenDocument> document);
    using QMainWindow::show;
    // Null while the start page is shown.
    DocumentPane *pane() const { return m_pane; }
    StartPage &startPage() { return *m_start; }
    Actions &actions() { return m_actions; }
    TalkControl &talk() { return *m_talk; }
    // A sentence in the status bar, for a moment.
    void tell(const QString &text);
    // Says that it goes on, and lets the person end it.
    void showWork(LongWork &work);
    // The person is somebody else by now; others learn it where a document is shown.
    void takePerson();

Q_SIGNALS:
    void newRequested();
    // Of this program or, by its ending, of another one.
    void fileRequested(const QString &path);
    // Of another program, whatever its ending.
    void importRequested(const QString &path);
    void joinRequested();
    void recentRequested(const syngraph::ui::Recent &recent);
    void startPageRequested();
    void secondWindowRequested();
    void welcomeRequested();
    void renameRequested(const QString &title);
    // The document's file is to lie there.
    void moveRequested(const QString &path);
    void copyRequested(const QString &path);
    void trashRequested();
    void documentsRequested();
    void quitRequested();
    // Another name or colour is in the preferences, for all windows.
    void personChosen();
    // What holds for all windows of a person has been switched in this one.
    void switched(syngraph::ui::ActionId id, bool isOn);
    // A document of one's own with this content.
    void newWithContentRequested(const QString &title, const syngraph::model::Delta &content);
    // No window shows the document any more; the receiver owns it and brings it to an end.
    void documentLeft(syngraph::ui::OpenDocument *document);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addCorner();
    void showSharing();
    void fitCorner();
    void addStatusBar();
    void connectFile();
    void addOutline();
    void addHistory();
    void showHistory();
    void leaveHistory();
    void addMode();
    void addSuggestions();
    void beginReview();
    void endReview();
    void connectView();
    void connectHelp();
    void showParts();
    void setDistractionFree(bool isOn);
    void connectParts();
    // The page that is seen: the document, as it was, or as it would be.
    editor::RichTextEdit &shownEdit() const;
    std::vector<QWidget *> parts() const;
    // The keyboard goes there, where it can.
    bool enter(QWidget &part);
    void goToPart(int step);
    void connectAids();
    void takeAids();
    void addSpelling();
    void addPictures();
    void addPages();
    void goTo();
    void connectStartPage();
    void addIntroduction();
    void returnToCaret();
    void leaveDocument();
    void refresh();
    void refreshPeople();
    void refreshActions();
    void chooseFile();
    void chooseImport();
    void openDropped(const QList<QUrl> &files);
    void save();
    void askForVersion();
    void nameVersion(const QString &name);
    void saveCopy();
    void sendCopy();
    // The document is one of this person's own server.
    bool isMine() const;
    void rename();
    void moveFile();
    bool mayLoseWords();
    bool mayLeaveOthers();
    void fillRecent();

    Preferences &m_preferences;
    Look &m_look;
    SpellingBook &m_spelling;
    CopiedFormat &m_copiedFormat;
    QByteArray m_geometry; // to come back to from the full screen
    Actions m_actions;
    QMenu *m_recent;
    FormatToolbar *m_toolbar;
    IntroductionBar *m_introduction;
    QStackedWidget *m_stack;
    WorkBar *m_works;
    StartPage *m_start;
    DocumentPane *m_pane = nullptr;
    FormatControl *m_format = nullptr;
    OutputControl *m_output = nullptr;
    FindBar *m_find = nullptr; // of the pane
    HistoryReader *m_reader = nullptr;
    HistoryControl *m_history = nullptr;
    AuthorTints *m_tints = nullptr;
    Company *m_company = nullptr;
    InsertControl *m_insert = nullptr;
    SpellControl *m_spell = nullptr;
    PictureControl *m_pictures = nullptr;
    PageControl *m_pages = nullptr;
    TalkControl *m_talk;
    QWidget *m_corner;
    PresenceStrip *m_presence;
    ConnectionChip *m_chip;
    QPushButton *m_share;
    QDockWidget *m_peopleDock;
    PeopleList *m_people;
    QDockWidget *m_outlineDock;
    OutlinePanel *m_outline;
    QDockWidget *m_historyDock;
    QDockWidget *m_suggestionsDock = nullptr;
    SuggestionsPanel *m_suggestions = nullptr;
    QToolButton *m_mode = nullptr; // what becomes of what one does
    ReviewControl *m_review = nullptr;
    QLabel *m_page;
    WordCount *m_words;
    ZoomControl *m_zoom;
    LanguageButton *m_language;
    QLabel *m_sync;
};

} // namespace syngraph::ui
