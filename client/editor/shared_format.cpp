// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/shared_format.h"

#include "editor/edit_builder.h"

#include <QElapsedTimer>

#include <algorithm>

namespace syngraph::editor {
namespace {

using model::Attributes;
using model::Value;

constexpr int kLinesBetweenLooks = 32; // at the clock

void narrow(std::optional<Attributes> &common, const Attributes &here)
{
    if (!common) {
        common = here;
        return;
    }
    if (common->isEmpty() || *common == here)
        return;
    common = model::filterAttributes(*common, [&](const QByteArray &key, const Value &value) {
        const Value *other = here.find(key);
        return other && *other == value;
    });
}

template<typename Common>
bool isOpen(const std::optional<Common> &common)
{
    return !common || !common->isEmpty();
}

} // namespace

SharedFormat::SharedFormat(const model::Document &document, const Selection &selection)
    : m_document(document), m_range(commands::clamped(selection, document)), m_line(document.lineAt(m_range.start())),
      m_lastLine(m_range.isEmpty() ? m_line : document.lineAt(m_range.end() - 1))
{
}

void SharedFormat::advance(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    for (int i = 1; !isDone(); ++i) {
        look(m_line++);
        if (!isOpen(m_text) && !isOpen(m_lines) && !isOpen(m_alignment))
            m_line = m_lastLine + 1;
        if (i % kLinesBetweenLooks == 0 && clock.elapsed() >= milliseconds)
            return;
    }
}

void SharedFormat::look(qint64 number)
{
    const commands::Line line = commands::lineAt(m_document, m_document.lineStart(number));
    if (isOpen(m_lines))
        narrow(m_lines, line.attributes);
    if (isOpen(m_alignment)) {
        const QString here = commands::alignmentOf(m_document, line);
        m_alignment = !m_alignment || *m_alignment == here ? here : QString();
    }
    if (!isOpen(m_text))
        return;
    m_document.visit(std::max(line.start, m_range.start()), std::min(line.end, m_range.end()),
                     [&](QStringView, const model::rope::Run &run) { narrow(m_text, run.attributes); });
}

} // namespace syngraph::editor
