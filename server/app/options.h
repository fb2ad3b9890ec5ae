// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/log.h"
#include "protocol/admission.h"
#include "protocol/role.h"

#include <QHostAddress>
#include <QStringList>

#include <optional>
#include <vector>

namespace syngraph::app {

struct ListenAddress
{
    QHostAddress address;
    quint16 port = 0;
};

enum class Command { Serve, Scrub, Backup, Invite, People, Revoke, Share, Roles, Version, Help };

// What the command line says.
struct Options
{
    Command command = Command::Serve;
    QStringList operands; // of a subcommand
    QString dataFolder;
    std::vector<ListenAddress> listen;
    bool lan = false;
    ListenAddress shareOn; // a null address: all
    QString name;
    QString certificate;
    QString key;
    bool plain = false;
    QString readyFile;
    QString tokenFile;
    qint64 idleSeconds = 0; // without connections, after which it ends itself; 0 = never
    protocol::Role openAccess = protocol::Role::None;
    net::LogLevel logLevel = net::LogLevel::Info;
    std::optional<protocol::Role> role;         // of invite, share and roles
    protocol::Admission admission = protocol::Admission::Approved; // of share
    qint64 hours = 7 * 24;                      // of invite
};

inline constexpr quint16 kDefaultPort = 8930;

// "ADDR", "ADDR:PORT", "[V6]:PORT"; localhost is 127.0.0.1.
Result<ListenAddress> parseListen(const QString &text);
// The arguments without the program's name. Usage, in one sentence, for what is not understood.
Result<Options> parseOptions(const QStringList &arguments);
QString helpText();

} // namespace syngraph::app
