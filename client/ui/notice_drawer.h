// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/rich_text_edit.h"
#include "replica/notice_store.h"

#include <QFrame>

class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace syngraph::ui {

class OpenDocument;

// Under the page, when it is asked for: what this person wrote and could not stay in the document. Each piece with
// when and why, to be inserted again, copied or discarded. Nothing leaves it by itself. Belongs to a pane, whose
// document and page outlive it.
class NoticeDrawer : public QFrame
{
    Q_OBJECT

public:
    NoticeDrawer(OpenDocument &document, editor::RichTextEdit &edit, QWidget *parent);

    // Shows what there is by now, and what may be done with it.
    void refresh();
    // Where there is something to show.
    void setOpen(bool isOpen);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Card
    {
        QString name; // of the notice
        QWidget *widget = nullptr;
        QToolButton *insert = nullptr; // null: there is no text
    };
    enum class Place { Caret, End };

    Card makeCard(const replica::KeptNotice &kept);
    QToolButton *makeInsert(const replica::KeptNotice &kept, QWidget *card);
    void insert(const QString &name, const model::Delta &content, Place place);
    void fit();

    OpenDocument &m_document;
    editor::RichTextEdit &m_edit;
    QLabel *m_heading;
    QScrollArea *m_scroll;
    QVBoxLayout *m_column; // of the cards
    std::vector<Card> m_cards;
};

} // namespace syngraph::ui
