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

} // namespace syngraph::model
