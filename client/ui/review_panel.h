// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/merge_review.h"
#include "ui/document_pane.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace syngraph::ui {

// After a time without connection, under the page: the paragraphs that both sides have changed, what each had made of
// them, and the choice between them. Each choice is an ordinary change, which undo takes back. Nothing has to be
// chosen; who closes it keeps what the merge has made. Belongs to a pane.
class ReviewPanel : public QFrame
{
    Q_OBJECT

public:
    explicit ReviewPanel(DocumentPane &pane);

    // What met; nothing happens where that is nothing.
    void review();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Choice { Mine, Theirs, Both };
    struct Card
    {
        history::ReviewPlace place;
        QWidget *widget = nullptr;
    };

    QWidget *makeCard(const history::ReviewPlace &place, std::size_t index);
    QString fateOf(const history::ReviewPlace &place) const;
    void choose(std::size_t index, Choice choice);
    void remove(std::size_t index);
    void done();
    void fit();
    void allow();
    void moveOver(const model::Delta &change);

    DocumentPane &m_pane;
    QLabel *m_heading;
    QVBoxLayout *m_cards;
    std::optional<history::Meeting> m_meeting;
    std::vector<Card> m_open; // those dealt with have no widget
};

} // namespace syngraph::ui
