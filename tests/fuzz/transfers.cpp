// SPDX-License-Identifier: GPL-3.0-or-later
// What a server sends, a frame in each line, those in JSON as text and others as chunks of transfers: the connection
// ends, or hands on what was announced with as many bytes as were announced.
#include "target.h"

#include "client_net/connection.h"
#include "protocol/chunk.h"

#include <QCoreApplication>
#include <QPointer>

using namespace syngraph;
using fuzz::require;

namespace {

class Wire : public client_net::Transport
{
public:
    void open(const client_net::Endpoint &) override { }
    void sendText(const QByteArray &) override { }
    void sendBinary(const QByteArray &) override { }
    QByteArray fingerprint() const override { return QByteArray(32, '\0'); }
    void abort() override { }
    void close() override { }
};

void prepare()
{
    static int argc = 1;
    static char name[] = "fuzz";
    static char *argv[] = {name, nullptr};
    static QCoreApplication application(argc, argv);
}

qint64 announcedBytes(const protocol::ServerMessage &message)
{
    return std::visit(
        [](const auto &m) -> qint64 {
            if constexpr (requires { m.transfer; m.bytes; })
                return m.bytes;
            else
                return 0;
        },
        message);
}

} // namespace

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    prepare();
    const QByteArray bytes = fuzz::bytesOf(data, size);
    QPointer<Wire> wire;
    {
        client_net::Connection connection([&] {
            auto made = std::make_unique<Wire>();
            wire = made.get();
            return made;
        });
        bool isOpen = true;
        QObject::connect(&connection, &client_net::Connection::closed, [&] { isOpen = false; });
        QObject::connect(&connection, &client_net::Connection::received,
                         [&](const protocol::ServerMessage &message, const QByteArray &payload) {
                             require(payload.size() == announcedBytes(message), "a transfer of another size", bytes);
                         });
        connection.open({}, {});
        Q_EMIT wire->opened();
        for (const QByteArray &line : bytes.split('\n')) {
            if (!isOpen)
                break;
            if (line.startsWith('{') || line.startsWith('['))
                Q_EMIT wire->textReceived(line);
            else
                Q_EMIT wire->binaryReceived(line);
        }
    }
    // one that was given up waits for an event loop to end it
    delete wire.data();
    for (const QByteArray &line : bytes.split('\n')) {
        const auto chunk = protocol::decodeChunk(line);
        require(chunk ? protocol::encodeChunk(chunk->first, chunk->second) == line : line.size() < 4,
                "a chunk changes when it is written", line);
    }
    return 0;
}
