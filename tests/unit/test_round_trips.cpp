// SPDX-License-Identifier: GPL-3.0-or-later
// Documents of everything that a format can hold come back from it as they were.
#include "convert/formats.h"
#include "convert/lines.h"
#include "model/delta_json.h"
#include "support/random.h"
#include "support/seed.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <array>

using namespace syngraph;
using convert::Format;
using model::Attributes;
using model::Value;
using support::Random;

namespace {

// What a format can hold.
struct Abilities
{
    bool hasLooks = true;       // colours, sizes, fonts
    bool hasParagraphs = true;  // alignment, direction, indents, empty paragraphs
    bool hasPageBreaks = true;
    bool hasWideSpaces = true;
    bool hasTitle = true;
    bool hasMarksInCode = true; // formats within lines of code
    bool hasBareBreaks = true;  // of lines, wherever and formatted
};

constexpr std::array kWords = {
    u"word", u"*", u"_x_", u"[a](b)", u"!", u"#", u"1.", u"<b>", u"&amp;", u"~~", u"|", u"\\", u"`c`", u"é", u"\xd83d\xde00",
    u"\u05d0\u05d1", u"\"q\"", u"(", u"-", u"+", u"a\u0301", u"]]>", u"=", u"\u2610x", u"http://h",
};

QString randomWords(Random &random, bool hasWideSpaces)
{
    QString text;
    const qint64 count = random.between(1, 3);
    for (qint64 i = 0; i < count; ++i) {
        text += QString::fromUtf16(random.pick(kWords));
        if (random.chance(60))
            text += u' ';
        if (hasWideSpaces && random.chance(5))
            text += random.chance(50) ? QStringLiteral("  ") : QStringLiteral("\t");
    }
    return text;
}

Attributes randomInline(Random &random, const Abilities &abilities, bool isHeading)
{
    Attributes attributes;
    for (const char *key : {"italic", "underline", "strike", "code"}) {
        if (random.chance(15))
            attributes = attributes.with(key, Value::boolean(true));
    }
    if (random.chance(15) && !isHeading)
        attributes = attributes.with("bold", Value::boolean(true));
    if (random.chance(8))
        attributes = attributes.with("script", Value::string(random.chance(50) ? u"sub" : u"super"));
    if (random.chance(8))
        attributes = attributes.with("link", Value::string(random.chance(50) ? u"https://a.b/(c)?d=1&e=\"f\"" : u"mailto:a@b.c"));
    if (!abilities.hasLooks || !random.chance(40))
        return attributes;
    if (random.chance(20))
        attributes = attributes.with("lang", Value::string(random.chance(50) ? u"en-GB" : u"sr"));
    if (random.chance(30))
        attributes = attributes.with("color", Value::string(u"#12ab34"));
    if (random.chance(30))
        attributes = attributes.with("background", Value::string(u"#ffff00"));
    if (random.chance(30))
        attributes = attributes.with("font", Value::string(u"DejaVu Serif"));
    if (random.chance(30) && !isHeading)
        attributes = attributes.with("size", Value::fromCanonicalJson(random.chance(50) ? "10.5" : "24"));
    return attributes;
}

bool isList(const QByteArray &block)
{
    return block == "bullet" || block == "ordered" || block == "check" || block == "checked";
}

// One after the other; lists nest by one level at the most, as people write them.
class Generator
{
public:
    Generator(Random &random, const Abilities &abilities)
        : m_random(random)
        , m_abilities(abilities)
    { }

    model::Document document()
    {
        const qint64 count = m_random.between(1, 8);
        for (qint64 i = 0; i < count; ++i)
            addLine();
        // an office file keeps a page break as a property of the paragraph behind it
        if (m_endsInBreak)
            m_delta.insert(u"end\n");
        return *model::Document::fromDelta(m_delta);
    }

private:
    void addLine()
    {
        const bool isBreak = m_abilities.hasPageBreaks && !m_endsInBreak && m_random.chance(4);
        if (isBreak || m_random.chance(4)) {
            m_delta.insert(model::Embed(isBreak ? "pagebreak" : "rule", Value::fromCanonicalJson("{}")));
            m_delta.insert(u"\n");
            m_endsInBreak = isBreak;
            m_depth = 0;
            m_track.countsOn({}, 0);
            return;
        }
        m_endsInBreak = false;
        const QByteArray block = m_random.pick(std::array<QByteArray, 14>{
            "p", "p", "title", "h1", "h3", "h6", "bullet", "bullet", "ordered", "ordered", "check", "checked", "quote", "code"});
        if (block == "title" && !m_abilities.hasTitle)
            return;
        const bool isHeading = block.startsWith('h') || block == "title";
        const bool mayBeEmpty = m_abilities.hasParagraphs || block == "code" || isList(block);
        if (!mayBeEmpty || m_random.chance(90))
            addText(isHeading, block == "code");
        m_delta.insert(u"\n", paragraph(block));
    }
    void addText(bool isHeading, bool isCode)
    {
        std::vector<std::pair<QString, Attributes>> spans;
        const qint64 count = m_random.between(1, 4);
        for (qint64 i = 0; i < count; ++i) {
            const bool isPlain = isCode && !m_abilities.hasMarksInCode;
            Attributes attributes = isPlain ? Attributes() : randomInline(m_random, m_abilities, isHeading);
            if (isCode)
                attributes = attributes.without("code");
            spans.emplace_back(randomWords(m_random, m_abilities.hasWideSpaces), attributes);
        }
        // white space of its own format, at the edge of a line or doubled, is what Markdown cannot say
        if (!m_abilities.hasWideSpaces) {
            for (std::size_t i = 0; i < spans.size(); ++i)
                spans[i].first = spans[i].first.trimmed();
        }
        for (const auto &[text, attributes] : spans) {
            m_delta.insert(text, attributes);
            if (m_abilities.hasBareBreaks && m_random.chance(10))
                m_delta.insert(u"\u2028", attributes);
        }
    }
    Attributes paragraph(const QByteArray &block)
    {
        Attributes attributes;
        if (block != "p")
            attributes = attributes.with("block", Value::string(QString::fromLatin1(block)));
        qint64 indent = 0;
        if (isList(block)) {
            indent = m_random.between(0, std::min<qint64>(m_depth, 5));
            m_depth = indent + 1;
        } else {
            m_depth = 0;
            if (m_abilities.hasParagraphs && block == "p" && m_random.chance(15))
                indent = m_random.between(1, 4);
        }
        if (indent > 0)
            attributes = attributes.with("indent", Value::number(indent));
        if (m_abilities.hasParagraphs && block != "code" && m_random.chance(15))
            attributes = attributes.with("align", Value::string(m_random.chance(50) ? u"center" : u"justify"));
        if (m_abilities.hasParagraphs && block != "code" && m_random.chance(8))
            attributes = attributes.with("dir", Value::string(u"rtl"));
        if (m_abilities.hasParagraphs && block != "code")
            attributes = spaced(attributes);
        QByteArray numbering;
        if (m_abilities.hasParagraphs && block == "ordered" && m_random.chance(30)) {
            numbering = m_random.chance(50) ? "A" : "I";
            attributes = attributes.with("numbering", Value::string(QString::fromLatin1(numbering)));
        }
        const bool countsOn = m_track.countsOn(isList(block) ? block + numbering : QByteArray(), int(indent));
        if (m_abilities.hasParagraphs && block == "ordered" && m_random.chance(25))
            attributes = attributes.with("start", Value::number(m_random.between(countsOn ? 1 : 2, 12)));
        return attributes;
    }
    Attributes spaced(Attributes attributes)
    {
        if (m_random.chance(10))
            attributes = attributes.with("spacing", Value::fromCanonicalJson(m_random.chance(50) ? "1.15" : "2"));
        for (const char *key : {"before", "after"}) {
            if (m_random.chance(10))
                attributes = attributes.with(key, Value::fromCanonicalJson(m_random.chance(50) ? "0" : "10.5"));
        }
        return attributes;
    }

    Random &m_random;
    Abilities m_abilities;
    model::Delta m_delta;
    convert::ListTrack m_track;
    qint64 m_depth = 0;
    bool m_endsInBreak = false;
};

void checkRoundTrips(Format format, const Abilities &abilities, int families)
{
    for (int family = 0; family < support::familyCount(families); ++family) {
        Random random(support::seed(), quint64(family));
        const model::Document document = Generator(random, abilities).document();
        if (document.length() == 0)
            continue;
        const auto bytes = convert::write(format, document, QStringLiteral("Title"));
        QVERIFY2(bytes, bytes ? "" : qPrintable(bytes.error().text()));
        const auto back = convert::read(format, *bytes);
        QVERIFY2(back, back ? "" : qPrintable(back.error().text()));
        if (*back == document)
            continue;
        qInfo().noquote() << "family" << family << "\n" << (bytes->startsWith("PK") ? QByteArray() : *bytes);
        const QByteArray actual = model::toJson(back->toDelta());
        const QByteArray expected = model::toJson(document.toDelta());
        const auto differ = std::ranges::mismatch(actual, expected).in1 - actual.begin();
        QCOMPARE(actual.mid(std::max<qsizetype>(differ - 100, 0), 200), expected.mid(std::max<qsizetype>(differ - 100, 0), 200));
    }
}

} // namespace

class TestRoundTrips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void html() { checkRoundTrips(Format::Html, {}, 60); }
    void markdown() { checkRoundTrips(Format::Markdown, {false, false, false, false, false, false, false}, 120); }
    void odt() { checkRoundTrips(Format::Odt, {}, 60); }
    void docx() { checkRoundTrips(Format::Docx, {}, 60); }
    void json() { checkRoundTrips(Format::Json, {}, 60); }
};

SYNGRAPH_SEEDED_MAIN(TestRoundTrips)
#include "test_round_trips.moc"
