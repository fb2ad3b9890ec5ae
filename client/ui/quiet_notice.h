// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QTimer>

namespace syngraph::ui {

// Has a screen reader say it at once, without moving to the widget, whose name it becomes.
void announce(QWidget &speaker, const QString &words);

// A sentence at the lower edge of the page that goes by itself: nothing to answer. Said to assistive technology too.
class QuietNotice : public QLabel
{
    Q_OBJECT

public:
    explicit QuietNotice(QWidget &page);

    void say(const QString &words);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();

    QTimer m_gone;
};

} // namespace syngraph::ui
