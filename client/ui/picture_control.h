// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/held_selection.h"
#include "editor/picture_handles.h"
#include "ui/actions.h"
#include "ui/document_pane.h"

#include <memory>

class QMimeData;

namespace syngraph::ui {

// Brings pictures into one open document and out of it: from files, the clipboard and drops, to files. People type
// on while a picture is read, and it comes to stand where they asked for it. Owned by the window; the pane must outlive it.
class PictureControl : public QObject
{
    Q_OBJECT

public:
    PictureControl(const Actions &actions, DocumentPane &pane, QWidget *window);
    ~PictureControl() override;

    // Whether a file is a picture that can be inserted, by what it begins with.
    static bool isPicture(const QString &path);
    // Where the caret is; files that are no pictures are told.
    void insertFiles(const QStringList &paths);
    void insertImage(const QImage &image);

Q_SIGNALS:
    // A sentence for the status bar.
    void told(const QString &text);

private:
    using Open = std::function<Result<convert::Picture>()>;

    void chooseFiles();
    void insert(Open open);
    std::shared_ptr<editor::HeldSelection> holdCaret() const;
    void place(const editor::HeldSelection &where, const convert::Picture &picture);
    bool takePasted(const model::Delta &paragraphs);
    void paste(const editor::HeldSelection &where, const model::Delta &paragraphs, const QSet<QByteArray> &stored);
    void fillMenu(QMenu &menu, qint64 position);
    void describe(qint64 position);
    void setOwnSize(const editor::PlacedPicture &picture);
    void save(const editor::PlacedPicture &picture);
    void complain(const Error &reason);

    DocumentPane &m_pane;
    QWidget *m_window;
    editor::PictureHandles *m_handles; // the page owns it
    QSet<QByteArray> m_known; // the document's server has them, or will
};

} // namespace syngraph::ui
