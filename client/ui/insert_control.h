// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/rich_text_edit.h"
#include "ui/actions.h"

#include <QPointer>

namespace syngraph::ui {

class CharacterDialog;

// Turns the actions that insert a date, a time or a special character into text where the caret stands. Owned by the
// window; both must outlive it.
class InsertControl : public QObject
{
    Q_OBJECT

public:
    InsertControl(const Actions &actions, editor::RichTextEdit &edit, QObject *parent);
    ~InsertControl() override;

private:
    void insert(const QString &text);
    void chooseCharacter();

    editor::RichTextEdit &m_edit;
    QPointer<CharacterDialog> m_characters;
};

} // namespace syngraph::ui
