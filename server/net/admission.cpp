// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/admission.h"

#include "base/plant.h"
#include "net/gate.h"

namespace syngraph::net {

QHostAddress countedAs(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIPv4);
    if (isIPv4)
        return QHostAddress(ipv4);
    Q_IPV6ADDR bytes = address.toIPv6Address();
    std::fill(std::begin(bytes.c) + 8, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes);
}

AdmissionDesk::AdmissionDesk(int total, int perAddress)
    : m_total(total)
    , m_perAddress(perAddress)
{
}

std::optional<Admission> AdmissionDesk::tryAdmit(const QHostAddress &address)
{
    if (m_counts->total >= m_total && checks(Check::Places))
        return std::nullopt;
    const QHostAddress key = countedAs(address);
    if (!isLoopback(address) && m_counts->byAddress.value(key) >= m_perAddress && checks(Check::Places))
        return std::nullopt;
    ++m_counts->total;
    ++m_counts->byAddress[key];
    const auto giveBack = [counts = m_counts, key](void *) {
        --counts->total;
        if (--counts->byAddress[key] == 0)
            counts->byAddress.remove(key);
    };
    // any pointer that is not null will do: only the deleter matters
    return Admission(std::shared_ptr<void>(m_counts.get(), giveBack));
}

} // namespace syngraph::net
