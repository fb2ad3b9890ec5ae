// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/rich_text_edit.h"
#include "ui/actions.h"
#include "ui/preferences.h"

#include <QPointer>
#include <QToolButton>

namespace syngraph::ui {

// How large the page is shown: says it in per cent, offers a list, and does what the menu and the wheel ask for.
// Remembered for the person. Steps go along a fixed list from 25 to 400 %.
class ZoomControl : public QToolButton
{
    Q_OBJECT

public:
    ZoomControl(const Actions &actions, Preferences &preferences, QWidget *parent);

    // Null: no document.
    void watch(editor::RichTextEdit *edit);
    int percent() const { return m_percent; }

private:
    void step(int steps);
    void setPercent(int percent);

    const Actions &m_actions;
    Preferences &m_preferences;
    QPointer<editor::RichTextEdit> m_edit;
    int m_percent = 100;
};

} // namespace syngraph::ui
