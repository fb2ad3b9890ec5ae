// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextCursor>

class QTextEdit;

namespace syngraph::editor {

class LazyLayout;

// Keeps what a person reads where it is on the screen, whatever becomes of the text above it: others write there,
// estimated heights turn out otherwise, pictures arrive, the window becomes narrower. What stays is the topmost
// visible line; at the very top of the document its first line, whatever is put in above.
// Where scrolling has left all that was seen before, the caret's line stays if it is in view (so that the end of a
// document is found at the first go), else the block at the top.
// Owned by the RichTextEdit whose view it keeps. GUI thread. No errors.
class ViewAnchor
{
public:
    explicit ViewAnchor(QTextEdit &edit) : m_edit(edit) { }
    Q_DISABLE_COPY_MOVE(ViewAnchor)

    // The layout of the document shown from now on.
    void watch(LazyLayout &layout);
    // Shapes what is in view and scrolls so that the kept line is where it was. Before painting, and as soon as
    // something has changed.
    void hold();
    // The view was scrolled: everything stands `dy` pixels lower. Returns whether that is so on the screen; not where
    // only the document has become longer or shorter above the view.
    bool scrolled(int dy);
    // The scrollbar has a new range, and may now put its value inside it.
    void rangeChanged();
    // This line stays from now on, where it is.
    void keep(const QTextCursor &line);
    // After painting: the topmost line is the one to keep.
    void take();

private:
    bool isAtTop() const;
    int viewTop() const;
    int lineTop(const QTextCursor &line) const;
    void chooseAnew();

    QTextEdit &m_edit;
    LazyLayout *m_layout = nullptr;
    QTextCursor m_line; // at the beginning of the kept line; null at the very top
    int m_offset = 0;   // of that line below the view's top, in pixels
    bool m_isHolding = false;
    bool m_isBound = false; // the scrollbar's value is about to be put inside its range
};

} // namespace syngraph::editor
