// SPDX-License-Identifier: GPL-3.0-or-later
// Calls a fuzz target without Clang: `replay_NAME CORPUS` once with each file, so that what was found once stays mended;
// `replay_NAME CORPUS SECONDS SEED` with alterations of the files until time is up. What ended the program is left in
// the file `NAME-found` of the working folder.
#include "support/random.h"
#include "target.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

using syngraph::support::Random;

namespace {

constexpr qsizetype kMostBytes = 8192;

struct Input
{
    QByteArray bytes;
    QByteArray foundPath;
};
// For the handler below.
Input current;

void keepWhatWasFound(int signal)
{
    const int fd = ::open(current.foundPath.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd >= 0)
        (void)!::write(fd, current.bytes.constData(), std::size_t(current.bytes.size()));
    ::signal(signal, SIG_DFL);
    ::raise(signal);
}

QByteArrayList filesIn(const QString &path)
{
    QByteArrayList files;
    const QDir folder(path);
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            files.append(file.readAll());
    }
    return files;
}

void run(const QByteArray &bytes)
{
    current.bytes = bytes;
    LLVMFuzzerTestOneInput(reinterpret_cast<const unsigned char *>(bytes.constData()), std::size_t(bytes.size()));
}

QByteArray partOf(Random &random, const QByteArray &bytes)
{
    const qsizetype from = random.below(bytes.size() + 1);
    return bytes.sliced(from, random.below(std::min<qsizetype>(bytes.size() - from, 64) + 1));
}

void replaceNumber(Random &random, QByteArray &bytes)
{
    const char *const edges[] = {"0",          "-1",         "1",  "65536", "2147483647", "2147483648", "9007199254740991",
                                 "9007199254740993", "1e9", "0.5", "50001", "18446744073709551616"};
    qsizetype from = random.below(bytes.size());
    while (from < bytes.size() && !std::isdigit(static_cast<unsigned char>(bytes[from])))
        ++from;
    qsizetype to = from;
    while (to < bytes.size() && std::isdigit(static_cast<unsigned char>(bytes[to])))
        ++to;
    bytes.replace(from, to - from, random.pick(edges));
}

void alter(Random &random, QByteArray &bytes, const QByteArray &other)
{
    const char marks[] = {'\0', '\xff', '"', '{', '}', '[', ']', '<', '>', ',', ':', '\\', '\n', ' ', '\xed', '9'};
    if (bytes.isEmpty())
        bytes = other;
    if (bytes.isEmpty())
        return;
    const qsizetype at = random.below(bytes.size());
    switch (random.below(7)) {
    case 0: bytes[at] = char(bytes[at] ^ (1 << random.below(8))); break;
    case 1: bytes[at] = random.pick(marks); break;
    case 2: bytes.remove(at, random.below(32) + 1); break;
    case 3: bytes.insert(at, partOf(random, bytes)); break;
    case 4: bytes.insert(at, partOf(random, other)); break;
    case 5: replaceNumber(random, bytes); break;
    default: bytes.truncate(at); break;
    }
}

qint64 runAlterations(const QByteArrayList &files, qint64 seconds, quint64 seed)
{
    Random random(seed, 0);
    const auto anyFile = [&] { return files[random.below(files.size())]; };
    QElapsedTimer clock;
    clock.start();
    qint64 count = 0;
    while (clock.elapsed() < seconds * 1000) {
        QByteArray bytes = anyFile();
        for (qint64 i = random.between(1, 6); i > 0; --i)
            alter(random, bytes, anyFile());
        bytes.truncate(kMostBytes);
        run(bytes);
        ++count;
    }
    return count;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    current.foundPath = QFile::encodeName(QFileInfo(QString::fromLocal8Bit(argv[0])).fileName()) + "-found";
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGBUS, SIGILL})
        std::signal(signal, keepWhatWasFound);
    const QByteArrayList files = filesIn(QString::fromLocal8Bit(argv[1]));
    if (files.isEmpty())
        return 1;
    for (const QByteArray &file : files)
        run(file);
    std::printf("%lld files\n", static_cast<long long>(files.size()));
    if (argc < 4)
        return 0;
    const quint64 seed = qEnvironmentVariableIsSet("SYNGRAPH_TEST_SEED") ? qEnvironmentVariable("SYNGRAPH_TEST_SEED").toULongLong()
                                                                        : QByteArray(argv[3]).toULongLong();
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    std::fflush(stdout);
    std::printf("%lld alterations\n", static_cast<long long>(runAlterations(files, QByteArray(argv[2]).toLongLong(), seed)));
    return 0;
}
