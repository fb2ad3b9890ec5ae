// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAbstractItemView;
class QLineEdit;

namespace syngraph::ui {

// Moves through a list by the keys of the line above it, where the keyboard stays. Owned by the line; the list must
// outlive it.
class ListKeys : public QObject
{
    Q_OBJECT

public:
    ListKeys(QLineEdit &line, QAbstractItemView &list);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QAbstractItemView &m_list;
};

} // namespace syngraph::ui
