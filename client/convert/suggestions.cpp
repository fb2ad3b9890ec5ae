// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/suggestions.h"

#include "model/proposal_mark.h"
#include "model/suggestion.h"

#include <array>

namespace syngraph::convert {
namespace {

using model::Attributes;
using model::Delta;
using model::Document;

Document decided(const Document &document, model::Decision decision)
{
    const Delta change = model::decided(document, decision, [](const QString &, const QString &) { return true; });
    Document result = document;
    [[maybe_unused]] const auto done = result.apply(change, model::Filter::Classes);
    Q_ASSERT(done);
    return result;
}

struct Sign
{
    QLatin1StringView open;
    QLatin1StringView close;
    friend bool operator==(const Sign &, const Sign &) = default;
};

constexpr Sign kAdded{QLatin1StringView("{++"), QLatin1StringView("++}")};
constexpr Sign kDeleted{QLatin1StringView("{--"), QLatin1StringView("--}")};

// Writes stretches of equal sign, with the paragraph ends that are proposed among them.
class Signing
{
public:
    Document make(const Document &document)
    {
        document.visit(0, document.length(), [&](QStringView text, const model::rope::Run &run) { add(text, run); });
        turn({});
        const auto signedDocument = Document::fromDelta(m_out);
        Q_ASSERT(signedDocument);
        return *signedDocument;
    }

private:
    void add(QStringView text, const model::rope::Run &run)
    {
        const auto inserted = model::markOf(run.attributes, "s:i");
        const auto deleted = model::markOf(run.attributes, "s:d");
        turn(deleted ? kDeleted : inserted ? kAdded : Sign());
        const Attributes plain = model::withoutMarks(run.attributes);
        if (!run.embed.isNull()) {
            m_out.insert(run.embed, plain);
        } else if (inserted && inserted->set && !deleted) {
            for (qsizetype i = 0; i < text.size(); ++i) {
                m_out.insert(text.sliced(i, 1));
                turn({});
                m_out.insert(u"\n", model::paragraphEndOf(*inserted->set).line);
            }
        } else {
            m_out.insert(text, plain);
        }
    }

    // From one sign to the other.
    void turn(const Sign &sign)
    {
        if (sign == m_sign)
            return;
        m_out.insert(QString(m_sign.close));
        m_out.insert(QString(sign.open));
        m_sign = sign;
    }

    Delta m_out;
    Sign m_sign;
};

} // namespace

std::optional<Suggestions> suggestionsNamed(const QString &name)
{
    constexpr std::array kNames{std::pair(QLatin1StringView("original"), Suggestions::Original),
                                std::pair(QLatin1StringView("accepted"), Suggestions::Accepted),
                                std::pair(QLatin1StringView("marked"), Suggestions::Marked)};
    for (const auto &[known, suggestions] : kNames) {
        if (known == name)
            return suggestions;
    }
    return std::nullopt;
}

Document withSuggestions(const Document &document, Suggestions wanted, std::optional<Format> format)
{
    switch (wanted) {
    case Suggestions::Original: return decided(document, model::Decision::Reject);
    case Suggestions::Accepted: return decided(document, model::Decision::Accept);
    case Suggestions::Marked: break;
    }
    return format == Format::Text || format == Format::Markdown ? Signing().make(document) : document;
}

} // namespace syngraph::convert
