// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/lines.h"

#include "model/lines.h"
#include "model/numbering.h"
#include "model/proposal_mark.h"

namespace syngraph::convert {
namespace {

QByteArray textOf(const model::Attributes &attributes, QByteArrayView key)
{
    const model::Value *value = attributes.find(key);
    return value ? value->toString().toUtf8() : QByteArray();
}

std::optional<double> numberOf(const model::Attributes &attributes, QByteArrayView key)
{
    const model::Value *value = attributes.find(key);
    return value ? std::optional(value->json().toDouble()) : std::nullopt;
}

void finishLine(Line &line, const model::Attributes &attributes)
{
    line.block = textOf(attributes, "block");
    if (line.block.isEmpty())
        line.block = "p";
    if (const model::Value *indent = attributes.find("indent"))
        line.indent = int(indent->toInteger().value_or(0));
    line.align = textOf(attributes, "align");
    line.direction = textOf(attributes, "dir");
    line.spacing = numberOf(attributes, "spacing");
    line.before = numberOf(attributes, "before");
    line.after = numberOf(attributes, "after");
    line.numbering = line.block == "ordered" ? textOf(attributes, "numbering") : QByteArray();
    if (line.block == "ordered" && line.numbering.isEmpty())
        line.numbering = model::usualNumbering(line.indent).toByteArray();
    line.start = line.block == "ordered" ? int(numberOf(attributes, "start").value_or(0)) : 0;
}

// Collects the units of the line that is read.
class Reader
{
public:
    std::vector<Line> take() { return std::move(m_lines); }

    void object(const model::rope::Run &run) { m_line.spans.push_back({{}, run.attributes, run.embed}); }

    void text(QStringView part, const model::Attributes &attributes)
    {
        const auto inserted = model::markOf(attributes, "s:i");
        const auto deleted = model::markOf(attributes, "s:d");
        if (inserted && inserted->set) {
            for (qsizetype i = 0; i < part.size(); ++i)
                proposeEnd(*inserted);
        } else if (deleted && deleted->set) {
            m_line.end = {EndProposal::Kind::Deleted, deleted->author};
        } else if (!m_line.spans.empty() && m_line.spans.back().embed.isNull()
                   && m_line.spans.back().attributes == attributes) {
            m_line.spans.back().text += part;
        } else {
            m_line.spans.push_back({part.toString(), attributes, {}});
        }
    }

    void endLine(const model::Attributes &attributes)
    {
        finishLine(m_line, model::composeAttributes(attributes, std::exchange(m_next, {}), model::Nulls::Drop));
        m_lines.push_back(std::exchange(m_line, {}));
    }

private:
    // The paragraph end behind it becomes what is proposed for it, too.
    void proposeEnd(const model::ProposalMark &mark)
    {
        const model::ParagraphEnd end = model::paragraphEndOf(*mark.set);
        m_line.end = {EndProposal::Kind::Inserted, mark.author};
        endLine(end.line);
        m_next = end.next;
    }

    std::vector<Line> m_lines;
    Line m_line;
    model::Attributes m_next;
};

} // namespace

QString Line::text() const
{
    QString all;
    for (const Span &span : spans) {
        if (span.embed.isNull())
            all += span.text;
    }
    return all;
}

QByteArray Line::listKind() const
{
    const bool isItem = block == "bullet" || block == "ordered" || block == "check" || block == "checked";
    return isItem ? block + numbering : QByteArray();
}

int Line::headingLevel() const
{
    if (block == "title")
        return 1;
    return block.size() == 2 && block[0] == 'h' ? block[1] - '0' : 0;
}

bool ListTrack::countsOn(const QByteArray &kind, int indent, int start)
{
    if (kind.isEmpty()) {
        m_open.clear();
        return false;
    }
    const auto depth = std::size_t(indent);
    const bool isOrdered = kind.startsWith("ordered");
    const bool countsOn = isOrdered && m_open.size() > depth && m_open[depth].kind == kind;
    m_open.resize(depth + 1);
    Item &item = m_open.back();
    const int next = countsOn ? item.number + 1 : 1;
    item = {kind, !isOrdered ? 0 : start > 0 ? start : next};
    return countsOn;
}

int ListTrack::numberOf(const Line &line)
{
    countsOn(line.listKind(), line.indent, line.start);
    return number();
}

Line lineOf(const model::Attributes &end)
{
    Line line;
    finishLine(line, end);
    return line;
}

std::vector<Line> linesOf(const model::Document &document)
{
    Reader reader;
    document.visit(0, document.length(), [&](QStringView text, const model::rope::Run &run) {
        if (!run.embed.isNull()) {
            reader.object(run);
            return;
        }
        model::eachLinePart(text, [&](QStringView part, bool isLineEnd) {
            isLineEnd ? reader.endLine(run.attributes) : reader.text(part, run.attributes);
        });
    });
    return reader.take();
}

} // namespace syngraph::convert
