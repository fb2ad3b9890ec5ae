// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/held_selection.h"

#include "model/transform.h"

namespace syngraph::editor {

HeldSelection::HeldSelection(const DocumentBinding &binding, const Selection &selection)
    : m_binding(binding), m_selection(selection)
{
    connect(&binding, &DocumentBinding::changed, this, &HeldSelection::moveOver);
}

// A caret goes behind what is inserted at it, so that what comes to one place stands in the order it was asked for.
void HeldSelection::moveOver(const model::Delta &change)
{
    m_selection = m_selection.isEmpty()
        ? Selection::caret(model::transformPosition(m_selection.position, change, model::AtInsert::Moves))
        : movedSelection(m_selection, change, m_binding.mirror());
}

// Content that was loaded anew can be shorter.
Selection HeldSelection::now() const
{
    const qint64 last = m_binding.mirror().length() - 1;
    return {std::min(m_selection.anchor, last), std::min(m_selection.position, last)};
}

} // namespace syngraph::editor
