// SPDX-License-Identifier: GPL-3.0-or-later
#include "talker.h"

#include "model/comment_anchors.h"

namespace syngraph::simulation {

using protocol::Say;
using protocol::TalkKind;
using support::Random;

namespace {

// Few, so that people meet in them.
QString threadName(Random &random)
{
    return QString::number(random.between(1, 3));
}

// Mostly one of their own.
std::optional<protocol::TalkId> anyRemark(Random &random, const session::TalkFeed &talk)
{
    const bool mayBeAny = random.chance(20);
    std::vector<protocol::TalkId> known;
    const auto note = [&](const protocol::Remark &remark) {
        if (mayBeAny || talk.isMine(remark))
            known.push_back(remark.id);
    };
    std::ranges::for_each(talk.shown().chat(), note);
    for (const protocol::Thread &thread : talk.shown().threads())
        std::ranges::for_each(thread.remarks, note);
    return known.empty() ? std::nullopt : std::optional(random.pick(known));
}

} // namespace

Say Talker::say(Random &random, const world::World &world, int client)
{
    ++m_said;
    Say say;
    say.id = {4, m_said};
    const QString text = QStringLiteral("remark %1").arg(m_said);
    const int form = int(random.below(100));
    const auto about = form < 30 ? anyRemark(random, *world.session(client).talk()) : std::nullopt;
    if (about) {
        say.kind = form < 18 ? TalkKind::Edit : TalkKind::Delete;
        say.about = about;
    } else if (form < 45) {
        const TalkKind kinds[] = {TalkKind::Resolve, TalkKind::Reopen, TalkKind::DeleteThread};
        say.kind = random.pick(kinds);
        say.thread = threadName(random);
    } else if (form < 75) {
        say.kind = TalkKind::Comment;
        say.thread = threadName(random);
        if (random.chance(50))
            say.quote = QStringLiteral("quote");
    }
    if (say.kind == TalkKind::Edit || say.kind == TalkKind::Comment || say.kind == TalkKind::Chat)
        say.text = text;
    return say;
}

model::Delta Talker::anchor(Random &random, const model::Document &document)
{
    const QByteArray key = protocol::threadKey(threadName(random));
    if (random.chance(20))
        return model::uncommentChange(document, key);
    const qint64 from = model::snapRight(random.below(document.length() - 1), document);
    const qint64 to = model::snapRight(std::min(document.length() - 1, from + 1 + random.below(8)), document);
    return from < to ? model::commentChange(from, to, key) : model::Delta();
}

} // namespace syngraph::simulation
