// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/outline.h"

#include "editor/format_map.h"

#include <algorithm>

namespace syngraph::editor {
namespace {

constexpr qint64 kLongestText = 200;

} // namespace

void OutlineScan::advance(qint64 paragraphs)
{
    const qint64 last = std::min(m_lines, m_line + paragraphs);
    for (; m_line < last; ++m_line) {
        const qint64 next = m_document.lineStart(m_line + 1);
        const BlockStyle style = FormatMap::styleOf(m_document.runAt(next - 1).attributes);
        if (style >= BlockStyle::Title && style <= BlockStyle::H6) {
            QString text = m_document.text(m_start, std::min(next - 1, m_start + kLongestText));
            text.remove(QChar::ObjectReplacementCharacter);
            m_entries.push_back({int(style) - int(BlockStyle::Title), m_start, text.simplified()});
        }
        m_start = next;
    }
}

} // namespace syngraph::editor
