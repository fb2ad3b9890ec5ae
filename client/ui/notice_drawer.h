// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session_effects.h"

#include <QFrame>

class QVBoxLayout;

namespace syngraph::ui {

// Shown below the page as soon as something the person wrote could not be kept in the document: each text with its
// reason, to be copied to the clipboard or let go. Nothing leaves it by itself.
class NoticeDrawer : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeDrawer(QWidget *parent = nullptr);

    void add(const session::Notice &notice);

private:
    void remove(QWidget *card);

    QVBoxLayout *m_cards;
};

} // namespace syngraph::ui
