// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses and invitations as people paste them: refused, or opened at the host that is shown and no other.
#include "target.h"

#include "client_net/address.h"

using namespace syngraph;

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const auto address = client_net::parseAddress(QString::fromUtf8(bytes));
    if (!address)
        return 0;
    const QUrl url = address->socketUrl();
    fuzz::require(url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty(), "an address opens nothing", bytes);
    fuzz::require(url.scheme() == QStringLiteral("ws") || url.scheme() == QStringLiteral("wss"), "a strange scheme", bytes);
    fuzz::require(!url.hasFragment() && !url.hasQuery() && url.path() == QStringLiteral("/"), "the secret may be sent", bytes);
    return 0;
}
