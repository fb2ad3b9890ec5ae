// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions.h"

#include <QDialog>

class QLineEdit;
class QListWidget;

namespace syngraph::ui {

// All commands that can be given now, found by any part of their words; Enter gives the chosen one. One that has keys
// of its own shows them.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    CommandPalette(const Actions &actions, QWidget *window);

private:
    void fill(const QString &words);
    void give();

    const Actions &m_actions;
    QLineEdit *m_words;
    QListWidget *m_list;
};

} // namespace syngraph::ui
