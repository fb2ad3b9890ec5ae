// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document_pane.h"

#include <QAbstractButton>

namespace syngraph::ui {

// A frame around the page in somebody's colour, and in its upper edge whom it follows and how to end that.
class FollowFrame : public QWidget
{
    Q_OBJECT

public:
    explicit FollowFrame(QWidget &page);

    void show(const QString &name, const QColor &color);

Q_SIGNALS:
    void endRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();

    QAbstractButton *m_chip;
    QColor m_color;
};

// Keeps in view where one other person writes, until I type, scroll or press Esc, or that person goes. The pane must
// outlive it.
class Follow : public QObject
{
    Q_OBJECT

public:
    Follow(DocumentPane &pane, QObject *parent);
    ~Follow() override;

    void start(qint64 member);
    void stop();
    // 0: nobody.
    qint64 member() const { return m_member; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void keepInView();

    DocumentPane &m_pane;
    QPointer<FollowFrame> m_frame;
    qint64 m_member = 0;
};

} // namespace syngraph::ui
