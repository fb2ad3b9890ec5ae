// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/typing_aids.h"

#include "editor/edit_builder.h"
#include "editor/edit_commands.h"
#include "model/schema.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace syngraph::editor {
namespace {

using commands::Line;
using model::Attributes;
using model::Delta;
using model::Document;
using model::Value;

constexpr qint64 kFarthestLook = 400; // back from the caret, in units
constexpr QChar kNarrowSpace = u'\u202f'; // where no line ends

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
        InlineAid{"italic", 1, between("_", "_", "_\\w/")},
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

QString lastWord(QString text)
{
    for (QChar &unit : text) {
        if (unit.isSpace())
            unit = u' ';
    }
    return text.section(u' ', -1);
}

bool isAddress(QStringView word)
{
    return word.startsWith(u"http://") || word.startsWith(u"https://");
}

// What stands before an address without a space.
qsizetype openingOf(QStringView word)
{
    const auto first = std::ranges::find_if(word, [](QChar unit) { return !QStringView(u"([{<\"'\u201c\u201e\u2018\u201a\u00ab").contains(unit); });
    return first - word.begin();
}

// A sentence goes on behind an address; a bracket that was opened in it is its own.
QString withoutPunctuation(QString word)
{
    const auto isBehind = [&] {
        const QChar last = word.back();
        if (last == u')' || last == u']')
            return word.count(last) > word.count(last == u')' ? u'(' : u'[');
        return QStringView(u".,;:!?'\"\u2019\u201d\u201c\u00bb>").contains(last);
    };
    while (!word.isEmpty() && isBehind())
        word.chop(1);
    return word;
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

    // Whether what was just typed may go on an address: what stands in one means itself.
    bool isInAddress() const
    {
        const QString word = lastWord(m_text);
        return isAddress(QStringView(word).sliced(openingOf(word)));
    }

    // An address that ends `after` units before the caret.
    std::optional<Aid> link(qint64 after) const
    {
        const QString written = lastWord(m_text.chopped(after));
        const qsizetype opening = openingOf(written);
        const QString word = withoutPunctuation(written.sliced(opening));
        const qint64 start = m_caret - after - written.size() + opening;
        if (!isAddress(word) || !model::checkAttribute({"link", Value::string(word)}, false)
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

// Behind a word and a space.
bool isSpacedSign(QStringView text)
{
    return text.size() > 2 && QStringView(u";:!?").contains(text.back()) && text[text.size() - 2] == u' '
        && !text[text.size() - 3].isSpace();
}

// The aids of the language that the text at the caret says it is written in.
TypingAids aidsAt(const Document &document, qint64 caret, const TypingAids &aids)
{
    const Attributes format = document.runAt(caret - 1).attributes;
    const Value *language = format.find("lang");
    const QLocale locale(language ? language->toString().replace(u'-', u'_') : QString());
    // a language of none, or that nobody knows, has no marks of its own
    return !language || locale.language() == QLocale::C ? aids : aids.in(locale);
}

std::optional<Aid> typographyFor(const Typed &typedText, const TypingAids &aids)
{
    const QStringView text = typedText.text();
    const QChar unit = text.back();
    if (unit == u'"' || unit == u'\'')
        return typedText.replaced(1, quoteFor(text.chopped(1), unit, aids));
    if (text.endsWith(u"\u2013-"))
        return typedText.replaced(2, QStringLiteral("\u2014"));
    if (aids.hasSpacedSigns && isSpacedSign(text))
        return typedText.replaced(2, (unit == u':' ? QChar(QChar::Nbsp) : kNarrowSpace) + QString(unit));
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
    if (locale.language() == QLocale::French && locale.territory() != QLocale::Switzerland) {
        // inner ones are the English ones, since an apostrophe is typed far oftener
        aids = TypingAids();
        aids.openingQuote = u'\u00ab' + QString(QChar::Nbsp);
        aids.closingQuote = QChar(QChar::Nbsp) + QString(u'\u00bb');
        aids.hasSpacedSigns = true;
    }
    return aids;
}

TypingAids TypingAids::in(const QLocale &locale) const
{
    TypingAids aids = forLocale(locale);
    aids.formats = formats;
    aids.typography = typography;
    return aids;
}

std::optional<Aid> aidFor(const Document &document, qint64 caret, const TypingAids &aids)
{
    if (caret <= 0 || caret >= document.length())
        return std::nullopt;
    const Typed text(document, caret);
    if (text.text().isEmpty() || text.isInCode())
        return std::nullopt;
    const bool isInAddress = text.isInAddress();
    if (aids.formats) {
        const QChar unit = text.text().back();
        if (auto aid = text.block())
            return aid;
        if (auto aid = unit == u' ' ? text.link(1) : isInAddress ? std::nullopt : text.format())
            return aid;
    }
    // a quotation mark ends an address
    const bool isMeant = !isInAddress || text.text().endsWith(u'"');
    return aids.typography && isMeant ? typographyFor(text, aidsAt(document, caret, aids)) : std::nullopt;
}

std::optional<Aid> aidAtEnter(const Document &document, qint64 caret, const TypingAids &aids)
{
    if (!aids.formats || caret <= 0 || caret >= document.length())
        return std::nullopt;
    const Typed text(document, caret);
    return text.text().isEmpty() || text.isInCode() ? std::nullopt : text.link(0);
}

} // namespace syngraph::editor
