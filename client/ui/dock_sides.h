// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGuiApplication>
#include <Qt>

namespace syngraph::ui {

// Where lines begin, and where they end: Qt mirrors everything but the sides of docks.
inline Qt::DockWidgetArea leadingSide()
{
    return QGuiApplication::isRightToLeft() ? Qt::RightDockWidgetArea : Qt::LeftDockWidgetArea;
}

inline Qt::DockWidgetArea trailingSide()
{
    return QGuiApplication::isRightToLeft() ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea;
}

} // namespace syngraph::ui
