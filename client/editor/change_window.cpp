// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/change_window.h"

#include <QTextDocument>
#include <QTextList>

#include <algorithm>

namespace syngraph::editor {
namespace {

// The report made consistent, or nothing where it can't be.
std::optional<ChangeReport> consistent(ChangeReport report, qint64 mirrorLength, qint64 documentLength)
{
    if (report.removed < 0 || report.added < 0) {
        const qint64 touch = std::max(-report.removed, -report.added);
        report.position = std::max(qint64(0), report.position - touch);
        report.removed += 2 * touch;
        report.added += 2 * touch;
    }
    if (mirrorLength - report.removed + report.added != documentLength)
        return std::nullopt;
    const qint64 over = std::max({qint64(0), report.position + report.removed - mirrorLength,
                                  report.position + report.added - documentLength});
    report.removed -= over;
    report.added -= over;
    const qint64 missing = std::max({qint64(0), -report.removed, -report.added});
    report.position -= missing;
    report.removed += missing;
    report.added += missing;
    if (report.position < 0)
        return std::nullopt;
    return report;
}

qint64 endOf(const QTextBlock &block)
{
    return block.position() + block.length();
}

// The last block of the window, before its verified extension.
QTextBlock lastBlock(const QTextDocument &document, const QTextBlock &first, const ChangeReport &report)
{
    const qint64 last = document.characterCount() - 1;
    QTextBlock block = document.findBlock(int(std::min(report.position + report.added, last)));
    if (block.next().isValid())
        block = block.next();
    qint64 listed = 0;
    for (QTextBlock each = first; each.isValid(); each = each.next()) {
        listed += each.textList() ? 1 : 0;
        if (each == block)
            break;
    }
    return document.findBlock(int(std::min(last, endOf(block) - 1 + listed)));
}

bool isUnchanged(const Content &block, const model::Document &mirror, qint64 from)
{
    if (from < 0 || from + block.text.size() > mirror.length())
        return false;
    const Content before = contentOf(mirror, from, from + block.text.size());
    return before.text == block.text && before.runs == block.runs;
}

void appendContent(Content &content, const Content &more)
{
    qint64 position = 0;
    for (const Run &run : more.runs) {
        content.append(QStringView(more.text).sliced(position, run.length), run);
        position += run.length;
    }
}

ChangeWindow wholeDocument(const QTextDocument &document, const DocumentReader &reader, qint64 mirrorLength)
{
    ChangeWindow window;
    window.mirrorTo = mirrorLength;
    window.documentTo = document.characterCount();
    window.isResync = true;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        window.isRendered &= reader.read(block, window.now);
    return window;
}

} // namespace

ChangeWindow findWindow(const QTextDocument &document, const DocumentReader &reader, const model::Document &mirror,
                        ChangeReport report)
{
    const auto usable = consistent(report, mirror.length(), document.characterCount());
    if (!usable)
        return wholeDocument(document, reader, mirror.length());
    QTextBlock first = document.findBlock(int(std::min<qint64>(usable->position, document.characterCount() - 1)));
    if (first.previous().isValid())
        first = first.previous();
    QTextBlock last = lastBlock(document, first, *usable);

    ChangeWindow window;
    window.from = first.position();
    for (QTextBlock block = first; block.isValid(); block = block.next()) {
        window.isRendered &= reader.read(block, window.now);
        if (block == last)
            break;
    }
    const qint64 shift = usable->removed - usable->added;
    for (QTextBlock next = last.next(); next.isValid(); next = next.next()) {
        Content content;
        const bool isRendered = reader.read(next, content);
        if (isUnchanged(content, mirror, next.position() + shift))
            break;
        appendContent(window.now, content);
        window.isRendered &= isRendered;
        last = next;
    }
    window.documentTo = endOf(last);
    window.mirrorTo = window.documentTo + shift;
    return window;
}

} // namespace syngraph::editor
