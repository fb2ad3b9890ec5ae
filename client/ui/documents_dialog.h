// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace syngraph::ui {

// A document of this person's own server, or of another one when it was open here.
struct ListedDocument
{
    Recent recent;
    qint64 changedMs = 0;
    qint64 people = 0; // who are in it now

    bool isOwn() const { return recent.server.isEmpty(); }
};

// All documents of a person, found by any part of title or place, with what can be done with one. What is to be done it
// asks its owner for, who shows the documents anew afterwards. Deletes itself when closed.
class DocumentsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit DocumentsDialog(QWidget *window);

    // The one that was chosen stays so.
    void showDocuments(std::vector<ListedDocument> documents);
    // Why something can't be done.
    void showProblem(const QString &text);

Q_SIGNALS:
    void openRequested(const syngraph::ui::Recent &recent);
    void renameRequested(syngraph::DocumentId document, const QString &title);
    void moveRequested(syngraph::DocumentId document, const QString &path);
    void duplicateRequested(syngraph::DocumentId document, const QString &path);
    void trashRequested(syngraph::DocumentId document);

private:
    void fill();
    QTreeWidgetItem *addRow(const ListedDocument &document);
    const ListedDocument *chosen() const;
    void refreshButtons();
    void openChosen();
    void renameChosen();
    void moveChosen();
    void duplicateChosen();
    void trashChosen();

    std::vector<ListedDocument> m_documents;
    QLineEdit *m_words;
    QTreeWidget *m_list;
    QLabel *m_problem;
    QPushButton *m_open;
    QList<QPushButton *> m_ownButtons; // for documents of one's own only
};

} // namespace syngraph::ui
