// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions.h"

#include "ui/action_table.h"
#include "ui/icons.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QWidget>

namespace syngraph::ui {

Actions::Actions(QWidget *window) : QObject(window)
{
    for (const ActionRow &row : actionTable()) {
        auto *action = new QAction(QCoreApplication::translate("Actions", row.text), this);
        if (row.icon)
            action->setIcon(lineIcon(QString::fromLatin1(row.icon)));
        action->setShortcuts(row.shortcuts());
        const QString tip = QCoreApplication::translate("Actions", row.tip);
        action->setStatusTip(tip);
        action->setCheckable(row.isCheckable);
        m_actions[std::size_t(row.id)] = action;
        setText(row.id, action->text());
        window->addAction(action);
    }
    auto *schemes = new QActionGroup(this);
    for (const ActionId id : {ActionId::SchemeAsDesktop, ActionId::SchemeLight, ActionId::SchemeDark})
        schemes->addAction(&(*this)[id]);
    auto *modes = new QActionGroup(this);
    for (const ActionId id : {ActionId::ModeEditing, ActionId::ModeSuggesting, ActionId::ModeViewing})
        modes->addAction(&(*this)[id]);
    (*this)[ActionId::Quit].setMenuRole(QAction::QuitRole);
    (*this)[ActionId::About].setMenuRole(QAction::AboutRole);
    (*this)[ActionId::Preferences].setMenuRole(QAction::PreferencesRole);
    // the text knows the key; in other fields it means something else
    (*this)[ActionId::InsertLineBreak].setShortcutContext(Qt::WidgetShortcut);
}

void Actions::setText(ActionId id, const QString &text)
{
    QAction &action = (*this)[id];
    action.setText(text);
    QString hover = plainText(action);
    if (!action.shortcut().isEmpty())
        hover += QStringLiteral(" (%1)").arg(action.shortcut().toString(QKeySequence::NativeText));
    action.setToolTip(hover);
}

QString Actions::plainText(const QAction &action)
{
    return action.text().remove(u'&').remove(u'…');
}

void Actions::add(QMenu &menu, std::initializer_list<ActionId> ids) const
{
    for (const ActionId id : ids)
        menu.addAction(&(*this)[id]);
}

void Actions::fill(QMenuBar &bar, QMenu &recent) const
{
    using enum ActionId;
    QMenu &file = *bar.addMenu(tr("&File"));
    add(file, {NewDocument, OpenFile});
    file.addMenu(&recent);
    add(file, {Documents, JoinAddress, StartPage});
    file.addSeparator();
    add(file, {Share});
    file.addSeparator();
    add(file, {Save, NameVersion, Rename, Move, SaveCopy, SendCopy});
    file.addSeparator();
    add(file, {Import, Export, ExportPdf});
    file.addSeparator();
    add(file, {PageSetup, PrintPreview, Print});
    file.addSeparator();
    add(file, {MoveToTrash});
    file.addSeparator();
    add(file, {CloseWindow, Quit});
    fillEditing(bar);
    QMenu &window = *bar.addMenu(tr("&Window"));
    add(window, {NewWindow});
    QMenu &help = *bar.addMenu(tr("&Help"));
    add(help, {Welcome, Shortcuts, About});
}

void Actions::fillEditing(QMenuBar &bar) const
{
    using enum ActionId;
    QMenu &edit = *bar.addMenu(tr("&Edit"));
    add(edit, {Undo, Redo});
    edit.addSeparator();
    add(edit, {Cut, Copy, Paste, PastePlain, Delete});
    edit.addSeparator();
    add(edit, {SelectAll});
    edit.addSeparator();
    add(edit, {Find, Replace, FindNext, FindPrevious, GoTo});
    edit.addSeparator();
    add(edit, {Introduce, Preferences});
    fillView(*bar.addMenu(tr("&View")));
    QMenu &insert = *bar.addMenu(tr("&Insert"));
    add(insert, {AddComment});
    insert.addSeparator();
    add(insert, {InsertLink, InsertPicture, InsertRule, InsertLineBreak, InsertPageBreak});
    insert.addSeparator();
    add(insert, {InsertDate, InsertTime, InsertCharacter});
    fillFormat(*bar.addMenu(tr("F&ormat")));
    fillReview(*bar.addMenu(tr("&Review")));
    QMenu &tools = *bar.addMenu(tr("&Tools"));
    add(tools, {Commands});
    tools.addSeparator();
    add(tools, {CheckSpelling, NextMistake, TextLanguage});
    tools.addSeparator();
    add(tools, {NextComment, PreviousComment, ResolveComment});
    tools.addSeparator();
    add(tools, {AidFormats, AidTypography});
}

void Actions::fillView(QMenu &view) const
{
    using enum ActionId;
    add(view, {Outline, People, History, Comments, Suggestions, Chat, NotSaved});
    view.addSeparator();
    add(view, {Names, AuthorColors});
    view.addSeparator();
    add(view, {PageView});
    view.addSeparator();
    add(view, {ZoomIn, ZoomOut, ZoomNormal});
    view.addSeparator();
    add(view, {FullScreen, DistractionFree});
    view.addSeparator();
    add(view, {NextPane, PreviousPane});
    view.addSeparator();
    add(*view.addMenu(tr("&Colours")), {SchemeAsDesktop, SchemeLight, SchemeDark});
}

void Actions::fillFormat(QMenu &format) const
{
    using enum ActionId;
    QMenu &text = *format.addMenu(tr("&Text"));
    add(text, {Bold, Italic, Underline, Strike, Code, Superscript, Subscript});
    QMenu &style = *format.addMenu(tr("&Paragraph Style"));
    add(style, {Body, Title, Heading1, Heading2, Heading3, Heading4, Heading5, Heading6, Quote, CodeBlock});
    QMenu &list = *format.addMenu(tr("&List"));
    add(list, {Bullets, Numbers, Checks});
    list.addSeparator();
    add(list, {ToggleCheck});
    list.addSeparator();
    add(*list.addMenu(tr("Numbering St&yle")), {NumbersArabic, NumbersLowerLetters, NumbersUpperLetters, NumbersLowerRoman, NumbersUpperRoman});
    add(list, {RestartNumbers, ContinueNumbers});
    QMenu &align = *format.addMenu(tr("&Alignment"));
    add(align, {AlignLeft, AlignCenter, AlignRight, AlignJustify});
    align.addSeparator();
    add(align, {DirectionByText, DirectionLeftToRight, DirectionRightToLeft});
    QMenu &spacing = *format.addMenu(tr("Li&ne and Paragraph Spacing"));
    add(spacing, {LinesStandard, LinesSingle, LinesWider, LinesHalf, LinesDouble});
    spacing.addSeparator();
    add(spacing, {Spacing});
    format.addSeparator();
    add(format, {IndentMore, IndentLess});
    format.addSeparator();
    add(*format.addMenu(tr("Pict&ure")), {PictureSize, PictureOwnSize, DescribePicture, SavePicture});
    format.addSeparator();
    add(format, {TextColor, Highlight});
    format.addSeparator();
    add(format, {CopyFormat, PasteFormat, ClearFormat});
}

void Actions::fillReview(QMenu &review) const
{
    using enum ActionId;
    add(review, {ModeEditing, ModeSuggesting, ModeViewing});
    review.addSeparator();
    add(review, {NextSuggestion, PreviousSuggestion});
    review.addSeparator();
    add(review, {AcceptSuggestion, RejectSuggestion});
}

void Actions::setDocumentShown(bool shown)
{
    if (m_isDocumentShown == shown)
        return;
    m_isDocumentShown = shown;
    m_isEditable.reset();
    for (const ActionRow &row : actionTable()) {
        if (row.needs != Needs::Nothing)
            (*this)[row.id].setEnabled(shown);
    }
    (*this)[ActionId::StartPage].setEnabled(shown);
}

void Actions::setEditable(bool editable)
{
    if (m_isEditable == editable)
        return;
    m_isEditable = editable;
    for (const ActionRow &row : actionTable()) {
        if (row.needs == Needs::Editing)
            (*this)[row.id].setEnabled(editable);
    }
}

} // namespace syngraph::ui
