// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/fresh_log.h"

#include "model/comment_anchors.h"
#include "model/delta_json.h"
#include "storage/random_id.h"
#include "storage/replay.h"

#include <algorithm>

namespace syngraph::storage {
namespace {

constexpr qint64 kPartUnits = 8192;

model::Attributes withoutComments(const model::Attributes &attributes)
{
    return model::filterAttributes(attributes, [](const QByteArray &key, const model::Value &) { return !model::isCommentKey(key); });
}

// Puts [from, to) of the content behind what is before it.
model::Delta partOf(const model::Document &content, qint64 from, qint64 to)
{
    model::Delta part;
    part.retain(from);
    content.visit(from, to, [&](QStringView text, const model::rope::Run &run) {
        if (run.embed.isNull())
            part.insert(text, withoutComments(run.attributes));
        else
            part.insert(run.embed, withoutComments(run.attributes));
    });
    return part;
}

ChangeRecord recordOf(const model::Delta &delta, const Head &head, ClientId client, qint64 nowMs)
{
    ChangeRecord change;
    change.revision = head.revision.next();
    change.client = client;
    change.sequence = Sequence{change.revision.value};
    change.base = head.revision;
    change.timeMs = nowMs;
    change.delta = model::toJson(delta);
    change.submittedHash = fnv1a(change.delta);
    change.chainHash = protocol::chainHash(head.chainHash, change.delta);
    return change;
}

} // namespace

std::vector<ChangeRecord> freshLog(const model::Document &content, qint64 nowMs)
{
    std::vector<ChangeRecord> log;
    const auto client = randomId<ClientId>();
    Head head;
    const auto add = [&](const model::Delta &delta) {
        log.push_back(recordOf(delta, head, client, nowMs));
        head = {log.back().revision, log.back().chainHash};
    };
    // the last paragraph end is there from the beginning
    const qint64 end = content.length() - 1;
    for (qint64 from = 0; from < end;) {
        qint64 to = std::min(from + kPartUnits, end);
        // of units with much format each, fewer
        while (to - from > 2 && model::toJson(partOf(content, from, to)).size() > model::kMaxChangeBytes / 2)
            to = from + (to - from) / 2;
        to += content.splitsPair(to) ? 1 : 0;
        add(partOf(content, from, to));
        from = to;
    }
    if (const auto last = withoutComments(content.runAt(end).attributes); !last.isEmpty())
        add(model::Delta().retain(end).retain(1, last));
    return log;
}

} // namespace syngraph::storage
