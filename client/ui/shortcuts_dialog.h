// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions.h"

#include <QDialog>

class QTreeWidget;
class QTreeWidgetItem;

namespace syngraph::ui {

// Every key that does something, by menu; found by any part of name or key.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    // `menus`: those of the window, which say what belongs together.
    ShortcutsDialog(const QList<QAction *> &menus, QWidget *window);

private:
    void addMenu(const QMenu &menu, const QString &name);
    void addTextKeys();
    void addRow(QTreeWidgetItem &group, const QString &name, const QString &keys);
    void filter(const QString &words);

    QTreeWidget *m_tree;
};

} // namespace syngraph::ui
