// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/format_rows.h"
#include "model/document.h"

#include <unordered_map>

namespace syngraph::editor {

// What a character (or object) of a QTextDocument is to the model.
struct CharContent
{
    model::Attributes attributes;
    model::Embed embed;    // of an object character
    char16_t standIn = 0;  // the unit that is meant where the character is U+FFFD; 0 = none
};

// Formats of the model <-> formats of Qt.
//
// Every format made here carries the attributes themselves in a user property (canonical JSON) and, derived from
// them, the paragraph's style and the theme, the looks. Reading starts from the carried attributes and overrides
// a key only where its Qt property differs from what those attributes look like: so a heading's size is no `size`,
// a link's colour no `color`, but a bold set by Qt itself, or pasted, is read. A format without the user property
// is read from its Qt properties alone. Whatever the schema does not allow is left out.
// Law (test format_map): read(make(a, style)) = a for all valid a and all styles.
// Owned by the window; used on the GUI thread only (caches). No errors.
class FormatMap
{
public:
    explicit FormatMap(Theme theme) : m_theme(std::move(theme)) { }
    FormatMap(const FormatMap &) = delete;
    FormatMap &operator=(const FormatMap &) = delete;

    const Theme &theme() const { return m_theme; }
    // Every format made before is out of date then: DocumentBinding::setTheme renders anew.
    void setTheme(Theme theme);
    // Likewise the formats of what those propose: DocumentBinding::setAuthorColors.
    void setAuthorColors(AuthorColors colors);

    // Format of text, or of an object where `embed` is not null, in a paragraph of the style.
    QTextCharFormat charFormat(const model::Attributes &attributes, BlockStyle style,
                               const model::Embed &embed = {}) const;
    // The format for U+FFFD standing in for `unit`.
    QTextCharFormat standInFormat(char16_t unit, const model::Attributes &attributes, BlockStyle style) const;
    BlockLook blockLook(const model::Attributes &attributes) const;

    // `isObject`: the character is U+FFFC.
    CharContent readChar(const QTextCharFormat &format, bool isObject) const;
    model::Attributes readBlock(const BlockLook &look) const;

    static BlockStyle styleOf(const model::Attributes &blockAttributes);

private:
    struct Key
    {
        model::Attributes attributes;
        BlockStyle style;
        friend bool operator==(const Key &, const Key &) = default;
    };
    struct KeyHash
    {
        std::size_t operator()(const Key &key) const { return key.attributes.hash() ^ (std::size_t(key.style) << 8); }
    };

    QTextCharFormat computeCharFormat(const model::Attributes &attributes, BlockStyle style) const;

    Theme m_theme;
    mutable std::unordered_map<Key, QTextCharFormat, KeyHash> m_charFormats;
    mutable std::unordered_map<Key, BlockLook, KeyHash> m_blockLooks;
};

// Name of the resource that shows an image of the model ("syngraph-image:HEX").
QString imageResourceName(const QByteArray &id);

} // namespace syngraph::editor
