// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/avahi_browser.h"

#include "announcement/avahi_names.h"

#include <QDBusArgument>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QNetworkInterface>

namespace syngraph::client_net {
namespace {

using namespace announcement::avahi;

constexpr std::size_t kMaxItems = 400; // a liar shall not fill the memory

QHostAddress addressOn(int interface, const QString &text)
{
    QHostAddress address(text);
    if (address.isLinkLocal() && address.protocol() == QAbstractSocket::IPv6Protocol)
        address.setScopeId(QNetworkInterface::interfaceNameFromIndex(interface));
    return address;
}

} // namespace

AvahiBrowser::AvahiBrowser(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    qDBusRegisterMetaType<QByteArrayList>();
    if (!m_bus.isConnected())
        return;
    m_daemon.setConnection(m_bus);
    m_daemon.addWatchedService(QLatin1StringView(kService));
    connect(&m_daemon, &QDBusServiceWatcher::serviceRegistered, this, &AvahiBrowser::browse);
    connect(&m_daemon, &QDBusServiceWatcher::serviceUnregistered, this, &AvahiBrowser::forget);
    // with empty paths: the daemon speaks of an object before it has answered with its path
    const auto listen = [this](const char *interface, const char *signal, const char *slot) {
        m_bus.connect(QLatin1StringView(kService), {}, QLatin1StringView(interface), QLatin1StringView(signal), this, slot);
    };
    listen(kServiceBrowser, "ItemNew", SLOT(itemNew(int, int, QString, QString, QString, uint)));
    listen(kServiceBrowser, "ItemRemove", SLOT(itemRemove(int, int, QString, QString, QString, uint)));
    listen(kServiceResolver, "Found", SLOT(resolved(QDBusMessage)));
    listen(kServer, "StateChanged", SLOT(daemonChanged(int, QString)));
}

AvahiBrowser::~AvahiBrowser()
{
    for (const auto &[item, known] : m_items)
        release(known.resolver, kServiceResolver);
    release(m_browser, kServiceBrowser);
}

void AvahiBrowser::start()
{
    m_isStarted = true;
    browse();
}

QDBusMessage AvahiBrowser::callOf(const QString &path, const char *interface, const char *method) const
{
    return QDBusMessage::createMethodCall(QLatin1StringView(kService), path, QLatin1StringView(interface),
                                          QLatin1StringView(method));
}

void AvahiBrowser::release(const QString &path, const char *interface)
{
    if (!path.isEmpty())
        m_bus.send(callOf(path, interface, "Free"));
}

void AvahiBrowser::browse()
{
    if (!m_isStarted || m_isBrowsing || !m_bus.isConnected())
        return;
    m_isBrowsing = true;
    QDBusMessage call = callOf(QStringLiteral("/"), kServer, "ServiceBrowserNew");
    call.setAutoStartService(false);
    call << kAnyInterface << kAnyProtocol << QLatin1StringView(announcement::kServiceType) << QString() << uint(0);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        m_isBrowsing = !reply.isError();
        m_browser = m_isBrowsing ? reply.value().path() : QString();
    });
}

void AvahiBrowser::itemNew(int interface, int protocol, const QString &name, const QString &type,
                           const QString &domain, uint)
{
    const Item item{interface, protocol, name};
    if (m_items.contains(item) || m_items.size() >= kMaxItems)
        return;
    m_items[item] = {};
    QDBusMessage call = callOf(QStringLiteral("/"), kServer, "ServiceResolverNew");
    call << interface << protocol << name << type << domain << kAnyProtocol << uint(0);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, item] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        if (reply.isError())
            return;
        const auto found = m_items.find(item);
        if (found == m_items.end())
            release(reply.value().path(), kServiceResolver);
        else
            found->second.resolver = reply.value().path();
    });
}

void AvahiBrowser::itemRemove(int interface, int protocol, const QString &name, const QString &, const QString &, uint)
{
    const auto found = m_items.find({interface, protocol, name});
    if (found == m_items.end())
        return;
    const Resolved known = found->second;
    m_items.erase(found);
    release(known.resolver, kServiceResolver);
    drop(known);
}

// Found(interface, protocol, name, type, domain, host, protocol of the address, address, port, TXT, flags)
void AvahiBrowser::resolved(const QDBusMessage &message)
{
    const QList<QVariant> said = message.arguments();
    if (said.size() != 11)
        return;
    const auto item = m_items.find({said[0].toInt(), said[1].toInt(), said[2].toString()});
    if (item == m_items.end())
        return;
    const auto strings = qdbus_cast<QByteArrayList>(said[9]);
    const auto announcement = announcement::fromTxt(strings, said[8].value<ushort>());
    const QHostAddress address = addressOn(said[0].toInt(), said[7].toString());
    Resolved &known = item->second;
    if (!announcement || address.isNull() || known.id != announcement->id || known.address != address) {
        const Resolved before = std::exchange(known, Resolved{known.resolver, {}, {}});
        drop(before);
    }
    if (!announcement || address.isNull())
        return;
    known.id = announcement->id;
    known.address = address;
    Q_EMIT found(*announcement, address);
}

// Only where no other interface or protocol leads to the same address.
void AvahiBrowser::drop(const Resolved &resolved)
{
    if (resolved.id.isEmpty())
        return;
    for (const auto &[item, known] : m_items) {
        if (known.id == resolved.id && known.address == resolved.address)
            return;
    }
    Q_EMIT lost(resolved.id, resolved.address);
}

void AvahiBrowser::forget()
{
    m_isBrowsing = false;
    m_browser.clear();
    const auto gone = std::exchange(m_items, {});
    for (const auto &[item, known] : gone)
        drop(known);
}

void AvahiBrowser::daemonChanged(int state, const QString &)
{
    if (state == kServerIsRunning)
        browse();
}

} // namespace syngraph::client_net
