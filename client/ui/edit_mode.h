// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace syngraph::ui {

// What becomes of what a person does in a document: it changes it, it is proposed, or nothing is to change.
enum class EditMode { Editing, Suggesting, Viewing };

} // namespace syngraph::ui
