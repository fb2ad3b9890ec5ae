// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DocumentWindow behind its menus File, Window and Help.
#include "convert/html.h"
#include "convert/markdown.h"
#include "convert/text.h"
#include "ui/document_window.h"
#include "ui/icons.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QStandardPaths>

namespace syngraph::ui {
namespace {

QString documentsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

// A file name made of a title.
QString fileNameOf(const QString &title)
{
    QString name = title;
    for (QChar &unit : name) {
        if (unit == u'/' || unit == u'\\' || unit == u':' || unit.unicode() < 0x20)
            unit = u'-';
    }
    return name.left(80);
}

QByteArray exported(const model::Document &document, const QString &title, const QString &path)
{
    if (path.endsWith(u".html", Qt::CaseInsensitive))
        return convert::writeHtml(document, title);
    if (path.endsWith(u".md", Qt::CaseInsensitive))
        return convert::writeMarkdown(document);
    return convert::writeText(document);
}

} // namespace

void DocumentWindow::connectFile()
{
    const auto on = [this](ActionId id, auto slot) { connect(&m_actions[id], &QAction::triggered, this, slot); };
    on(ActionId::NewDocument, [this] { Q_EMIT newRequested(); });
    on(ActionId::OpenFile, [this] { chooseFile(); });
    on(ActionId::JoinAddress, [this] { Q_EMIT joinRequested(); });
    on(ActionId::StartPage, [this] { Q_EMIT startPageRequested(); });
    on(ActionId::NameDocument, [this] { nameDocument(); });
    on(ActionId::SaveCopy, [this] { Q_EMIT copyRequested(); });
    on(ActionId::Export, [this] { exportDocument(); });
    on(ActionId::MoveToTrash, [this] { confirmTrash(); });
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
    const QString path = QFileDialog::getOpenFileName(this, tr("Open"), documentsFolder(),
                                                      tr("Syngraph documents (*.syngraph)"));
    if (!path.isEmpty())
        Q_EMIT fileRequested(path);
}

void DocumentWindow::nameDocument()
{
    OpenDocument &document = m_pane->document();
    if (document.session().role() != protocol::Role::Owner) {
        tell(tr("Everything is saved as you write; only the owner can rename this document."));
        return;
    }
    bool isAccepted = false;
    const QString title = QInputDialog::getText(this, tr("Name Document"),
                                                tr("The text is saved already. What is the document called?"),
                                                QLineEdit::Normal, document.title(), &isAccepted).trimmed();
    if (isAccepted && !title.isEmpty() && title != document.title())
        Q_EMIT renameRequested(title.left(protocol::kMaxTitleUnits));
}

void DocumentWindow::exportDocument()
{
    OpenDocument &document = m_pane->document();
    const QString start = QDir(documentsFolder()).filePath(fileNameOf(document.title()) + QStringLiteral(".html"));
    const QString path = QFileDialog::getSaveFileName(this, tr("Export"), start,
                                                      tr("Web page (*.html);;Markdown (*.md);;Plain text (*.txt)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const QByteArray content = exported(document.session().edits().visible(), document.title(), path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        tell(tr("Exported to %1").arg(path));
    else
        QMessageBox::warning(this, tr("Export"), tr("%1 can't be written: %2").arg(path, file.errorString()));
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
        exportDocument();
    return box.clickedButton() == losing;
}

void DocumentWindow::confirmTrash()
{
    QMessageBox box(QMessageBox::Question, tr("Move to Trash"),
                    tr("Move “%1” to the trash?").arg(m_pane->document().title()), QMessageBox::Cancel, this);
    box.setInformativeText(tr("It stays there for 30 days. Nobody can open it meanwhile."));
    const QPushButton *moving = box.addButton(tr("Move to Trash"), QMessageBox::DestructiveRole);
    box.exec();
    if (box.clickedButton() == moving)
        Q_EMIT trashRequested();
}

} // namespace syngraph::ui
