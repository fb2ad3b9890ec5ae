// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

#include <functional>
#include <vector>

// Changes that are proposed in the text instead of being made, and deciding on them. A proposal lives in the document
// as formats of its units and nowhere else, so that it moves, merges and is undone like any text:
//   s:i {author, id}       text that is proposed; with "set": stands for a proposed paragraph end (kParagraphMark)
//   s:d {author, id}       text proposed for deletion; with "set", on a kParagraphMark: the paragraph end behind it is
//   s:f {author, id, set}  formats proposed for the text, those of its paragraph among them
namespace syngraph::model {

// A paragraph end can carry no proposal itself; this unit stands for it.
inline constexpr char16_t kParagraphMark = u'\u00b6';

// Who proposes, and the name of what is proposed where it does not go on with something of this author's beside it.
struct Proposer
{
    QString author;
    QString id;
};

// The change of `before` that proposes what `change` would do. Own proposed text is changed and deleted for real,
// others' text never; nothing is proposed twice. Not proposed, and therefore left out: changes of embeds, formats of
// paragraphs without text, and formats where somebody else proposes some. Comments are not a matter of proposing and stay as they are.
// Laws (property test suggestion_*): where `before` holds no proposals, rejecting everything afterwards gives `before`;
// accepting everything gives apply(before, change), but for what is left out.
Delta proposed(const Delta &change, const Document &before, const Proposer &by);

// A change that is made, not proposed, and takes with a paragraph end what was proposed about it: left behind, it would
// speak of the next one.
Delta withProposedJoins(const Delta &change, const Document &before);

// One proposal as a person sees it.
struct Suggestion
{
    QString id;
    QString author;
    qint64 from = 0; // the stretch that it reaches over
    qint64 to = 0;
    QString inserted; // embeds as U+FFFC, paragraph ends as kParagraphMark
    QString deleted;
    Attributes set;
    friend bool operator==(const Suggestion &, const Suggestion &) = default;
};

// In the order of their beginnings. O(runs).
std::vector<Suggestion> suggestionsIn(const Document &document);

enum class Decision { Accept, Reject };
// Whether the proposal with this id and author is decided on.
using Chosen = std::function<bool(const QString &id, const QString &author)>;

// The change that carries out the decision; empty where nothing is chosen, as when it was decided on before.
Delta decided(const Document &document, Decision decision, const Chosen &chosen);

// A decision by the names of what is decided on. It means the same on every document, so that two who decide at once
// get what the first of them decided (property test decisions_of_two_people_meet).
struct Verdict
{
    struct Name
    {
        QString author;
        QString id;
        friend bool operator==(const Name &, const Name &) = default;
    };
    Decision decision = Decision::Accept;
    std::vector<Name> on;
    friend bool operator==(const Verdict &, const Verdict &) = default;
};

// On those of the document that are chosen.
Verdict verdictOn(const Document &document, Decision decision, const Chosen &chosen);
Delta decided(const Document &document, const Verdict &verdict);

} // namespace syngraph::model
