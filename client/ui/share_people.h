// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/messages.h"

#include <QWidget>

class QVBoxLayout;

namespace syngraph::ui {

class SharingLink;

// Those who may come into a document of mine, or were removed from it: name, whether they are here, role, Remove.
class SharePeople : public QWidget
{
    Q_OBJECT

public:
    SharePeople(SharingLink &sharing, QWidget *parent);

private:
    void fill();
    QWidget *makeRow(const protocol::SharedPerson &person);

    SharingLink &m_sharing;
    QVBoxLayout *m_rows;
    std::vector<protocol::SharedPerson> m_shown;
};

// What somebody may be given, in the words of a choice.
struct RoleChoice
{
    protocol::Role role;
    QString text;
};
std::vector<RoleChoice> roleChoices();

} // namespace syngraph::ui
