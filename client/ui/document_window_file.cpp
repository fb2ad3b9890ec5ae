// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DocumentWindow behind its menus File, Window and Help.
#include "ui/document_window.h"
#include "model/suggestion.h"
#include "ui/document_questions.h"
#include "ui/error_words.h"
#include "ui/file_names.h"
#include "ui/icons.h"
#include "ui/output_control.h"
#include "ui/picture_control.h"
#include "ui/send_dialog.h"
#include "ui/settled_request.h"
#include "ui/untitled.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QDateTime>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QInputDialog>
#include <QLocale>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr qint64 kLongestTitle = 80;

// What the document begins with, where that can be its name.
QString firstLineOf(const model::Document &document, const QString &otherwise)
{
    const qint64 end = document.lineCount() > 1 ? document.lineStart(1) : document.length();
    const QString line = document.text(0, std::min(end, kLongestTitle)).simplified();
    return line.isEmpty() || line.contains(QChar::ObjectReplacementCharacter) ? otherwise : line;
}

} // namespace

void DocumentWindow::connectFile()
{
    const auto on = [this](ActionId id, auto slot) { connect(&m_actions[id], &QAction::triggered, this, slot); };
    on(ActionId::NewDocument, [this] { Q_EMIT newRequested(); });
    on(ActionId::OpenFile, [this] { chooseFile(); });
    on(ActionId::Import, [this] { chooseImport(); });
    on(ActionId::JoinAddress, [this] { Q_EMIT joinRequested(); });
    on(ActionId::StartPage, [this] { Q_EMIT startPageRequested(); });
    on(ActionId::Save, [this] { save(); });
    on(ActionId::NameVersion, [this] { askForVersion(); });
    on(ActionId::Rename, [this] { rename(); });
    on(ActionId::SaveCopy, [this] { saveCopy(); });
    on(ActionId::SendCopy, [this] { sendCopy(); });
    on(ActionId::MoveToTrash, [this] {
        if (confirmTrash(this, m_pane->document().title()))
            Q_EMIT trashRequested();
    });
    on(ActionId::Move, [this] { moveFile(); });
    on(ActionId::Documents, [this] { Q_EMIT documentsRequested(); });
    on(ActionId::CloseWindow, [this] { close(); });
    on(ActionId::Quit, [this] { Q_EMIT quitRequested(); });
    on(ActionId::NewWindow, [this] { Q_EMIT secondWindowRequested(); });
    on(ActionId::Welcome, [this] { Q_EMIT welcomeRequested(); });
    on(ActionId::About, [this] {
        QMessageBox box(this);
        box.setWindowTitle(tr("About Syngraph"));
        box.setIconPixmap(programIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
        box.setText(QStringLiteral("<b>Syngraph %1</b>").arg(QCoreApplication::applicationVersion()));
        box.setInformativeText(tr("Several people write one document, on their own computers.\n"
                                  "Free software under the GNU General Public License, version 3 or later."));
        box.exec();
    });
}

void DocumentWindow::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open"), documentsFolder(), readableFilter());
    if (!path.isEmpty())
        Q_EMIT fileRequested(path);
}

void DocumentWindow::addPictures()
{
    m_pictures = new PictureControl(m_actions, *m_pane, this);
    connect(m_pictures, &PictureControl::told, this, &DocumentWindow::tell);
}

void DocumentWindow::chooseImport()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Import"), documentsFolder(),
                                                      readableFilter().section(QLatin1StringView(";;"), 2));
    if (!path.isEmpty())
        Q_EMIT importRequested(path);
}

void DocumentWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (std::ranges::any_of(event->mimeData()->urls(), &QUrl::isLocalFile))
        event->acceptProposedAction();
}

void DocumentWindow::dropEvent(QDropEvent *event)
{
    openDropped(event->mimeData()->urls());
    event->acceptProposedAction();
}

void DocumentWindow::openDropped(const QList<QUrl> &files)
{
    QStringList pictures;
    for (const QUrl &file : files) {
        const QString path = file.toLocalFile();
        if (m_pictures && PictureControl::isPicture(path))
            pictures << path;
        else if (path.endsWith(kDocumentSuffix) || isForeign(path))
            Q_EMIT fileRequested(path);
        else
            tell(tr("%1 is no document that can be read here.").arg(file.fileName()));
    }
    if (!pictures.isEmpty())
        m_pictures->insertFiles(pictures);
}

bool DocumentWindow::isMine() const
{
    const OpenDocument &document = m_pane->document();
    return document.place().isOwn() && document.session().role() == protocol::Role::Owner;
}

void DocumentWindow::save()
{
    const OpenDocument &document = m_pane->document();
    const session::Session &session = document.session();
    if (!session.hasDocument() || m_pane->edit().isReadOnly()) {
        tell(tr("Everything is saved as it is written; naming a version is for those who may edit."));
    } else if (isMine() && isUntitled(document.title())) {
        // what may make a title makes no file name
        const QString path = askForFile(this, tr("Name and Folder"), firstLineOf(session.edits().visible(), document.title()));
        if (!path.isEmpty())
            Q_EMIT moveRequested(path);
    } else {
        nameVersion(QLocale().toString(QDateTime::currentDateTime(), QLocale::ShortFormat));
    }
}

void DocumentWindow::askForVersion()
{
    bool isAccepted = false;
    const QString proposed = QLocale().toString(QDateTime::currentDateTime(), QLocale::ShortFormat);
    const QString name = QInputDialog::getText(this, tr("Name Version"),
                                               tr("Everything is saved as you write. What is this version called?"),
                                               QLineEdit::Normal, proposed, &isAccepted).trimmed();
    if (isAccepted && !name.isEmpty())
        nameVersion(name.left(protocol::kMaxTitleUnits));
}

void DocumentWindow::nameVersion(const QString &name)
{
    auto *request = new SettledRequest(m_pane->document(), [name](auto &requests, Revision revision, auto answered) {
        requests.ask(protocol::NameVersion{0, revision, name}, answered);
    });
    connect(request, &SettledRequest::done, this, [this, name](const Result<void> &result) {
        if (result)
            tell(tr("Version “%1” is kept; everything is saved as you write").arg(name));
        else
            QMessageBox::warning(this, tr("Name Version"), wordsOf(result.error()));
    });
    if (m_pane->document().facts().pending > 0)
        tell(tr("Version “%1” is kept as soon as everything has arrived").arg(name));
}

void DocumentWindow::saveCopy()
{
    const QString path = askForFile(this, tr("Save a Copy"), tr("Copy of %1").arg(m_pane->document().title()));
    if (!path.isEmpty())
        Q_EMIT copyRequested(path);
}

// A file for somebody who is not in the document; nobody here writes on in it.
void DocumentWindow::sendCopy()
{
    OpenDocument &document = m_pane->document();
    if (!isMine()) {
        tell(tr("Only who has the document can give it away as a file; save a copy of your own, and send that."));
        return;
    }
    const auto content = SendDialog::ask(!model::suggestionsIn(document.session().edits().visible()).empty(), this);
    const QString path = content ? askForFile(this, tr("Send a Copy"), tr("Copy of %1").arg(document.title())) : QString();
    if (path.isEmpty())
        return;
    auto *request = new SettledRequest(document, [&document, path, content](auto &requests, Revision, auto answered) {
        requests.ask(protocol::CopyDocument{0, document.place().document, path, content == SentContent::History}, answered);
    });
    connect(request, &SettledRequest::done, this, [this, path](const Result<void> &result) {
        if (result)
            tell(tr("The copy to send is %1").arg(path));
        else
            QMessageBox::warning(this, tr("Send a Copy"), wordsOf(result.error()));
    });
}

void DocumentWindow::rename()
{
    if (const auto title = askForTitle(this, m_pane->document().title()))
        Q_EMIT renameRequested(*title);
}

// Nobody in it notices, here or elsewhere.
void DocumentWindow::moveFile()
{
    if (!isMine()) {
        tell(tr("Only who has the document can move its file; save a copy of your own where you want it."));
        return;
    }
    const QString path = askForFile(this, tr("Move"), m_pane->document().title());
    if (!path.isEmpty())
        Q_EMIT moveRequested(path);
}

// The one question at closing: these changes are nowhere else.
bool DocumentWindow::mayLoseWords()
{
    QMessageBox box(QMessageBox::Warning, tr("Close"), tr("What you wrote last would be lost."), QMessageBox::Cancel,
                    this);
    box.setInformativeText(m_pane->words().text);
    const QPushButton *exporting = box.addButton(tr("Export…"), QMessageBox::AcceptRole);
    const QPushButton *losing = box.addButton(tr("Close and Lose It"), QMessageBox::DestructiveRole);
    box.exec();
    if (box.clickedButton() == exporting)
        m_output->exportDocument();
    return box.clickedButton() == losing;
}

// The server goes on for those who are connected; whether it should is asked once.
bool DocumentWindow::mayLeaveOthers()
{
    const auto isGuest = [](const protocol::Person &person) { return person.role < protocol::Role::Owner; };
    const auto &people = m_pane->document().session().people();
    if (!m_pane->sharing().isShared() || m_preferences.staysShared() || std::ranges::none_of(people, isGuest))
        return true;
    QMessageBox box(QMessageBox::Question, tr("Close"), tr("Others are in “%1”.").arg(m_pane->document().title()),
                    QMessageBox::Cancel, this);
    box.setInformativeText(tr("They can go on while this window is closed, as long as this computer is on."));
    auto *always = new QCheckBox(tr("Let them always go on"), &box);
    always->setChecked(true); // asked once; Preferences take it back
    box.setCheckBox(always);
    auto *keeping = box.addButton(tr("Keep Sharing"), QMessageBox::AcceptRole);
    const QPushButton *stopping = box.addButton(tr("Stop Sharing"), QMessageBox::DestructiveRole);
    box.setDefaultButton(keeping);
    box.exec();
    if (box.clickedButton() == keeping && always->isChecked())
        m_preferences.setStaysShared(true);
    if (box.clickedButton() == stopping)
        m_pane->sharing().stop();
    return box.clickedButton() == keeping || box.clickedButton() == stopping;
}

} // namespace syngraph::ui
