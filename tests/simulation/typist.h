// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "swarm.h"

namespace syngraph::simulation {

// A letter that is typed once in a World and never again: what became of it can be followed everywhere.
constexpr char16_t kFirstToken = 0x4e00;
constexpr char16_t kEndOfTokens = 0x9f00;
inline bool isToken(QChar unit)
{
    return unit.unicode() >= kFirstToken && unit.unicode() < kEndOfTokens;
}

template<typename Each>
void eachToken(QStringView text, Each each)
{
    for (const QChar unit : text) {
        if (isToken(unit))
            each(unit);
    }
}

// Makes the changes of the people in one World, as an editor makes them.
class Typist
{
public:
    explicit Typist(const Swarm &swarm) : m_swarm(swarm) { }

    // A change of `document`; empty where the form drawn does not fit it. Pictures that it shows are to be stored
    // first: their hashes are pictureHash(0 … 2).
    model::Delta change(support::Random &random, const model::Document &document);

private:
    qint64 place(support::Random &random, const model::Document &document) const;
    QString nextToken();
    model::Delta type(support::Random &random, const model::Document &document);
    model::Delta format(support::Random &random, const model::Document &document) const;
    model::Delta remove(support::Random &random, const model::Document &document);
    model::Delta formatLines(support::Random &random, const model::Document &document) const;
    model::Delta breakLine(support::Random &random, const model::Document &document);
    model::Delta joinLines(support::Random &random, const model::Document &document) const;
    model::Delta object(support::Random &random, const model::Document &document) const;
    model::Delta paste(support::Random &random, const model::Document &document);

    const Swarm &m_swarm;
    char16_t m_tokens = 0;
};

QByteArray pictureHash(qint64 number);

} // namespace syngraph::simulation
