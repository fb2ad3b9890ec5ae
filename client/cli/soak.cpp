// SPDX-License-Identifier: GPL-3.0-or-later
// `soak`: writers that go on while their server is killed and started again; nothing acknowledged may be missing.
#include "cli/document_client.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/soak_client.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>

namespace syngraph::cli {
namespace {

constexpr qint64 kPatienceMs = 60'000;
constexpr qint64 kRetryMs = 500;

// The folder belongs to one document: journals of another one would be sent into this.
Result<void> claimFolder(const QString &path, DocumentId document)
{
    if (!QDir().mkpath(path))
        return Error{ErrorCode::NotWritable, QStringLiteral("The folder %1 can't be made.").arg(path)};
    QFile file(path + QStringLiteral("/document"));
    if (!file.open(QIODevice::ReadWrite))
        return Error{ErrorCode::NotWritable, QStringLiteral("%1 can't be written.").arg(file.fileName())};
    const QByteArray known = file.readAll().trimmed();
    if (!known.isEmpty() && known != document.toHex())
        return Error{ErrorCode::Usage, QStringLiteral("The folder %1 belongs to another document.").arg(path)};
    if (known.isEmpty())
        file.write(document.toHex() + '\n');
    return {};
}

QList<Token> acknowledgedIn(const QString &folder)
{
    QList<Token> tokens;
    for (const QString &name : QDir(folder).entryList({QStringLiteral("*.acked")}, QDir::Files)) {
        QFile file(folder + u'/' + name);
        if (file.open(QIODevice::ReadOnly))
            tokens += countTokens(QString::fromLatin1(file.readAll())).keys();
    }
    return tokens;
}

// A fresh connection, tried until the server is there.
Result<std::unique_ptr<DocumentClient>> openPatiently(const Target &target, DocumentId document)
{
    const QDeadlineTimer deadline(kPatienceMs);
    while (true) {
        auto client = DocumentClient::open(target, document);
        if (client || deadline.hasExpired())
            return client;
        waitUntil([] { return false; }, kRetryMs);
    }
}

using Clients = std::vector<std::unique_ptr<SoakClient>>;

const SoakClient &toClient(const std::unique_ptr<SoakClient> &client)
{
    return *client;
}

// Everybody has sent what they had and has seen what everybody sent.
bool settle(const Clients &clients)
{
    const auto settled = [&] {
        Revision newest;
        for (const auto &client : clients)
            newest = std::max(newest, client->session().revision());
        return std::ranges::all_of(clients, [&](const SoakClient &client) { return client.hasSettled(newest); }, toClient);
    };
    return waitUntil(settled, kPatienceMs);
}

Result<Clients> openClients(const Target &target, DocumentId document, const QString &folder, int count,
                            replica::SyncThread &sync)
{
    Clients clients;
    for (int number = 0; number < count; ++number) {
        auto client = SoakClient::open(target, document, folder, number, sync);
        if (!client)
            return client.error();
        clients.push_back(std::move(*client));
    }
    return clients;
}

Result<void> report(const Clients &clients, const QString &folder, const model::Document &document, bool settled)
{
    const TokenVerdict verdict = judge(acknowledgedIn(folder), document.text(0, document.length()));
    const bool converged = settled && std::ranges::all_of(clients, [&](const SoakClient &client) {
        return client.session().edits().visible().hash() == document.hash();
    }, toClient);
    int reconnects = 0;
    for (const auto &client : clients)
        reconnects += client->reconnects();
    auto printed = writeLine(JsonLine()
                                 .add("acknowledged", verdict.expected)
                                 .add("lost", verdict.lost)
                                 .add("duplicated", verdict.duplicated)
                                 .add("converged", converged)
                                 .add("reconnects", reconnects)
                                 .finish());
    for (const auto &client : clients) {
        if (client->failure())
            return *client->failure();
    }
    if (verdict.lost + verdict.duplicated > 0 || !converged)
        return Error{ErrorCode::Diverged, QStringLiteral("Something was lost or doubled, or the copies differ.")};
    return printed;
}

Result<void> soak(const QStringList &words)
{
    const auto arguments = parseArguments(words, {"soak URL/DOC --clients N --seconds S --journal DIR", 1,
                                                  {"clients", "seconds", "journal"}});
    if (!arguments)
        return arguments.error();
    const auto target = targetFrom(*arguments, arguments->positional[0], Names::Document);
    if (!target)
        return target.error();
    const auto count = numberOption(*arguments, "clients", 1, 1000, 4);
    const auto seconds = numberOption(*arguments, "seconds", 1, 1'000'000, 10);
    if (!count || !seconds)
        return !count ? count.error() : seconds.error();
    const QString folder = arguments->value("journal");
    if (folder.isEmpty())
        return Error{ErrorCode::Usage, QStringLiteral("--journal DIR is needed: what was acknowledged is noted there.")};
    const auto document = findDocument(*target);
    if (!document)
        return document.error();
    if (auto claimed = claimFolder(folder, *document); !claimed)
        return claimed;
    replica::SyncThread sync;
    const auto clients = openClients(*target, *document, folder, int(*count), sync);
    if (!clients)
        return clients.error();
    for (const auto &client : *clients)
        client->start();
    waitUntil([] { return false; }, *seconds * 1000);
    for (const auto &client : *clients)
        client->stopTyping();
    const bool settled = settle(*clients);
    const auto reader = openPatiently(*target, *document);
    if (!reader)
        return reader.error();
    return report(*clients, folder, (*reader)->visible(), settled);
}

} // namespace

int runSoak(const QStringList &arguments)
{
    return finish(soak(arguments));
}

} // namespace syngraph::cli
