// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/document_binding.h"

#include <array>
#include <optional>

// Commands on the numbers of lists, with the rules of edit_commands.h.
namespace syngraph::editor::commands {

// The numbered item at the beginning of the selection is the first one, or counts on from the last one above.
Edit restartNumbering(const model::Document &document, const Selection &selection);
Edit continueNumbering(const model::Document &document, const Selection &selection);
// The lists that the selection reaches into are numbered like this ("1", "a", "A", "i", "I"); what is no item of one
// becomes one.
Edit setNumbering(const model::Document &document, const Selection &selection, QByteArrayView numbering);
// How the numbers of an ordered item with these attributes are written.
QByteArray numberingOf(const model::Attributes &attributes);

// How items that come to stand at other levels are numbered: as the list that they go on with, among those above and
// those that were moved there before.
class MovedNumbering
{
public:
    MovedNumbering(const model::Document &document, const Selection &selection);

    // Null where it is usual there. To be asked for each moved item, from the top on.
    model::Value at(int indent);

private:
    const model::Document &m_document;
    qint64 m_first; // line of the selection
    std::array<std::optional<model::Value>, 17> m_met;
};

} // namespace syngraph::editor::commands
