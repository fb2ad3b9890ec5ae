// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>
#include <QStringList>

#include <optional>

namespace syngraph::announcement {

inline constexpr quint16 kBeaconPort = 8931;
// Where beacons are sent: an administratively scoped group of IPv4 (RFC 2365), a transient link-local one of IPv6.
inline constexpr char kGroupV4[] = "239.255.89.30";
inline constexpr char kGroupV6[] = "ff12::8930";
inline constexpr int kBeaconEveryMs = 2000;
inline constexpr int kBeaconExpiryMs = 7000;
inline constexpr char kServiceType[] = "_syngraph._tcp"; // of DNS-SD (RFC 6763)
inline constexpr qsizetype kMaxDatagramBytes = 1200; // goes through every network in one piece

// What a server tells everybody in its network of itself. Whoever hears it takes it for hearsay: it only says where
// to knock; who is there is settled by the key on the connection.
struct Announcement
{
    QByteArray id;      // fingerprint of the server's key, 64 hex digits; the same on every interface
    QString name;       // of the server, at most 80 UTF-16 units
    quint16 port = 0;
    int people = 0;     // in documents now
    QStringList titles; // of what is shared, where the owner shows it; each at most 80 units
    bool isLeaving = false;
    bool asks = false;  // lets in only who is approved, has the code or an invitation
    friend bool operator==(const Announcement &, const Announcement &) = default;
};

// A datagram: the line "syngraph 1", then lines of key=value in UTF-8. Titles that do not fit are left out.
QByteArray toDatagram(const Announcement &announcement);

// Nothing where it is no such datagram. Unknown keys are passed over; names and titles come without characters that
// could deceive or reorder, and cut to their length.
std::optional<Announcement> fromDatagram(const QByteArray &bytes);

// The same as the strings of a TXT record, each of at most 255 bytes. The port has a record of its own.
QByteArrayList toTxt(const Announcement &announcement);
// As fromDatagram().
std::optional<Announcement> fromTxt(const QByteArrayList &strings, quint16 port);

} // namespace syngraph::announcement
