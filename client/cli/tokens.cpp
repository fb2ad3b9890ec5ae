// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/tokens.h"

#include <algorithm>
#include <optional>

namespace syngraph::cli {
namespace {

// The digits at `at`, which moves behind them.
std::optional<qint64> takeNumber(QStringView text, qsizetype &at)
{
    qint64 number = 0;
    const qsizetype start = at;
    static constexpr qsizetype kMostDigits = 15;
    while (at < text.size() && at - start < kMostDigits && text[at] >= u'0' && text[at] <= u'9')
        number = number * 10 + (text[at++].unicode() - u'0');
    return at > start ? std::optional(number) : std::nullopt;
}

} // namespace

QHash<Token, int> countTokens(QStringView text)
{
    QHash<Token, int> counts;
    for (qsizetype at = text.indexOf(u'['); at >= 0; at = text.indexOf(u'[', at)) {
        const auto client = takeNumber(text, ++at);
        if (!client || at >= text.size() || text[at] != u'.')
            continue;
        const auto number = takeNumber(text, ++at);
        if (number && at < text.size() && text[at] == u']')
            ++counts[Token{int(*client), *number}];
    }
    return counts;
}

TokenVerdict judge(const QList<Token> &expected, QStringView text)
{
    const QHash<Token, int> counts = countTokens(text);
    TokenVerdict verdict;
    verdict.expected = expected.size();
    verdict.lost = std::ranges::count_if(expected, [&](const Token &token) { return !counts.contains(token); });
    verdict.duplicated = std::ranges::count_if(counts, [](int count) { return count > 1; });
    return verdict;
}

} // namespace syngraph::cli
