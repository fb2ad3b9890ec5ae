// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document_questions.h"

#include "protocol/limits.h"
#include "ui/file_names.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace syngraph::ui {
namespace {

struct DocumentQuestions
{
    Q_DECLARE_TR_FUNCTIONS(DocumentQuestions)
};

} // namespace

QString askForFile(QWidget *parent, const QString &caption, const QString &title)
{
    QString start = QDir(documentsFolder()).filePath(fileNameOf(title));
    for (;;) {
        QFileDialog dialog(parent, caption, QFileInfo(start).path(), DocumentQuestions::tr("Syngraph documents (*%1)").arg(kDocumentSuffix));
        dialog.setAcceptMode(QFileDialog::AcceptSave);
        dialog.setOption(QFileDialog::DontConfirmOverwrite);
        dialog.setDefaultSuffix(QString(kDocumentSuffix).sliced(1));
        dialog.selectFile(QFileInfo(start).fileName());
        if (dialog.exec() != QDialog::Accepted)
            return {};
        start = dialog.selectedFiles().value(0);
        if (!start.endsWith(kDocumentSuffix))
            start += kDocumentSuffix;
        if (!QFileInfo::exists(start))
            return start;
        QMessageBox::warning(parent, caption,
                             DocumentQuestions::tr("%1 exists already; choose another name.").arg(QFileInfo(start).fileName()));
    }
}

QString askForOutput(QWidget *parent, const QString &caption, const QString &title, const QList<FileKind> &kinds,
                     const QStringList &others)
{
    QStringList filters;
    QStringList endings = others;
    for (const FileKind &kind : kinds) {
        filters << QStringLiteral("%1 (*.%2)").arg(kind.name, kind.ending);
        endings << kind.ending;
    }
    QString start = QDir(documentsFolder()).filePath(fileNameOf(title) + u'.' + kinds.constFirst().ending);
    for (QString filter = filters.constFirst();;) {
        QFileDialog dialog(parent, caption, QFileInfo(start).path());
        dialog.setAcceptMode(QFileDialog::AcceptSave);
        dialog.setOption(QFileDialog::DontConfirmOverwrite);
        dialog.setNameFilters(filters);
        dialog.selectNameFilter(filter);
        dialog.selectFile(QFileInfo(start).fileName());
        if (dialog.exec() != QDialog::Accepted)
            return {};
        filter = dialog.selectedNameFilter();
        start = dialog.selectedFiles().value(0);
        if (!endings.contains(QFileInfo(start).suffix(), Qt::CaseInsensitive))
            start += u'.' + kinds[std::max(filters.indexOf(filter), qsizetype(0))].ending;
        if (!QFileInfo::exists(start)
            || QMessageBox::question(parent, caption, DocumentQuestions::tr("%1 exists already; replace it?").arg(QFileInfo(start).fileName()))
                == QMessageBox::Yes)
            return start;
    }
}

std::optional<QString> askForTitle(QWidget *parent, const QString &title)
{
    bool isAccepted = false;
    const QString entered = QInputDialog::getText(parent, DocumentQuestions::tr("Rename"),
                                                  DocumentQuestions::tr("What is the document called?"), QLineEdit::Normal,
                                                  title, &isAccepted).trimmed();
    const bool isOther = isAccepted && !entered.isEmpty() && entered != title;
    return isOther ? std::optional(entered.left(protocol::kMaxTitleUnits)) : std::nullopt;
}

bool confirmTrash(QWidget *parent, const QString &title)
{
    QMessageBox box(QMessageBox::Question, DocumentQuestions::tr("Move to Trash"),
                    DocumentQuestions::tr("Move “%1” to the trash?").arg(title), QMessageBox::Cancel, parent);
    box.setInformativeText(DocumentQuestions::tr("It stays there for 30 days. Nobody can open it meanwhile."));
    const QPushButton *moving = box.addButton(DocumentQuestions::tr("Move to Trash"), QMessageBox::DestructiveRole);
    box.exec();
    return box.clickedButton() == moving;
}

} // namespace syngraph::ui
