# SPDX-License-Identifier: GPL-3.0-or-later
"""Which folder may include which, and what the pure folders may not include at all."""

SHARED = {"shared/base", "shared/model", "shared/protocol"}
TRUST = {"shared/trust"}
ANNOUNCEMENT = {"shared/announcement"}
SERVER = {"server/room", "server/storage", "server/net", "server/discovery", "server/loop",
          "server/app"}
CLIENT = {
    "client/session", "client/history", "client/replica", "client/net", "client/editor", "client/spelling",
    "client/convert", "client/paper", "client/ui", "client/app", "client/cli", "client/world",
}

# A folder may always include itself. The table is complete: a folder without a row is refused.
ALLOWED = {
    "shared/base": set(),
    "shared/model": {"shared/base"},
    "shared/protocol": {"shared/base", "shared/model"},
    "shared/trust": {"shared/base"},
    "shared/announcement": set(),
    "server/room": SHARED,
    "server/storage": SHARED,
    "server/net": SHARED | TRUST | {"server/room", "server/storage"},
    "server/discovery": {"shared/base"} | ANNOUNCEMENT,
    "server/loop": set(),
    "server/app": SHARED | TRUST | ANNOUNCEMENT | SERVER,
    "client/session": SHARED,
    "client/history": SHARED,
    "client/replica": SHARED | {"client/session"},
    "client/net": SHARED | TRUST | ANNOUNCEMENT | {"client/session"},
    "client/convert": SHARED,
    "client/editor": {"shared/base", "shared/model", "client/session", "client/convert"},
    "client/paper": {"shared/base", "shared/model", "client/convert", "client/editor"},
    "client/spelling": {"shared/base"},
    "client/ui": SHARED | TRUST | ANNOUNCEMENT | {"client/session", "client/replica", "client/net", "client/editor", "client/convert", "client/paper",
                  "client/history", "client/spelling"},
    "client/app": SHARED | TRUST | ANNOUNCEMENT | CLIENT - {"client/cli", "client/world"},
    # plays the real Room against real Sessions in one process: the one use of server code by a client
    "client/world": SHARED | {"client/session", "server/room"},
    "client/cli": SHARED | TRUST | ANNOUNCEMENT | {"client/session", "client/replica", "client/net", "client/convert", "client/paper", "client/world", "client/history"},
}

# (beginning of the including file's path, included folder)
EXCEPTIONS = {
    # `check` verifies document files as the store does
    ("client/cli/check", "server/storage"),
}

PURE = SHARED | TRUST | ANNOUNCEMENT | {"server/room", "client/session", "client/history", "client/world"}

FORBIDDEN_IN_PURE = {
    # objects, events and input/output of Qt
    "QObject", "QTimer", "QTimerEvent", "QBasicTimer", "QChronoTimer", "QEventLoop", "QCoreApplication",
    "QFile", "QSaveFile", "QTemporaryFile", "QIODevice", "QDir", "QFileInfo", "QProcess", "QSettings",
    "QStandardPaths", "QTextStream", "QWebSocket", "QWebSocketServer", "QTcpSocket", "QTcpServer",
    "QUdpSocket", "QSslSocket", "QNetworkAccessManager", "QLoggingCategory", "QDebug",
    # clocks and chance
    "QDateTime", "QTime", "QDate", "QElapsedTimer", "QDeadlineTimer", "QRandomGenerator",
    "ctime", "time.h", "random",
    # threads
    "QThread", "QThreadPool", "QMutex", "QReadWriteLock", "QSemaphore", "QWaitCondition", "QtConcurrent",
    "thread", "mutex", "shared_mutex", "condition_variable", "future",
    # files and standard streams
    "iostream", "fstream", "filesystem", "cstdio", "stdio.h",
    # everything at once
    "QtCore", "QtNetwork", "QtWebSockets", "QtGui", "QtWidgets",
}

# <chrono> is allowed for durations; these are how the outside world comes in without a header
FORBIDDEN_WORDS_IN_PURE = (
    r"\b(?:system|steady|high_resolution|utc|file)_clock\b",
    r"\bstd::s?rand\b",
    r"\bcreateUuid\b",
    r"\bQ_OBJECT\b",
)


def folder_of(path):
    """The folder of the tables above that holds path, or None."""
    parts = path.split("/")
    if len(parts) < 3 or parts[0] not in ("client", "server", "shared"):
        return None
    return "/".join(parts[:2])


def folder_of_prefix(prefix, including_folder):
    """The folder meant by #include "prefix/...", or None. Only `app` exists on both sides."""
    if prefix == "client_net":
        return "client/net"
    if prefix == "net":
        return "server/net"
    if prefix == "app":
        return including_folder.split("/")[0] + "/app"
    for folder in ALLOWED:
        if folder.split("/")[1] == prefix:
            return folder
    return None
