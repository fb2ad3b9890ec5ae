// SPDX-License-Identifier: GPL-3.0-or-later
// `delta`: reads requests from stdin and answers them, see delta_filter.h for what they mean.
#include "cli/command.h"
#include "cli/delta_filter.h"

#include <array>
#include <cerrno>
#include <unistd.h>

namespace syngraph::cli {
namespace {

// A line beyond this is refused without being kept: memory stays bounded whatever comes in.
constexpr qsizetype kMaxLineBytes = qsizetype(256) << 20;

bool writeAll(const QByteArray &out)
{
    qsizetype done = 0;
    while (done < out.size()) {
        const ssize_t written =
            ::write(STDOUT_FILENO, out.constData() + done, std::size_t(out.size() - done));
        if (written < 0 && errno != EINTR)
            return false;
        done += std::max<ssize_t>(written, 0);
    }
    return true;
}

// Cuts what arrives into lines and collects the answers.
class Lines
{
public:
    void take(QByteArrayView chunk)
    {
        while (!chunk.isEmpty()) {
            const qsizetype end = chunk.indexOf('\n');
            const QByteArrayView part = end < 0 ? chunk : chunk.first(end);
            m_overlong = m_overlong || m_line.size() + part.size() > kMaxLineBytes;
            if (end >= 0 && m_line.isEmpty() && !m_overlong) {
                m_filter.answer(part, m_answers);
            } else {
                if (!m_overlong)
                    m_line.append(part.data(), part.size());
                if (end >= 0)
                    finishLine();
            }
            chunk = end < 0 ? QByteArrayView() : chunk.sliced(end + 1);
        }
    }
    void finish()
    {
        if (!m_line.isEmpty() || m_overlong)
            finishLine();
    }
    QByteArray takeAnswers() { return std::exchange(m_answers, {}); }

private:
    void finishLine()
    {
        if (m_overlong)
            m_filter.refuse(ErrorCode::TooLarge, m_answers);
        else
            m_filter.answer(m_line, m_answers);
        m_line.clear();
        m_overlong = false;
    }

    DeltaFilter m_filter;
    QByteArray m_line;
    QByteArray m_answers;
    bool m_overlong = false;
};

} // namespace

int runDelta(const QStringList &arguments)
{
    if (!arguments.isEmpty())
        return fail(kWrongUsage, QStringLiteral("delta takes no arguments; it reads JSON lines from stdin."));
    Lines lines;
    QByteArray buffer(1 << 16, Qt::Uninitialized);
    while (true) {
        const ssize_t got = ::read(STDIN_FILENO, buffer.data(), std::size_t(buffer.size()));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(kFailed, QStringLiteral("Standard input can't be read."));
        if (got == 0)
            break;
        lines.take(QByteArrayView(buffer.constData(), got));
        // Written before the next read blocks: who asks line by line gets each answer at once.
        if (!writeAll(lines.takeAnswers()))
            return fail(kFailed, QStringLiteral("Standard output can't be written."));
    }
    lines.finish();
    return writeAll(lines.takeAnswers()) ? kSuccess
                                         : fail(kFailed, QStringLiteral("Standard output can't be written."));
}

} // namespace syngraph::cli
