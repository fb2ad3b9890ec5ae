// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection_words.h"
#include "ui/error_words.h"

#include <QCoreApplication>

namespace syngraph::ui {
namespace {

constexpr qint64 kSendingShownMs = 500;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionWords)
};

QString kept(qint64 changes)
{
    if (changes == 0)
        return Words::tr("nothing unsent");
    return changes == 1 ? Words::tr("1 change kept here") : Words::tr("%1 changes kept here").arg(changes);
}

ConnectionWords stopped(const ConnectionFacts &facts, const Error &reason)
{
    ConnectionWords words{ConnectionKind::Stopped, Tone::Bad, Words::tr("Stopped"), wordsOf(reason), true};
    if (facts.hasDocument) {
        words.text += u' ' + Words::tr("You can go on writing here, as your own copy.");
        words.action = ConnectionAction::SaveCopy;
        words.actionText = Words::tr("Save a Copy");
    } else {
        words.action = ConnectionAction::TryNow;
        words.actionText = Words::tr("Try Again");
    }
    return words;
}

ConnectionWords offline(const ConnectionFacts &facts)
{
    ConnectionWords words{ConnectionKind::Offline, Tone::Warning, Words::tr("Offline"), {}, true,
                          ConnectionAction::TryNow, Words::tr("Try Now")};
    QStringList parts{Words::tr("Offline")};
    if (facts.hasDocument)
        parts << kept(facts.pending);
    if (facts.retryIn)
        parts << Words::tr("retrying in %1 s").arg((*facts.retryIn + 999) / 1000);
    else
        parts << Words::tr("connecting…");
    words.text = parts.join(QStringLiteral(" · "));
    return words;
}

// Changes that are neither with the server nor on the disk end with this program.
bool isOnlyInMemory(const ConnectionFacts &facts)
{
    const bool isAnswering
        = std::holds_alternative<session::Live>(facts.link) && facts.silence < protocol::kNotAnsweringMs;
    return facts.notKept && facts.pending > 0 && (!isAnswering || facts.stoppedBy || facts.readOnly);
}

ConnectionWords onlyInMemory(const ConnectionFacts &facts)
{
    const QString what = facts.pending == 1 ? Words::tr("1 change is only in this window")
                                            : Words::tr("%1 changes are only in this window").arg(facts.pending);
    return {ConnectionKind::NotKept, Tone::Bad, Words::tr("Not kept"),
            QStringLiteral("%1 · %2").arg(what, wordsOf(*facts.notKept)), true, ConnectionAction::Export,
            Words::tr("Export…")};
}

ConnectionWords readOnly(ErrorCode reason)
{
    return {ConnectionKind::ReadOnly, Tone::Bad, Words::tr("Not accepting"),
            Words::tr("The server accepts nothing at the moment: %1").arg(wordsOf({reason, {}})), true};
}

ConnectionWords handedBack(const ConnectionFacts::HandedBack &back)
{
    const QString what = back.texts == 1 ? Words::tr("1 change could not be saved")
                                         : Words::tr("%1 changes could not be saved").arg(back.texts);
    return {ConnectionKind::HandedBack, Tone::Bad, Words::tr("Not saved"),
            QStringLiteral("%1 · %2").arg(what, wordsOf(back.reason)), true, ConnectionAction::ShowTexts, Words::tr("Show")};
}

// What the role allows, where everything that is done arrives.
QString rights(protocol::Role role)
{
    switch (role) {
    case protocol::Role::Suggester: return Words::tr("Live · you may suggest changes in this document");
    case protocol::Role::Commenter: return Words::tr("Live · you may read this document and comment on it");
    case protocol::Role::Editor:
    case protocol::Role::Owner: return Words::tr("Live · all changes shared");
    default: return Words::tr("Live · you may read this document");
    }
}

// Of one who may only read now, what they had written before waits until they may write again.
ConnectionWords held(qint64 changes)
{
    return {ConnectionKind::ReadOnly, Tone::Bad, Words::tr("Not shared"),
            QStringLiteral("%1 · %2").arg(kept(changes), Words::tr("they are shared when you may write in this document again")),
            true, ConnectionAction::SaveCopy, Words::tr("Save a Copy")};
}

ConnectionWords live(const ConnectionFacts &facts)
{
    if (facts.pending > 0 && facts.role < protocol::Role::Commenter)
        return held(facts.pending);
    if (facts.pending > 0 && facts.pendingFor >= kSendingShownMs) {
        return {ConnectionKind::Sending, Tone::Good, Words::tr("Sending"),
                facts.pending == 1 ? Words::tr("Sending 1 change…") : Words::tr("Sending %1 changes…").arg(facts.pending)};
    }
    if (facts.merged && facts.merged->mine > 0 && facts.merged->others > 0) {
        const QString text = Words::tr("Merged: %1 of yours, %2 of others").arg(facts.merged->mine).arg(facts.merged->others);
        if (facts.merged->places == 0)
            return {ConnectionKind::Merged, Tone::Good, Words::tr("Merged"), text, true, ConnectionAction::Dismiss, Words::tr("Dismiss")};
        const QString both = facts.merged->places == 1 ? Words::tr("both sides changed 1 paragraph")
                                                       : Words::tr("both sides changed %1 paragraphs").arg(facts.merged->places);
        return {ConnectionKind::Merged, Tone::Good, Words::tr("Merged"), text + QStringLiteral(" · ") + both, true,
                ConnectionAction::Review, Words::tr("Review")};
    }
    if (facts.isShared && facts.others == 0) {
        return {ConnectionKind::Live, Tone::Good, Words::tr("Shared"),
                Words::tr("Shared · nobody else is here at the moment · saved")};
    }
    if (facts.isOwn && facts.others == 0) {
        return {ConnectionKind::LocalOnly, Tone::Neutral, Words::tr("Only here"),
                Words::tr("Only on this computer · saved")};
    }
    return {ConnectionKind::Live, Tone::Good, Words::tr("Live"), rights(facts.role)};
}

} // namespace

ConnectionWords wordsFor(const ConnectionFacts &facts)
{
    if (isOnlyInMemory(facts))
        return onlyInMemory(facts);
    if (const auto *state = std::get_if<session::Stopped>(&facts.link))
        return stopped(facts, state->reason);
    if (facts.stoppedBy)
        return stopped(facts, *facts.stoppedBy);
    if (std::holds_alternative<session::Offline>(facts.link)) {
        if (!facts.hasDocument && !facts.retryIn)
            return {ConnectionKind::Opening, Tone::Busy, Words::tr("Opening"), Words::tr("Opening…")};
        return offline(facts);
    }
    if (facts.silence >= protocol::kNotAnsweringMs) {
        const QString who = facts.isOwn ? Words::tr("The server on this computer") : facts.server;
        QString text = Words::tr("%1 is not answering").arg(who);
        if (facts.hasDocument)
            text += QStringLiteral(" · ") + kept(facts.pending);
        return {ConnectionKind::NotAnswering, Tone::Warning, Words::tr("Not answering"), text, true};
    }
    if (std::holds_alternative<session::Joining>(facts.link)) {
        if (facts.hasDocument)
            return {ConnectionKind::CatchingUp, Tone::Busy, Words::tr("Merging"), Words::tr("Back · merging…")};
        return {ConnectionKind::Opening, Tone::Busy, Words::tr("Opening"), Words::tr("Opening…")};
    }
    if (facts.readOnly)
        return readOnly(*facts.readOnly);
    return facts.handedBack ? handedBack(*facts.handedBack) : live(facts);
}

} // namespace syngraph::ui
