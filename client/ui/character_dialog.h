// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QComboBox;
class QListWidget;

namespace syngraph::ui {

// Characters that keyboards lack, in groups. Stays open while somebody writes on, so that several can be taken.
class CharacterDialog : public QDialog
{
    Q_OBJECT

public:
    explicit CharacterDialog(QWidget *parent);

Q_SIGNALS:
    void chosen(const QString &character);

private:
    void fill(int group);

    QComboBox *m_groups;
    QListWidget *m_list;
};

} // namespace syngraph::ui
