// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>

#include <array>
#include <optional>

class QMenuBar;
class QMenu;

namespace syngraph::ui {

enum class ActionId {
    NewDocument, OpenFile, JoinAddress, StartPage, Share, Documents, Save, NameVersion, Rename, Move, SaveCopy, SendCopy, Import,
    Export, ExportPdf, PageSetup, PrintPreview, Print, MoveToTrash, CloseWindow, Quit,
    Undo, Redo, Cut, Copy, Paste, PastePlain, Delete, SelectAll, Find, Replace, FindNext, FindPrevious, GoTo, Introduce,
    Preferences,
    Outline, Suggestions, NotSaved, People, History, Comments, Chat, Names, AuthorColors, PageView, ZoomIn, ZoomOut, ZoomNormal, FullScreen, DistractionFree, NextPane, PreviousPane, SchemeAsDesktop, SchemeLight, SchemeDark,
    AddComment, ResolveComment, NextComment, PreviousComment, InsertLink, InsertPicture, DescribePicture, PictureSize, PictureOwnSize, SavePicture, InsertRule, InsertLineBreak, InsertPageBreak, InsertDate, InsertTime, InsertCharacter,
    Bold, Italic, Underline, Strike, Code, Superscript, Subscript, TextColor, Highlight, CopyFormat, PasteFormat, ClearFormat,
    Body, Title, Heading1, Heading2, Heading3, Heading4, Heading5, Heading6, Quote, CodeBlock,
    Bullets, Numbers, Checks, ToggleCheck, RestartNumbers, ContinueNumbers,
    NumbersArabic, NumbersLowerLetters, NumbersUpperLetters, NumbersLowerRoman, NumbersUpperRoman, IndentMore, IndentLess,
    AlignLeft, AlignCenter, AlignRight, AlignJustify, DirectionByText, DirectionLeftToRight, DirectionRightToLeft,
    LinesStandard, LinesSingle, LinesWider, LinesHalf, LinesDouble, Spacing,
    ModeEditing, ModeSuggesting, ModeViewing, AcceptSuggestion, RejectSuggestion, NextSuggestion, PreviousSuggestion,
    Commands, CheckSpelling, NextMistake, TextLanguage, AidFormats, AidTypography,
    NewWindow, Welcome, Shortcuts, About,
};
inline constexpr std::size_t kActionCount = std::size_t(ActionId::About) + 1;

// Every command of a window, once: text, icon, shortcut, status tip. Menus, toolbar and context menu show these
// same objects; the window connects and enables them. One per window, whose shortcuts they are.
class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QWidget *window);

    QAction &operator[](ActionId id) const { return *m_actions[std::size_t(id)]; }
    // What an action is called, for lists: without mnemonic and ellipsis.
    static QString plainText(const QAction &action);
    // The text of the menu, and the tip that goes with it.
    void setText(ActionId id, const QString &text);
    // All menus, in the order of the platform; `recent` is filled by the window.
    void fill(QMenuBar &bar, QMenu &recent) const;
    // Those that need a document to act on, and those that change it; what some of them need beside is for others to say
    // behind it. Nothing happens where that is said already: an action that is switched on and off again is drawn anew.
    void setDocumentShown(bool shown);
    void setEditable(bool editable);

private:
    void fillEditing(QMenuBar &bar) const;
    void fillView(QMenu &view) const;
    void fillFormat(QMenu &menu) const;
    void fillReview(QMenu &menu) const;
    void add(QMenu &menu, std::initializer_list<ActionId> ids) const;

    std::array<QAction *, kActionCount> m_actions{};
    std::optional<bool> m_isDocumentShown;
    std::optional<bool> m_isEditable;
};

} // namespace syngraph::ui
