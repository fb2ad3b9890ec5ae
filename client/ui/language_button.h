// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/spell_control.h"

#include <QPointer>
#include <QToolButton>

namespace syngraph::ui {

// Says in which language the spelling of the text at the caret is checked, and offers the others of this computer for
// the document and for what is selected.
class LanguageButton : public QToolButton
{
    Q_OBJECT

public:
    explicit LanguageButton(SpellingBook &book, QWidget *parent = nullptr);

    // Null: no document.
    void watch(SpellControl *control);

private:
    void refresh();
    void fill();
    void fillForText();

    SpellingBook &m_book;
    QPointer<SpellControl> m_control;
    QMenu *m_forText;
};

} // namespace syngraph::ui
