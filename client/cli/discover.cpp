// SPDX-License-Identifier: GPL-3.0-or-later
// `discover`: the servers that say in this network that they are there, a JSON line each.
#include "cli/json.h"
#include "cli/output.h"
#include "cli/server_client.h"
#include "cli/wait.h"
#include "client_net/discovery_browser.h"

namespace syngraph::cli {
namespace {

using client_net::DiscoveryBrowser;

QByteArray listOf(const QStringList &texts)
{
    QByteArray json = "[";
    for (const QString &text : texts) {
        if (json.size() > 1)
            json += ',';
        json += model::Value::string(text).json();
    }
    return json + ']';
}

Result<void> discover(const QStringList &words)
{
    const auto arguments = parseArguments(words, {"discover [--seconds S]", 0, {"seconds"}});
    if (!arguments)
        return arguments.error();
    const auto seconds = numberOption(*arguments, "seconds", 1, 3600, 5);
    if (!seconds)
        return seconds.error();
    DiscoveryBrowser browser;
    browser.start();
    waitUntil([&] { return browser.problem().has_value(); }, *seconds * 1000);
    if (browser.problem())
        return *browser.problem();
    QByteArray out;
    for (const DiscoveryBrowser::Server &server : browser.servers()) {
        QStringList urls;
        for (const QHostAddress &address : server.addresses)
            urls << DiscoveryBrowser::urlOf(server, address);
        out += JsonLine()
                   .add("name", server.said.name)
                   .raw("urls", listOf(urls))
                   .add("fingerprint", QString::fromLatin1(server.said.id))
                   .add("people", server.said.people)
                   .add("asks", server.said.asks)
                   .raw("titles", listOf(server.said.titles))
                   .finish();
        out += '\n';
    }
    return writeOut(out);
}

} // namespace

int runDiscover(const QStringList &arguments)
{
    return finish(discover(arguments));
}

} // namespace syngraph::cli
