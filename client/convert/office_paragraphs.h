// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/content_builder.h"

#include <optional>

namespace syngraph::convert {

// One level of indentation in office files: half an inch.
inline constexpr double kIndentPoints = 36;
// Chains of styles and their parents may be rings in a hostile file.
inline constexpr std::size_t kMaxStyleChain = 20;

// A paragraph of an office file, as far as a document can hold it.
struct OfficeParagraph
{
    QByteArray block = "p"; // p, title, h1 … h6, quote, code
    QByteArray item;        // bullet, ordered, check, checked; empty where it is no item of a list
    int listDepth = 0;      // lists around it, whether it is an item or goes on in one
    int indent = 0;
    QString align;
    QString direction;
    std::optional<double> spacing; // of lines
    std::optional<double> before;  // points
    std::optional<double> after;
    ItemNumber number;
    QByteArray numbering; // as Line::numbering; empty where the file does not say
    bool breaksBefore = false;
    bool breaksAfter = false;
    bool isRule = false;
};

// A level of a list of an office file.
struct OfficeLevel
{
    QByteArray item = "bullet"; // as OfficeParagraph::item
    QByteArray numbering;       // likewise
    int first = 1;              // number of the first item
};

// Counts the items of a list as office programs do: whatever is between them does not matter, and an item begins the
// levels below its own anew.
class ListCounter
{
public:
    // The next item at the level: numbered as is said (0: it is not) or behind the last one or, where there is none, `first`.
    int next(int level, int first, int said = 0);
    // The level and those below begin anew.
    void restart(int level);

private:
    std::vector<int> m_numbers; // of the last items, by level; 0: none yet
};

// Writes paragraphs, rows of tables, line and page breaks to a ContentBuilder; what ODT and DOCX have in common.
// Paragraphs that begin within another one (text boxes, footnotes, cells) are part of it.
class OfficeParagraphs
{
public:
    explicit OfficeParagraphs(ContentBuilder &out) : m_out(out) { }

    void begin(const OfficeParagraph &paragraph);
    void end();
    void text(QStringView text, const model::Attributes &attributes);
    void picture(const QByteArray &id, const QSize &size, const QString &alt, const model::Attributes &attributes);
    void pageBreak();
    // A row becomes one paragraph, its cells are parted by tabs.
    void beginRow();
    void beginCell();
    void endRow();

    bool isAtStart() const { return m_isAtStart; }
    bool isOpen() const { return m_depth > 0; }

private:
    void endLine();
    QStringView withoutBox(QStringView text);

    ContentBuilder &m_out;
    OfficeParagraph m_paragraph;
    int m_depth = 0; // paragraphs and rows that are open
    int m_cells = 0;
    bool m_isAtStart = true;
    bool m_isBehindBreak = false; // that the paragraph above asked for
};

// The block of a style by the name that office programs show ("Heading 2", "Quotations"); empty where it has none.
QByteArray blockOfStyle(const QString &name);
// Whether a character style of this name is that of code.
bool isCodeStyle(const QString &name);
// What an item's sign says of it: a box is a check item, a blank none.
QByteArray itemOfBullet(const QString &bullet);
// `text` as XML may hold it.
QString xmlText(QStringView text);

} // namespace syngraph::convert
