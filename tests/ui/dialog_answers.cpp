// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialog_answers.h"

#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPrintDialog>

namespace syngraph::test {

DialogAnswers::DialogAnswers()
{
    connect(&m_timer, &QTimer::timeout, this, &DialogAnswers::look);
    m_timer.start(20);
}

void DialogAnswers::look()
{
    auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
    if (!dialog || !dialog->isVisible() || m_answers.empty())
        return;
    const Answer answer = m_answers.front();
    auto *line = dialog->findChild<QLineEdit *>(
        answer.kind == Kind::File ? QStringLiteral("fileNameEdit") : QString());
    auto *message = qobject_cast<QMessageBox *>(dialog);
    auto *printing = qobject_cast<QPrintDialog *>(dialog);
    const bool fits = answer.kind == Kind::Cancel || (answer.kind == Kind::Message && message)
        || (answer.kind == Kind::File && qobject_cast<QFileDialog *>(dialog) && line)
        || (answer.kind == Kind::Print && printing) || (answer.kind == Kind::Confirm && !printing && !message)
        || (answer.kind == Kind::Text && !qobject_cast<QFileDialog *>(dialog) && line);
    if (!fits)
        return;
    m_answers.pop_front();
    if (message)
        m_messages << message->text();
    if (answer.kind == Kind::Print)
        printing->findChild<QLineEdit *>(QStringLiteral("filename"))->setText(answer.text);
    if (answer.kind == Kind::Confirm)
        answer.arrange(*dialog);
    if (line && (answer.kind == Kind::File || answer.kind == Kind::Text)) {
        m_proposals << line->text();
        // what is selected in the list of a file dialog would count for more
        if (auto *list = dialog->findChild<QListView *>(QStringLiteral("listView")))
            list->clearSelection();
        line->setText(answer.text);
    }
    answer.kind == Kind::Cancel ? dialog->reject() : dialog->accept();
}

} // namespace syngraph::test
