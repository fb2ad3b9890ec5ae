// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/insert_control.h"

#include "editor/edit_commands.h"
#include "ui/character_dialog.h"

#include <QDateTime>
#include <QLocale>

namespace syngraph::ui {

InsertControl::InsertControl(const Actions &actions, editor::RichTextEdit &edit, QObject *parent)
    : QObject(parent), m_edit(edit)
{
    connect(&actions[ActionId::InsertDate], &QAction::triggered, this,
            [this] { insert(QLocale().toString(QDate::currentDate(), QLocale::LongFormat)); });
    connect(&actions[ActionId::InsertTime], &QAction::triggered, this,
            [this] { insert(QLocale().toString(QTime::currentTime(), QLocale::ShortFormat)); });
    connect(&actions[ActionId::InsertCharacter], &QAction::triggered, this, &InsertControl::chooseCharacter);
}

InsertControl::~InsertControl()
{
    delete m_characters;
}

void InsertControl::insert(const QString &text)
{
    const model::Attributes format = m_edit.format();
    m_edit.run([&](const model::Document &document, const editor::Selection &selection) {
        return editor::commands::insertText(document, selection, text, format);
    });
    if (!m_characters || !m_characters->isVisible())
        m_edit.setFocus();
}

void InsertControl::chooseCharacter()
{
    if (!m_characters) {
        m_characters = new CharacterDialog(m_edit.window());
        connect(m_characters, &CharacterDialog::chosen, this, &InsertControl::insert);
    }
    m_characters->show();
    m_characters->raise();
    m_characters->activateWindow();
}

} // namespace syngraph::ui
