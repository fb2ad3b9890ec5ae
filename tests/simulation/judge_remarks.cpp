// SPDX-License-Identifier: GPL-3.0-or-later
// What has to hold of proposals, comments and chat.
#include "judge.h"

#include "model/comment_anchors.h"
#include "model/proposal_mark.h"

namespace syngraph::simulation {

using model::Delta;
using model::Document;

// Who accepts takes the mark off what was proposed; undo puts it back, and brings proposed text again.
void Judge::followProposals(const Delta &change)
{
    qint64 position = 0;
    qsizetype text = 0;
    for (const model::Op &op : change.ops()) {
        const model::Value *mark = op.attributes.find("s:i");
        const qsizetype inserted = op.kind == model::Op::Kind::InsertText ? op.length : 0;
        if (mark && inserted > 0)
            eachToken(change.text().sliced(text, inserted), [&](QChar token) {
                Token &known = m_tokens[token];
                known.isProposedAgain = known.isProposedAgain || known.owner >= 0;
            });
        if (mark && !op.isInsert()) {
            eachToken(m_before.text(position, position + op.length), [&](QChar token) {
                Token &known = m_tokens[token];
                known.isAccepted = known.isAccepted || mark->isNull();
                known.isProposedAgain = known.isProposedAgain || !mark->isNull();
            });
        }
        text += inserted;
        position += op.isInsert() ? 0 : op.length;
    }
}

// What was accepted is no proposal any more, whatever others decided at the same time.
QString Judge::judgeProposals() const
{
    QString wrong;
    if (m_leniency.mayMerge || m_leniency.mayRefuse || m_leniency.losesLog)
        return wrong;
    const Document &document = m_world.server();
    document.visit(0, document.length(), [&](QStringView text, const model::rope::Run &run) {
        if (!model::markOf(run.attributes, "s:i"))
            return;
        eachToken(text, [&](QChar token) {
            const Token known = m_tokens.value(token);
            if (known.isAccepted && !known.isProposedAgain && !known.isBroughtBack)
                wrong = QStringLiteral("%1 was accepted and is still proposed").arg(token.unicode());
        });
    });
    return wrong;
}

// Everybody has the same talk, which is the one on the disk; what was said is in it unless it was handed back.
QString Judge::judgeTalk() const
{
    const protocol::TalkBook &book = m_world.talk();
    if (m_world.storedTalk() != book.entries())
        return QStringLiteral("the talk on the disk is another one than the server's");
    for (int i = 0; i < m_world.clientCount(); ++i) {
        const session::TalkFeed *talk = m_world.session(i).talk();
        if (!talk)
            continue;
        const protocol::TalkBook &shown = talk->shown();
        if (!(shown == book) || shown.threads() != book.threads() || shown.chat() != book.chat())
            return QStringLiteral("client %1 ends with another talk").arg(i);
        for (const protocol::Say &say : m_world.said(i)) {
            if (!book.knows(say.id) && !m_world.unsaid(i).contains(say.id) && !m_leniency.losesLog)
                return QStringLiteral("what client %1 said as %2 is lost").arg(i).arg(say.id.low);
        }
    }
    return {};
}

// Each thread has its text at the same place for everybody: from the first unit with its key to the last.
QString Judge::judgeAnchors() const
{
    const Document &document = m_world.server();
    model::CommentAnchors expected;
    for (qint64 at = 0; at < document.length(); ++at) {
        for (const model::Attribute &attribute : document.runAt(at).attributes.entries()) {
            if (attribute.key.startsWith("c:"))
                expected.try_emplace(attribute.key, model::CommentAnchor{at, 0}).first->second.end = at + 1;
        }
    }
    for (int i = 0; i < m_world.clientCount(); ++i) {
        if (model::commentAnchorsOf(m_world.visible(i)) != expected)
            return QStringLiteral("client %1 has a comment at another place").arg(i);
    }
    return {};
}

} // namespace syngraph::simulation
