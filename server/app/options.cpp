// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include <QDir>
#include <QStandardPaths>

#include <functional>
#include <map>

namespace syngraph::app {
namespace {

Error usage(const QString &sentence)
{
    return {ErrorCode::Usage, sentence + QStringLiteral("; see --help.")};
}

const std::map<QString, Command> &commands()
{
    static const std::map<QString, Command> all = {
        {QStringLiteral("scrub"), Command::Scrub},   {QStringLiteral("backup"), Command::Backup},
        {QStringLiteral("invite"), Command::Invite}, {QStringLiteral("people"), Command::People},
        {QStringLiteral("revoke"), Command::Revoke}, {QStringLiteral("share"), Command::Share},
        {QStringLiteral("roles"), Command::Roles},
    };
    return all;
}

Result<void> setRole(protocol::Role &role, const QString &text)
{
    const auto known = protocol::roleFromWire(QLatin1StringView(text.toLatin1()));
    if (!known || *known == protocol::Role::Owner)
        return usage(QStringLiteral("\"%1\" is no role; use none, viewer, commenter, suggester or editor").arg(text));
    role = *known;
    return {};
}

// How an option with a value sets it.
using SetValue = std::function<Result<void>(Options &, const QString &)>;

SetValue textInto(QString Options::*member)
{
    return [member](Options &options, const QString &text) -> Result<void> {
        options.*member = text;
        return {};
    };
}

Result<void> addListen(Options &options, const QString &text)
{
    const auto address = parseListen(text);
    if (!address)
        return address.error();
    options.listen.push_back(*address);
    return {};
}

Result<void> setShareOn(Options &options, const QString &text)
{
    const auto address = parseListen(text);
    if (!address)
        return address.error();
    options.shareOn = *address;
    return {};
}

Result<void> setAdmission(Options &options, const QString &text)
{
    const auto known = protocol::admissionFromWire(QLatin1StringView(text.toLatin1()));
    if (!known)
        return usage(QStringLiteral("\"%1\" is none of nobody, approved, code and anyone").arg(net::escaped(text)));
    options.admission = *known;
    return {};
}

Result<void> setLogLevel(Options &options, const QString &text)
{
    const auto level = net::logLevelFrom(text);
    if (!level)
        return usage(QStringLiteral("\"%1\" is no log level; use error, warning, info or debug").arg(text));
    options.logLevel = *level;
    return {};
}

Result<void> setHours(Options &options, const QString &text)
{
    bool isNumber = false;
    options.hours = text.toLongLong(&isNumber);
    if (!isNumber || options.hours < 0 || options.hours > 24 * 366)
        return usage(QStringLiteral("--hours takes a number up to %1, 0 for no end").arg(24 * 366));
    return {};
}

Result<void> setIdle(Options &options, const QString &text)
{
    bool isNumber = false;
    options.idleSeconds = text.toLongLong(&isNumber);
    if (!isNumber || options.idleSeconds < 1 || options.idleSeconds > 86'400)
        return usage(QStringLiteral("--exit-when-idle takes a number of seconds up to a day"));
    return {};
}

const std::map<QString, SetValue> &valueOptions()
{
    static const std::map<QString, SetValue> all = {
        {QStringLiteral("--data"), textInto(&Options::dataFolder)},
        {QStringLiteral("--listen"), addListen},
        {QStringLiteral("--name"), textInto(&Options::name)},
        {QStringLiteral("--cert"), textInto(&Options::certificate)},
        {QStringLiteral("--key"), textInto(&Options::key)},
        {QStringLiteral("--ready-file"), textInto(&Options::readyFile)},
        {QStringLiteral("--token-file"), textInto(&Options::tokenFile)},
        {QStringLiteral("--open-access"), [](Options &o, const QString &text) { return setRole(o.openAccess, text); }},
        {QStringLiteral("--role"), [](Options &o, const QString &text) { return setRole(o.role.emplace(), text); }},
        {QStringLiteral("--admission"), setAdmission},
        {QStringLiteral("--share-on"), setShareOn},
        {QStringLiteral("--hours"), setHours},
        {QStringLiteral("--exit-when-idle"), setIdle},
        {QStringLiteral("--log-level"), setLogLevel},
    };
    return all;
}

const std::map<QString, std::function<void(Options &)>> &switches()
{
    static const std::map<QString, std::function<void(Options &)>> all = {
        {QStringLiteral("--lan"), [](Options &o) { o.lan = true; }},
        {QStringLiteral("--plain"), [](Options &o) { o.plain = true; }},
        {QStringLiteral("--version"), [](Options &o) { o.command = Command::Version; }},
        {QStringLiteral("--help"), [](Options &o) { o.command = Command::Help; }},
        {QStringLiteral("-h"), [](Options &o) { o.command = Command::Help; }},
    };
    return all;
}

// Takes the argument at `index` and, where it has one, its value.
Result<void> takeOption(Options &options, const QStringList &arguments, qsizetype &index)
{
    const QString name = arguments[index].section(u'=', 0, 0);
    if (const auto found = switches().find(arguments[index]); found != switches().end()) {
        found->second(options);
        return {};
    }
    const auto found = valueOptions().find(name);
    if (found == valueOptions().end())
        return usage(QStringLiteral("There is no option %1").arg(net::escaped(name)));
    if (arguments[index].contains(u'='))
        return found->second(options, arguments[index].section(u'=', 1));
    if (++index == arguments.size())
        return usage(QStringLiteral("The option %1 needs a value").arg(name));
    return found->second(options, arguments[index]);
}

Result<void> takeOperand(Options &options, const QString &operand)
{
    if (options.command != Command::Serve) {
        options.operands << operand;
        return {};
    }
    const auto found = commands().find(operand);
    if (found == commands().end())
        return usage(QStringLiteral("There is no command \"%1\"").arg(net::escaped(operand)));
    options.command = found->second;
    return {};
}

Result<void> checkOperands(const Options &options)
{
    const qsizetype count = options.operands.size();
    switch (options.command) {
    case Command::Scrub:
        return count >= 1 ? Result<void>() : usage(QStringLiteral("scrub needs at least one file"));
    case Command::Backup:
        return count == 1 ? Result<void>() : usage(QStringLiteral("backup needs the name of one new folder"));
    case Command::Invite:
        return count == 1 && options.role.value_or(protocol::Role::None) != protocol::Role::None
            ? Result<void>()
            : usage(QStringLiteral("invite needs one document and --role"));
    case Command::Revoke:
        return count == 1 ? Result<void>() : usage(QStringLiteral("revoke needs the id of one invitation"));
    case Command::People:
        return count <= 1 ? Result<void>() : usage(QStringLiteral("people takes one document at most"));
    case Command::Share:
        return count == 1 ? Result<void>() : usage(QStringLiteral("share needs one document"));
    case Command::Roles:
        return count == 2 && options.role
            ? Result<void>()
            : usage(QStringLiteral("roles needs a document, the id of a person and --role"));
    default:
        return {};
    }
}

} // namespace

Result<ListenAddress> parseListen(const QString &text)
{
    const QHostAddress whole(text);
    if (!whole.isNull())
        return ListenAddress{whole, kDefaultPort};
    QString host = text.section(u':', 0, -2);
    bool isPort = false;
    uint port = text.section(u':', -1).toUInt(&isPort);
    if (text == u"localhost" || (text.startsWith(u'[') && text.endsWith(u']'))) {
        host = text;
        port = kDefaultPort;
        isPort = true;
    }
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    const QHostAddress address = host == u"localhost" ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
    if (address.isNull() || !isPort || port > 65535)
        return usage(QStringLiteral("\"%1\" is no ADDRESS or ADDRESS:PORT").arg(net::escaped(text)));
    return ListenAddress{address, quint16(port)};
}

Result<Options> parseOptions(const QStringList &arguments)
{
    Options options;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const bool isOption = arguments[i].startsWith(u'-') && arguments[i] != u"-";
        const auto taken = isOption ? takeOption(options, arguments, i) : takeOperand(options, arguments[i]);
        if (!taken)
            return taken.error();
        if (options.command == Command::Help || options.command == Command::Version)
            return options;
    }
    if (options.certificate.isEmpty() != options.key.isEmpty())
        return usage(QStringLiteral("--cert and --key go together"));
    if (auto fitting = checkOperands(options); !fitting)
        return fitting.error();
    if (options.dataFolder.isEmpty())
        options.dataFolder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
            + QStringLiteral("/syngraph");
    options.dataFolder = QDir(options.dataFolder).absolutePath();
    if (options.listen.empty() && !options.lan)
        options.listen.push_back({QHostAddress(QHostAddress::LocalHost), kDefaultPort});
    return options;
}

QString helpText()
{
    return QStringLiteral(R"(Usage: syngraphd [OPTION]...
       syngraphd scrub FILE...
       syngraphd backup FOLDER | invite DOCUMENT --role ROLE [--hours N] | revoke ID | people [DOCUMENT]
       syngraphd share DOCUMENT [--admission nobody|approved|code|anyone] [--role ROLE]
       syngraphd roles DOCUMENT PERSON --role ROLE

Serves Syngraph documents. The commands go through the server that has the data folder, if one runs;
share and roles need one. People who ask to be let in are among the people of the document, and are let in by roles.

  --data DIR           where documents and keys are kept (default: ~/.local/share/syngraph)
  --listen ADDR[:PORT] where to listen, may be repeated (default: 127.0.0.1, port 8930; 0 = any free port)
  --lan                listen on all addresses of this computer
  --share-on ADDR[:PORT]  where a server that listens on its own computer is reached from others while it
                       shares something (default: all addresses, port 8930 or the next free one)
  --name NAME          what people see as this server's name
  --cert F --key F     certificate and key in PEM form instead of the own self-signed ones
  --plain              allow unencrypted connections from other computers
  --ready-file F       write a JSON object there when connections are accepted
  --token-file F       write the owner's token there (default: DIR/owner-token)
  --exit-when-idle S   end when nobody has been connected for S seconds
  --open-access ROLE   what everybody may do without invitation: none (default), viewer, commenter,
                       suggester or editor
  --log-level L        error, warning, info (default) or debug
  --version, --help

Exit: 0 success, 1 the thing asked for failed, 2 wrong usage, 3 folder or port in use.
)");
}

} // namespace syngraph::app
