// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions.h"
#include "ui/document_pane.h"
#include "ui/export_dialog.h"
#include "ui/long_work.h"
#include "ui/preferences.h"

#include <QPointer>

namespace syngraph::ui {

// Turns the actions that bring a document out of the program into files and paper: export, page setup, preview,
// print. What takes long is done in the background, with the document as it was when it was asked for; people type
// on. Owned by the window; all three must outlive it.
class OutputControl : public QObject
{
    Q_OBJECT

public:
    OutputControl(const Actions &actions, DocumentPane &pane, Preferences &preferences, QWidget *window);

    // Asks for a file and writes it in the format of its ending.
    void exportDocument() { exportAs(false); }

Q_SIGNALS:
    // A sentence for the status bar.
    void told(const QString &text);
    // It may take a while; the window shows it.
    void begun(syngraph::ui::LongWork *work);
    // Paper or margins are others by now.
    void pageSetUp();

private:
    void exportAs(bool isPdf);
    // Empty: the person changed their mind.
    QString chooseFile(bool isPdf) const;
    // What there is to choose about a file of this name, as it is expected.
    ExportChoice usualFor(const QString &path) const;
    void write(const QString &path, const ExportChoice &choice);
    LongWork *begin(const QString &text);
    void withPictures(QObject *context,
                      std::function<void(const model::Document &document, const convert::Pictures &pictures)> use);
    void setUpPage();
    void preview();
    void print();

    // The window that dialogs belong to.
    QWidget *asker() const;

    DocumentPane &m_pane;
    Preferences &m_preferences;
    QWidget *m_window;
    QPointer<QWidget> m_preview;
};

} // namespace syngraph::ui
