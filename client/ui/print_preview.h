// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"
#include "paper/paged_document.h"
#include "ui/preferences.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace syngraph::ui {

class PagesView;

// The document on its pages before it is printed; page setup is at hand. Pages are laid out in the background.
class PrintPreview : public QDialog
{
    Q_OBJECT

public:
    PrintPreview(const model::Document &document, const convert::Pictures &pictures, const QString &title, Preferences &preferences, QWidget *parent);

Q_SIGNALS:
    void printRequested();
    void pdfRequested();

private:
    void addBar(QLayout &column);
    void layOut();
    void show(Result<std::unique_ptr<paper::PagedDocument>> pages);
    void showPage();
    void setUp();

    model::Document m_document;
    convert::Pictures m_pictures;
    QString m_title;
    Preferences &m_preferences;
    PagesView *m_view;
    QLabel *m_page;
    QPushButton *m_print;
    QPushButton *m_pdf;
    int m_layouts = 0; // begun; of an older one nothing is wanted any more
};

} // namespace syngraph::ui
