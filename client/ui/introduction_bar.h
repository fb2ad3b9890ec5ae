// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLineEdit;

namespace syngraph::ui {

class Preferences;

// One line above the page or the start page that asks who this person is: a name, filled in already.
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

private:
    void choose();
    void skip();

    Preferences &m_preferences;
    QLineEdit *m_name;
};

} // namespace syngraph::ui
