// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language_button.h"

#include <QActionGroup>
#include <QMenu>
#include <QMessageBox>

namespace syngraph::ui {

LanguageButton::LanguageButton(SpellingBook &book, QWidget *parent) : QToolButton(parent), m_book(book), m_forText(new QMenu(this))
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
    const QString own = m_control->textLanguage();
    const spelling::Dictionary dictionary = own.isEmpty() ? m_control->dictionary() : spelling::named(m_book.dictionaries(), own);
    const bool isUnwanted = (own.isEmpty() ? m_control->chosenLanguage() : own) == SpellControl::kNoLanguage;
    const QString language = dictionary.title().section(QStringLiteral(" ("), 0, 0);
    setText(isUnwanted ? tr("No language") : dictionary.isNull() ? tr("No dictionary") : language);
    setToolTip(dictionary.isNull() ? tr("The spelling of this text is not checked")
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
    menu()->addSeparator();
    fillForText();
    menu()->addMenu(m_forText);
    menu()->addAction(tr("Other Languages…"), this, [this, system] {
        QMessageBox::information(window(), tr("Languages"), SpellControl::howToInstall(system));
    });
}

// A language of its own, which goes along with the text and is the same for everybody.
void LanguageButton::fillForText()
{
    m_forText->clear();
    m_forText->setTitle(m_control->hasSelection() ? tr("Selected Text") : tr("Text Typed Next"));
    m_forText->menuAction()->setEnabled(m_control->isEditable());
    auto *group = new QActionGroup(m_forText);
    const QString chosen = m_control->textLanguage();
    const auto add = [&](QString title, const QString &name) {
        title.replace(u'&', QLatin1StringView("&&"));
        QAction *action = m_forText->addAction(title, this, [this, name] {
            if (m_control)
                m_control->setTextLanguage(name);
        });
        action->setCheckable(true);
        action->setChecked(name == chosen);
        group->addAction(action);
    };
    add(tr("As the Document"), {});
    m_forText->addSeparator();
    for (const spelling::Dictionary &one : m_book.dictionaries())
        add(one.title(), one.name);
    m_forText->addSeparator();
    add(tr("No Language"), SpellControl::kNoLanguage);
}

} // namespace syngraph::ui
