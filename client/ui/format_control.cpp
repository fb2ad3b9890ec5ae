// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format_control.h"

#include "editor/edit_commands.h"
#include "editor/line_commands.h"
#include "editor/numbering_commands.h"
#include "ui/format_toolbar.h"
#include "ui/link_dialog.h"
#include "ui/spacing_dialog.h"

#include <algorithm>

namespace syngraph::ui {
namespace {

using editor::BlockStyle;
using editor::Selection;
using model::Attributes;
using model::Document;
using model::Value;
namespace commands = editor::commands;

constexpr std::pair<ActionId, BlockStyle> kStyles[] = {
    {ActionId::Title, BlockStyle::Title},    {ActionId::Heading1, BlockStyle::H1},
    {ActionId::Heading2, BlockStyle::H2},    {ActionId::Heading3, BlockStyle::H3},
    {ActionId::Heading4, BlockStyle::H4},    {ActionId::Heading5, BlockStyle::H5},
    {ActionId::Heading6, BlockStyle::H6},    {ActionId::Quote, BlockStyle::Quote},
    {ActionId::CodeBlock, BlockStyle::Code}, {ActionId::Bullets, BlockStyle::Bullet},
    {ActionId::Numbers, BlockStyle::Ordered}, {ActionId::Checks, BlockStyle::Check},
};
constexpr std::pair<ActionId, const char *> kAlignments[] = {
    {ActionId::AlignLeft, "left"}, {ActionId::AlignCenter, "center"},
    {ActionId::AlignRight, "right"}, {ActionId::AlignJustify, "justify"},
};
constexpr std::pair<ActionId, const char *> kNumberings[] = {
    {ActionId::NumbersArabic, "1"},       {ActionId::NumbersLowerLetters, "a"},
    {ActionId::NumbersUpperLetters, "A"}, {ActionId::NumbersLowerRoman, "i"},
    {ActionId::NumbersUpperRoman, "I"},
};
struct Row
{
    ActionId id;
    const char *key;
    const char *json; // as it is stored
};
// null: as the style, or the text, has it.
constexpr Row kLines[] = {
    {ActionId::LinesStandard, "spacing", "null"},        {ActionId::LinesSingle, "spacing", "1"},
    {ActionId::LinesWider, "spacing", "1.15"},           {ActionId::LinesHalf, "spacing", "1.5"},
    {ActionId::LinesDouble, "spacing", "2"},             {ActionId::DirectionByText, "dir", "null"},
    {ActionId::DirectionLeftToRight, "dir", "\"ltr\""}, {ActionId::DirectionRightToLeft, "dir", "\"rtl\""},
};
constexpr Row kInline[] = {
    {ActionId::Bold, "bold", "true"},           {ActionId::Italic, "italic", "true"},
    {ActionId::Underline, "underline", "true"}, {ActionId::Strike, "strike", "true"},
    {ActionId::Code, "code", "true"},           {ActionId::Superscript, "script", "\"super\""},
    {ActionId::Subscript, "script", "\"sub\""},
};

constexpr qint64 kLongUnits = 50'000; // selected
constexpr int kRestMs = 300;          // between two looks through so much
constexpr int kPartMs = 2;

} // namespace

FormatControl::FormatControl(const Actions &actions, FormatToolbar &toolbar, editor::RichTextEdit &edit,
                             CopiedFormat &copied, QObject *parent)
    : QObject(parent), m_actions(actions), m_toolbar(toolbar), m_edit(edit), m_copied(copied),
      m_theme(editor::Theme::forPalette(edit.palette()))
{
    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, &FormatControl::refresh);
    connect(&m_part, &QTimer::timeout, this, &FormatControl::goOn);
    connect(&m_edit, &editor::RichTextEdit::formatChanged, this, &FormatControl::refreshLater);
    connect(&m_edit.binding(), &editor::DocumentBinding::changed, this, &FormatControl::refreshLater);
    connectEditing();
    connectInline();
    connectLines();
    connectBoxes();
    connectPainter();
}

void FormatControl::run(ActionId id, const editor::RichTextEdit::Command &command)
{
    connect(&m_actions[id], &QAction::triggered, this, [this, command] {
        m_edit.run(command);
        m_edit.setFocus();
    });
}

void FormatControl::connectEditing()
{
    const auto on = [this](ActionId id, auto slot) { connect(&m_actions[id], &QAction::triggered, &m_edit, slot); };
    on(ActionId::Cut, [this] { m_edit.cut(); });
    on(ActionId::Copy, [this] { m_edit.copy(); });
    on(ActionId::Paste, [this] { m_edit.paste(); });
    on(ActionId::PastePlain, [this] { m_edit.pastePlainText(); });
    on(ActionId::SelectAll, [this] { m_edit.selectAll(); });
    run(ActionId::Delete, commands::deleteSelection);
    on(ActionId::InsertLineBreak, [this] {
        m_edit.breakLine();
        m_edit.setFocus();
    });
    run(ActionId::InsertRule, commands::insertRule);
    run(ActionId::InsertPageBreak, commands::insertPageBreak);
    run(ActionId::ClearFormat, commands::clearFormat);
    connect(&m_actions[ActionId::InsertLink], &QAction::triggered, this, &FormatControl::askForLink);
}

void FormatControl::connectInline()
{
    for (const Row &row : kInline) {
        connect(&m_actions[row.id], &QAction::triggered, this, [this, row] {
            m_edit.toggleFormat(row.key, Value::fromCanonicalJson(row.json));
            m_edit.setFocus();
            refresh();
        });
    }
}

void FormatControl::connectLines()
{
    run(ActionId::Body, [](const Document &document, const Selection &selection) {
        return commands::setStyle(document, selection, BlockStyle::Body);
    });
    for (const auto &[id, block] : kStyles) {
        run(id, [style = block](const Document &document, const Selection &selection) {
            return commands::toggleBlock(document, selection, style);
        });
    }
    for (const auto &[id, name] : kAlignments) {
        run(id, [alignment = QString::fromLatin1(name)](const Document &document, const Selection &selection) {
            return commands::align(document, selection, alignment);
        });
    }
    run(ActionId::IndentMore, [](const Document &document, const Selection &selection) {
        return commands::changeIndent(document, selection, 1);
    });
    run(ActionId::IndentLess, [](const Document &document, const Selection &selection) {
        return commands::changeIndent(document, selection, -1);
    });
    for (const Row &row : kLines) {
        run(row.id, [key = row.key, value = Value::fromCanonicalJson(row.json)](const Document &document, const Selection &selection) {
            return commands::setLineFormat(document, selection, Attributes{{key, value}});
        });
    }
    for (const auto &[id, name] : kNumberings) {
        run(id, [numbering = name](const Document &document, const Selection &selection) {
            return commands::setNumbering(document, selection, numbering);
        });
    }
    run(ActionId::RestartNumbers, commands::restartNumbering);
    run(ActionId::ContinueNumbers, commands::continueNumbering);
    connect(&m_actions[ActionId::Spacing], &QAction::triggered, this, &FormatControl::askForSpacing);
    run(ActionId::ToggleCheck, [](const Document &document, const Selection &selection) {
        return commands::toggleCheck(document, selection.position);
    });
}

void FormatControl::setFormat(const char *key, const Value &value)
{
    m_edit.setFormat(Attributes{{key, value}});
    m_edit.setFocus();
}

void FormatControl::connectBoxes()
{
    const auto colorValue = [](const QColor &color) { return color.isValid() ? Value::string(color.name()) : Value::null(); };
    connect(&m_toolbar, &FormatToolbar::styleChosen, this, [this](BlockStyle style) {
        m_edit.run([&](const Document &document, const Selection &selection) {
            return commands::setStyle(document, selection, style);
        });
        m_edit.setFocus();
    });
    connect(&m_toolbar, &FormatToolbar::fontChosen, this, [this](const QString &family) {
        setFormat("font", family.isEmpty() ? Value::null() : Value::string(family));
    });
    connect(&m_toolbar, &FormatToolbar::sizeChosen, this, [this](double points) {
        setFormat("size", Value::fromCanonicalJson(QByteArray::number(points)));
    });
    connect(&m_toolbar, &FormatToolbar::textColorChosen, this,
            [this, colorValue](const QColor &color) { setFormat("color", colorValue(color)); });
    connect(&m_toolbar, &FormatToolbar::highlightChosen, this,
            [this, colorValue](const QColor &color) { setFormat("background", colorValue(color)); });
}

// Bold, colours, font …; what a link leads to or a comment says is no look.
void FormatControl::connectPainter()
{
    connect(&m_actions[ActionId::CopyFormat], &QAction::triggered, this, [this] {
        m_copied.take(model::filterAttributes(m_edit.format(), [](const QByteArray &key, const Value &) {
            return model::classOf(key) == model::KeyClass::Growing;
        }));
    });
    connect(&m_copied, &CopiedFormat::changed, this, &FormatControl::refreshActions);
    connect(&m_actions[ActionId::PasteFormat], &QAction::triggered, this, [this] {
        m_edit.run([&](const Document &document, const Selection &selection) {
            return commands::replaceFormat(document, selection, *m_copied.format());
        });
        m_edit.setFocus();
    });
}

void FormatControl::askForLink()
{
    const Selection selection = m_edit.binding().selection();
    const QString now = commands::linkAt(m_edit.binding().mirror(), selection.position);
    const auto target = LinkDialog::ask(now, m_edit.window());
    if (!target)
        return;
    m_edit.run([&](const Document &document, const Selection &here) {
        return commands::setLink(document, here, *target);
    });
    m_edit.setFocus();
}

void FormatControl::askForSpacing()
{
    const Attributes now = commands::lineFormat(m_edit.binding().mirror(), m_edit.binding().selection());
    const auto change = SpacingDialog::ask(now, m_edit.window());
    if (!change)
        return;
    m_edit.run([&](const Document &document, const Selection &selection) {
        return commands::setLineFormat(document, selection, *change);
    });
    m_edit.setFocus();
}

// Where all of a long text is selected, others change something of it all the time, and little of that shows here.
void FormatControl::refreshLater()
{
    const QTextCursor selected = m_edit.textCursor();
    const bool isLong = selected.selectionEnd() - selected.selectionStart() > kLongUnits;
    if (m_part.isActive())
        m_isBehind = true;
    else if (!m_refresh.isActive() || (!isLong && m_refresh.interval() > 0))
        m_refresh.start(isLong && m_begun.isValid() ? int(std::max<qint64>(0, kRestMs - m_begun.elapsed())) : 0);
}

void FormatControl::refresh()
{
    m_refresh.stop();
    m_begun.start();
    m_isBehind = false;
    m_shared = editor::SharedFormat(m_edit.binding().mirror(), m_edit.binding().selection());
    m_part.start(0);
    goOn();
}

void FormatControl::goOn()
{
    m_shared.advance(kPartMs);
    if (!m_shared.isDone())
        return;
    m_part.stop();
    const editor::SharedFormat shared = std::exchange(m_shared, {});
    const Attributes format = m_edit.textCursor().hasSelection() ? shared.text() : m_edit.format();
    showInline(format);
    showLines(shared.lines(), shared.alignment());
    m_toolbar.showFormat(editor::FormatMap::styleOf(shared.lines()), format, m_theme);
    refreshActions();
    if (m_isBehind)
        refreshLater();
}

void FormatControl::refreshActions()
{
    const bool isSelected = m_edit.textCursor().hasSelection();
    m_actions[ActionId::Copy].setEnabled(isSelected);
    m_actions[ActionId::Cut].setEnabled(isSelected && !m_edit.isReadOnly());
    m_actions[ActionId::Delete].setEnabled(isSelected && !m_edit.isReadOnly());
    m_actions[ActionId::PasteFormat].setEnabled(m_copied.format() && !m_edit.isReadOnly());
    m_actions[ActionId::ToggleCheck].setEnabled(m_actions[ActionId::Checks].isChecked() && !m_edit.isReadOnly());
    for (const ActionId id : {ActionId::RestartNumbers, ActionId::ContinueNumbers})
        m_actions[id].setEnabled(m_actions[ActionId::Numbers].isChecked() && !m_edit.isReadOnly());
}

void FormatControl::showInline(const Attributes &format)
{
    for (const Row &row : kInline) {
        const Value *value = format.find(row.key);
        m_actions[row.id].setChecked(value && value->json() == row.json);
    }
}

void FormatControl::showLines(const Attributes &lines, const QString &alignment)
{
    BlockStyle now = editor::FormatMap::styleOf(lines);
    if (now == BlockStyle::Checked)
        now = BlockStyle::Check;
    m_actions[ActionId::Body].setChecked(now == BlockStyle::Body);
    for (const auto &[id, style] : kStyles)
        m_actions[id].setChecked(style == now);
    for (const auto &[id, which] : kAlignments)
        m_actions[id].setChecked(alignment == QLatin1StringView(which));
    for (const auto &[id, which] : kNumberings)
        m_actions[id].setChecked(now == BlockStyle::Ordered && commands::numberingOf(lines) == which);
    for (const Row &row : kLines) {
        const Value *value = lines.find(row.key);
        m_actions[row.id].setChecked((value ? *value : Value::null()).json() == row.json);
    }
}

} // namespace syngraph::ui
