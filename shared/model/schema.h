// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

// What a document of Syngraph may contain (the layer above the schema-free algebra). The server checks every
// submitted change with it, the client every change before sending; a violation refuses the change as a whole.
namespace syngraph::model {

inline constexpr qint64 kMaxTextUnits = qint64(64) << 20;
inline constexpr int kMaxKeysPerUnit = 64;
inline constexpr int kMaxKeyBytes = 32;
inline constexpr int kMaxValueBytes = 2048;
inline constexpr int kMaxEmbedBytes = 4096;
inline constexpr qint64 kMaxEmbeds = 5'000;

// A key of the whitelist with an allowed value (null is allowed in a retain only).
Result<void> checkAttribute(const Attribute &attribute, bool inRetain);

// An embed of a known type with a valid payload; as a change of an embed: valid members only.
Result<void> checkEmbed(const Embed &embed, bool isChange);

// A change by itself: its form, values and characters, without the document it applies to.
Result<void> checkChangeForm(const Delta &change);

// A change against the document it applies to: form, range, pairs, the permanent last paragraph end, sizes;
// and what a unit has by then, since many small changes add up.
Result<void> checkChange(const Delta &change, const Document &document);
// The same of a change whose form was checked.
Result<void> checkEffect(const Delta &change, const Document &document);

// A whole document: inserts only, ends with a paragraph end, everything of the whitelist in its place.
Result<void> checkDocument(const Delta &content);

// The hash (64 hex digits) of an image; empty: it is something else.
QByteArray imageOf(const Embed &embed);
// Of the images that a change inserts.
std::vector<QByteArray> imagesIn(const Delta &change);

} // namespace syngraph::model
