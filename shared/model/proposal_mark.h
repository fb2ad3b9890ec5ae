// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/attributes.h"

#include <optional>

// The values of the keys s:i, s:d and s:f; see suggestion.h.
namespace syngraph::model {

struct ProposalMark
{
    QString author;
    QString id;
    std::optional<Attributes> set;
};

// A paragraph end that is proposed, and what the old one becomes.
struct ParagraphEnd
{
    Attributes line;
    Attributes next;
};

bool isMark(const QByteArray &key);
Attributes withoutMarks(const Attributes &attributes);
Value toValue(const ProposalMark &mark);
// Nothing where the unit has no such key.
std::optional<ProposalMark> markOf(const Attributes &attributes, QByteArrayView key);
Attributes toSet(const ParagraphEnd &end);
ParagraphEnd paragraphEndOf(const Attributes &set);

} // namespace syngraph::model
