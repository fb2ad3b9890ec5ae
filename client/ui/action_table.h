// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions.h"

#include <QKeySequence>

#include <span>

namespace syngraph::ui {

// What must be there for an action to make sense.
enum class Needs { Nothing, Document, Editing };

struct ActionRow
{
    ActionId id;
    const char *text; // in English, translated in the context "Actions"
    const char *icon; // null: none
    QList<QKeySequence> (*shortcuts)();
    const char *tip;
    Needs needs;
    bool isCheckable = false;
};

// One row per ActionId, in its order.
std::span<const ActionRow> actionTable();

} // namespace syngraph::ui
