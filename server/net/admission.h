// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHostAddress>

#include <memory>
#include <optional>

namespace syngraph::net {

// Whom an address belongs to as far as limits go: a whole IPv6 /64 is one, since one host has it all.
QHostAddress countedAs(const QHostAddress &address);

// A place among the connections; given back when it ends.
class Admission
{
public:
    Admission(Admission &&) = default;
    Admission &operator=(Admission &&) = default;

private:
    friend class AdmissionDesk;
    explicit Admission(std::shared_ptr<void> place) : m_place(std::move(place)) { }
    std::shared_ptr<void> m_place;
};

// Counts connections, all in all and per address, and refuses those above the limits. Loopback counts in all
// only: there everybody has the same address.
class AdmissionDesk
{
public:
    AdmissionDesk(int total, int perAddress);

    std::optional<Admission> tryAdmit(const QHostAddress &address);
    int count() const { return m_counts->total; }

private:
    struct Counts
    {
        int total = 0;
        QHash<QHostAddress, int> byAddress;
    };
    int m_total;
    int m_perAddress;
    std::shared_ptr<Counts> m_counts = std::make_shared<Counts>(); // outlives the desk with the last admission
};

} // namespace syngraph::net
