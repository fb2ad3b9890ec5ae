// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step_names.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <set>

namespace syngraph::ui {
namespace {

using model::Op;

#define TEXT(text) QT_TRANSLATE_NOOP("StepNames", text)

// In the order of StepName.
constexpr std::array kTexts{
    "",
    TEXT("Typing"),
    TEXT("Deletion"),
    TEXT("Paste"),
    TEXT("Horizontal Line"),
    TEXT("Page Break"),
    TEXT("Picture"),
    TEXT("Link"),
    TEXT("Bold"),
    TEXT("Italic"),
    TEXT("Underline"),
    TEXT("Strikethrough"),
    TEXT("Code"),
    TEXT("Superscript or Subscript"),
    TEXT("Text Colour"),
    TEXT("Highlight"),
    TEXT("Font"),
    TEXT("Font Size"),
    TEXT("Paragraph Style"),
    TEXT("List"),
    TEXT("Alignment"),
    TEXT("Indent"),
    TEXT("Replacement"),
    TEXT("Automatic Change"),
    TEXT("Formatting"),
    TEXT("Restored Version"),
    TEXT("Comment"),
    TEXT("Decision"),
    TEXT("Line Spacing"),
    TEXT("Paragraph Spacing"),
    TEXT("Numbering"),
    TEXT("Language"),
    TEXT("Moved Section"),
};
static_assert(kTexts.size() == std::size_t(StepName::Moving) + 1);

#undef TEXT

constexpr std::pair<const char *, StepName> kKeys[] = {
    {"bold", StepName::Bold},           {"italic", StepName::Italic},
    {"underline", StepName::Underline}, {"strike", StepName::Strikethrough},
    {"code", StepName::Code},           {"script", StepName::Script},
    {"color", StepName::TextColor},     {"background", StepName::Highlight},
    {"font", StepName::Font},           {"size", StepName::FontSize},
    {"link", StepName::Link},           {"align", StepName::Alignment},
    {"indent", StepName::Indent},       {"spacing", StepName::LineSpacing},
    {"before", StepName::ParagraphSpacing}, {"after", StepName::ParagraphSpacing},
    {"start", StepName::Numbering},     {"numbering", StepName::Numbering},
    {"lang", StepName::Language},
};
constexpr std::pair<const char *, StepName> kEmbeds[] = {
    {"rule", StepName::HorizontalLine}, {"pagebreak", StepName::PageBreak}, {"image", StepName::Picture}};

StepName nameOfFormat(const model::Attribute &attribute)
{
    if (attribute.key == "block") {
        const QString block = attribute.value.toString();
        const bool isList = block == u"bullet" || block == u"ordered" || block.startsWith(u"check");
        return isList ? StepName::List : StepName::ParagraphStyle;
    }
    if (attribute.key.startsWith("c:"))
        return StepName::Comment;
    for (const auto &[key, name] : kKeys) {
        if (attribute.key == key)
            return name;
    }
    return StepName::Formatting;
}

StepName nameOfEmbed(const model::Embed &embed)
{
    for (const auto &[type, name] : kEmbeds) {
        if (embed.type() == type)
            return name;
    }
    return StepName::None;
}

// Of a change that only sets formats.
StepName nameOfFormats(const model::Delta &change)
{
    std::set<StepName> names;
    for (const Op &op : change.ops()) {
        for (const model::Attribute &attribute : op.attributes.entries())
            names.insert(nameOfFormat(attribute));
    }
    // a list takes what it needs with it, and what is none any more leaves its numbers behind
    if (names.size() > 1)
        names.erase(StepName::Numbering);
    if (names.size() > 1 && names.contains(StepName::List))
        return StepName::List;
    return names.size() == 1 ? *names.begin() : StepName::Formatting;
}

// Whether whatever is inserted stands for something deleted right there.
bool replacesOnly(std::span<const Op> ops)
{
    bool isInserted = false;
    for (const Op &op : ops) {
        if (isInserted && op.isKeep())
            return false;
        isInserted = op.isInsert();
    }
    return !isInserted;
}

StepName nameOfCommand(const model::Delta &change)
{
    const auto ops = change.ops();
    for (const Op &op : ops) {
        if (op.kind == Op::Kind::InsertEmbed)
            return nameOfEmbed(op.embed);
    }
    if (std::ranges::none_of(ops, &Op::isInsert))
        return std::ranges::any_of(ops, &Op::isDelete) ? StepName::Deleting : nameOfFormats(change);
    if (replacesOnly(ops))
        return StepName::Replacing;
    for (const Op &op : ops) {
        if (op.isInsert() && op.attributes.contains("link"))
            return StepName::Link;
    }
    return StepName::Typing;
}

QString textOf(const QString &verb, session::StepLabel label)
{
    if (label == 0 || label >= kTexts.size())
        return verb;
    //: "Undo Typing"
    return QCoreApplication::translate("StepNames", "%1 %2").arg(verb, QCoreApplication::translate("StepNames", kTexts.at(label)));
}

} // namespace

StepName stepNameOf(const model::Delta &change, editor::EditKind kind)
{
    switch (kind) {
    case editor::EditKind::Typing: return StepName::Typing;
    case editor::EditKind::Deleting: return StepName::Deleting;
    case editor::EditKind::Paste: return StepName::Pasting;
    case editor::EditKind::Aid: return StepName::TypingAid;
    case editor::EditKind::Restoring: return StepName::Restoring;
    case editor::EditKind::Decision: return StepName::Deciding;
    case editor::EditKind::Moving: return StepName::Moving;
    case editor::EditKind::Command: break;
    }
    return nameOfCommand(change);
}

QString formatName(const model::Attribute &format)
{
    return QCoreApplication::translate("StepNames", kTexts.at(std::size_t(nameOfFormat(format))));
}

QString undoText(session::StepLabel label)
{
    return textOf(QCoreApplication::translate("StepNames", "&Undo"), label);
}

QString redoText(session::StepLabel label)
{
    return textOf(QCoreApplication::translate("StepNames", "&Redo"), label);
}

} // namespace syngraph::ui
