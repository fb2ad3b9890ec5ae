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
    // The actions that make sense now.
    void refreshActions();

Q_SIGNALS:
    // A sentence for the status bar.
    void told(const QString &text);

private:
    using Open = std::function<Result<convert::Picture>()>;

    void chooseFiles();
    void insert(Open open);
    std::shared_ptr<editor::HeldSelection> holdCaret() const;
    void place(const editor::HeldSelection &where, const convert::Picture &picture);
    bool takePasted(const model::Delta &paragraphs, const convert::Pictures &pictures);
    bool takeCopied(const model::Delta &paragraphs);
    void paste(const editor::HeldSelection &where, const model::Delta &content);
    void fillMenu(QMenu &menu, qint64 position);
    void connectActions();
    // The picture that is selected, or that the place is beside.
    std::optional<editor::PlacedPicture> pictureNear(qint64 position) const;
    // Changes of pictures can't be proposed.
    bool mayChange() const;
    void describe(const editor::PlacedPicture &picture);
    void setOwnSize(const editor::PlacedPicture &picture);
    void chooseSize(const editor::PlacedPicture &picture);
    // Goes on with how large the picture is by itself, when that is known, and where it is then.
    using UseSize = std::function<void(const QSize &own, const editor::HeldSelection &where)>;
    void withOwnSize(const editor::PlacedPicture &picture, UseSize use);
    void save(const editor::PlacedPicture &picture);
    void complain(const Error &reason);

    const Actions &m_actions;
    DocumentPane &m_pane;
    QWidget *m_window;
    editor::PictureHandles *m_handles; // the page owns it
    QSet<QByteArray> m_known; // the document's server has them, or will
};

} // namespace syngraph::ui
