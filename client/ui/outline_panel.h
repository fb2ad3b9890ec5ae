// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/outline.h"
#include "editor/rich_text_edit.h"

#include <QPointer>
#include <QTimer>
#include <QTreeWidget>

namespace syngraph::ui {

// The headings of a document as a tree; one that is chosen is gone to, the one the caret stands under is marked. Dragging
// one, or Alt with an arrow key, moves its section.
// Read anew when nothing has happened for a moment, a part at a time; nothing while it is hidden.
class OutlinePanel : public QTreeWidget
{
    Q_OBJECT

public:
    explicit OutlinePanel(QWidget *parent = nullptr);

    // Null: no document.
    void watch(editor::RichTextEdit *edit);

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    QStringList mimeTypes() const override { return {m_sectionType}; }
    QMimeData *mimeData(const QList<QTreeWidgetItem *> &items) const override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void begin();
    void advance();
    void show(const std::vector<editor::OutlineEntry> &entries);
    void markCurrent();
    void goTo(const QTreeWidgetItem &item);
    std::size_t entryOf(const QTreeWidgetItem &item) const;
    void moveBeside(const QTreeWidgetItem &item, bool isUp);
    // The section of the entry comes to stand before the paragraph at `target`.
    void moveSection(std::size_t entry, qint64 target);
    qint64 endOf(std::size_t entry) const;

    QString m_sectionType; // of what is dragged
    QPointer<editor::RichTextEdit> m_edit;
    editor::OutlineScan m_scan;
    std::vector<editor::OutlineEntry> m_entries;
    std::vector<QTreeWidgetItem *> m_items; // of the entries
    QTimer m_quiet;
    QTimer m_tick;
};

} // namespace syngraph::ui
