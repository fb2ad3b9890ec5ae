// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/action_table.h"

namespace syngraph::ui {
namespace {

template<QKeySequence::StandardKey Key>
QList<QKeySequence> standard()
{
    return QKeySequence::keyBindings(Key);
}

template<int Key>
QList<QKeySequence> key()
{
    return {QKeySequence(Key)};
}

QList<QKeySequence> none()
{
    return {};
}

QList<QKeySequence> redoKeys()
{
    return {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)};
}

// On many keyboards + needs Shift, and = is the same key without.
QList<QKeySequence> zoomInKeys()
{
    return {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)};
}

QList<QKeySequence> clearKeys()
{
    return {QKeySequence(Qt::CTRL | Qt::Key_Backslash), QKeySequence(Qt::CTRL | Qt::Key_Space)};
}

// Digits with Shift are named by the digit, whatever sign the keyboard has on it: a second name by the sign would be
// the same key press, and on other keyboards that of another digit.
constexpr int kCtrl = int(Qt::CTRL);
constexpr int kCtrlShift = int(Qt::CTRL) | int(Qt::SHIFT);
constexpr int kAltShift = int(Qt::ALT) | int(Qt::SHIFT);
constexpr int kCtrlAltShift = int(Qt::CTRL) | int(Qt::ALT) | int(Qt::SHIFT);
constexpr int kCtrlAlt = int(Qt::CTRL) | int(Qt::ALT);

#define TEXT(text) QT_TRANSLATE_NOOP("Actions", text)
using enum ActionId;
using enum Needs;

const ActionRow kRows[] = {
    {NewDocument, TEXT("&New Document"), "document-new", standard<QKeySequence::New>, TEXT("Start a document; it exists from the first moment"), Nothing},
    {OpenFile, TEXT("&Open…"), "open", standard<QKeySequence::Open>, TEXT("Open a document file of this computer, of this program or of another one"), Nothing},
    {Documents, TEXT("&Documents…"), "document", key<kCtrlShift | int(Qt::Key_O)>, TEXT("List your documents and those of others that were open here; open, rename, move, duplicate them or put them into the trash"), Nothing},
    {JoinAddress, TEXT("&Join by Address or Link…"), "join", key<kCtrlShift | int(Qt::Key_J)>, TEXT("Open a document that somebody else serves"), Nothing},
    {ActionId::StartPage, TEXT("&Start Page"), "home", key<kCtrlShift | int(Qt::Key_N)>, TEXT("Show recent documents in a new window"), Nothing},
    {ActionId::Share, TEXT("S&hare…"), "share", key<kCtrlAlt | int(Qt::Key_H)>, TEXT("Let others on this network write in this document"), Document},
    {Save, TEXT("&Save"), "save", standard<QKeySequence::Save>, TEXT("Choose name and folder of a new document, or keep a version of it as it is now"), Document},
    {NameVersion, TEXT("Name &Version…"), "version", key<kCtrlAlt | int(Qt::Key_S)>, TEXT("Keep the document as it is now under a name"), Editing},
    {Rename, TEXT("&Rename…"), "rename", none, TEXT("Give the document another title"), Document},
    {Move, TEXT("Mo&ve…"), "move", none, TEXT("Choose another name and folder for the document's file"), Document},
    {SaveCopy, TEXT("Save a &Copy…"), "copy-document", key<kCtrlShift | int(Qt::Key_S)>, TEXT("Make a document of your own from this one as it is now"), Document},
    {SendCopy, TEXT("Send &a Copy…"), "send", none, TEXT("Write the document into a file for somebody else, with or without its history"), Document},
    {Import, TEXT("&Import…"), "import", none, TEXT("Make a document of a file of another program"), Nothing},
    {Export, TEXT("&Export…"), "export", none, TEXT("Write the document for another program: Word, OpenDocument, PDF, web page, Markdown, text"), Document},
    {ExportPdf, TEXT("Export as P&DF…"), "pdf", none, TEXT("Write the document as it would be printed"), Document},
    {PageSetup, TEXT("Pa&ge Setup…"), "page-setup", none, TEXT("Choose paper, margins and page numbers"), Document},
    {PrintPreview, TEXT("Print Pre&view"), "preview", none, TEXT("See the pages before they are printed"), Document},
    {Print, TEXT("&Print…"), "print", standard<QKeySequence::Print>, TEXT("Print the document"), Document},
    {MoveToTrash, TEXT("Move to &Trash"), "trash", none, TEXT("Put the document into the trash, where it stays for 30 days"), Document},
    {CloseWindow, TEXT("&Close Window"), "close", standard<QKeySequence::Close>, TEXT("Close this window; nothing is lost"), Nothing},
    {Quit, TEXT("&Quit"), "quit", key<kCtrl | int(Qt::Key_Q)>, TEXT("Close all windows; nothing is lost"), Nothing},

    {Undo, TEXT("&Undo"), "undo", standard<QKeySequence::Undo>, TEXT("Take back your own last change, wherever it was"), Editing},
    {Redo, TEXT("&Redo"), "redo", redoKeys, TEXT("Make your change that was taken back again"), Editing},
    {Cut, TEXT("Cu&t"), "cut", standard<QKeySequence::Cut>, TEXT("Take the selection to the clipboard"), Editing},
    {Copy, TEXT("&Copy"), "copy", standard<QKeySequence::Copy>, TEXT("Copy the selection to the clipboard"), Document},
    {Paste, TEXT("&Paste"), "paste", standard<QKeySequence::Paste>, TEXT("Insert what is on the clipboard"), Editing},
    {PastePlain, TEXT("Paste &Without Formatting"), nullptr, key<kCtrlShift | int(Qt::Key_V)>, TEXT("Insert the clipboard's text in the format that is here"), Editing},
    {Delete, TEXT("&Delete"), nullptr, none, TEXT("Delete the selection"), Editing},
    {SelectAll, TEXT("Select &All"), nullptr, standard<QKeySequence::SelectAll>, TEXT("Select the whole document"), Document},
    {Find, TEXT("&Find…"), "find", standard<QKeySequence::Find>, TEXT("Look for text in the document"), Document},
    {Replace, TEXT("R&eplace…"), "replace", key<kCtrl | int(Qt::Key_H)>, TEXT("Look for text and put other text in its place"), Editing},
    {FindNext, TEXT("Find &Next"), "find-next", key<int(Qt::Key_F3)>, TEXT("Go to the next place where the text stands"), Document},
    {FindPrevious, TEXT("Find Pre&vious"), "find-previous", key<int(Qt::SHIFT) | int(Qt::Key_F3)>, TEXT("Go to the place before where the text stands"), Document},
    {GoTo, TEXT("&Go To…"), nullptr, key<kCtrl | int(Qt::Key_G)>, TEXT("Go to a page or to a heading"), Document},
    {Introduce, TEXT("Your &Name and Colour…"), "person", none, TEXT("What others call you, and in which colour they see you"), Nothing},
    {ActionId::Preferences, TEXT("P&references…"), "preferences", key<kCtrl | int(Qt::Key_Comma)>, TEXT("The little that can be chosen"), Nothing},

    {Outline, TEXT("&Outline"), "outline", key<int(Qt::Key_F8)>, TEXT("Show the headings, to go from one to the other"), Document, true},
    {Suggestions, TEXT("Su&ggestions"), "suggestions", none, TEXT("Show what is proposed, to accept or reject it"), Document, true},
    {NotSaved, TEXT("Texts Not Sa&ved"), "warning", none, TEXT("Show what you wrote and the document could not take, to insert or copy it"), Document, true},
    {People, TEXT("&People"), "people", key<int(Qt::Key_F9)>, TEXT("Show who is in this document"), Document, true},
    {History, TEXT("&History"), "history", key<kCtrlAlt | int(Qt::SHIFT) | int(Qt::Key_H)>, TEXT("Show who wrote what and when, and the document as it was"), Document, true},
    {Comments, TEXT("Co&mments"), "comment", key<int(Qt::SHIFT) | int(Qt::Key_F9)>, TEXT("Show comments beside the text"), Document, true},
    {Chat, TEXT("Cha&t"), "chat", key<kCtrl | int(Qt::Key_F9)>, TEXT("Talk with everybody in this document"), Document, true},
    {Names, TEXT("&Names at Carets"), nullptr, none, TEXT("Show people's names at their carets"), Document, true},
    {AuthorColors, TEXT("&Author Colours"), "author-colors", none, TEXT("Show behind the text who wrote it; nothing in the document is changed"), Document, true},
    {PageView, TEXT("Page Vie&w"), "document", none, TEXT("Show the text as wide as the paper is, and where pages begin"), Document, true},
    {ZoomIn, TEXT("Zoom &In"), "zoom-in", zoomInKeys, TEXT("Show the page larger"), Document},
    {ZoomOut, TEXT("Zoom &Out"), "zoom-out", standard<QKeySequence::ZoomOut>, TEXT("Show the page smaller"), Document},
    {ZoomNormal, TEXT("Natural &Size"), "zoom-normal", key<kCtrl | int(Qt::Key_0)>, TEXT("Show the page as large as it is"), Document},
    {FullScreen, TEXT("&Full Screen"), "full-screen", key<int(Qt::Key_F11)>, TEXT("Fill the screen with this window"), Nothing, true},
    {DistractionFree, TEXT("&Distraction Free"), "distraction-free", key<int(Qt::SHIFT) | int(Qt::Key_F11)>, TEXT("Show nothing but the text; Esc brings everything back"), Document, true},
    {NextPane, TEXT("Ne&xt Part of the Window"), nullptr, key<int(Qt::Key_F6)>, TEXT("Go from the text to the toolbar, the panels, the status bar, and back"), Document},
    {PreviousPane, TEXT("P&revious Part of the Window"), nullptr, key<int(Qt::SHIFT) | int(Qt::Key_F6)>, TEXT("Go through the parts of the window backwards"), Document},
    {SchemeAsDesktop, TEXT("As the &Desktop"), nullptr, none, TEXT("Light or dark as the desktop is"), Nothing, true},
    {SchemeLight, TEXT("&Light"), nullptr, none, TEXT("Dark text on a light ground"), Nothing, true},
    {SchemeDark, TEXT("D&ark"), nullptr, none, TEXT("Light text on a dark ground"), Nothing, true},

    {AddComment, TEXT("Co&mment…"), "comment-add", key<kCtrlAlt | int(Qt::Key_M)>, TEXT("Write a comment about the selected text, or answer the one at the caret"), Document},
    {ResolveComment, TEXT("&Resolve Comment"), "check", key<kCtrlAlt | int(Qt::Key_R)>, TEXT("The comment here is done with, or not after all"), Document},
    {NextComment, TEXT("Ne&xt Comment"), "find-next", key<kCtrlAlt | int(Qt::Key_N)>, TEXT("Go to the next comment"), Document},
    {PreviousComment, TEXT("Pre&vious Comment"), "find-previous", key<kCtrlAlt | int(Qt::Key_P)>, TEXT("Go to the comment before"), Document},
    {InsertLink, TEXT("&Link…"), "link", key<kCtrl | int(Qt::Key_K)>, TEXT("Make the selection a link, or change the link here"), Editing},
    {InsertPicture, TEXT("Pi&cture…"), "image", none, TEXT("Insert pictures from files: PNG, JPEG, WebP, GIF"), Editing},
    {DescribePicture, TEXT("Describe &Picture…"), nullptr, none, TEXT("Say what the picture at the caret shows, for those who can't see it"), Editing},
    {PictureSize, TEXT("Picture S&ize…"), nullptr, none, TEXT("Choose how large the picture at the caret is"), Editing},
    {PictureOwnSize, TEXT("&Original Picture Size"), nullptr, none, TEXT("Show the picture at the caret as large as it is"), Editing},
    {SavePicture, TEXT("Save Picture &As…"), nullptr, none, TEXT("Write the picture at the caret into a file"), Document},
    {InsertRule, TEXT("&Horizontal Line"), "rule", none, TEXT("Insert a line across the page"), Editing},
    {InsertLineBreak, TEXT("Line &Break"), "line-break", key<int(Qt::SHIFT) | int(Qt::Key_Return)>, TEXT("Begin a new line of the same paragraph"), Editing},
    {InsertPageBreak, TEXT("&Page Break"), "page-break", key<kCtrl | int(Qt::Key_Return)>, TEXT("Begin a new page when printing"), Editing},
    {InsertDate, TEXT("&Date"), "calendar", key<kAltShift | int(Qt::Key_D)>, TEXT("Insert today's date"), Editing},
    {InsertTime, TEXT("&Time"), "clock", key<kAltShift | int(Qt::Key_T)>, TEXT("Insert what time it is"), Editing},
    {InsertCharacter, TEXT("&Special Character…"), "character", none, TEXT("Insert a character that the keyboard does not have"), Editing},

    {Bold, TEXT("&Bold"), "bold", standard<QKeySequence::Bold>, TEXT("Make the selection bold"), Editing, true},
    {Italic, TEXT("&Italic"), "italic", standard<QKeySequence::Italic>, TEXT("Make the selection italic"), Editing, true},
    {Underline, TEXT("&Underline"), "underline", standard<QKeySequence::Underline>, TEXT("Underline the selection"), Editing, true},
    {Strike, TEXT("&Strikethrough"), "strike", key<kCtrlShift | int(Qt::Key_X)>, TEXT("Strike the selection through"), Editing, true},
    {Code, TEXT("&Code"), "code", key<kCtrlShift | int(Qt::Key_M)>, TEXT("Show the selection as program text"), Editing, true},
    {Superscript, TEXT("Su&perscript"), nullptr, key<kCtrl | int(Qt::Key_Period)>, TEXT("Raise the selection"), Editing, true},
    {Subscript, TEXT("Su&bscript"), nullptr, key<kCtrlShift | int(Qt::Key_B)>, TEXT("Lower the selection"), Editing, true},
    {TextColor, TEXT("Text Co&lour…"), "text-color", none, TEXT("Choose the colour of the text"), Editing},
    {Highlight, TEXT("&Highlight…"), "highlight", none, TEXT("Choose the colour behind the text"), Editing},
    {CopyFormat, TEXT("Copy &Format"), "format-painter", key<kCtrlAlt | int(Qt::Key_C)>, TEXT("Remember how the text here looks"), Editing},
    {PasteFormat, TEXT("P&aste Format"), nullptr, key<kCtrlAlt | int(Qt::Key_V)>, TEXT("Give the selection the look that was copied"), Editing},
    {ClearFormat, TEXT("&Clear Formatting"), "clear-format", clearKeys, TEXT("Take all formatting off the selected text"), Editing},

    {Body, TEXT("&Body"), nullptr, key<kCtrlAlt | int(Qt::Key_0)>, TEXT("Make it ordinary text"), Editing, true},
    {Title, TEXT("&Title"), nullptr, none, TEXT("Make it the document's title"), Editing, true},
    {Heading1, TEXT("Heading &1"), nullptr, key<kCtrlAlt | int(Qt::Key_1)>, TEXT("Make it a heading"), Editing, true},
    {Heading2, TEXT("Heading &2"), nullptr, key<kCtrlAlt | int(Qt::Key_2)>, TEXT("Make it a heading of the second level"), Editing, true},
    {Heading3, TEXT("Heading &3"), nullptr, key<kCtrlAlt | int(Qt::Key_3)>, TEXT("Make it a heading of the third level"), Editing, true},
    {Heading4, TEXT("Heading &4"), nullptr, key<kCtrlAlt | int(Qt::Key_4)>, TEXT("Make it a heading of the fourth level"), Editing, true},
    {Heading5, TEXT("Heading &5"), nullptr, key<kCtrlAlt | int(Qt::Key_5)>, TEXT("Make it a heading of the fifth level"), Editing, true},
    {Heading6, TEXT("Heading &6"), nullptr, key<kCtrlAlt | int(Qt::Key_6)>, TEXT("Make it a heading of the sixth level"), Editing, true},
    {Quote, TEXT("&Quote"), "quote", none, TEXT("Make it a quotation"), Editing, true},
    {CodeBlock, TEXT("C&ode Block"), "code", none, TEXT("Make it lines of program text"), Editing, true},

    {Bullets, TEXT("&Bulleted List"), "bullets", key<kCtrlShift | int(Qt::Key_8)>, TEXT("Make it a list with bullets"), Editing, true},
    {Numbers, TEXT("&Numbered List"), "numbers", key<kCtrlShift | int(Qt::Key_7)>, TEXT("Make it a list with numbers"), Editing, true},
    {Checks, TEXT("&Check List"), "checklist", key<kCtrlShift | int(Qt::Key_9)>, TEXT("Make it a list to tick off"), Editing, true},
    {ToggleCheck, TEXT("&Tick Off"), nullptr, key<kCtrlShift | int(Qt::Key_Return)>, TEXT("Tick the item off, or not after all"), Editing},
    {NumbersArabic, TEXT("&Numbers 1, 2, 3"), nullptr, none, TEXT("Number the list by 1, 2, 3"), Editing, true},
    {NumbersLowerLetters, TEXT("&Letters a, b, c"), nullptr, none, TEXT("Number the list by a, b, c"), Editing, true},
    {NumbersUpperLetters, TEXT("L&etters A, B, C"), nullptr, none, TEXT("Number the list by A, B, C"), Editing, true},
    {NumbersLowerRoman, TEXT("&Roman Numerals i, ii, iii"), nullptr, none, TEXT("Number the list by i, ii, iii"), Editing, true},
    {NumbersUpperRoman, TEXT("R&oman Numerals I, II, III"), nullptr, none, TEXT("Number the list by I, II, III"), Editing, true},
    {RestartNumbers, TEXT("&Restart Numbering"), nullptr, none, TEXT("Count from 1 again, from this item on"), Editing},
    {ContinueNumbers, TEXT("C&ontinue Numbering"), nullptr, none, TEXT("Count on from the numbered list above"), Editing},
    {IndentMore, TEXT("&Indent"), "indent-more", key<kCtrl | int(Qt::Key_BracketRight)>, TEXT("Move it one level to the right"), Editing},
    {IndentLess, TEXT("&Outdent"), "indent-less", key<kCtrl | int(Qt::Key_BracketLeft)>, TEXT("Move it one level to the left"), Editing},

    {AlignLeft, TEXT("&Left"), "align-left", key<kCtrl | int(Qt::Key_L)>, TEXT("Align it to the left"), Editing, true},
    {AlignCenter, TEXT("&Centre"), "align-center", key<kCtrl | int(Qt::Key_E)>, TEXT("Centre it"), Editing, true},
    {AlignRight, TEXT("&Right"), "align-right", key<kCtrl | int(Qt::Key_R)>, TEXT("Align it to the right"), Editing, true},
    {AlignJustify, TEXT("&Justify"), "align-justify", key<kCtrl | int(Qt::Key_J)>, TEXT("Align it on both sides"), Editing, true},

    {DirectionByText, TEXT("Direction by Its &Text"), nullptr, none, TEXT("It runs as its first letters do"), Editing, true},
    {DirectionLeftToRight, TEXT("From Left t&o Right"), nullptr, none, TEXT("It runs from left to right"), Editing, true},
    {DirectionRightToLeft, TEXT("From Right to Le&ft"), nullptr, none, TEXT("It runs from right to left, as Arabic and Hebrew do"), Editing, true},

    {LinesStandard, TEXT("&Standard Line Spacing"), nullptr, none, TEXT("Lines are as far apart as the paragraph style has them"), Editing, true},
    {LinesSingle, TEXT("Line Spacing &1"), nullptr, none, TEXT("Lines are as far apart as the font has them"), Editing, true},
    {LinesWider, TEXT("Line Spacing 1.1&5"), nullptr, none, TEXT("Lines are a little further apart"), Editing, true},
    {LinesHalf, TEXT("Line Spacing 1.5"), nullptr, none, TEXT("There is half a line between lines"), Editing, true},
    {LinesDouble, TEXT("Line Spacing &2"), nullptr, none, TEXT("There is a line between lines"), Editing, true},
    {ActionId::Spacing, TEXT("S&pacing…"), nullptr, none, TEXT("Choose how far lines and paragraphs are apart"), Editing},

    {ModeEditing, TEXT("&Editing"), "mode-editing", key<kCtrlAltShift | int(Qt::Key_Z)>, TEXT("What you do changes the document"), Document, true},
    {ModeSuggesting, TEXT("&Suggesting"), "mode-suggesting", key<kCtrlAltShift | int(Qt::Key_X)>, TEXT("What you do is proposed; others accept or reject it"), Document, true},
    {ModeViewing, TEXT("&Viewing"), "mode-viewing", key<kCtrlAltShift | int(Qt::Key_C)>, TEXT("Read only; nothing changes by mistake"), Document, true},
    {AcceptSuggestion, TEXT("&Accept Suggestion"), "check", key<kCtrlAlt | int(Qt::Key_Y)>, TEXT("Make the change that is proposed at the caret"), Document},
    {RejectSuggestion, TEXT("&Reject Suggestion"), "close", key<kCtrlAltShift | int(Qt::Key_Y)>, TEXT("Take away what is proposed at the caret"), Document},
    {NextSuggestion, TEXT("&Next Suggestion"), nullptr, key<int(Qt::ALT) | int(Qt::Key_F7)>, TEXT("Go to what is proposed next"), Document},
    {PreviousSuggestion, TEXT("&Previous Suggestion"), nullptr, key<kAltShift | int(Qt::Key_F7)>, TEXT("Go to what is proposed before"), Document},

    {Commands, TEXT("Find a &Command…"), "commands", key<kCtrlShift | int(Qt::Key_P)>, TEXT("Find any command by its words, and give it"), Nothing},
    {CheckSpelling, TEXT("Check &Spelling While Typing"), nullptr, none, TEXT("Mark words that the dictionary does not have"), Nothing, true},
    {NextMistake, TEXT("&Next Misspelled Word"), "spelling", key<int(Qt::Key_F7)>, TEXT("Go to the next word that the dictionary does not have"), Editing},
    {TextLanguage, TEXT("&Language…"), nullptr, none, TEXT("Choose in which language the document, or what is selected, is written"), Document},
    {AidFormats, TEXT("&Format While Typing"), nullptr, none, TEXT("Make headings, lists, bold text and links of # , - , 1. , [] , **bold** and addresses"), Nothing, true},
    {AidTypography, TEXT("&Smart Quotes and Dashes"), nullptr, none, TEXT("Make typographic quotation marks, dashes and ellipses of \" , -- and ..."), Nothing, true},

    {NewWindow, TEXT("&New Window on This Document"), "window-new", none, TEXT("See two places of the document at once"), Document},
    {Welcome, TEXT("&Welcome Document"), "info", none, TEXT("Open a new copy of the welcome document"), Nothing},
    {Shortcuts, TEXT("&Keyboard Shortcuts"), "keyboard", key<int(Qt::Key_F1)>, TEXT("List every key that does something"), Nothing},
    {About, TEXT("&About Syngraph"), nullptr, none, TEXT("Version and licence"), Nothing},
};
static_assert(std::size(kRows) == kActionCount);

#undef TEXT

} // namespace

std::span<const ActionRow> actionTable()
{
    return kRows;
}

} // namespace syngraph::ui
