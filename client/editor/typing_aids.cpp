// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/typing_aids.h"

#include "editor/edit_builder.h"
#include "editor/edit_commands.h"
#include "model/schema.h"

#include <QRegularExpression>

#include <array>

namespace syngraph::editor {
namespace {

using commands::Line;
using model::Attributes;
using model::Delta;
using model::Document;
using model::Value;

constexpr qint64 kFarthestLook = 400; // back from the caret, in units

struct BlockAid
{
    QStringView typed; // from the beginning of the paragraph
    BlockStyle style;
};
constexpr std::array kBlockAids = {
    BlockAid{u"# ", BlockStyle::H1},        BlockAid{u"## ", BlockStyle::H2},      BlockAid{u"### ", BlockStyle::H3},
    BlockAid{u"#### ", BlockStyle::H4},     BlockAid{u"##### ", BlockStyle::H5},   BlockAid{u"###### ", BlockStyle::H6},
    BlockAid{u"- ", BlockStyle::Bullet},    BlockAid{u"* ", BlockStyle::Bullet},   BlockAid{u"+ ", BlockStyle::Bullet},
    BlockAid{u"1. ", BlockStyle::Ordered},  BlockAid{u"1) ", BlockStyle::Ordered}, BlockAid{u"[] ", BlockStyle::Check},
    BlockAid{u"[ ] ", BlockStyle::Check},   BlockAid{u"[x] ", BlockStyle::Checked}, BlockAid{u"> ", BlockStyle::Quote},
    BlockAid{u"```", BlockStyle::Code},
};

struct InlineAid
{
    const char *key;
    qint64 markLength;
    QRegularExpression pattern; // its first group is the text between the marks
};

// Made once per thread that types, which is one.
const std::array<InlineAid, 5> &inlineAids()
{
    const auto between = [](const char *mark, const char *unit, const char *notBefore) {
        return QRegularExpression(QStringLiteral("(?<![%3])%1([^\\s%2]|[^\\s%2][^%2]*[^\\s%2])%1$")
                                      .arg(QLatin1StringView(mark), QLatin1StringView(unit), QLatin1StringView(notBefore)),
                                  QRegularExpression::UseUnicodePropertiesOption);
    };
    static const std::array<InlineAid, 5> aids = {
        InlineAid{"bold", 2, between("\\*\\*", "*", "*")},
        InlineAid{"italic", 1, between("\\*", "*", "*\\w")},
        InlineAid{"italic", 1, between("_", "_", "_\\w")},
        InlineAid{"strike", 2, between("~~", "~", "~")},
        InlineAid{"code", 1, between("`", "`", "`")},
    };
    return aids;
}

Attributes typed(const Document &document, qint64 position)
{
    return model::filterAttributes(document.runAt(position).attributes, [](const QByteArray &key, const Value &) {
        return model::classOf(key) == model::KeyClass::Growing || model::classOf(key) == model::KeyClass::Closed;
    });
}

// The text before the caret, in its paragraph.
class Typed
{
public:
    Typed(const Document &document, qint64 caret)
        : m_document(document), m_caret(caret), m_line(commands::lineAt(document, caret)),
          m_text(document.text(std::max(m_line.start, caret - kFarthestLook), caret))
    {
    }

    bool isInCode() const
    {
        return FormatMap::styleOf(m_line.attributes) == BlockStyle::Code
            || m_document.runAt(m_caret - 1).attributes.contains("code");
    }
    const QString &text() const { return m_text; }
    bool isWholeLine() const { return m_caret - m_line.start == m_text.size(); }

    std::optional<Aid> block() const
    {
        const BlockStyle now = FormatMap::styleOf(m_line.attributes);
        const auto found = std::ranges::find(kBlockAids, QStringView(m_text), &BlockAid::typed);
        if (found == kBlockAids.end() || !isWholeLine())
            return std::nullopt;
        const bool becomesTask = found->style == BlockStyle::Check || found->style == BlockStyle::Checked;
        if (now != BlockStyle::Body && !(now == BlockStyle::Bullet && becomesTask))
            return std::nullopt;
        Delta change;
        change.retain(m_line.start).remove(m_text.size());
        commands::appendLineEnd(change, m_document, m_caret, Attributes{{"block", valueOf(found->style)}});
        return made(change, m_line.start);
    }

    std::optional<Aid> format() const
    {
        if (!QStringView(u"*_~`").contains(m_text.back()))
            return std::nullopt;
        for (const InlineAid &aid : inlineAids()) {
            const QRegularExpressionMatch match = aid.pattern.match(m_text);
            if (!match.hasMatch())
                continue;
            const qint64 start = m_caret - match.capturedLength();
            const qint64 length = match.capturedLength(1);
            const Attributes before = typed(m_document, start);
            Delta change;
            change.retain(start).remove(aid.markLength);
            change.retain(length, Attributes{{aid.key, Value::boolean(true)}}).remove(aid.markLength);
            auto result = made(change, start + length);
            result->typingFormat = before;
            return result;
        }
        return std::nullopt;
    }

    // An address that the space ends.
    std::optional<Aid> link() const
    {
        const QString word = m_text.chopped(1).replace(QChar::LineSeparator, u' ').section(u' ', -1);
        const qint64 start = m_caret - 1 - word.size();
        const bool isAddress = word.startsWith(u"http://") || word.startsWith(u"https://");
        if (!isAddress || !model::checkAttribute({"link", Value::string(word)}, false)
            || m_document.runAt(start).attributes.contains("link"))
            return std::nullopt;
        Delta change;
        change.retain(start).retain(word.size(), Attributes{{"link", Value::string(word)}});
        return made(change, m_caret);
    }

    // The last units become `by`.
    std::optional<Aid> replaced(qint64 units, const QString &by) const
    {
        const qint64 start = m_caret - units;
        Delta change;
        change.retain(start).insert(by, typed(m_document, start)).remove(units);
        return made(change, start + by.size());
    }

private:
    std::optional<Aid> made(Delta &change, qint64 caret) const
    {
        return Aid{{editorForms(change.chop(), m_document), Selection::caret(caret), EditKind::Aid}, std::nullopt};
    }

    const Document &m_document;
    qint64 m_caret;
    Line m_line;
    QString m_text;
};

bool opensQuote(QStringView before)
{
    if (before.isEmpty() || before.back().isSpace())
        return true;
    return QStringView(u"([{<-\u2013\u2014/\u201c\u201e\u2018\u201a\u00ab\u2039").contains(before.back());
}

// Whether an opening mark waits for its closing one.
bool isOpen(QStringView text, const QString &opening, const QString &closing)
{
    return text.lastIndexOf(opening) > text.lastIndexOf(closing);
}

QString quoteFor(QStringView before, QChar unit, const TypingAids &aids)
{
    const bool opens = opensQuote(before);
    if (unit == u'"')
        return opens ? aids.openingQuote : aids.closingQuote;
    if (opens)
        return aids.openingInner;
    // else it is an apostrophe, in every language
    return isOpen(before, aids.openingInner, aids.closingInner) ? aids.closingInner : QStringLiteral("\u2019");
}

std::optional<Aid> typographyFor(const Typed &typedText, const TypingAids &aids)
{
    const QStringView text = typedText.text();
    const QChar unit = text.back();
    if (unit == u'"' || unit == u'\'')
        return typedText.replaced(1, quoteFor(text.chopped(1), unit, aids));
    if (text.endsWith(u"\u2013-"))
        return typedText.replaced(2, QStringLiteral("\u2014"));
    if (text.endsWith(u"--") && !text.endsWith(u"---"))
        return typedText.replaced(2, QStringLiteral("\u2013"));
    if (text.endsWith(u"...") && !text.endsWith(u"...."))
        return typedText.replaced(3, QStringLiteral("\u2026"));
    return std::nullopt;
}

} // namespace

TypingAids TypingAids::forLocale(const QLocale &locale)
{
    TypingAids aids;
    // where no language is set up
    if (locale.language() == QLocale::C)
        return aids;
    const auto marks = [&](QLocale::QuotationStyle style) {
        return locale.quoteString(QStringLiteral("x"), style).split(u'x');
    };
    const QStringList outer = marks(QLocale::StandardQuotation);
    const QStringList inner = marks(QLocale::AlternateQuotation);
    aids.openingQuote = outer.value(0);
    aids.closingQuote = outer.value(1);
    aids.openingInner = inner.value(0);
    aids.closingInner = inner.value(1);
    return aids;
}

std::optional<Aid> aidFor(const Document &document, qint64 caret, const TypingAids &aids)
{
    if (caret <= 0 || caret >= document.length())
        return std::nullopt;
    const Typed text(document, caret);
    if (text.text().isEmpty() || text.isInCode())
        return std::nullopt;
    if (aids.formats) {
        const QChar unit = text.text().back();
        if (auto aid = text.block())
            return aid;
        if (auto aid = unit == u' ' ? text.link() : text.format())
            return aid;
    }
    return aids.typography ? typographyFor(text, aids) : std::nullopt;
}

} // namespace syngraph::editor
