// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLineEdit;
class QToolButton;

namespace syngraph::ui {

class Preferences;

// One line above the page or the start page that asks who this person is: a name, filled in already, and a colour.
// There at the first start, until it is answered or put away, and whenever the person asks for it. The answer is in
// the preferences when answered() is emitted.
class IntroductionBar : public QFrame
{
    Q_OBJECT

public:
    IntroductionBar(Preferences &preferences, QWidget *parent);

    // With what the preferences say now.
    void ask();

Q_SIGNALS:
    void answered();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fillColors();
    void showColor();
    void choose();
    void skip();

    Preferences &m_preferences;
    QLineEdit *m_name;
    QToolButton *m_color;
    qint64 m_row = 0; // of protocol::kPersonColors
};

} // namespace syngraph::ui
