// SPDX-License-Identifier: GPL-3.0-or-later
// The program `relay SERVER-PORT SEED [SERVER-ADDRESS]`: a Relay that obeys lines on standard input, for tests that are
// no Qt programs. Prints the port that it listens on, and "ok" for every line obeyed: `delay LEAST MOST`,
// `stalls PERCENT LEAST MOST`, `rate BYTES`, `up 0|1` and `down 0|1` (1: held), `open 0|1`, `cut`. Ends with its input.
#include "e2e/relay.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <cstdio>

#include <unistd.h>

using syngraph::test::Relay;

namespace {

bool obey(Relay &relay, const QByteArrayList &words)
{
    const QByteArray verb = words.value(0);
    const qint64 number = words.value(1).toLongLong();
    if (verb == "delay")
        relay.setDelay(number, words.value(2).toLongLong());
    else if (verb == "stalls")
        relay.setStalls(int(number), words.value(2).toLongLong(), words.value(3).toLongLong());
    else if (verb == "rate")
        relay.setRate(number);
    else if (verb == "up")
        relay.holdUp(number != 0);
    else if (verb == "down")
        relay.holdDown(number != 0);
    else if (verb == "open")
        relay.setOpen(number != 0);
    else if (verb == "cut")
        relay.cut();
    else
        return false;
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QHostAddress server(arguments.value(3, QStringLiteral("127.0.0.1")));
    Relay relay(quint16(arguments.value(1).toUInt()), arguments.value(2).toULongLong(), server);
    std::printf("%d\n", relay.url().port());
    std::fflush(stdout);
    QByteArray input;
    QSocketNotifier notifier(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &application, [&] {
        char bytes[4096];
        const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0) {
            QCoreApplication::quit();
            return;
        }
        input.append(bytes, count);
        for (qsizetype end = input.indexOf('\n'); end >= 0; end = input.indexOf('\n')) {
            std::puts(obey(relay, input.first(end).simplified().split(' ')) ? "ok" : "unknown");
            std::fflush(stdout);
            input.remove(0, end + 1);
        }
    });
    return QCoreApplication::exec();
}
