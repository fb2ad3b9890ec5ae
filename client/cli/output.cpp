// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include <cerrno>
#include <unistd.h>

namespace syngraph::cli {

Result<void> writeOut(const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.constData() + done, std::size_t(bytes.size() - done));
        if (written < 0 && errno != EINTR)
            return Error{ErrorCode::NotWritable, QStringLiteral("Standard output can't be written.")};
        done += std::max<ssize_t>(written, 0);
    }
    return {};
}

Result<void> writeLine(QByteArray line)
{
    line += '\n';
    return writeOut(line);
}

int failWith(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Usage: return fail(kWrongUsage, error.text());
    case ErrorCode::Locked:
    case ErrorCode::PortInUse: return fail(kBusy, error.text());
    default: return fail(kFailed, error.text());
    }
}

int finish(const Result<void> &done)
{
    return done ? int(kSuccess) : failWith(done.error());
}

} // namespace syngraph::cli
