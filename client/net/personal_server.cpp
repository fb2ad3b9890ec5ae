// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/personal_server.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

namespace syngraph::client_net {
namespace {

constexpr int kLookMs = 25;
constexpr int kGiveUpMs = 30'000;
// A server that was started and is still not there after this has failed, or found the folder taken.
constexpr int kStartMs = 4'000;
constexpr int kProbeMs = 1'000;

// What a server's file says, if its process is still there.
std::optional<QUrl> readLiving(const QString &path, const char *member)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(file.read(65'536)).object();
    const auto pid = pid_t(object[u"pid"].toInteger());
    const QUrl url(object[QLatin1StringView(member)].toString());
    if (pid <= 0 || !url.isValid() || url.port() <= 0)
        return std::nullopt;
    // a process of somebody else has that number by now: not a server of this person
    if (::kill(pid, 0) != 0)
        return std::nullopt;
    return url;
}

QString readToken(const QString &dataFolder)
{
    QFile file(dataFolder + QStringLiteral("/owner-token"));
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.read(1024).trimmed()) : QString();
}

QString findProgram()
{
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/syngraphd");
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(QStringLiteral("syngraphd"));
}

// Whether it is a real folder of this user that nobody else can enter; made where there is none.
bool makePrivate(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    if (::mkdir(path.constData(), 0700) != 0 && errno != EEXIST)
        return false;
    struct stat state = {};
    return ::lstat(path.constData(), &state) == 0 && S_ISDIR(state.st_mode) && state.st_uid == ::geteuid()
        && (state.st_mode & 0077) == 0;
}

} // namespace

Result<QString> PersonalServer::makeRuntimeFolder(const QString &dataFolder)
{
    const QString base = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (QDir::isAbsolutePath(base)) {
        const QString folder = base + QStringLiteral("/syngraph");
        if (makePrivate(folder))
            return folder;
    }
    const QString folder = dataFolder + QStringLiteral("/runtime");
    if (QDir().mkpath(dataFolder) && makePrivate(folder))
        return folder;
    return Error{ErrorCode::NotWritable,
                 QStringLiteral("%1 can't be made a folder of your own; check its permissions.").arg(folder)};
}

PersonalServer::PersonalServer(Place place, QObject *parent) : QObject(parent), m_place(std::move(place))
{
    if (m_place.program.isEmpty())
        m_place.program = findProgram();
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &PersonalServer::look);
}

PersonalServer::~PersonalServer() = default;

QByteArray PersonalServer::readFingerprint() const
{
    QFile file(m_place.dataFolder + QStringLiteral("/run.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.read(65536)).object()[u"fingerprint"].toString().toLatin1();
}

QString PersonalServer::runtimeFile(const char *ending) const
{
    return QStringLiteral("%1/%2.%3").arg(m_place.runtimeFolder, m_place.profile, QLatin1StringView(ending));
}

void PersonalServer::find()
{
    if (m_isSearching)
        return;
    m_isSearching = true;
    m_started.invalidate();
    m_searching.start();
    m_retry.start(0);
}

void PersonalServer::look()
{
    auto url = readLiving(runtimeFile("json"), "url");
    // a server that somebody started on this folder by hand serves as well
    if (!url)
        url = readLiving(m_place.dataFolder + QStringLiteral("/run.json"), "adminUrl");
    if (url)
        probe(quint16(url->port()), *url);
    else
        startIfMyTurn();
}

// A file that outlived its server may name a process that is another one by now: only an open port counts.
void PersonalServer::probe(quint16 port, const QUrl &url)
{
    m_probe = std::make_unique<QTcpSocket>();
    connect(m_probe.get(), &QTcpSocket::connected, this, [this, url] { answer(url); });
    connect(m_probe.get(), &QTcpSocket::errorOccurred, this, [this] { startIfMyTurn(); });
    QTimer::singleShot(kProbeMs, m_probe.get(), [this] { startIfMyTurn(); });
    m_probe->connectToHost(url.host(), port);
}

void PersonalServer::answer(const QUrl &url)
{
    const QString token = readToken(m_place.dataFolder);
    if (token.isEmpty()) {
        lookAgain();
        return;
    }
    finish();
    Q_EMIT found({Endpoint{url, {}}, token});
}

void PersonalServer::finish()
{
    m_isSearching = false;
    m_retry.stop();
    m_turn.reset();
    if (m_probe) {
        // it may be its own signal that led here
        m_probe->disconnect(this);
        m_probe.release()->deleteLater();
    }
}

void PersonalServer::lookAgain()
{
    if (m_probe) {
        m_probe->disconnect(this);
        m_probe.release()->deleteLater();
    }
    if (m_searching.hasExpired(kGiveUpMs)) {
        finish();
        Q_EMIT failed({ErrorCode::Unreachable,
                       tr("The program that keeps your documents (syngraphd) does not start; see %1.")
                           .arg(m_place.dataFolder + QStringLiteral("/server.log"))});
        return;
    }
    m_retry.start(kLookMs);
}

void PersonalServer::startIfMyTurn()
{
    const bool isStarting = m_started.isValid() && !m_started.hasExpired(kStartMs);
    if (!m_turn) {
        m_turn = std::make_unique<QLockFile>(runtimeFile("lock"));
        m_turn->setStaleLockTime(0);
    }
    // whoever had the turn before may have finished since this one looked
    const bool hadTurn = m_turn->isLocked();
    if (isStarting || !hadTurn) {
        if (!hadTurn)
            m_turn->tryLock(0);
        lookAgain();
        return;
    }
    if (m_place.program.isEmpty()) {
        finish();
        Q_EMIT failed({ErrorCode::NotFound,
                       tr("syngraphd, the program that keeps your documents, is not installed beside this one.")});
        return;
    }
    QDir().mkpath(m_place.dataFolder);
    // whoever is found from now on has written this file himself
    QFile::remove(runtimeFile("json"));
    QProcess server;
    server.setProgram(m_place.program);
    QStringList arguments{QStringLiteral("--data"), m_place.dataFolder, QStringLiteral("--listen"),
                          QStringLiteral("127.0.0.1:0"), QStringLiteral("--ready-file"), runtimeFile("json"),
                          QStringLiteral("--exit-when-idle"), QString::number(m_place.idleSeconds),
                          QStringLiteral("--log-level"), QStringLiteral("warning")};
    if (!m_place.shareOn.isEmpty())
        arguments << QStringLiteral("--share-on") << m_place.shareOn;
    server.setArguments(arguments);
    server.setWorkingDirectory(QDir::rootPath());
    server.setStandardInputFile(QProcess::nullDevice());
    server.setStandardOutputFile(QProcess::nullDevice());
    server.setStandardErrorFile(m_place.dataFolder + QStringLiteral("/server.log"), QIODevice::Append);
    server.startDetached();
    m_started.start();
    lookAgain();
}

} // namespace syngraph::client_net
