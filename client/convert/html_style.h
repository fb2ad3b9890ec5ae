// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/attributes.h"

#include <QString>

#include <optional>

namespace syngraph::convert {

// What of a style attribute (CSS declarations) a document can hold; everything else in it is passed over, and
// nothing in it is ever loaded.
struct HtmlStyle
{
    // Toggles that are set or taken back ("font-weight: normal" inside <b>).
    std::optional<bool> bold;
    std::optional<bool> italic;
    std::optional<bool> underline;
    std::optional<bool> strike;
    model::Attributes looks; // color, background, size, font, script
    QString align;
    QString direction;
    bool breaksBefore = false;
    bool breaksAfter = false;
    bool isHidden = false;
    bool keepsSpaces = false;
    bool hidesMarker = false; // of a list item
    QByteArray numbering;     // of a list: "1", "a", "A", "i" or "I"
    int indent = 0; // levels of two em
    // Of paragraphs, where they are said as office programs do: in percent and in points, not as pages are designed.
    std::optional<double> spacing;
    std::optional<double> before;
    std::optional<double> after;
};

HtmlStyle readHtmlStyle(const QString &declarations);

// `inherited` with what the style says about text.
model::Attributes withStyle(const model::Attributes &inherited, const HtmlStyle &style);

} // namespace syngraph::convert
