// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace syngraph::ui {

class SharingLink;

// Links that let their holders into a document of mine without asking: makes them, lists those that still work, takes
// them back. Folded until somebody wants it. A link is on the clipboard when it is made, and shown nowhere afterwards.
class ShareInvitations : public QWidget
{
    Q_OBJECT

public:
    ShareInvitations(SharingLink &sharing, QWidget *parent);

Q_SIGNALS:
    // It is as large as it wants to be now.
    void resized();

private:
    QWidget *makeMaker();
    void unfold(bool isOpen);
    void fill();

    SharingLink &m_sharing;
    QToolButton *m_fold;
    QWidget *m_body;
    QComboBox *m_role = nullptr;
    QComboBox *m_hours = nullptr;
    QPushButton *m_make = nullptr;
    QLabel *m_said = nullptr;
    QVBoxLayout *m_rows = nullptr;
};

} // namespace syngraph::ui
