// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language_button.h"

#include <QActionGroup>
#include <QMenu>
#include <QMessageBox>

namespace syngraph::ui {

LanguageButton::LanguageButton(SpellingBook &book, QWidget *parent) : QToolButton(parent), m_book(book)
{
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus); // after a click the person goes on writing
    setPopupMode(QToolButton::InstantPopup);
    setMenu(new QMenu(this));
    connect(menu(), &QMenu::aboutToShow, this, &LanguageButton::fill);
    hide();
}

void LanguageButton::watch(SpellControl *control)
{
    m_control = control;
    if (control)
        connect(control, &SpellControl::languageChanged, this, &LanguageButton::refresh);
    refresh();
}

void LanguageButton::refresh()
{
    setVisible(m_control);
    if (!m_control)
        return;
    const spelling::Dictionary &dictionary = m_control->dictionary();
    const bool isUnwanted = m_control->chosenLanguage() == SpellControl::kNoLanguage;
    const QString language = dictionary.title().section(QStringLiteral(" ("), 0, 0);
    setText(isUnwanted ? tr("No language") : dictionary.isNull() ? tr("No dictionary") : language);
    setToolTip(dictionary.isNull() ? tr("The spelling of this document is not checked")
                                   : tr("Spelling is checked in %1").arg(dictionary.title()));
    setAccessibleName(tr("Language of the text: %1").arg(text()));
}

// What has been installed since the last time is there.
void LanguageButton::fill()
{
    m_book.lookForDictionaries();
    menu()->clear();
    if (!m_control)
        return;
    auto *group = new QActionGroup(menu());
    const QString chosen = m_control->chosenLanguage();
    const auto add = [&](QString title, const QString &name) {
        title.replace(u'&', QLatin1StringView("&&"));
        QAction *action = menu()->addAction(title, this, [this, name] {
            if (m_control)
                m_control->chooseLanguage(name);
        });
        action->setCheckable(true);
        action->setChecked(name == chosen);
        group->addAction(action);
    };
    const QLocale system = QLocale::system();
    const spelling::Dictionary usual = spelling::bestFor(m_book.dictionaries(), system);
    add(tr("As the System (%1)").arg(usual.isNull() ? tr("no dictionary for %1").arg(system.nativeLanguageName()) : usual.title()), {});
    menu()->addSeparator();
    for (const spelling::Dictionary &one : m_book.dictionaries())
        add(one.title(), one.name);
    menu()->addSeparator();
    add(tr("No Language"), SpellControl::kNoLanguage);
    menu()->addAction(tr("Other Languages…"), this, [this, system] {
        QMessageBox::information(window(), tr("Languages"), SpellControl::howToInstall(system));
    });
}

} // namespace syngraph::ui
