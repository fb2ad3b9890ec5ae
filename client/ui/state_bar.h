// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection_words.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace syngraph::ui {

// One line under the toolbar, there only while something about the connection needs to be known: what it is, and
// the one thing that can be done.
class StateBar : public QFrame
{
    Q_OBJECT

public:
    explicit StateBar(QWidget *parent = nullptr);

    void show(const ConnectionWords &words);

Q_SIGNALS:
    void actionRequested(syngraph::ui::ConnectionAction action);

protected:
    void changeEvent(QEvent *event) override;

private:
    void color();

    QLabel *m_picture;
    QLabel *m_text;
    QPushButton *m_button;
    ConnectionWords m_words;
    bool m_isColoring = false;
};

} // namespace syngraph::ui
