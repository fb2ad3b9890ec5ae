// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences_dialog.h"

#include "ui/arrow_box.h"
#include "ui/translation.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace syngraph::ui {

PreferencesDialog::PreferencesDialog(const Actions &actions, Preferences &preferences, QWidget *window)
    : QDialog(window), m_preferences(preferences), m_name(new QLineEdit(preferences.name(), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Preferences"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(20, 18, 20, 16);
    form->setSpacing(12);
    m_name->setMinimumWidth(240);
    form->addRow(tr("Your &name"), m_name);
    form->addRow(tr("&Colours"), makeColors(actions));
    form->addRow(tr("&Language"), makeLanguages());
    form->addRow(tr("Text"), makeBox(actions[ActionId::AidFormats]));
    form->addRow(QString(), makeBox(actions[ActionId::AidTypography]));
    form->addRow(QString(), makeBox(actions[ActionId::CheckSpelling]));
    form->addRow(tr("Others"), makeBox(actions[ActionId::Names]));
    auto *stays = new QCheckBox(tr("Let others go on when the window of a shared document closes"), this);
    stays->setChecked(m_preferences.staysShared());
    connect(stays, &QCheckBox::toggled, this, [this](bool stay) { m_preferences.setStaysShared(stay); });
    form->addRow(QString(), stays);
    auto *reopens = new QCheckBox(tr("Open again what was open last"), this);
    reopens->setObjectName(QStringLiteral("reopens"));
    reopens->setChecked(m_preferences.reopens());
    connect(reopens, &QCheckBox::toggled, this, [this](bool reopen) { m_preferences.setReopens(reopen); });
    form->addRow(tr("Start"), reopens);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_name, &QLineEdit::editingFinished, this, &PreferencesDialog::takeName);
}

QCheckBox *PreferencesDialog::makeBox(QAction &action)
{
    auto *box = new QCheckBox(Actions::plainText(action), this);
    box->setToolTip(action.statusTip());
    box->setChecked(action.isChecked());
    connect(box, &QCheckBox::toggled, &action, &QAction::setChecked);
    connect(&action, &QAction::toggled, box, &QCheckBox::setChecked);
    return box;
}

QWidget *PreferencesDialog::makeColors(const Actions &actions)
{
    auto *box = new ArrowBox<QComboBox>(this);
    box->setAccessibleName(tr("Colours"));
    for (const ActionId id : {ActionId::SchemeAsDesktop, ActionId::SchemeLight, ActionId::SchemeDark}) {
        QAction &action = actions[id];
        box->addItem(Actions::plainText(action), QVariant::fromValue(&action));
        if (action.isChecked())
            box->setCurrentIndex(box->count() - 1);
    }
    connect(box, &QComboBox::activated, this,
            [box](int index) { box->itemData(index).value<QAction *>()->trigger(); });
    return box;
}

QWidget *PreferencesDialog::makeLanguages()
{
    auto *box = new ArrowBox<QComboBox>(this);
    box->setAccessibleName(tr("Language"));
    box->setToolTip(tr("Holds from the next start on"));
    box->addItem(tr("As the system"), QString());
    for (const QString &code : spokenLanguages()) {
        QString name = QLocale(code).nativeLanguageName();
        name[0] = name[0].toUpper();
        box->addItem(name, code);
    }
    box->setCurrentIndex(std::max(box->findData(m_preferences.language()), 0));
    auto *note = new QLabel(tr("Holds from the next start on."), this);
    note->setForegroundRole(QPalette::PlaceholderText);
    note->hide();
    connect(box, &QComboBox::activated, this, [this, box, note](int index) {
        m_preferences.setLanguage(box->itemData(index).toString());
        note->show();
    });
    auto *both = new QWidget(this);
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(box);
    column->addWidget(note);
    both->setFocusProxy(box);
    return both;
}

void PreferencesDialog::takeName()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty() || name == m_preferences.name())
        return;
    m_preferences.setName(name);
    Q_EMIT personChosen();
}

} // namespace syngraph::ui
