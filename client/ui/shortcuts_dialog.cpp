// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shortcuts_dialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr QSize kSize(560, 600);

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<QAction *> &menus, QWidget *window)
    : QDialog(window), m_tree(new QTreeWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard Shortcuts"));
    resize(kSize.boundedTo(window->size() * 0.95));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 14);
    column->setSpacing(10);
    auto *words = new QLineEdit(this);
    words->setPlaceholderText(tr("Search"));
    words->setAccessibleName(tr("Search shortcuts"));
    words->setClearButtonEnabled(true);
    column->addWidget(words);
    m_tree->setAccessibleName(tr("Shortcuts"));
    m_tree->setHeaderLabels({tr("Command"), tr("Keys")});
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->header()->setStretchLastSection(false);
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(false);
    column->addWidget(m_tree, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(words, &QLineEdit::textChanged, this, &ShortcutsDialog::filter);
    for (const QAction *menu : menus) {
        if (menu->menu())
            addMenu(*menu->menu(), menu->text().remove(u'&'));
    }
    addTextKeys();
    m_tree->expandAll();
}

void ShortcutsDialog::addRow(QTreeWidgetItem &group, const QString &name, const QString &keys)
{
    auto *row = new QTreeWidgetItem(&group, {name, keys});
    row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
}

void ShortcutsDialog::addMenu(const QMenu &menu, const QString &name)
{
    auto *group = new QTreeWidgetItem(m_tree, {name});
    QFont bold = font();
    bold.setBold(true);
    group->setFont(0, bold);
    group->setFlags(Qt::ItemIsEnabled);
    group->setFirstColumnSpanned(true);
    const std::function<void(const QMenu &)> add = [&](const QMenu &part) {
        const auto actions = part.actions();
        for (const QAction *action : actions) {
            if (action->menu())
                add(*action->menu());
            else if (!action->shortcut().isEmpty())
                addRow(*group, Actions::plainText(*action), QKeySequence::listToString({action->shortcut()}, QKeySequence::NativeText));
        }
    };
    add(menu);
    if (group->childCount() == 0)
        delete group;
}

// Which are no commands of a menu.
void ShortcutsDialog::addTextKeys()
{
    auto *group = new QTreeWidgetItem(m_tree, {tr("In the text")});
    QFont bold = font();
    bold.setBold(true);
    group->setFont(0, bold);
    group->setFlags(Qt::ItemIsEnabled);
    const auto native = [](int key) { return QKeySequence(key).toString(QKeySequence::NativeText); };
    addRow(*group, tr("List item one level deeper"), native(Qt::Key_Tab));
    addRow(*group, tr("List item one level up"), QKeySequence(Qt::SHIFT | Qt::Key_Tab).toString(QKeySequence::NativeText));
    addRow(*group, tr("Out of a list, quote or program text, on an empty line"), native(Qt::Key_Return));
    addRow(*group, tr("By word"), QKeySequence(Qt::CTRL | Qt::Key_Right).toString(QKeySequence::NativeText));
    addRow(*group, tr("To the beginning of the document"), QKeySequence(Qt::CTRL | Qt::Key_Home).toString(QKeySequence::NativeText));
    addRow(*group, tr("To the end of the document"), QKeySequence(Qt::CTRL | Qt::Key_End).toString(QKeySequence::NativeText));
    addRow(*group, tr("Open the link under the mouse"), tr("Ctrl+click"));
}

void ShortcutsDialog::filter(const QString &words)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem &group = *m_tree->topLevelItem(i);
        bool isAny = false;
        for (int j = 0; j < group.childCount(); ++j) {
            QTreeWidgetItem &row = *group.child(j);
            const bool fits = row.text(0).contains(words, Qt::CaseInsensitive) || row.text(1).contains(words, Qt::CaseInsensitive);
            row.setHidden(!fits);
            isAny |= fits;
        }
        group.setHidden(!isAny);
    }
}

} // namespace syngraph::ui
