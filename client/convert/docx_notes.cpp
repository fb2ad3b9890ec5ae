// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/docx_notes.h"

#include "convert/office_paragraphs.h"
#include "convert/office_writer.h"

namespace syngraph::convert {
namespace {

// The name of a comment's last paragraph, by which its state is told.
QString paragraphOf(int number)
{
    return QString::number(0x10000000 + number, 16).toUpper();
}

// Its first letters: "AB" of "Anna Berg".
QString initialsOf(const QString &author)
{
    QString initials;
    for (const QString &word : author.split(u' ', Qt::SkipEmptyParts))
        initials += word.front();
    return initials.left(3);
}

void writeComment(QXmlStreamWriter &xml, const protocol::Remark &remark, int number)
{
    XmlElement comment(xml, "w:comment");
    comment.set("w:id", QString::number(number)).set("w:author", xmlText(remark.author));
    comment.set("w:date", isoTimeOf(remark)).set("w:initials", xmlText(initialsOf(remark.author)));
    const QStringList lines = remark.text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        XmlElement paragraph(xml, "w:p");
        if (i + 1 == lines.size())
            paragraph.set("w14:paraId", paragraphOf(number));
        XmlElement run(xml, "w:r");
        XmlElement text(xml, "w:t");
        text.set("xml:space", "preserve");
        xml.writeCharacters(xmlText(lines[i]));
    }
}

void point(QXmlStreamWriter &xml, int number)
{
    XmlElement run(xml, "w:r");
    XmlElement(xml, "w:commentReference").set("w:id", QString::number(number));
}

} // namespace

DocxNotes::DocxNotes(const ThreadPlaces &places) : m_places(places), m_firsts{0}
{
    for (const protocol::Thread *thread : places.threads())
        m_firsts.push_back(m_firsts.back() + int(remarksOf(*thread).size()));
}

std::pair<int, int> DocxNotes::numbersOf(int thread) const
{
    return {m_firsts[std::size_t(thread)], m_firsts[std::size_t(thread) + 1]};
}

void DocxNotes::begin(QXmlStreamWriter &xml, const Span &span) const
{
    for (const int thread : m_places.beginningAt(span)) {
        const auto [from, to] = numbersOf(thread);
        for (int number = from; number < to; ++number)
            XmlElement(xml, "w:commentRangeStart").set("w:id", QString::number(number));
    }
}

void DocxNotes::end(QXmlStreamWriter &xml, const Span &span) const
{
    for (const int thread : m_places.endingAt(span)) {
        const auto [from, to] = numbersOf(thread);
        for (int number = from; number < to; ++number) {
            XmlElement(xml, "w:commentRangeEnd").set("w:id", QString::number(number));
            point(xml, number);
        }
    }
}

void DocxNotes::pointAtThoseWithoutText(QXmlStreamWriter &xml) const
{
    for (const int thread : m_places.withoutText()) {
        const auto [from, to] = numbersOf(thread);
        for (int number = from; number < to; ++number)
            point(xml, number);
    }
}

DocxComments DocxNotes::comments() const
{
    DocxComments out;
    QXmlStreamWriter comments(&out.comments);
    QXmlStreamWriter states(&out.states);
    for (int thread = 0; thread < int(m_places.threads().size()); ++thread) {
        const protocol::Thread &known = *m_places.threads()[std::size_t(thread)];
        const protocol::Thread said = m_places.hasText(thread) ? known : withQuote(known);
        const int first = numbersOf(thread).first;
        int number = first;
        for (const protocol::Remark *remark : remarksOf(said)) {
            writeComment(comments, *remark, number);
            XmlElement state(states, "w15:commentEx");
            state.set("w15:paraId", paragraphOf(number));
            if (number > first)
                state.set("w15:paraIdParent", paragraphOf(first));
            state.set("w15:done", said.resolved ? "1" : "0");
            ++number;
        }
    }
    return out;
}

} // namespace syngraph::convert
