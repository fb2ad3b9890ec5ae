// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/messages.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace syngraph::ui {

class SharingLink;

// Below the Share button: begins to share the document, and says then where others find it, who is let in, and what
// they may do; ends it. Changes count at once. Closes itself when the person clicks elsewhere; deleted by its owner.
class SharePopover : public QFrame
{
    Q_OBJECT

public:
    SharePopover(SharingLink &sharing, QWidget *parent);

    // With its right edge below this one's.
    void showBelow(const QWidget &button);

private:
    void addChoices();
    QWidget *makeBefore();
    QWidget *makeDuring();
    QLayout *makeWays();
    QWidget *makeCode();
    void look();
    void showWays();
    void choose();
    void say(const QString &text);
    void place();

    SharingLink &m_sharing;
    QLabel *m_title;
    QComboBox *m_who;
    QComboBox *m_what;
    QCheckBox *m_listed;
    QLabel *m_problem;
    QWidget *m_before = nullptr;
    QWidget *m_during = nullptr;
    QPushButton *m_start = nullptr;
    QLabel *m_places = nullptr;
    QLabel *m_firewall = nullptr;
    QLineEdit *m_link = nullptr;
    QPushButton *m_copy = nullptr;
    QLabel *m_picture = nullptr;
    QWidget *m_codeRow = nullptr;
    QLabel *m_code = nullptr;
    qsizetype m_asking = 0; // people who wait to be let in
    QPoint m_corner; // where its upper right one belongs, on the screen
};

} // namespace syngraph::ui
