// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/talk_book.h"

#include "base/plant.h"

#include <algorithm>

namespace syngraph::protocol {
namespace {

qint64 unitsOf(const std::optional<QString> &text)
{
    return text ? text->size() : 0;
}

bool saysSomething(const std::optional<QString> &text)
{
    return text && !QStringView(*text).trimmed().isEmpty();
}

} // namespace

bool isThreadName(QStringView name)
{
    const auto isPlain = [](QChar unit) { return unit > u' ' && unit < u'\x7f'; };
    return !name.isEmpty() && name.size() <= kMaxThreadName && std::ranges::all_of(name, isPlain);
}

QByteArray threadKey(const QString &name)
{
    return "c:" + name.toLatin1();
}

const Thread *TalkBook::thread(const QString &name) const
{
    const auto found = m_byName.constFind(name);
    return found == m_byName.constEnd() ? nullptr : &m_threads[std::size_t(*found)];
}

const Remark *TalkBook::remark(TalkId id) const
{
    const auto found = m_places.constFind(id);
    if (found == m_places.constEnd())
        return nullptr;
    return found->thread < 0 ? &m_chat[found->index] : &m_threads[std::size_t(found->thread)].remarks[found->index];
}

Remark &TalkBook::at(const Place &place)
{
    return place.thread < 0 ? m_chat[place.index] : m_threads[std::size_t(place.thread)].remarks[place.index];
}

// Exactly the members that its kind has.
std::optional<Error> TalkBook::refusalOfForm(const Say &say) const
{
    const bool isRemark = say.kind == TalkKind::Edit || say.kind == TalkKind::Delete;
    const bool hasText = say.kind == TalkKind::Comment || say.kind == TalkKind::Chat || say.kind == TalkKind::Edit;
    const bool isOfThread = !isRemark && say.kind != TalkKind::Chat;
    const bool fits = say.about.has_value() == isRemark && say.thread.has_value() == isOfThread
        && say.text.has_value() == hasText && (!say.quote || say.kind == TalkKind::Comment);
    if (say.id.isNull() || !fits || (hasText && !saysSomething(say.text)))
        return Error{ErrorCode::Malformed, {}};
    if (say.thread && !isThreadName(*say.thread))
        return Error{ErrorCode::Malformed, {}};
    if (unitsOf(say.text) > kMaxRemarkUnits || unitsOf(say.quote) > kMaxQuoteUnits)
        return Error{ErrorCode::TooLarge, {}};
    return std::nullopt;
}

// Whether it takes back what still is there.
bool TalkBook::takesBack(const Say &say) const
{
    const Thread *known = say.thread ? thread(*say.thread) : nullptr;
    const Remark *about = say.about ? remark(*say.about) : nullptr;
    return (say.kind == TalkKind::DeleteThread && known && !known->isDeleted)
        || (say.kind == TalkKind::Delete && about && !about->isDeleted);
}

// Taking back always has room.
std::optional<Error> TalkBook::refusalBySize(const Say &say) const
{
    const bool isChat = say.kind == TalkKind::Chat;
    const qint64 count = isChat ? m_chatEntries : head() - m_chatEntries;
    if (!takesBack(say) && count >= kMaxTalkEntries)
        return Error{ErrorCode::TooMany, QStringLiteral("So much was said here that there is no room for more; "
                                                        "go on in a new document.")};
    if (m_units + unitsOf(say.text) + unitsOf(say.quote) > kMaxTalkUnits)
        return Error{ErrorCode::TooLarge, QStringLiteral("So much was said here that there is no room for more; "
                                                         "delete what is not needed any more.")};
    return std::nullopt;
}

std::optional<Error> TalkBook::refusal(const Say &say, PersonId person, Role role) const
{
    const Error gone{ErrorCode::NotFound, QStringLiteral("The comment was deleted meanwhile.")};
    if (role < Role::Commenter && !planted(Plant::TalkRightNotChecked))
        return Error{ErrorCode::NotAllowed, {}};
    if (auto form = refusalOfForm(say))
        return form;
    if (knows(say.id))
        return std::nullopt;
    if (say.thread) {
        const Thread *known = thread(*say.thread);
        if ((!known && say.kind != TalkKind::Comment) || (known && known->isDeleted && say.kind != TalkKind::DeleteThread))
            return gone;
        if (say.kind == TalkKind::DeleteThread && role < Role::Owner && known->remarks.front().person != person)
            return Error{ErrorCode::NotAllowed, QStringLiteral("Only who began it, or the owner, can delete this.")};
    }
    if (say.about) {
        const Remark *known = remark(*say.about);
        if (!known || (known->isDeleted && say.kind == TalkKind::Edit))
            return gone;
        const bool isOwn = known->person == person || planted(Plant::OthersWordsChanged);
        if (!isOwn && (say.kind == TalkKind::Edit || role < Role::Owner))
            return Error{ErrorCode::NotAllowed, QStringLiteral("Only who wrote this can change it.")};
    }
    return refusalBySize(say);
}

std::vector<TalkEntry> TalkBook::entriesSince(qint64 from, qint64 maxUnits) const
{
    constexpr qint64 kUnitsBesideText = 300;
    std::vector<TalkEntry> some;
    qint64 units = 0;
    for (qint64 number = from + 1; number <= head() && (some.empty() || units < maxUnits); ++number) {
        some.push_back(entry(number));
        units += unitsOf(some.back().text) + unitsOf(some.back().quote) + kUnitsBesideText;
    }
    return some;
}

void TalkBook::takeText(qint64 number, std::vector<qint64> &changed)
{
    TalkEntry &entry = m_log[std::size_t(number - 1)];
    if (!entry.text && !entry.quote)
        return;
    m_units -= unitsOf(entry.text) + unitsOf(entry.quote);
    entry.text.reset();
    entry.quote.reset();
    changed.push_back(number);
}

std::size_t TalkBook::threadOf(const TalkEntry &entry)
{
    const auto known = m_byName.constFind(*entry.thread);
    if (known != m_byName.constEnd())
        return std::size_t(*known);
    m_byName.insert(*entry.thread, qint64(m_threads.size()));
    m_threads.push_back({*entry.thread, entry.quote.value_or(QString()), {}, false, {}});
    return m_threads.size() - 1;
}

void TalkBook::addRemark(const TalkEntry &entry)
{
    Place place{-1, m_chat.size(), entry.number};
    std::vector<Remark> *remarks = &m_chat;
    if (entry.thread) {
        Thread &thread = m_threads[threadOf(entry)];
        // nobody's words stand where nobody looks
        thread.resolved.reset();
        remarks = &thread.remarks;
        place.thread = &thread - m_threads.data();
        place.index = remarks->size();
    }
    remarks->push_back({entry.id, entry.author, entry.person, entry.time, 0, entry.text.value_or(QString()), false});
    m_places.insert(entry.id, place);
    m_chatEntries += entry.kind == TalkKind::Chat ? 1 : 0;
}

// Of one remark.
void TalkBook::change(const TalkEntry &entry, std::vector<qint64> &changed)
{
    Place &place = m_places[*entry.about];
    Remark &remark = at(place);
    if (remark.isDeleted)
        return;
    const qint64 before = std::exchange(place.textAt, entry.number);
    const std::optional<QString> quote = m_log[std::size_t(before - 1)].quote;
    takeText(before, changed);
    if (entry.kind == TalkKind::Edit) {
        remark.text = entry.text.value_or(QString());
        remark.editedMs = entry.time;
    } else {
        remark.text.clear();
        remark.isDeleted = true;
    }
    if (place.thread < 0)
        return;
    Thread &thread = m_threads[std::size_t(place.thread)];
    thread.isDeleted = std::ranges::all_of(thread.remarks, &Remark::isDeleted);
    // the quote is the thread's, which lives on
    if (quote && !thread.isDeleted) {
        m_log[std::size_t(before - 1)].quote = quote;
        m_units += quote->size();
    }
    if (thread.isDeleted) {
        takeText(m_places[thread.remarks.front().id].textAt, changed);
        takeText(m_numbers[thread.remarks.front().id], changed);
        thread.quote.clear();
    }
}

void TalkBook::changeThread(const TalkEntry &entry, std::vector<qint64> &changed)
{
    Thread &thread = m_threads[std::size_t(m_byName[*entry.thread])];
    if (entry.kind == TalkKind::Resolve && !thread.resolved)
        thread.resolved = {entry.author, entry.time};
    if (entry.kind == TalkKind::Reopen)
        thread.resolved.reset();
    if (entry.kind != TalkKind::DeleteThread || thread.isDeleted)
        return;
    for (Remark &remark : thread.remarks) {
        takeText(m_places[remark.id].textAt, changed);
        takeText(m_numbers[remark.id], changed); // its quote
        remark.text.clear();
        remark.isDeleted = true;
    }
    thread.quote.clear();
    thread.isDeleted = true;
}

Result<std::vector<qint64>> TalkBook::apply(TalkEntry entry)
{
    const bool isRemark = entry.kind == TalkKind::Comment || entry.kind == TalkKind::Chat;
    const bool isChange = entry.kind == TalkKind::Edit || entry.kind == TalkKind::Delete;
    const bool isOfThread = !isChange && entry.kind != TalkKind::Chat;
    if (entry.number != head() + 1 || entry.id.isNull() || knows(entry.id) || entry.thread.has_value() != isOfThread
        || entry.about.has_value() != isChange)
        return ErrorCode::Malformed;
    if (entry.thread && (!isThreadName(*entry.thread) || (!isRemark && !m_byName.contains(*entry.thread))))
        return ErrorCode::Malformed;
    if (entry.about && !m_places.contains(*entry.about))
        return ErrorCode::Malformed;
    std::vector<qint64> changed;
    m_numbers.insert(entry.id, entry.number);
    m_units += unitsOf(entry.text) + unitsOf(entry.quote);
    m_log.push_back(std::move(entry));
    const TalkEntry &taken = m_log.back();
    if (isRemark)
        addRemark(taken);
    else if (isChange)
        change(taken, changed);
    else
        changeThread(taken, changed);
    return changed;
}

} // namespace syngraph::protocol
