// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/marks.h"
#include "ui/document_pane.h"
#include "ui/history_reader.h"

namespace syngraph::ui {

// While it is on: behind the text of the page, in people's colours, who wrote it; where the mouse rests, who and when.
// Computed from the log, what has not arrived there yet counts as mine; nothing of it is in the document. The pane and
// the reader must outlive it.
class AuthorTints : public QObject
{
    Q_OBJECT

public:
    AuthorTints(DocumentPane &pane, HistoryReader &reader, QObject *parent);
    ~AuthorTints() override;

    void setOn(bool isOn);
    // "Anna wrote this · today 14:05"; empty where nobody is known to have.
    QString wordsAt(qint64 position) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void renewLater();
    void renew();
    bool isKnown() const;
    std::vector<editor::Tint> tintsIn(qint64 from, qint64 to) const;

    DocumentPane &m_pane;
    HistoryReader &m_reader;
    history::Marks m_writers; // of what the page shows, where it has its length
    QTimer m_later;
    bool m_isOn = false;
};

} // namespace syngraph::ui
