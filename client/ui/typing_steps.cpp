// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/typing_steps.h"

#include "model/caret.h"

namespace syngraph::ui {
namespace {

constexpr qint64 kPauseMs = 1000;

// The first place that a change alters.
qint64 placeOf(const model::Delta &change)
{
    const auto ops = change.ops();
    const bool keeps = !ops.empty() && ops.front().kind == model::Op::Kind::Retain && ops.front().attributes.isEmpty();
    return keeps ? ops.front().length : 0;
}

} // namespace

session::PendingEdits::Grouping TypingSteps::next(const model::Delta &change, editor::EditKind kind, qint64 nowMs)
{
    const qint64 place = placeOf(change);
    const QStringView text = change.text();
    bool continues = m_isOpen && kind == m_kind && nowMs - m_at <= kPauseMs;
    if (kind == editor::EditKind::Typing) {
        const bool startsWord = !text.isEmpty() && !text.front().isSpace();
        continues = continues && place == m_end && !(m_endsWord && startsWord) && !text.contains(u'\n')
            && !text.contains(QChar::LineSeparator);
        m_end = place + text.size();
        m_endsWord = !text.isEmpty() && text.back().isSpace();
    } else if (kind == editor::EditKind::Deleting) {
        // with Backspace the place moves to the left by what is deleted, with Delete it stays
        continues = continues && place <= m_end && m_end - place <= 2;
        m_end = place;
    } else {
        continues = false;
    }
    m_isOpen = true;
    m_kind = kind;
    m_at = nowMs;
    return continues ? session::PendingEdits::Grouping::Continue : session::PendingEdits::Grouping::New;
}

void TypingSteps::moveOver(const model::Delta &change, const model::Document &after)
{
    if (m_isOpen && m_end >= 0)
        m_end = model::moveCaret(m_end, change, after);
}

} // namespace syngraph::ui
