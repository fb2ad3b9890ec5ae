// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/target.h"

#include "client_net/identity_file.h"
#include "convert/files.h"

#include <QFile>

#include <cstdio>

namespace syngraph::cli {
namespace {

constexpr qint64 kMaxSecretBytes = 1000;

Error usage(const char *sentence)
{
    return {ErrorCode::Usage, QLatin1StringView(sentence)};
}

Result<QString> secretOf(const Arguments &arguments)
{
    if (arguments.has("token-file") && arguments.has("invite-file"))
        return usage("Give either --token-file or --invite-file.");
    if (arguments.has("token-file"))
        return readSecret(arguments.value("token-file"));
    if (arguments.has("invite-file"))
        return readSecret(arguments.value("invite-file"));
    return QString::fromUtf8(qgetenv("SYNGRAPH_TOKEN")).trimmed();
}

} // namespace

Result<QString> readSecret(const QString &path)
{
    QFile file(path);
    if (const auto opened = convert::openForReading(file); !opened)
        return opened.error();
    const QByteArray secret = file.read(kMaxSecretBytes).trimmed();
    if (secret.isEmpty())
        return Error{ErrorCode::BadToken, QStringLiteral("The file %1 holds no token.").arg(path)};
    return QString::fromUtf8(secret);
}

Result<Target> targetFrom(const Arguments &arguments, const QString &url, Names names)
{
    auto address = client_net::parseAddress(url);
    if (!address)
        return address.error();
    if (!address->invitation.isEmpty())
        return usage("Write the invitation into a file and name it with --invite-file.");
    if (names == Names::Document && address->document.isEmpty())
        return usage("The address names no document: URL/DOC, an id or a title.");
    if (names == Names::Server && !address->document.isEmpty())
        return usage("The address may not name a document here.");
    const QByteArray given = arguments.value("pin").toLatin1().toLower();
    Target target{*address, {address->socketUrl(), given.isEmpty() ? address->pin : given}, {}};
    static constexpr qsizetype kPinDigits = 64;
    const QByteArray &pin = target.endpoint.pin;
    if (arguments.has("pin") && (pin.size() != kPinDigits || QByteArray::fromHex(pin).toHex() != pin))
        return usage("--pin takes the 64 hex digits of the key's fingerprint.");
    auto secret = secretOf(arguments);
    if (!secret)
        return secret.error();
    target.credentials.token = *secret;
    target.credentials.name = arguments.value("name");
    if (arguments.has("identity")) {
        auto identity = client_net::openIdentity(arguments.value("identity"));
        if (!identity)
            return identity.error();
        target.credentials.identity = std::move(*identity);
    }
    return target;
}

} // namespace syngraph::cli
