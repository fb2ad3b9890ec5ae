// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/edit_forms.h"

#include "model/op_cursor.h"

#include <vector>

namespace syngraph::editor {
namespace {

using model::Attributes;
using model::Delta;
using model::Document;
using model::Op;

struct Step
{
    Op op;
    QStringView text; // of InsertText
};

std::vector<Step> stepsOf(const Delta &delta)
{
    std::vector<Step> steps;
    qsizetype taken = 0;
    for (const Op &op : delta.ops()) {
        const bool isText = op.kind == Op::Kind::InsertText;
        steps.push_back({op, isText ? delta.text().sliced(taken, op.length) : QStringView()});
        taken += isText ? op.length : 0;
    }
    return steps;
}

void append(Delta &out, const Step &step)
{
    switch (step.op.kind) {
    case Op::Kind::InsertText: out.insert(step.text, step.op.attributes); break;
    case Op::Kind::InsertEmbed: out.insert(step.op.embed, step.op.attributes); break;
    case Op::Kind::Retain: out.retain(step.op.length, step.op.attributes); break;
    case Op::Kind::ChangeEmbed: out.changeEmbed(step.op.embed, step.op.attributes); break;
    case Op::Kind::Delete: out.remove(step.op.length); break;
    }
}

Attributes blockKeysOf(const Attributes &attributes)
{
    return model::filterAttributes(attributes, [](const QByteArray &key, const model::Value &) {
        return model::classOf(key) == model::KeyClass::Block;
    });
}

// What sets the block keys of `to` on a line end that has those of `from`, `block` in any case.
Attributes openingAttributes(const Attributes &from, const Attributes &to)
{
    const model::Value *block = to.find("block");
    return model::diffAttributes(from, to).with("block", block ? *block : model::Value::null());
}

// Rewrites the inserts that open lines.
class Opener
{
public:
    Opener(const Delta &change, const Document &before) : m_steps(stepsOf(change)), m_before(before) { }

    Delta run()
    {
        while (m_index < m_steps.size()) {
            const Step &step = m_steps[m_index];
            if (step.op.kind == Op::Kind::Retain && isUpperLineOf(m_index))
                writeAtUpperLine();
            else if (step.op.isInsert())
                writeInserts();
            else
                writeOther(step);
        }
        return m_out.chop();
    }

private:
    bool isInsert(std::size_t index) const { return index < m_steps.size() && m_steps[index].op.isInsert(); }
    std::size_t endOfInserts(std::size_t index) const
    {
        while (isInsert(index))
            ++index;
        return index;
    }
    // Inserts from `first` begin with a line end that stands before a kept line end.
    bool opensAt(std::size_t first, qint64 position) const
    {
        const std::size_t behind = endOfInserts(first);
        const bool isKept = behind >= m_steps.size() || m_steps[behind].op.kind == Op::Kind::Retain;
        return m_steps[first].text.startsWith(u'\n') && isKept && position < m_before.length()
            && m_before.at(position) == u'\n';
    }
    // A retain that ends with a line end, and behind it whole paragraphs are inserted.
    bool isUpperLineOf(std::size_t index) const
    {
        if (!isInsert(index + 1))
            return false;
        const qint64 end = m_position + m_steps[index].op.length;
        const Step &last = m_steps[endOfInserts(index + 1) - 1];
        return m_before.at(end - 1) == u'\n' && last.text.endsWith(u'\n') && !opensAt(index + 1, end);
    }
    void writeAtUpperLine()
    {
        const Step upper = m_steps[m_index];
        const Attributes was = m_before.runAt(m_position + upper.op.length - 1).attributes;
        const Attributes upperEnd = model::composeAttributes(was, blockKeysOf(upper.op.attributes), model::Nulls::Drop);
        const std::size_t end = endOfInserts(m_index + 1);
        m_out.retain(upper.op.length - 1, upper.op.attributes);
        m_out.insert(u"\n", upperEnd);
        for (std::size_t i = m_index + 1; i < end; ++i) {
            Step step = m_steps[i];
            if (i + 1 == end)
                step.text.chop(1);
            append(m_out, step);
        }
        m_out.retain(1, openingAttributes(was, m_steps[end - 1].op.attributes));
        m_position += upper.op.length;
        m_index = end;
    }
    void writeInserts()
    {
        const bool opens = opensAt(m_index, m_position);
        const std::size_t end = endOfInserts(m_index);
        while (m_index < end)
            append(m_out, m_steps[m_index++]);
        if (!opens)
            return;
        const Attributes was = m_before.runAt(m_position).attributes;
        Attributes set;
        if (m_index < m_steps.size())
            set = blockKeysOf(m_steps[m_index].op.attributes);
        const Attributes now = model::composeAttributes(was, set, model::Nulls::Drop);
        m_out.retain(1, openingAttributes(was, now));
        ++m_position;
        if (m_index == m_steps.size())
            return;
        if (--m_steps[m_index].op.length == 0)
            ++m_index;
    }
    void writeOther(const Step &step)
    {
        append(m_out, step);
        m_position += step.op.length;
        ++m_index;
    }

    std::vector<Step> m_steps;
    const Document &m_before;
    Delta m_out;
    std::size_t m_index = 0;
    qint64 m_position = 0; // in m_before
};

// Spreads the block keys set on line ends over the kept units of their lines.
class LineWidener
{
public:
    LineWidener(const Delta &change, const Document &before) : m_change(change), m_before(before) { }

    Delta run()
    {
        for (const Step &step : stepsOf(m_change)) {
            if (step.op.kind == Op::Kind::Retain)
                keepText(step.op);
            else
                m_out.push_back(step);
            if (step.op.kind == Op::Kind::InsertText && step.text.contains(u'\n'))
                m_lineStart = m_out.size();
            if (!step.op.isInsert() && step.op.kind != Op::Kind::Retain)
                m_position += step.op.length;
        }
        Delta delta;
        for (const Step &step : m_out)
            append(delta, step);
        return delta.chop();
    }

private:
    // Splits a retain where its last line begins: what stands before that is not touched by a later line end.
    void keepText(Op op)
    {
        const qint64 end = m_position + op.length;
        const Attributes block = blockKeysOf(op.attributes);
        const qint64 lastLine = m_before.lineStart(m_before.lineAt(end));
        if (lastLine > m_position) {
            if (!block.isEmpty())
                widen(block);
            Op first = op;
            first.length = lastLine - m_position;
            m_out.push_back({first, {}});
            m_lineStart = m_out.size();
            op.length = end - lastLine;
        }
        if (op.length > 0)
            m_out.push_back({op, {}});
        m_position = end;
    }
    void widen(const Attributes &block)
    {
        for (std::size_t i = m_lineStart; i < m_out.size(); ++i) {
            Op &op = m_out[i].op;
            if (op.kind == Op::Kind::Retain)
                op.attributes = model::composeAttributes(op.attributes, block, model::Nulls::Keep);
        }
    }

    const Delta &m_change;
    const Document &m_before;
    std::vector<Step> m_out;
    std::size_t m_lineStart = 0; // first of m_out that belongs to the line being written
    qint64 m_position = 0;       // in m_before
};

} // namespace

Delta editorForms(const Delta &change, const Document &before)
{
    const Delta opened = Opener(change, before).run();
    return LineWidener(opened, before).run();
}

} // namespace syngraph::editor
