// SPDX-License-Identifier: GPL-3.0-or-later
// Formats of the model survive the way into Qt formats and back; foreign ones come in clean.
#include "editor/format_map.h"
#include "model/schema.h"
#include "support/generators.h"
#include "support/seed.h"

#include <QApplication>
#include <QTest>

using namespace syngraph;
using namespace syngraph::editor;
using model::Attributes;
using model::Value;

namespace {

Attributes bold()
{
    return Attributes{{"bold", Value::boolean(true)}};
}

BlockStyle styleNumber(int number)
{
    return BlockStyle(number);
}

bool isValid(const Attributes &attributes)
{
    return std::ranges::all_of(attributes.entries(), [](const model::Attribute &attribute) {
        return bool(model::checkAttribute(attribute, false));
    });
}

} // namespace

class TestFormatMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyInlineFormatComesBack();
    void everyBlockFormatComesBack();
    void everyEmbedComesBack();
    void looksOfAHeadingAreNoFormats();
    void whatQtTogglesIsRead();
    void whatQtDoesToAParagraphIsRead();
    void foreignFormatsBecomeKeysOfTheSchema();
    void standInsKeepTheirUnit();
};

void TestFormatMap::everyInlineFormatComesBack()
{
    const FormatMap formats(Theme::light());
    const FormatMap darkFormats(Theme::dark());
    support::Random random(support::seed(), 1);
    for (int i = 0; i < support::familyCount(3000); ++i) {
        const Attributes attributes = support::toAttributes(support::randomInlineFormats(random, support::World::Schema));
        const BlockStyle style = styleNumber(i % kBlockStyles);
        QCOMPARE(formats.readChar(formats.charFormat(attributes, style), false).attributes, attributes);
        QCOMPARE(darkFormats.readChar(darkFormats.charFormat(attributes, style), false).attributes, attributes);
    }
}

void TestFormatMap::everyBlockFormatComesBack()
{
    const FormatMap formats(Theme::light());
    support::Random random(support::seed(), 2);
    for (int i = 0; i < support::familyCount(3000); ++i) {
        const Attributes attributes = support::toAttributes(support::randomBlockFormats(random));
        QCOMPARE(formats.readBlock(formats.blockLook(attributes)), attributes);
    }
    for (int level = 1; level <= 16; ++level) {
        for (int style = 0; style < kBlockStyles; ++style) {
            const Attributes attributes = Attributes{{"indent", Value::number(level)}}
                                              .with("block", style ? valueOf(styleNumber(style)) : Value::string(u"p"));
            QCOMPARE(formats.readBlock(formats.blockLook(attributes)), attributes);
        }
    }
}

void TestFormatMap::everyEmbedComesBack()
{
    const FormatMap formats(Theme::light());
    support::Random random(support::seed(), 3);
    for (int i = 0; i < support::familyCount(1000); ++i) {
        const model::Embed embed = support::toEmbed(support::randomEmbed(random, support::World::Schema));
        const Attributes attributes = support::toAttributes(support::randomInlineFormats(random, support::World::Schema));
        const auto format = formats.charFormat(attributes, styleNumber(i % kBlockStyles), embed);
        const CharContent content = formats.readChar(format, true);
        QCOMPARE(content.embed, embed);
        QCOMPARE(content.attributes, attributes);
        QVERIFY(formats.readChar(format, false).embed.isNull());
    }
}

void TestFormatMap::looksOfAHeadingAreNoFormats()
{
    const FormatMap formats(Theme::light());
    const QTextCharFormat format = formats.charFormat({}, BlockStyle::H1);
    QVERIFY(format.fontPointSize() > 15);
    QVERIFY(formats.readChar(format, false).attributes.isEmpty());
    // nor are they where the heading's characters have gone to other paragraphs
    QVERIFY(formats.charFormat({}, BlockStyle::Body) != format);
}

void TestFormatMap::whatQtTogglesIsRead()
{
    const FormatMap formats(Theme::light());
    QTextCharFormat format = formats.charFormat({}, BlockStyle::Body);
    format.setFontWeight(QFont::Bold);
    QCOMPARE(formats.readChar(format, false).attributes, bold());
    format.setFontWeight(QFont::Normal);
    QVERIFY(formats.readChar(format, false).attributes.isEmpty());

    QTextCharFormat inHeading = formats.charFormat(bold(), BlockStyle::H2);
    inHeading.setFontWeight(QFont::Normal);
    QVERIFY(formats.readChar(inHeading, false).attributes.isEmpty());

    QTextCharFormat link = formats.charFormat(Attributes{{"link", Value::string(u"https://a.example/")}}, BlockStyle::Body);
    link.setFontItalic(true);
    const Attributes read = formats.readChar(link, false).attributes;
    QVERIFY(read.contains("italic") && read.contains("link") && !read.contains("color") && !read.contains("underline"));
}

void TestFormatMap::whatQtDoesToAParagraphIsRead()
{
    const FormatMap formats(Theme::light());
    BlockLook look = formats.blockLook(Attributes{{"block", Value::string(u"h2")}, {"align", Value::string(u"center")}});
    look.block.clearProperty(QTextFormat::HeadingLevel); // as Enter in a heading does
    QCOMPARE(formats.readBlock(look), (Attributes{{"align", Value::string(u"center")}}));

    look = formats.blockLook(Attributes{{"block", Value::string(u"check")}});
    look.block.setMarker(QTextBlockFormat::MarkerType::Checked); // as a click on the box does
    QCOMPARE(formats.readBlock(look), (Attributes{{"block", Value::string(u"checked")}}));

    look = formats.blockLook(Attributes{{"block", Value::string(u"ordered")}, {"indent", Value::number(2)}});
    look.isListed = false; // as Backspace at the item's beginning does
    QVERIFY(formats.readBlock(look).isEmpty());

    look = formats.blockLook({});
    look.isListed = true;
    look.list.setStyle(QTextListFormat::ListUpperRoman);
    look.list.setIndent(3);
    QCOMPARE(formats.readBlock(look), (Attributes{{"block", Value::string(u"ordered")}, {"indent", Value::number(2)},
                                                  {"numbering", Value::string(u"I")}}));
}

void TestFormatMap::foreignFormatsBecomeKeysOfTheSchema()
{
    const FormatMap formats(Theme::light());
    QTextCharFormat format;
    format.setFontPointSize(10.3);
    format.setFontFamilies({QString(300, u'x')});
    format.setForeground(QColor(255, 0, 0, 128));
    format.setFontLetterSpacing(150);
    format.setFontCapitalization(QFont::SmallCaps);
    format.setToolTip(QStringLiteral("tip"));
    format.setProperty(QTextFormat::UserProperty + 7, 1);
    const Attributes read = formats.readChar(format, false).attributes;
    QVERIFY(isValid(read));
    QCOMPARE(read, (Attributes{{"color", Value::string(u"#ff0000")}, {"size", Value::fromCanonicalJson("10.5")}}));

    QTextCharFormat anchor;
    anchor.setAnchor(true);
    anchor.setAnchorHref(QStringLiteral("javascript:alert(1)"));
    anchor.setForeground(Qt::blue);
    anchor.setFontUnderline(true);
    QVERIFY(formats.readChar(anchor, false).attributes.isEmpty());

    QTextImageFormat image;
    image.setName(QStringLiteral("https://a.example/i.png"));
    QVERIFY(formats.readChar(image, true).embed.isNull());

    BlockLook look;
    look.block.setTopMargin(55);
    look.block.setTextIndent(9);
    look.block.setIndent(99);
    QCOMPARE(formats.readBlock(look), (Attributes{{"indent", Value::number(16)}}));
}

void TestFormatMap::standInsKeepTheirUnit()
{
    const FormatMap formats(Theme::light());
    const CharContent content = formats.readChar(formats.standInFormat(0xfdd0, bold(), BlockStyle::Body), false);
    QCOMPARE(content.standIn, char16_t(0xfdd0));
    QCOMPARE(content.attributes, bold());
}

int main(int argc, char **argv)
{
    support::takeSeed(argc, argv);
    QApplication application(argc, argv);
    TestFormatMap test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_format_map.moc"
