// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/content_diff.h"

#include "editor/myers.h"
#include "model/json_reader.h"

#include <algorithm>

namespace syngraph::editor {
namespace {

using model::Attributes;
using model::Delta;
using model::Embed;

qint64 commonPrefix(QStringView a, QStringView b)
{
    const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return end.first - a.begin();
}

qint64 commonSuffix(QStringView a, QStringView b)
{
    const auto end = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend());
    return end.first - a.rbegin();
}

// Walks the runs of a content by position.
class RunCursor
{
public:
    explicit RunCursor(const Content &content) : m_content(&content) { }

    const Run &run() const { return m_content->runs[m_index]; }
    // Units left of the run it stands on.
    qint64 rest() const { return run().length - m_taken; }
    void moveTo(qint64 position)
    {
        while (m_position < position)
            step(std::min(rest(), position - m_position));
    }
    void step(qint64 length)
    {
        m_position += length;
        m_taken += length;
        if (m_taken == run().length) {
            ++m_index;
            m_taken = 0;
        }
    }

private:
    const Content *m_content;
    std::size_t m_index = 0;
    qint64 m_taken = 0;
    qint64 m_position = 0;
};

bool sameFormat(const Run &a, const Run &b)
{
    return a.attributes == b.attributes && a.embed == b.embed;
}

// Length of the common beginning (text is equal over `limit` units) with equal formats too.
qint64 formattedPrefix(const Content &a, const Content &b, qint64 limit)
{
    RunCursor left(a);
    RunCursor right(b);
    qint64 length = 0;
    while (length < limit && sameFormat(left.run(), right.run())) {
        const qint64 step = std::min({left.rest(), right.rest(), limit - length});
        left.step(step);
        right.step(step);
        length += step;
    }
    return length;
}

qint64 formattedSuffix(const Content &a, const Content &b, qint64 limit)
{
    qint64 length = 0;
    auto left = a.runs.rbegin();
    auto right = b.runs.rbegin();
    qint64 leftRest = left == a.runs.rend() ? 0 : left->length;
    qint64 rightRest = right == b.runs.rend() ? 0 : right->length;
    while (length < limit && sameFormat(*left, *right)) {
        const qint64 step = std::min({leftRest, rightRest, limit - length});
        length += step;
        leftRest -= step;
        rightRest -= step;
        if (leftRest == 0 && ++left != a.runs.rend())
            leftRest = left->length;
        if (rightRest == 0 && ++right != b.runs.rend())
            rightRest = right->length;
    }
    return length;
}

bool cutsPair(QStringView text, qint64 position)
{
    return position > 0 && position < text.size() && text[position].isLowSurrogate()
        && text[position - 1].isHighSurrogate();
}

// Where in [low, high] the one insertion or deletion took place.
qint64 placeOf(qint64 low, qint64 high, std::span<const qint64> hints)
{
    for (const qint64 hint : hints) {
        if (hint >= low && hint <= high)
            return hint;
    }
    return high;
}

// Common beginning and end of both; everything between them was replaced.
struct Ends
{
    qint64 prefix = 0;
    qint64 suffix = 0;
};

Ends endsOf(const Content &old, const Content &now, std::span<const qint64> hints)
{
    const qint64 shorter = std::min(old.text.size(), now.text.size());
    qint64 prefix = commonPrefix(old.text, now.text);
    qint64 suffix = commonSuffix(old.text, now.text);
    if (prefix + suffix >= shorter) {
        qint64 low = shorter - suffix;
        // both end with a paragraph end, and the last one of a document is never deleted
        qint64 high = std::min(prefix, shorter - 1);
        // prefer a place around which the formats are equal too
        const qint64 first = shorter - formattedSuffix(old, now, suffix);
        const qint64 last = formattedPrefix(old, now, prefix);
        if (std::max(low, first) <= std::min(high, last)) {
            low = std::max(low, first);
            high = std::min(high, last);
        }
        prefix = placeOf(low, high, hints);
        suffix = shorter - prefix;
    }
    if (cutsPair(old.text, prefix) || cutsPair(now.text, prefix))
        --prefix;
    if (cutsPair(old.text, old.text.size() - suffix) || cutsPair(now.text, now.text.size() - suffix))
        --suffix;
    return {prefix, suffix};
}

// The change of an embed in place, or null where it must be replaced.
Embed embedChange(const Embed &old, const Embed &now)
{
    if (old.type() != "image" || now.type() != "image")
        return {};
    const auto before = model::attributesFromObject(old.value()).value_or(Attributes());
    const auto after = model::attributesFromObject(now.value()).value_or(Attributes());
    const Attributes change = model::diffAttributes(before, after);
    if (change.contains("id"))
        return {};
    return Embed("image", model::Value::fromCanonicalJson(change.toJson()));
}

void insertRun(Delta &delta, QStringView text, const Run &run)
{
    if (run.embed.isNull())
        delta.insert(text, run.attributes);
    else
        delta.insert(run.embed, run.attributes);
}

void keep(Delta &delta, const Run &old, const Run &now, QStringView text)
{
    const Attributes change = model::diffAttributes(old.attributes, now.attributes);
    if (old.embed == now.embed) {
        delta.retain(text.size(), change);
        return;
    }
    const Embed inPlace = old.embed.isNull() || now.embed.isNull() ? Embed() : embedChange(old.embed, now.embed);
    if (!inPlace.isNull()) {
        delta.changeEmbed(inPlace, change);
    } else {
        insertRun(delta, text, now);
        delta.remove(text.size());
    }
}

bool isInherited(const model::Attribute &attribute, const Run *left, const Run *right)
{
    const auto hasIt = [&](const Run *run) {
        const model::Value *value = run ? run->attributes.find(attribute.key) : nullptr;
        return value && *value == attribute.value;
    };
    switch (model::classOf(attribute.key)) {
    case model::KeyClass::Closed: return hasIt(left) != hasIt(right);
    case model::KeyClass::Own: return hasIt(left) || hasIt(right);
    default: return false;
    }
}

} // namespace

std::vector<Match> matchContents(const Content &old, const Content &now, std::span<const qint64> hints)
{
    const Ends ends = endsOf(old, now, hints);
    std::vector<Match> matches;
    if (ends.prefix > 0)
        matches.push_back({0, 0, ends.prefix});
    const qint64 oldEnd = old.text.size() - ends.suffix;
    const qint64 nowEnd = now.text.size() - ends.suffix;
    if (oldEnd > ends.prefix && nowEnd > ends.prefix) {
        const QStringView oldText = QStringView(old.text).sliced(ends.prefix, oldEnd - ends.prefix);
        const QStringView nowText = QStringView(now.text).sliced(ends.prefix, nowEnd - ends.prefix);
        for (const CommonText &common : findCommon(oldText, nowText))
            matches.push_back({ends.prefix + common.inA, ends.prefix + common.inB, common.length});
    }
    if (ends.suffix > 0)
        matches.push_back({oldEnd, nowEnd, ends.suffix});
    return matches;
}

std::optional<std::vector<Match>> matchReplaced(const Content &old, const Content &now, qint64 from, qint64 to)
{
    const qint64 kept = old.text.size() - to;
    const qint64 written = now.text.size() - from - kept;
    if (from < 0 || from >= to || kept <= 0 || written < 0 || cutsPair(old.text, from) || cutsPair(old.text, to))
        return std::nullopt;
    const QStringView before = old.text;
    const QStringView after = now.text;
    const bool isBorneOut = before.first(from) == after.first(from) && before.last(kept) == after.last(kept);
    if (!isBorneOut || before.sliced(from, to - from) == after.sliced(from, written))
        return std::nullopt;
    std::vector<Match> matches;
    if (from > 0)
        matches.push_back({0, 0, from});
    matches.push_back({to, from + written, kept});
    return matches;
}

bool dropInherited(Content &now, std::span<const Match> matches)
{
    Content cleaned;
    RunCursor cursor(now);
    qint64 position = 0;
    bool isChanged = false;
    const auto copy = [&](qint64 end, const Run *left, const Run *right) {
        while (position < end) {
            const qint64 length = std::min(cursor.rest(), end - position);
            Run run = cursor.run();
            run.attributes = model::filterAttributes(run.attributes, [&](const QByteArray &key, const model::Value &v) {
                return !isInherited({key, v}, left, right);
            });
            isChanged |= !(run.attributes == cursor.run().attributes);
            cleaned.append(QStringView(now.text).sliced(position, length), run);
            cursor.step(length);
            position += length;
        }
    };
    for (std::size_t i = 0; i <= matches.size(); ++i) {
        const qint64 start = i < matches.size() ? matches[i].now : now.text.size();
        const Run left = cleaned.runs.empty() ? Run() : cleaned.runs.back();
        RunCursor ahead(now);
        ahead.moveTo(start);
        copy(start, &left, start < now.text.size() ? &ahead.run() : nullptr);
        if (i < matches.size())
            copy(start + matches[i].length, nullptr, nullptr);
    }
    if (isChanged)
        now = std::move(cleaned);
    return isChanged;
}

Delta deltaOf(const Content &old, const Content &now, std::span<const Match> matches, qint64 offset)
{
    Delta delta;
    delta.retain(offset);
    RunCursor before(old);
    RunCursor after(now);
    qint64 oldPosition = 0;
    qint64 position = 0;
    const auto replaceUpTo = [&](qint64 oldEnd, qint64 end) {
        while (position < end) {
            const qint64 length = std::min(after.rest(), end - position);
            insertRun(delta, QStringView(now.text).sliced(position, length), after.run());
            after.step(length);
            position += length;
        }
        delta.remove(oldEnd - oldPosition);
        before.moveTo(oldEnd);
        oldPosition = oldEnd;
    };
    for (const Match &match : matches) {
        replaceUpTo(match.old, match.now);
        const qint64 end = match.now + match.length;
        while (position < end) {
            const qint64 length = std::min({before.rest(), after.rest(), end - position});
            keep(delta, before.run(), after.run(), QStringView(now.text).sliced(position, length));
            before.step(length);
            after.step(length);
            position += length;
            oldPosition += length;
        }
    }
    replaceUpTo(old.text.size(), now.text.size());
    return delta.chop();
}

} // namespace syngraph::editor
