// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/avahi_publisher.h"

#include "announcement/avahi_names.h"

#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace syngraph::discovery {
namespace {

using namespace announcement::avahi;

constexpr qsizetype kMaxNameBytes = 63; // of a label of DNS
constexpr qsizetype kIdDigits = 6;

// With a part of the id: two of one name don't take it away from each other. What people are shown is in the TXT record.
QString serviceName(const announcement::Announcement &said)
{
    QString name = said.name.isEmpty() ? QStringLiteral("Syngraph") : said.name;
    const QString id = QStringLiteral(" (%1)").arg(QLatin1StringView(said.id.first(kIdDigits)));
    while (name.toUtf8().size() + id.size() > kMaxNameBytes)
        name.chop(name.back().isLowSurrogate() ? 2 : 1);
    return name + id;
}

} // namespace

AvahiPublisher::AvahiPublisher(Describe describe, const QDBusConnection &bus, QObject *parent)
    : QObject(parent), m_describe(std::move(describe)), m_bus(bus)
{
    qDBusRegisterMetaType<QByteArrayList>();
    m_timer.setInterval(announcement::kBeaconEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &AvahiPublisher::update);
    if (!m_bus.isConnected())
        return;
    m_daemon.setConnection(m_bus);
    m_daemon.addWatchedService(QLatin1StringView(kService));
    connect(&m_daemon, &QDBusServiceWatcher::serviceRegistered, this, &AvahiPublisher::publish);
    connect(&m_daemon, &QDBusServiceWatcher::serviceUnregistered, this, &AvahiPublisher::forget);
    // with an empty path: the state of a group may change before its path is known here
    m_bus.connect(QLatin1StringView(kService), {}, QLatin1StringView(kEntryGroup), QStringLiteral("StateChanged"), this,
                  SLOT(groupChanged(int, QString, QDBusMessage)));
    m_bus.connect(QLatin1StringView(kService), QStringLiteral("/"), QLatin1StringView(kServer), QStringLiteral("StateChanged"), this,
                  SLOT(daemonChanged(int, QString)));
}

AvahiPublisher::~AvahiPublisher()
{
    stop();
}

void AvahiPublisher::start()
{
    if (m_isStarted)
        return;
    m_isStarted = true;
    m_timer.start();
    publish();
}

void AvahiPublisher::stop()
{
    if (!m_isStarted)
        return;
    m_isStarted = false;
    m_timer.stop();
    if (!m_group.path().isEmpty())
        m_bus.send(callOf(m_group.path(), kEntryGroup, "Free"));
    forget();
}

QDBusMessage AvahiPublisher::callOf(const QString &path, const char *interface, const char *method) const
{
    return QDBusMessage::createMethodCall(QLatin1StringView(kService), path, QLatin1StringView(interface),
                                          QLatin1StringView(method));
}

void AvahiPublisher::publish()
{
    if (!m_isStarted || !m_bus.isConnected())
        return;
    forget();
    QDBusMessage call = callOf(QStringLiteral("/"), kServer, "EntryGroupNew");
    call.setAutoStartService(false);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, attempt = m_attempt] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        if (reply.isError())
            return; // no daemon, or none yet
        if (attempt == m_attempt && m_isStarted)
            fill(reply.value());
        else
            m_bus.send(callOf(reply.value().path(), kEntryGroup, "Free"));
    });
}

void AvahiPublisher::fill(const QDBusObjectPath &group)
{
    m_group = group;
    m_said = m_describe();
    if (m_name.isEmpty())
        m_name = serviceName(*m_said);
    QDBusMessage add = callOf(group.path(), kEntryGroup, "AddService");
    add << kAnyInterface << kAnyProtocol << uint(0) << m_name << QLatin1StringView(announcement::kServiceType)
        << QString() << QString() << QVariant::fromValue<ushort>(m_said->port)
        << QVariant::fromValue(announcement::toTxt(*m_said));
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(add), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, group] {
        watcher->deleteLater();
        if (group.path() != m_group.path())
            return;
        if (watcher->error().name() == QLatin1StringView(kCollision))
            renew();
        else if (!watcher->isError())
            m_bus.send(callOf(group.path(), kEntryGroup, "Commit"));
    });
}

// The same service under another name: somebody in the network has this one.
void AvahiPublisher::renew()
{
    QDBusMessage call = callOf(QStringLiteral("/"), kServer, "GetAlternativeServiceName");
    call << m_name;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QString> reply = *watcher;
        if (reply.isError() || !m_isStarted)
            return;
        const QString group = m_group.path();
        publish();
        m_bus.send(callOf(group, kEntryGroup, "Free"));
        m_name = reply.value();
    });
}

void AvahiPublisher::update()
{
    if (m_group.path().isEmpty()) {
        publish();
        return;
    }
    const announcement::Announcement now = m_describe();
    if (now == m_said)
        return;
    if (now.port != m_said->port || now.name != m_said->name) {
        m_bus.send(callOf(m_group.path(), kEntryGroup, "Free"));
        publish();
        return;
    }
    m_said = now;
    QDBusMessage call = callOf(m_group.path(), kEntryGroup, "UpdateServiceTxt");
    call << kAnyInterface << kAnyProtocol << uint(0) << m_name << QLatin1StringView(announcement::kServiceType)
         << QString() << QVariant::fromValue(announcement::toTxt(now));
    m_bus.send(call);
}

void AvahiPublisher::forget()
{
    ++m_attempt;
    m_group = {};
    m_name.clear();
    m_said.reset();
}

void AvahiPublisher::groupChanged(int state, const QString &, const QDBusMessage &message)
{
    if (state == kGroupCollides && message.path() == m_group.path())
        renew();
}

void AvahiPublisher::daemonChanged(int state, const QString &)
{
    if (state == kServerIsRunning && m_group.path().isEmpty())
        publish();
}

} // namespace syngraph::discovery
