// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QApplication;
class QDBusVariant;

namespace syngraph::ui {

// How the whole program looks: style, palette and style sheet, light or dark as the desktop wishes (the XDG
// portal's color-scheme, live; without a portal the palette it started with). One per process, made in main.
class Look : public QObject
{
    Q_OBJECT

public:
    enum class Scheme { AsDesktop, Light, Dark };

    explicit Look(QApplication &application);

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);

private Q_SLOTS:
    void portalSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void readPortal();
    void apply();

    QApplication &m_application;
    Scheme m_scheme = Scheme::AsDesktop;
    bool m_desktopIsDark;
};

} // namespace syngraph::ui
