// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/content_builder.h"
#include "convert/html_style.h"
#include "convert/picture.h"

#include <QHash>

#include <optional>

namespace syngraph::convert {

using HtmlAttributes = QHash<QString, QString>; // names in lower case

// Turns a stream of elements and text into paragraphs. Elements may come in any order and nesting; an end without a
// beginning is passed over. Owned by one reading; no errors.
class HtmlContent
{
public:
    // Pictures that stand in their addresses go to `pictures`; without it they are told by what they show, as all others.
    HtmlContent(ContentBuilder &out, Pictures *pictures) : m_out(out), m_pictures(pictures) { m_frames.push_back({}); }

    // Names in lower case.
    void open(const QString &name, const HtmlAttributes &attributes);
    void close(const QString &name);
    void text(const QString &text);
    // Ends a paragraph that began in an element of its own.
    void finish();
    int depth() const { return int(m_frames.size()); }

private:
    // What an element passes on to what stands in it.
    struct Frame
    {
        QString name;
        model::Attributes inlines;
        QByteArray block = "p"; // p, h1 … h6, quote, code
        QByteArray list;        // bullet or ordered; empty outside of lists
        QByteArray numbering;   // as Line::numbering; empty where the page does not say
        QString align;
        QString direction;
        model::Attributes spaces; // spacing, before, after
        int listDepth = 0;
        int indent = 0;
        bool isSkipped = false;
        bool keepsSpaces = false;
        bool isBlock = false;
        bool breaksAfter = false;
    };

    void openBlock(Frame &frame, const HtmlAttributes &attributes);
    void beginCount(int depth, int start);
    ItemNumber nextNumber(int depth, int said);
    void openInline(Frame &frame, const HtmlAttributes &attributes);
    bool openSpecial(const QString &name, const HtmlAttributes &attributes);
    void applyStyle(Frame &frame, const HtmlStyle &style);
    void addImage(const HtmlAttributes &attributes);
    void openCell();
    void closeTop();
    // Ends the paragraph where it has something in it.
    void breakLine();
    void endLine();
    void emptyItem();
    void pageBreak();
    model::Attributes lineAttributes() const;
    model::Attributes textAttributes() const;
    void preformatted(const QString &text);
    void openLine();
    void writeBreaks();
    void dropLastBreak();

    ContentBuilder &m_out;
    Pictures *m_pictures;
    std::vector<Frame> m_frames;
    // The item whose first paragraph has not ended yet: its kind, empty where there is none.
    QByteArray m_item;
    std::size_t m_itemFrames = 0;
    ItemNumber m_number; // of that item
    std::vector<int> m_numbers{0}; // of the last items, by depth of lists
    bool m_isStartSaid = false; // of the list that has had no item yet
    // Where the row of a table began, and how many cells it has had.
    qint64 m_rowLine = -1;
    int m_cells = 0;
    Frame m_lineFrame; // the element in which the paragraph began
    bool m_isLineOpen = false;
    std::optional<model::Attributes> m_space; // a blank that shows only if something follows it
    std::vector<model::Attributes> m_breaks; // of lines, the last of which shows only if something follows it
    bool m_beganPre = false;
};

} // namespace syngraph::convert
