// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/document_binding.h"

namespace syngraph::editor {

// A place to which something is to come later, while people write on: moved over every change of the document, and
// kept when the document is shown anew. The binding must outlive it.
class HeldSelection : public QObject
{
public:
    HeldSelection(const DocumentBinding &binding, const Selection &selection);

    // In the mirror as it is now.
    Selection now() const;

private:
    void moveOver(const model::Delta &change);

    const DocumentBinding &m_binding;
    Selection m_selection;
};

} // namespace syngraph::editor
