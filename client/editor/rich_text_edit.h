// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/block_painter.h"
#include "editor/clipboard.h"
#include "editor/comment_grounds.h"
#include "editor/document_binding.h"
#include "editor/hit.h"
#include "editor/page_start.h"
#include "editor/tint.h"
#include "editor/typing_aids.h"
#include "editor/view_anchor.h"
#include "editor/zoom_device.h"

#include <QImage>
#include <QTextEdit>

class QMenu;

namespace syngraph::editor {

class CaretMarks;
class EmbedObjects;
class OutsideChip;
class RemoteCarets;
class SheetShadow;

// The widget people write in: a page on a neutral ground, showing one document through a DocumentBinding that it
// owns. Keys with a meaning for paragraphs (Enter, Backspace and Delete at a line's edge, Tab), paste and drop
// become commands; undo and redo are asked for by signals, since they concern the session's own history and never
// Qt's. Loads no resource from anywhere: pictures come from the image source.
// Created empty; show() a document before use. GUI thread.
class RichTextEdit : public QTextEdit
{
    Q_OBJECT

public:
    // The picture with this hash (64 hex digits), null where it has not arrived.
    using ImageSource = std::function<QImage(const QByteArray &id)>;

    explicit RichTextEdit(const Theme &theme, QWidget *parent = nullptr);
    ~RichTextEdit() override;

    DocumentBinding &binding() { return *m_binding; }
    // Shows another document, caret at its beginning, or the same one reloaded, caret kept.
    void showDocument(const model::Document &document);
    void setTheme(const Theme &theme);
    void setAuthorColors(const AuthorColors &colors);
    // How large the page is shown; 1 is its natural size.
    void setZoom(double zoom);
    double zoom() const { return m_device.zoom(); }
    // Shows the document on a sheet of that paper, with its shadow; nothing: on a page of its own.
    void setSheet(const std::optional<Sheet> &sheet);
    // Where pages begin on paper is shown by a line; null: nowhere.
    void setPageStarts(PageStartSource startsIn);
    void setImageSource(ImageSource source) { m_imageSource = std::move(source); }
    // What becomes of pasted content with pictures; true: somebody else inserts it, when they have brought them here.
    using PictureIntake = std::function<bool(const model::Delta &paragraphs, const convert::Pictures &pictures)>;
    void setPictureIntake(PictureIntake intake) { m_pictureIntake = std::move(intake); }
    // Where the files of pictures come from that are copied; null: nowhere.
    void setPictureSource(clipboard::PictureSource source) { m_pictureSource = std::move(source); }
    // Paragraphs in the place of the selection, like what is pasted; `pictures`: as other programs made them.
    void insertContent(const model::Delta &paragraphs, const convert::Pictures &pictures = {});
    // Other people's carets, painted above the text, marked on the scrollbar, named where they are out of view; not
    // owned, null for none.
    void setRemoteCarets(RemoteCarets *carets);
    // Scrolls so that the position stands in the upper half of the view; the caret stays where it is.
    void scrollToPosition(qint64 position);
    // What is marked in each paragraph that comes in view; null for nothing.
    using HitSource = std::function<std::vector<Hit>(const QString &paragraph)>;
    void setHits(HitSource hitsIn);
    // Grounds behind the text, asked for whatever comes in view at each painting; null for none.
    void setTints(TintSource tintsIn);
    // Draws the eye to a stretch for a moment: what undo has changed.
    void flash(qint64 from, qint64 to);
    // Words to be marked in each paragraph that is painted; asked for at each painting, null for none.
    void setSpellMarks(SpellMarks marks);
    // The selection stands out though the keyboard is elsewhere, among what is marked.
    void setFinding(bool isFinding);
    // Whose text is marked as commented on.
    void setShownComments(const ShownComments &comments);
    // A picture has arrived that was missing so far: shown wherever it is in view, in its size.
    void showImage(const QByteArray &id);

    // Runs a command on the document and the selection as they are when nothing is being composed any more.
    using Command = std::function<Edit(const model::Document &, const Selection &)>;
    void run(const Command &command);
    // The same for one that only sets marks, which those who may not write may do too.
    void annotate(const Command &command);
    // Toggles an inline format on the selection, or for what is typed next.
    void toggleFormat(const QByteArray &key, const model::Value &value);
    // Sets (null removes) inline formats likewise.
    void setFormat(const model::Attributes &change);
    // The inline format of the selection, or of what is typed next.
    model::Attributes format() const;
    void pastePlainText();
    void breakLine();
    void setTypingAids(const TypingAids &aids) { m_aids = aids; }
    // What the context menu calls the next steps; empty where there is none.
    void setUndoTexts(const QString &undo, const QString &redo);

    QVariant loadResource(int type, const QUrl &name) override;

Q_SIGNALS:
    void undoRequested();
    void redoRequested();
    // Selection or formats at it have changed: what a toolbar shows.
    void formatChanged();
    void linkActivated(const QString &target);
    // Ctrl and the wheel: so many steps larger.
    void zoomRequested(int steps);
    // Pictures from the clipboard or dropped; the window stores them and inserts the embed.
    void imagePasted(const QImage &image);
    void filesDropped(const QList<QUrl> &files);
    // Before the standard menu is shown; actions may be added.
    void contextMenuAboutToShow(QMenu *menu, qint64 position);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    QMimeData *createMimeDataFromSelection() const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    bool handleUndoKeys(QKeyEvent *event);
    bool handleLineKeys(QKeyEvent *event);
    void splitLine();
    void passProposedDeletion();
    void aid(const QString &typed);
    bool linkSelection(const QMimeData &source);
    void endComposing();
    void forgetComposed();
    void makeCurrent();
    void dressDocument();
    void applyTypingFormat();
    void setPending(const model::Attributes &format);
    void paintGrounds(const QRect &area);
    void paintHits(const QRect &area);
    void paintTints(const QRect &area);
    void paintComments(const QRect &area);
    void updatePalette();
    void showOutsidePeople();
    void placePage();
    void paintPageStarts(const QRect &area);
    void paintPageStart(QPainter &painter, double y, const QString &name) const;
    void fillMenu(QMenu &menu);

    ViewAnchor m_anchor{*this};
    std::unique_ptr<DocumentBinding> m_binding;
    EmbedObjects *m_objects;
    RemoteCarets *m_carets = nullptr;
    CaretMarks *m_marks = nullptr;
    std::array<OutsideChip *, 2> m_chips{}; // above, below
    QTimer m_outside; // people out of view are looked for a few times a second
    std::optional<Sheet> m_sheet;
    SheetShadow *m_shadow = nullptr;
    PageStartSource m_pageStartsIn;
    ImageSource m_imageSource;
    PictureIntake m_pictureIntake;
    clipboard::PictureSource m_pictureSource;
    HitSource m_hitsIn;
    TintSource m_tintsIn;
    std::optional<Tint> m_flash;
    SpellMarks m_spellMarks;
    ShownComments m_comments;
    TypingAids m_aids = {.formats = false, .typography = false};
    bool m_isFinding = false;
    ZoomDevice m_device;
    QTextCursor m_composed; // in the paragraph in which an input method has text; null: nowhere
    int m_wheel = 0; // turned so far, in eighths of a degree
    Theme m_theme;
    // What the person has chosen for the next text typed at exactly this caret.
    std::optional<model::Attributes> m_pending;
    qint64 m_pendingAt = -1;
    QString m_undoText;
    QString m_redoText;
};

} // namespace syngraph::editor
