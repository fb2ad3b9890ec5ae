// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions.h"
#include "ui/preferences.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace syngraph::ui {

// The little that can be chosen, in one place; each choice holds at once. What is an action too is that action.
class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    PreferencesDialog(const Actions &actions, Preferences &preferences, QWidget *window);

Q_SIGNALS:
    // Another name is in the preferences.
    void personChosen();

private:
    QCheckBox *makeBox(QAction &action);
    QWidget *makeLanguages();
    QWidget *makeColors(const Actions &actions);
    void takeName();

    Preferences &m_preferences;
    QLineEdit *m_name;
};

} // namespace syngraph::ui
