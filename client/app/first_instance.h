// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arguments.h"

#include <QLocalServer>

namespace syngraph::app {

// One program per profile: the one that was started first takes over what later ones are asked to open, through a
// socket that only this person's programs can reach. One thread. A first one that is gone or does not answer leaves
// the later one to itself.
class FirstInstance : public QObject
{
    Q_OBJECT

public:
    // Waits up to two seconds for the answer of the first one. False: there is none, or none that works.
    static bool tryHandOver(const QString &socketPath, const Arguments &arguments);

    // Takes over from now on; where another one does already, nothing.
    explicit FirstInstance(const QString &socketPath);

Q_SIGNALS:
    // Paths of files are absolute.
    void asked(const syngraph::app::Arguments &arguments);

private:
    void receive(QLocalSocket *socket);

    QLocalServer m_server;
};

} // namespace syngraph::app
