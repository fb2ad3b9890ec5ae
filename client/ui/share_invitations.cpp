// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/share_invitations.h"

#include "ui/arrow_box.h"
#include "ui/elided_label.h"
#include "ui/people.h"
#include "ui/share_people.h"
#include "ui/sharing_link.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace syngraph::ui {
namespace {

constexpr qint64 kDay = 24; // hours
constexpr qint64 kWeek = 7 * kDay;
constexpr qint64 kMonth = 31 * kDay;
constexpr qint64 kForEver = 0;

QString endOf(qint64 expiresMs)
{
    if (expiresMs == 0)
        return ShareInvitations::tr("without an end");
    return ShareInvitations::tr("until %1")
        .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(expiresMs), QLocale::ShortFormat));
}

} // namespace

ShareInvitations::ShareInvitations(SharingLink &sharing, QWidget *parent)
    : QWidget(parent), m_sharing(sharing), m_fold(new QToolButton(this)), m_body(new QWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_fold->setText(tr("Invitations"));
    m_fold->setToolTip(tr("Links that let their holders in without asking you"));
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_fold, &QToolButton::toggled, this, &ShareInvitations::unfold);
    column->addWidget(m_fold);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(6);
    body->addWidget(makeMaker());
    m_said = new QLabel(m_body);
    m_said->setWordWrap(true);
    m_said->hide();
    body->addWidget(m_said);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(4);
    body->addLayout(m_rows);
    column->addWidget(m_body);
    connect(&m_sharing, &SharingLink::invitationsChanged, this, &ShareInvitations::fill);
    connect(&m_sharing, &SharingLink::invited, this, [this](const QString &link) {
        QGuiApplication::clipboard()->setText(link);
        m_said->setText(tr("The link is on the clipboard. Give it only to those it is meant for: whoever has it comes in."));
        m_said->show();
        Q_EMIT resized();
    });
    unfold(false);
}

QWidget *ShareInvitations::makeMaker()
{
    auto *maker = new QWidget(m_body);
    auto *row = new QHBoxLayout(maker);
    row->setContentsMargins(0, 0, 0, 0);
    m_role = new ArrowBox<QComboBox>(maker);
    m_role->setAccessibleName(tr("What an invited person may do"));
    for (const RoleChoice &choice : roleChoices())
        m_role->addItem(choice.text, int(choice.role));
    row->addWidget(m_role, 1);
    m_hours = new ArrowBox<QComboBox>(maker);
    m_hours->setAccessibleName(tr("How long the invitation works"));
    m_hours->addItem(tr("for a week"), kWeek);
    m_hours->addItem(tr("for a day"), kDay);
    m_hours->addItem(tr("for a month"), kMonth);
    m_hours->addItem(tr("without an end"), kForEver);
    row->addWidget(m_hours, 1);
    m_make = new QPushButton(tr("Make and Copy"), maker);
    connect(m_make, &QPushButton::clicked, this, [this] {
        m_sharing.invite(static_cast<protocol::Role>(m_role->currentData().toInt()), m_hours->currentData().toLongLong());
    });
    row->addWidget(m_make);
    return maker;
}

void ShareInvitations::unfold(bool isOpen)
{
    m_fold->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    m_body->setVisible(isOpen);
    if (isOpen)
        m_sharing.readInvitations();
    Q_EMIT resized();
}

void ShareInvitations::fill()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const protocol::Invitation &invitation : m_sharing.invitations()) {
        auto *row = new QWidget(m_body);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        auto *text = new ElidedLabel(row);
        text->setText(QStringLiteral("%1 · %2").arg(roleName(invitation.role), endOf(invitation.expires)));
        line->addWidget(text, 1);
        auto *revoke = new QPushButton(tr("Take Back"), row);
        revoke->setToolTip(tr("The link lets nobody in any more, and who came by it is out"));
        connect(revoke, &QPushButton::clicked, this, [this, id = invitation.id] { m_sharing.revoke(id); });
        line->addWidget(revoke);
        m_rows->addWidget(row);
    }
    Q_EMIT resized();
}

} // namespace syngraph::ui
