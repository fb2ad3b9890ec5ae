// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serve.h"

#include "app/process_signals.h"
#include "app/run_file.h"
#include "app/sleep_hold.h"
#include "discovery/avahi_publisher.h"
#include "discovery/beacon.h"
#include "net/names.h"
#include "net/private_file.h"
#include "net/reachable.h"
#include "net/server.h"
#include "net/tls_certificate.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QSysInfo>
#include <QTimer>

#include <sys/resource.h>

#include <algorithm>

namespace syngraph::app {
namespace {

constexpr int kMostConnections = 20'000;
constexpr int kOtherDescriptors = 256; // documents, libraries, the rest of the process
constexpr int kStopMs = 4500;
constexpr int kIdleLookMs = 250;
constexpr int kGuestLookMs = 2000;
// So long people at other computers find it again after their network was away.
constexpr qint64 kGuestsReturnSeconds = 600;

// As many descriptors as the system allows; answers how many connections fit.
int raiseDescriptorLimit()
{
    rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1024 - kOtherDescriptors;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const auto allowed = std::min<rlim_t>(limit.rlim_cur, kMostConnections + kOtherDescriptors);
    return std::max(16, int(allowed) - kOtherDescriptors);
}

QStringList ownHostNames()
{
    const QString name = QSysInfo::machineHostName().toLower();
    if (name.isEmpty())
        return {};
    QStringList names{name};
    if (!name.contains(u'.'))
        names << name + QStringLiteral(".local");
    return names;
}

Result<void> listen(net::Server &server, const Options &options, RunFile &run)
{
    std::vector<ListenAddress> addresses = options.listen;
    if (options.lan) {
        const quint16 port = addresses.empty() ? kDefaultPort : addresses[0].port;
        // those of this computer are among all
        std::erase_if(addresses, [port](const ListenAddress &one) { return port != 0 && one.port == port; });
        addresses.push_back({QHostAddress(QHostAddress::Any), port});
    }
    for (const ListenAddress &one : addresses) {
        const auto port = server.listen(one.address, one.port);
        if (!port)
            return port.error();
        if (run.port == 0)
            run.port = *port;
        run.lanPort = *port; // of the last one, which --lan adds
        for (const QHostAddress &address : net::reachableAt(one.address)) {
            run.urls << net::urlOf(address, *port);
            if (run.adminUrl.isEmpty() && net::isLoopback(address))
                run.adminUrl = run.urls.back();
        }
    }
    QStringList elsewhere = run.urls;
    elsewhere.removeIf([](const QString &url) { return url.startsWith(u"ws:"); });
    server.setAlwaysInNetwork(elsewhere);
    if (run.adminUrl.isEmpty()) {
        // the owner is believed on loopback only
        const auto port = server.listen(QHostAddress(QHostAddress::LocalHost), 0);
        if (!port)
            return port.error();
        run.adminUrl = net::urlOf(QHostAddress(QHostAddress::LocalHost), *port);
    }
    return {};
}

Result<net::TlsIdentity> readIdentity(const Options &options)
{
    return options.certificate.isEmpty() ? net::openTlsIdentity(options.dataFolder, ownHostNames())
                                         : net::readTlsIdentity(options.certificate, options.key);
}

Result<net::ServerSettings> settingsFrom(const Options &options, RunFile &run)
{
    net::ServerSettings settings;
    const QStringList hostNames = ownHostNames();
    const auto tls = readIdentity(options);
    if (!tls)
        return tls.error();
    const auto token = openOwnerToken(options.dataFolder, options.tokenFile);
    if (!token)
        return token.error();
    const QString name = options.name.isEmpty() ? QSysInfo::machineHostName() : options.name;
    settings.isNamedByOwner = options.name.isEmpty() && options.idleSeconds > 0;
    settings.name = net::sanitised(name, protocol::kMaxNameUnits, QStringLiteral("Syngraph"));
    settings.version = QCoreApplication::applicationVersion().toLatin1();
    settings.gate.allowsPlainEverywhere = options.plain;
    settings.gate.hostNames = hostNames;
    settings.tls = tls->configuration();
    settings.ownerToken = *token;
    settings.openAccess = options.openAccess;
    if (!options.shareOn.address.isNull()) {
        settings.shareAddress = options.shareOn.address;
        settings.sharePort = options.shareOn.port;
    }
    settings.maxConnections = raiseDescriptorLimit();
    run.fingerprint = QString::fromLatin1(tls->fingerprint());
    run.tokenFile = options.dataFolder + QStringLiteral("/owner-token");
    return settings;
}

Result<void> announce(const Options &options, const RunFile &run)
{
    if (auto written = net::writePrivateFile(runFilePath(options.dataFolder), run.runJson()); !written)
        return written;
    return options.readyFile.isEmpty() ? Result<void>() : net::writePrivateFile(options.readyFile, run.readyJson());
}

// What can't be read leaves everything as it is.
void reloadIdentity(const Options &options, net::Server &server, RunFile &run, const net::Log &log)
{
    const auto tls = readIdentity(options);
    if (!tls) {
        log.error(net::escaped(tls.error().text(), 400));
        return;
    }
    const QString fingerprint = QString::fromLatin1(tls->fingerprint());
    if (fingerprint != run.fingerprint)
        log.warning(QStringLiteral("the key is another one: who knows this server by the old one has to trust it anew"));
    run.fingerprint = fingerprint;
    server.setTls(tls->configuration());
    if (auto announced = announce(options, run); !announced)
        log.error(net::escaped(announced.error().text(), 400));
    log.info(QStringLiteral("certificate read again"));
}

// Says that a server is here in both ways, since not everybody hears both.
struct Announcer
{
    using Describe = std::function<announcement::Announcement()>;

    explicit Announcer(const Describe &describe)
        : beacon(describe, &discovery::everybodyNear), avahi(describe, QDBusConnection::systemBus())
    {
    }

    discovery::Beacon beacon;
    discovery::AvahiPublisher avahi;

    void start()
    {
        beacon.start();
        avahi.start();
    }
    void stop()
    {
        beacon.stop();
        avahi.stop();
    }
};

// Goes while the server can be reached from the network; titles only of what is shared and shown.
std::unique_ptr<Announcer> makeAnnouncer(const Options &options, const net::Server &server, const RunFile &run)
{
    const auto describe = [&server, &run, port = run.lanPort]() mutable {
        // a goodbye is said of the port that was open before
        port = server.sharePort() == 0 ? port : server.sharePort();
        return announcement::Announcement{run.fingerprint.toLatin1(), server.name(), port, int(server.peopleCount()),
                                          server.sharedTitles(), false, !server.letsAnyoneIn()};
    };
    auto announcer = std::make_unique<Announcer>(describe);
    const bool isNearbyOnly = net::isLoopback(options.shareOn.address);
    const auto fit = [&server, lan = options.lan, isNearbyOnly, announcer = announcer.get()] {
        if (lan || (server.sharePort() != 0 && !isNearbyOnly))
            announcer->start();
        else
            announcer->stop();
    };
    QObject::connect(&server, &net::Server::doorMoved, &announcer->beacon, fit);
    fit();
    return announcer;
}

void holdSleepOffFor(const net::Server &server, SleepHold &hold, QTimer &look, const net::Log &log)
{
    QObject::connect(&hold, &SleepHold::held, &server,
                     [&log] { log.info(QStringLiteral("this computer stays awake: others are connected")); });
    QObject::connect(&hold, &SleepHold::released, &server,
                     [&log] { log.info(QStringLiteral("this computer may sleep again: nobody else is connected")); });
    QObject::connect(&look, &QTimer::timeout, &hold, [&server, &hold] { hold.setWanted(server.hasGuests()); });
    look.start(kGuestLookMs);
}

// Calls `end` once when nobody has been connected for so long, or for longer where those were others who left last.
void endWhenIdle(QTimer &look, const net::Server &server, qint64 seconds, std::function<void()> end)
{
    if (seconds == 0)
        return;
    QElapsedTimer idle;
    idle.start();
    bool hadGuests = false;
    QObject::connect(&look, &QTimer::timeout, &server, [&look, &server, seconds, end = std::move(end), idle, hadGuests]() mutable {
        if (server.connectionCount() > 0) {
            idle.start();
            hadGuests = server.hasGuests();
        }
        const qint64 patience = hadGuests && server.sharePort() != 0 ? std::max(seconds, kGuestsReturnSeconds) : seconds;
        if (!idle.hasExpired(patience * 1000))
            return;
        look.stop();
        end();
    });
    look.start(kIdleLookMs);
}

} // namespace

Result<int> serve(const Options &options, const net::Log &log)
{
    auto library = storage::Library::open(options.dataFolder);
    if (!library)
        return library.error();
    RunFile run;
    run.pid = QCoreApplication::applicationPid();
    auto settings = settingsFrom(options, run);
    if (!settings)
        return settings.error();
    auto shares = net::ShareBook::read((*library)->registry());
    if (!shares)
        return shares.error();
    net::Server server(std::move(*settings), std::move(*library), std::move(*shares), log);
    if (auto listening = listen(server, options, run); !listening)
        return listening.error();
    server.begin();
    server.setUrl(run.adminUrl);
    if (auto announced = announce(options, run); !announced)
        return announced.error();
    log.info(QStringLiteral("serving %1 at %2").arg(net::escaped(options.dataFolder, 400), run.urls.join(u' ')));
    const auto announcer = makeAnnouncer(options, server, run);
    SleepHold sleepHold(QDBusConnection::systemBus());
    QTimer guestLook;
    holdSleepOffFor(server, sleepHold, guestLook, log);
    ProcessSignals signals;
    QTimer tooLong;
    tooLong.setSingleShot(true);
    const auto stop = [&] {
        log.info(QStringLiteral("stopping"));
        tooLong.start(kStopMs);
        announcer->stop();
        server.stop();
    };
    QObject::connect(&signals, &ProcessSignals::endAsked, &server, stop);
    QObject::connect(&signals, &ProcessSignals::reloadAsked, &server,
                     [&] { reloadIdentity(options, server, run, log); });
    QTimer idleLook;
    endWhenIdle(idleLook, server, options.idleSeconds, stop);
    QObject::connect(&server, &net::Server::stopped, &server, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
    QObject::connect(&tooLong, &QTimer::timeout, &server, [] { QCoreApplication::exit(0); });
    const int code = QCoreApplication::exec();
    QFile::remove(runFilePath(options.dataFolder));
    return code;
}

} // namespace syngraph::app
