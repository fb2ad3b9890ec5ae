// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/list_keys.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>

namespace syngraph::ui {

ListKeys::ListKeys(QLineEdit &line, QAbstractItemView &list) : QObject(&line), m_list(list)
{
    line.installEventFilter(this);
}

bool ListKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: QCoreApplication::sendEvent(&m_list, event); return true;
    default: return false;
    }
}

} // namespace syngraph::ui
