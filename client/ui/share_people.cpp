// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share_people.h"

#include "ui/arrow_box.h"
#include "ui/colors.h"
#include "ui/elided_label.h"
#include "ui/icons.h"
#include "ui/people.h"
#include "ui/sharing_link.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace syngraph::ui {
namespace {

using protocol::Role;
using protocol::SharedPerson;

constexpr int kPicture = 26;

} // namespace

std::vector<RoleChoice> roleChoices()
{
    std::vector<RoleChoice> choices;
    for (const Role role : {Role::Editor, Role::Suggester, Role::Commenter, Role::Viewer})
        choices.push_back({role, roleName(role)});
    return choices;
}

SharePeople::SharePeople(SharingLink &sharing, QWidget *parent)
    : QWidget(parent), m_sharing(sharing), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(4);
    connect(&m_sharing, &SharingLink::changed, this, &SharePeople::fill);
    fill();
}

// A row that is only filled with the same again would close the list that is open in it.
void SharePeople::fill()
{
    std::vector<SharedPerson> people;
    for (const SharedPerson &person : m_sharing.state().people) {
        if (!person.asking)
            people.push_back(person);
    }
    std::ranges::stable_sort(people, [](const SharedPerson &a, const SharedPerson &b) {
        const auto rank = [](const SharedPerson &one) { return one.role == Role::None ? 2 : one.present ? 0 : 1; };
        return rank(a) != rank(b) ? rank(a) < rank(b) : a.name.localeAwareCompare(b.name) < 0;
    });
    if (people == m_shown && m_rows->count() > 0)
        return;
    m_shown = people;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (const SharedPerson &person : people)
        m_rows->addWidget(makeRow(person));
    if (people.empty()) {
        auto *nobody = new QLabel(tr("Nobody has come yet."), this);
        nobody->setForegroundRole(QPalette::PlaceholderText);
        m_rows->addWidget(nobody);
    }
    m_rows->addStretch(1);
}

QWidget *SharePeople::makeRow(const SharedPerson &person)
{
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    const bool isRemoved = person.role == Role::None;
    auto *picture = new QLabel(row);
    const QColor ground = toneColor(person.present ? Tone::Good : Tone::Neutral, isDark(palette()));
    picture->setPixmap(initialsPixmap(person.name, ground, kPicture, devicePixelRatioF()));
    line->addWidget(picture);
    const QString where = isRemoved ? tr("removed") : person.present ? tr("is here") : tr("not here now");
    auto *name = new ElidedLabel(row);
    name->setText(QStringLiteral("%1 · %2").arg(person.name, where));
    line->addWidget(name, 1);
    if (isRemoved) {
        auto *again = new QPushButton(tr("Let In Again"), row);
        again->setAccessibleName(tr("Let %1 in again").arg(person.name));
        connect(again, &QPushButton::clicked, this, [this, id = person.identity] {
            m_sharing.setRole(id, m_sharing.state().role);
        });
        line->addWidget(again);
        return row;
    }
    auto *role = new ArrowBox<QComboBox>(row);
    role->setAccessibleName(tr("What %1 may do").arg(person.name));
    for (const RoleChoice &choice : roleChoices())
        role->addItem(choice.text, int(choice.role));
    if (role->findData(int(person.role)) < 0)
        role->addItem(roleName(person.role), int(person.role));
    role->setCurrentIndex(role->findData(int(person.role)));
    connect(role, &QComboBox::activated, this, [this, role, id = person.identity] {
        m_sharing.setRole(id, static_cast<Role>(role->currentData().toInt()));
    });
    line->addWidget(role);
    auto *removing = new QPushButton(tr("Remove"), row);
    removing->setAccessibleName(tr("Remove %1").arg(person.name));
    removing->setToolTip(tr("Out at once, and stays out; keeps a copy of what is there now"));
    connect(removing, &QPushButton::clicked, this, [this, id = person.identity] { m_sharing.setRole(id, Role::None); });
    line->addWidget(removing);
    return row;
}

} // namespace syngraph::ui
