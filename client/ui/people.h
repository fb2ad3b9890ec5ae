// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "ui/people_watch.h"

#include <QColor>
#include <QListWidget>
#include <QWidget>

namespace syngraph::ui {

// Somebody who has the document open.
struct ShownPerson
{
    qint64 member = 0;
    QString name;
    QColor color;
    bool isMe = false;
    protocol::Role role = protocol::Role::None;
    Activity activity = Activity::Here;
    friend bool operator==(const ShownPerson &, const ShownPerson &) = default;
};

// Myself first, then by name.
std::vector<ShownPerson> shownPeople(const session::Session &session, bool isDark);
QString roleName(protocol::Role role);
// "typing"; empty for who is just here.
QString activityName(Activity activity);

// Round pictures with the initials of the others, up to six: a ring around who types, pale who has been quiet for a
// while, hatched whose connection is lost. A click goes to where that person writes, a second one follows them.
class PresenceStrip : public QWidget
{
    Q_OBJECT

public:
    explicit PresenceStrip(QWidget *parent = nullptr);

    void show(const std::vector<ShownPerson> &people);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void chosen(qint64 member);
    void followRequested(qint64 member);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void paintPerson(QPainter &painter, const ShownPerson &person, const QRectF &box) const;
    const ShownPerson *personAt(const QPoint &point) const;

    std::vector<ShownPerson> m_others;
};

// Everybody in the document with name, colour and right; choosing one goes to where they write.
class PeopleList : public QListWidget
{
    Q_OBJECT

public:
    explicit PeopleList(QWidget *parent = nullptr);

    void show(const std::vector<ShownPerson> &people);

Q_SIGNALS:
    void chosen(qint64 member);
    void followRequested(qint64 member);

private:
    void fill(QListWidgetItem &item, const ShownPerson &person) const;
    void showMenu(const QPoint &place);

    std::vector<ShownPerson> m_people;
};

} // namespace syngraph::ui
