// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/author_colors.h"
#include "ui/document_link.h"
#include "ui/edit_mode.h"
#include "ui/open_document.h"
#include "ui/people.h"
#include "ui/sharing_link.h"

#include <QElapsedTimer>
#include <QWidget>

class QHBoxLayout;
class QProgressBar;

namespace syngraph::ui {

class KnockBar;
class NoticeDrawer;
class StateBar;

// One open document as a person sees it: the page, above it what has to be known about the connection, below it
// what could not be saved. Owns the document. Read-only until it is there, and for those who may only read.
class DocumentPane : public QWidget
{
    Q_OBJECT

public:
    DocumentPane(std::unique_ptr<OpenDocument> document, QWidget *parent);
    ~DocumentPane() override;

    OpenDocument &document() { return *m_document; }
    // Hands the document on to who brings it to an end; this pane goes at once.
    std::unique_ptr<OpenDocument> takeDocument();
    editor::RichTextEdit &edit() { return *m_edit; }
    DocumentLink &link() { return *m_link; }
    SharingLink &sharing() { return *m_sharing; }
    const ConnectionWords &words() const { return m_words; }
    // As the person has chosen, as far as the rights allow.
    EditMode mode() const;
    void setMode(EditMode mode);
    bool mayChoose(EditMode mode) const;
    // Whether the person may accept and reject what was proposed.
    bool mayDecide() const;
    // Whether what this author has proposed can be taken back here.
    bool mayWithdraw(const QString &author) const;
    // Opens and closes what could not be saved.
    void showNotices(bool isShown);
    bool areNoticesShown() const;
    // Under the page.
    void addBar(QWidget &bar);
    // In the place of the text, while that is hidden.
    void addPage(QWidget &page);
    // Beside the page, on its right.
    void addMargin(QWidget &margin);
    // Scrolls to where the person writes; my own caret stays.
    void scrollTo(qint64 member);

Q_SIGNALS:
    // Words, people, title or rights.
    void changed();
    void copyRequested();
    void exportRequested();
    // The person wants to see where both sides have changed the same.
    void reviewRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    model::Proposal propose(const model::Delta &change, const model::Document &before) const;
    void showState();
    void showOpening();
    void goToUnsentWords();
    void act(ConnectionAction action);
    void applyTheme();
    void showAuthors();
    void openLink(const QString &target);

    std::unique_ptr<OpenDocument> m_document;
    StateBar *m_state;
    SharingLink *m_sharing;
    KnockBar *m_knock;
    editor::RichTextEdit *m_edit;
    QHBoxLayout *m_row;
    NoticeDrawer *m_drawer;
    QProgressBar *m_progress; // of opening a long document; lies on the page, which stays where it is
    QElapsedTimer m_openingFor;
    DocumentLink *m_link;
    ConnectionWords m_words;
    EditMode m_mode = EditMode::Editing; // as chosen
    QTimer m_restyle;
    ProposalColors m_colors;
};

} // namespace syngraph::ui
