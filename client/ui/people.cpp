// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people.h"

#include "ui/colors.h"
#include "ui/icons.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace syngraph::ui {
namespace {

constexpr int kCircle = 26;
constexpr int kStep = 22; // they overlap a little
constexpr std::size_t kMostCircles = 6;

} // namespace

std::vector<ShownPerson> shownPeople(const session::Session &session, bool isDark)
{
    std::vector<ShownPerson> people;
    for (const protocol::Person &person : session.people()) {
        people.push_back({person.member, person.name, personColor(person, isDark), person.member == session.member(),
                          person.role});
    }
    std::ranges::sort(people, [](const ShownPerson &a, const ShownPerson &b) {
        if (a.isMe != b.isMe)
            return a.isMe;
        const int order = a.name.localeAwareCompare(b.name);
        return order != 0 ? order < 0 : a.member < b.member;
    });
    return people;
}

QString roleName(protocol::Role role)
{
    switch (role) {
    case protocol::Role::Owner: return PeopleList::tr("owner");
    case protocol::Role::Editor: return PeopleList::tr("may edit");
    case protocol::Role::Suggester: return PeopleList::tr("may suggest");
    case protocol::Role::Commenter: return PeopleList::tr("may comment");
    case protocol::Role::Viewer: return PeopleList::tr("may read");
    case protocol::Role::None: break;
    }
    return {};
}

PresenceStrip::PresenceStrip(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Other people here"));
}

void PresenceStrip::show(const std::vector<ShownPerson> &people)
{
    std::vector<ShownPerson> others;
    std::ranges::copy_if(people, std::back_inserter(others), [](const ShownPerson &one) { return !one.isMe; });
    if (others == m_others)
        return;
    m_others = std::move(others);
    QStringList names;
    for (const ShownPerson &one : m_others)
        names << one.name;
    setAccessibleDescription(names.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize PresenceStrip::sizeHint() const
{
    if (m_others.empty())
        return {0, kCircle};
    const bool hasMore = m_others.size() > kMostCircles;
    const int circles = int(std::min(m_others.size(), kMostCircles));
    return {kCircle + (circles - 1) * kStep + (hasMore ? 30 : 0) + 8, kCircle};
}

const ShownPerson *PresenceStrip::personAt(const QPoint &point) const
{
    // the right one of two that overlap lies on top
    for (std::size_t i = std::min(m_others.size(), kMostCircles); i-- > 0;) {
        if (QRect(int(i) * kStep, 0, kCircle, kCircle).contains(point))
            return &m_others[i];
    }
    return nullptr;
}

bool PresenceStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const ShownPerson *person = personAt(help->pos());
        QToolTip::showText(help->globalPos(), person ? person->name : accessibleDescription(), this);
        return true;
    }
    return QWidget::event(event);
}

void PresenceStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ground = palette().color(QPalette::Window);
    const std::size_t circles = std::min(m_others.size(), kMostCircles);
    for (std::size_t i = 0; i < circles; ++i) {
        const QRectF box(double(i) * kStep, 0, kCircle, kCircle);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawEllipse(box);
        painter.drawPixmap(box.topLeft() + QPointF(1.5, 1.5), initialsPixmap(m_others[i].name, m_others[i].color, kCircle - 3, devicePixelRatioF()));
    }
    if (m_others.size() > circles) {
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRect(int(circles) * kStep + 6, 0, 30, kCircle), Qt::AlignVCenter,
                         QStringLiteral("+%1").arg(m_others.size() - circles));
    }
}

void PresenceStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (const ShownPerson *person = personAt(event->position().toPoint()))
        Q_EMIT chosen(person->member);
}

PeopleList::PeopleList(QWidget *parent) : QListWidget(parent)
{
    setFrameShape(QFrame::NoFrame);
    setIconSize(QSize(28, 28));
    setSpacing(3);
    setWordWrap(true);
    setAccessibleName(tr("People in this document"));
    connect(this, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { Q_EMIT chosen(item->data(Qt::UserRole).toLongLong()); });
    connect(this, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT chosen(item->data(Qt::UserRole).toLongLong()); });
}

void PeopleList::show(const std::vector<ShownPerson> &people)
{
    if (people == m_people)
        return;
    m_people = people;
    clear();
    if (people.empty()) {
        auto *nobody = new QListWidgetItem(tr("Without the server nobody can be seen."), this);
        nobody->setFlags(Qt::NoItemFlags);
    }
    for (const ShownPerson &person : people) {
        const QString name = person.isMe ? tr("%1 (you)").arg(person.name) : person.name;
        auto *item = new QListWidgetItem(QStringLiteral("%1\n%2").arg(name, roleName(person.role)), this);
        item->setIcon(initialsPixmap(person.name, person.color, 28, devicePixelRatioF()));
        item->setData(Qt::UserRole, person.member);
    }
}

} // namespace syngraph::ui
