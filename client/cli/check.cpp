// SPDX-License-Identifier: GPL-3.0-or-later
// `check`: verifies document files as the store does, without a server; a JSON line each.
#include "cli/output.h"
#include "storage/verify.h"

namespace syngraph::cli {
namespace {

Result<void> check(const QStringList &paths)
{
    if (paths.isEmpty())
        return Error{ErrorCode::Usage, QStringLiteral("Usage: syngraph-cli check FILE...")};
    int damaged = 0;
    for (const QString &path : paths) {
        const storage::VerifyReport report = storage::verifyFile(path);
        damaged += report.ok ? 0 : 1;
        if (auto printed = writeLine(report.toJson()); !printed)
            return printed;
    }
    if (damaged > 0)
        return Error{ErrorCode::Damaged, QStringLiteral("%1 of %2 files are not whole.").arg(damaged).arg(paths.size())};
    return {};
}

} // namespace

int runCheck(const QStringList &arguments)
{
    return finish(check(arguments));
}

} // namespace syngraph::cli
