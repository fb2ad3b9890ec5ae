// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/diff.h"

#include "model/align.h"
#include "model/lines.h"

#include <algorithm>

namespace syngraph::model {
namespace {

bool isBlock(const QByteArray &key, const Value &)
{
    return classOf(key) == KeyClass::Block;
}

// The formats of a document's units, read from front to back.
class FormatReader
{
public:
    explicit FormatReader(const Document &document)
    {
        qint64 position = 0;
        document.visit(0, document.length(), [&](QStringView text, const rope::Run &run) {
            position += text.size();
            if (!m_runs.empty() && m_runs.back().second == run.attributes)
                m_runs.back().first = position;
            else
                m_runs.emplace_back(position, run.attributes);
        });
    }

    // Formats at a position that is not before the last one asked for.
    const Attributes &at(qint64 position)
    {
        while (m_runs[m_index].first <= position)
            ++m_index;
        return m_runs[m_index].second;
    }
    // End of the stretch that has the formats last returned.
    qint64 end() const { return m_runs[m_index].first; }

private:
    std::vector<std::pair<qint64, Attributes>> m_runs; // end, formats
    std::size_t m_index = 0;
};

// Writes the change; what concerns one line of `to` waits until its end is known, because a paragraph format
// covers the whole line.
class Writer
{
public:
    Writer(const Document &from, const Document &to, const UnitSequence &units)
        : m_to(to)
        , m_units(units)
        , m_fromFormats(from)
        , m_toFormats(to)
    { }

    void keep(qint64 from, qint64 to, qint64 length)
    {
        while (length > 0) {
            const Attributes &old = m_fromFormats.at(from);
            const Attributes &now = m_toFormats.at(to);
            qint64 part = std::min({length, m_fromFormats.end() - from, m_toFormats.end() - to});
            const bool behindOpened = std::exchange(m_opened, false) && m_units.text[to] == u'\n';
            if (behindOpened)
                part = 1;
            keepAlike(QStringView(m_units.text).sliced(to, part), diffAttributes(old, now),
                      behindOpened ? blockOf(now) : Attributes());
            from += part;
            to += part;
            length -= part;
        }
    }

    void change(const Hunk &hunk)
    {
        const QStringView text = QStringView(m_units.text).sliced(hunk.bFrom, hunk.bTo - hunk.bFrom);
        m_opened = hunk.aFrom == hunk.aTo && text.startsWith(u'\n');
        if (text.contains(u'\n'))
            finishLine({});
        if (!text.isEmpty())
            m_line.push_back({text.size(), Op::Kind::InsertText, {}, hunk.bFrom});
        if (hunk.aTo > hunk.aFrom)
            m_line.push_back({hunk.aTo - hunk.aFrom, Op::Kind::Delete, {}, 0});
    }

    Delta take()
    {
        finishLine({});
        return std::move(m_out.chop());
    }

private:
    struct Step
    {
        qint64 length = 0;
        Op::Kind kind = Op::Kind::Retain;
        Attributes attributes;
        qint64 from = 0; // in `to`, of an insert
    };

    static Attributes blockOf(const Attributes &formats)
    {
        const Value *block = formats.find("block");
        return {{"block", block ? *block : Value::null()}};
    }

    // Keeps units whose formats all change by `change`; `besides` goes to a line end in any case.
    void keepAlike(QStringView text, const Attributes &change, const Attributes &besides)
    {
        if (change.isEmpty() && besides.isEmpty()) {
            const qsizetype last = text.lastIndexOf(u'\n');
            if (last >= 0) {
                finishLine({});
                m_out.retain(last + 1);
            }
            keepInLine(text.size() - last - 1, {});
            return;
        }
        eachLinePart(text, [&](QStringView part, bool isLineEnd) {
            if (!isLineEnd)
                return keepInLine(part.size(), change);
            const Attributes all = composeAttributes(besides, change, Nulls::Keep);
            finishLine(filterAttributes(all, isBlock));
            m_out.retain(1, all);
        });
    }

    void keepInLine(qint64 length, const Attributes &change)
    {
        if (length > 0)
            m_line.push_back({length, Op::Kind::Retain, change, 0});
    }

    // Writes the line so far; `block`: what its end gets, and so all of it.
    void finishLine(const Attributes &block)
    {
        for (const Step &step : m_line) {
            if (step.kind == Op::Kind::Retain)
                m_out.retain(step.length, composeAttributes(step.attributes, block, Nulls::Keep));
            else if (step.kind == Op::Kind::Delete)
                m_out.remove(step.length);
            else
                insert(step.from, step.from + step.length);
        }
        m_line.clear();
    }

    void insert(qint64 from, qint64 to)
    {
        m_to.visit(from, to, [&](QStringView text, const rope::Run &run) {
            if (run.embed.isNull())
                m_out.insert(text, run.attributes);
            else
                m_out.insert(run.embed, run.attributes);
        });
    }

    const Document &m_to;
    const UnitSequence &m_units;
    FormatReader m_fromFormats;
    FormatReader m_toFormats;
    std::vector<Step> m_line;
    bool m_opened = false; // the last thing was an insert that begins with a line end
    Delta m_out;
};

// Whole lines between two lines: "X⏎" behind a line end is the same text as "⏎X" before it.
void openAbove(std::vector<Hunk> &hunks, const UnitSequence &from, const UnitSequence &to)
{
    qint64 kept = 0; // from here on
    for (Hunk &hunk : hunks) {
        if (hunk.aFrom == hunk.aTo && hunk.aFrom > kept && from.text[hunk.aFrom - 1] == u'\n'
            && to.text[hunk.bTo - 1] == u'\n') {
            --hunk.aFrom;
            --hunk.aTo;
            --hunk.bFrom;
            --hunk.bTo;
        }
        kept = hunk.aTo;
    }
}

} // namespace

Delta diff(const Document &from, const Document &to)
{
    const UnitSequence a = UnitSequence::of(from);
    const UnitSequence b = UnitSequence::of(to);
    std::vector<Hunk> hunks = align(a, b);
    openAbove(hunks, a, b);
    Writer writer(from, to, b);
    qint64 position = 0;
    qint64 target = 0;
    for (const Hunk &hunk : hunks) {
        writer.keep(position, target, hunk.aFrom - position);
        writer.change(hunk);
        position = hunk.aTo;
        target = hunk.bTo;
    }
    writer.keep(position, target, a.size() - position);
    return writer.take();
}

} // namespace syngraph::model
