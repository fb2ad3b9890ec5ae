// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people.h"

#include "ui/colors.h"
#include "ui/icons.h"

#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace syngraph::ui {
namespace {

constexpr int kCircle = 26;
constexpr int kStep = 22; // they overlap a little
constexpr std::size_t kMostCircles = 6;
constexpr double kPale = 0.45;

} // namespace

std::vector<ShownPerson> shownPeople(const session::Session &session, bool isDark)
{
    std::vector<ShownPerson> people;
    for (const protocol::Person &person : session.people()) {
        people.push_back({person.member, person.name, personColor(person, isDark), person.member == session.member(),
                          person.role, Activity::Here});
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

QString activityName(Activity activity)
{
    switch (activity) {
    case Activity::Typing: return PeopleList::tr("typing");
    case Activity::Idle: return PeopleList::tr("quiet for a while");
    case Activity::Offline: return PeopleList::tr("not connected");
    case Activity::Here: break;
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
        names << (one.activity == Activity::Here ? one.name : QStringLiteral("%1 (%2)").arg(one.name, activityName(one.activity)));
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
        QString words = person ? person->name : accessibleDescription();
        if (person && person->activity != Activity::Here)
            words += QStringLiteral(" · ") + activityName(person->activity);
        if (person && person->activity != Activity::Offline)
            words += u'\n' + tr("Click to go there, double-click to follow");
        QToolTip::showText(help->globalPos(), words, this);
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
        paintPerson(painter, m_others[i], box);
    }
    if (m_others.size() > circles) {
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRect(int(circles) * kStep + 6, 0, 30, kCircle), Qt::AlignVCenter,
                         QStringLiteral("+%1").arg(m_others.size() - circles));
    }
}

void PresenceStrip::paintPerson(QPainter &painter, const ShownPerson &person, const QRectF &box) const
{
    const bool isTyping = person.activity == Activity::Typing;
    const double inset = isTyping ? 3.5 : 1.5;
    painter.setOpacity(person.activity == Activity::Here || isTyping ? 1 : kPale);
    painter.drawPixmap(box.topLeft() + QPointF(inset, inset),
                       initialsPixmap(person.name, person.color, int(kCircle - 2 * inset), devicePixelRatioF()));
    painter.setOpacity(1);
    if (isTyping) {
        painter.setPen(QPen(person.color, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(box.adjusted(1.2, 1.2, -1.2, -1.2));
    } else if (person.activity == Activity::Offline) {
        painter.setPen(QPen(palette().color(QPalette::WindowText), 1));
        painter.setBrush(QBrush(palette().color(QPalette::WindowText), Qt::BDiagPattern));
        painter.drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5));
    }
}

void PresenceStrip::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const ShownPerson *person = personAt(event->position().toPoint()))
        Q_EMIT followRequested(person->member);
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
    connect(this, &QListWidget::itemDoubleClicked, this,
            [this](const QListWidgetItem *item) { Q_EMIT followRequested(item->data(Qt::UserRole).toLongLong()); });
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, &PeopleList::showMenu);
}

void PeopleList::showMenu(const QPoint &place)
{
    const QListWidgetItem *item = itemAt(place);
    const auto person = std::ranges::find(m_people, item ? item->data(Qt::UserRole).toLongLong() : -1, &ShownPerson::member);
    if (person == m_people.end() || person->isMe || person->activity == Activity::Offline)
        return;
    QMenu menu(this);
    menu.addAction(tr("&Go to %1").arg(person->name), this, [this, member = person->member] { Q_EMIT chosen(member); });
    menu.addAction(tr("&Follow %1").arg(person->name), this, [this, member = person->member] { Q_EMIT followRequested(member); });
    menu.exec(mapToGlobal(place));
}

void PeopleList::fill(QListWidgetItem &item, const ShownPerson &person) const
{
    QStringList words{roleName(person.role), activityName(person.activity)};
    words.removeAll(QString());
    item.setText((person.isMe ? tr("%1 (you)").arg(person.name) : person.name) + u'\n' + words.join(QStringLiteral(" · ")));
    item.setIcon(initialsPixmap(person.name, person.color, 28, devicePixelRatioF()));
    item.setData(Qt::UserRole, person.member);
}

void PeopleList::show(const std::vector<ShownPerson> &people)
{
    if (people == m_people)
        return;
    // where only what they do has changed, the keyboard stays on its line
    const bool isSame = std::ranges::equal(people, m_people, {}, &ShownPerson::member, &ShownPerson::member);
    const std::vector<ShownPerson> before = std::exchange(m_people, people);
    if (isSame) {
        // in a crowd somebody begins to type all the time
        for (std::size_t i = 0; i < m_people.size(); ++i) {
            if (m_people[i] != before[i])
                fill(*item(int(i)), m_people[i]);
        }
        return;
    }
    clear();
    if (people.empty()) {
        auto *nobody = new QListWidgetItem(tr("Without the server nobody can be seen."), this);
        nobody->setFlags(Qt::NoItemFlags);
    }
    for (const ShownPerson &person : people) {
        fill(*new QListWidgetItem(this), person);
    }
}

} // namespace syngraph::ui
