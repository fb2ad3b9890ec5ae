// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/suggestions.h"
#include "ui/document_pane.h"

class QLabel;

namespace syngraph::ui {

// The document as if all suggestions were accepted, or without them, in the place of the page while it is shown. To be
// read; follows what is written meanwhile. Lies in the pane, which must outlive it.
class SuggestionPage : public QWidget
{
    Q_OBJECT

public:
    explicit SuggestionPage(DocumentPane &pane);

    // Marked: the page itself is there again.
    void show(convert::Suggestions wanted);
    convert::Suggestions shown() const { return m_shown; }
    editor::RichTextEdit &edit() { return *m_edit; }
    // Something else has taken the place of the page.
    void giveWay();

Q_SIGNALS:
    void shownChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void read();

    DocumentPane &m_pane;
    QLabel *m_title;
    editor::RichTextEdit *m_edit;
    convert::Suggestions m_shown = convert::Suggestions::Marked;
    model::Document m_content;
    QTimer m_quiet;
    QTimer m_restyle;
};

} // namespace syngraph::ui
