// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <compare>

namespace syngraph::cli {

// A numbered mark in a document, "[client.number] ": what `load` and `soak` count to see that nothing that was
// acknowledged is missing and nothing is there twice.
struct Token
{
    int client = 0;
    qint64 number = 0;

    QString text() const { return QStringLiteral("[%1.%2] ").arg(client).arg(number); }
    friend auto operator<=>(const Token &, const Token &) = default;
    friend size_t qHash(const Token &t, size_t seed = 0) { return qHashMulti(seed, t.client, t.number); }
};

// How often each token stands in the text.
QHash<Token, int> countTokens(QStringView text);

struct TokenVerdict
{
    qint64 expected = 0;
    qint64 lost = 0;       // expected tokens that are missing
    qint64 duplicated = 0; // tokens, expected or not, that stand there more than once
};
TokenVerdict judge(const QList<Token> &expected, QStringView text);

} // namespace syngraph::cli
