// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/comment_anchors.h"

namespace syngraph::model {

bool isCommentKey(const QByteArray &key)
{
    return key.startsWith("c:");
}

void addCommentAnchors(const Document &document, qint64 from, qint64 to, CommentAnchors &anchors)
{
    qint64 position = from;
    document.visit(from, to, [&](QStringView text, const rope::Run &run) {
        const qint64 end = position + text.size();
        for (const Attribute &attribute : run.attributes.entries()) {
            if (!isCommentKey(attribute.key))
                continue;
            const auto [place, isNew] = anchors.try_emplace(attribute.key, CommentAnchor{position, end});
            if (!isNew)
                place->second.end = end;
        }
        position = end;
    });
}

CommentAnchors commentAnchorsOf(const Document &document)
{
    CommentAnchors anchors;
    addCommentAnchors(document, 0, document.length(), anchors);
    return anchors;
}

std::vector<QByteArray> commentKeysAt(const Document &document, qint64 position)
{
    CommentAnchors anchors;
    addCommentAnchors(document, std::max<qint64>(position - 1, 0), std::min(position + 1, document.length()), anchors);
    std::vector<QByteArray> keys;
    for (const auto &[key, anchor] : anchors)
        keys.push_back(key);
    return keys;
}

Delta commentChange(qint64 from, qint64 to, const QByteArray &key)
{
    Delta change;
    if (from < to)
        change.retain(from).retain(to - from, Attributes{{key, Value::boolean(true)}});
    return change.chop();
}

Delta uncommentChange(const Document &document, const QByteArray &key)
{
    Delta change;
    document.visit(0, document.length(), [&](QStringView text, const rope::Run &run) {
        if (run.attributes.contains(key))
            change.retain(text.size(), Attributes{{key, Value::null()}});
        else
            change.retain(text.size());
    });
    return change.chop();
}

Delta keepingComments(const Delta &change)
{
    Delta out;
    qsizetype text = 0;
    for (const Op &op : change.ops()) {
        const Attributes others
            = filterAttributes(op.attributes, [](const QByteArray &key, const Value &) { return !isCommentKey(key); });
        switch (op.kind) {
        case Op::Kind::InsertText:
            out.insert(change.text().sliced(text, op.length), op.attributes);
            text += op.length;
            break;
        case Op::Kind::InsertEmbed: out.insert(op.embed, op.attributes); break;
        case Op::Kind::Retain: out.retain(op.length, others); break;
        case Op::Kind::ChangeEmbed: out.changeEmbed(op.embed, others); break;
        case Op::Kind::Delete: out.remove(op.length); break;
        }
    }
    return std::move(out.chop());
}

} // namespace syngraph::model
