// SPDX-License-Identifier: GPL-3.0-or-later
// Files that LibreOffice and pandoc have made, read here, written here, and given back to them.
#include "convert/formats.h"
#include "foreign_programs.h"
#include "model/delta_json.h"

#include <QTest>

#include <algorithm>

using namespace syngraph;
using convert::Format;

namespace {

enum class Where { Text, Paragraph };

// What is looked for: a word of data/everything.*, and what it has to have.
struct Feature
{
    const char *name;
    const char *word;
    Where where;
    const char *key;
    const char *json; // the value; nullptr: any
};

constexpr Feature kFeatures[] = {
    {"title", "The title", Where::Paragraph, "block", "\"title\""},
    {"heading 1", "First heading", Where::Paragraph, "block", "\"h1\""},
    {"heading 2", "Second heading", Where::Paragraph, "block", "\"h2\""},
    {"bold", "bolded", Where::Text, "bold", nullptr},
    {"italic", "slanted", Where::Text, "italic", nullptr},
    {"underline", "underlined", Where::Text, "underline", nullptr},
    {"strike", "struck", Where::Text, "strike", nullptr},
    {"superscript", "raised", Where::Text, "script", "\"super\""},
    {"subscript", "lowered", Where::Text, "script", "\"sub\""},
    {"code", "typed", Where::Text, "code", nullptr},
    {"colour", "coloured", Where::Text, "color", "\"#aa1122\""},
    {"highlight", "marked", Where::Text, "background", "\"#ffff00\""},
    {"font", "serif", Where::Text, "font", "\"DejaVu Serif\""},
    {"size", "large", Where::Text, "size", "20"},
    {"language", "bonjour", Where::Text, "lang", "\"fr-FR\""},
    {"link", "linked", Where::Text, "link", "\"https://example.org/a\""},
    {"centre", "centred", Where::Paragraph, "align", "\"center\""},
    {"right", "righted", Where::Paragraph, "align", "\"right\""},
    {"justify", "justified", Where::Paragraph, "align", "\"justify\""},
    {"line spacing", "spaced", Where::Paragraph, "spacing", "1.5"},
    {"space above", "spaced", Where::Paragraph, "before", "12"},
    {"space below", "spaced", Where::Paragraph, "after", "6"},
    {"right to left", "\327\251\327\234\327\225\327\235", Where::Paragraph, "dir", "\"rtl\""},
    {"bullets", "dotted", Where::Paragraph, "block", "\"bullet\""},
    {"nesting", "deeper", Where::Paragraph, "indent", "1"},
    {"numbers", "counted", Where::Paragraph, "block", "\"ordered\""},
    {"restart", "restarted", Where::Paragraph, "start", "7"},
    {"open box", "open", Where::Paragraph, "block", "\"check\""},
    {"ticked box", "done", Where::Paragraph, "block", "\"checked\""},
    {"quote", "quoted", Where::Paragraph, "block", "\"quote\""},
    {"code block", "coded", Where::Paragraph, "block", "\"code\""},
};

bool has(const model::Document &document, const Feature &feature)
{
    const QString text = document.text(0, document.length());
    const qsizetype at = text.indexOf(QString::fromUtf8(feature.word));
    if (at < 0)
        return false;
    const qint64 unit = feature.where == Where::Text ? at : text.indexOf(u'\n', at);
    const model::Value *value = document.runAt(unit).attributes.find(feature.key);
    return value && (!feature.json || value->json() == feature.json);
}

bool hasPageBreak(const model::Document &document)
{
    return model::toJson(document.toDelta()).contains("\"pagebreak\"");
}

// Names of all that the document has.
QString featuresOf(const model::Document &document)
{
    QStringList names;
    for (const Feature &feature : kFeatures) {
        if (has(document, feature))
            names << QString::fromLatin1(feature.name);
    }
    if (hasPageBreak(document))
        names << QStringLiteral("page break");
    return names.join(QStringLiteral(", "));
}

QString dataPath(const char *name)
{
    return QStringLiteral(SYNGRAPH_SOURCE_DIR "/tests/unit/data/") + QLatin1StringView(name);
}

QStringList split(const QString &features)
{
    return features.split(QStringLiteral(", "), Qt::SkipEmptyParts);
}

const QString kLooks = QStringLiteral("bold, italic, underline, strike, superscript, subscript, colour, highlight, font, size, language, link");
const QString kParagraphs = QStringLiteral("centre, right, justify, line spacing, space above, space below, right to left");
const QString kLists = QStringLiteral("bullets, nesting, numbers, restart");

} // namespace

class TestForeignRoundTrips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void libreOffice_data();
    void libreOffice();
    void pandoc_data();
    void pandoc();

private:
    // Reads what the program has made, writes it, lets the program make a file of that, and reads that one. What was read
    // first has these features, what was read last too, but for those that the program itself does not read.
    template<typename GiveBack>
    void goRound(const QString &ending, const QByteArray &made, const QString &features, const QString &unread, GiveBack giveBack);

    test::ForeignPrograms m_programs;
};

template<typename GiveBack>
void TestForeignRoundTrips::goRound(const QString &ending, const QByteArray &made, const QString &features,
                                    const QString &unread, GiveBack giveBack)
{
    const Format format = *convert::formatOfEnding(ending);
    const auto first = convert::read(format, made);
    QVERIFY2(first, first ? "" : qPrintable(first.error().text()));
    const QString name = QStringLiteral("ours.") + ending;
    const auto ours = convert::write(format, *first, QStringLiteral("The title"));
    QVERIFY(ours);
    // our own way there and back changes nothing
    const QByteArray expected = model::toJson(first->toDelta());
    const QByteArray actual = model::toJson(convert::read(format, *ours)->toDelta());
    const auto differ = std::ranges::mismatch(actual, expected).in1 - actual.begin();
    QCOMPARE(actual.mid(std::max<qsizetype>(differ - 100, 0), 200), expected.mid(std::max<qsizetype>(differ - 100, 0), 200));
    QVERIFY(m_programs.keep(name, *ours));
    const QByteArray back = giveBack(name);
    const auto last = convert::read(format, back);
    QVERIFY2(last, last ? "" : qPrintable(last.error().text()));
    qInfo().noquote() << QStringLiteral("%1 read: %2").arg(ending, featuresOf(*first));
    qInfo().noquote() << QStringLiteral("%1 back: %2").arg(ending, featuresOf(*last));
    const QStringList read = split(featuresOf(*first));
    const QStringList again = split(featuresOf(*last));
    for (const QString &feature : split(features)) {
        QVERIFY2(read.contains(feature), qPrintable(feature));
        QVERIFY2(again.contains(feature) || split(unread).contains(feature), qPrintable(feature));
    }
}

void TestForeignRoundTrips::libreOffice_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("features");
    const QString office = QStringLiteral("title, heading 1, heading 2, quote, code block, page break, %1, %2, %3").arg(kLooks, kParagraphs, kLists);
    QTest::newRow("odt") << QStringLiteral("odt") << office;
    QTest::newRow("docx") << QStringLiteral("docx") << office;
    QTest::newRow("html") << QStringLiteral("html:HTML (StarWriter)")
                          << QStringLiteral("heading 1, heading 2, quote, code block, %1, %2, %3").arg(kLooks, kParagraphs, kLists);
    QTest::newRow("txt") << QStringLiteral("txt:Text (encoded):UTF8") << QString();
}

void TestForeignRoundTrips::libreOffice()
{
    if (m_programs.office().isEmpty())
        QSKIP("LibreOffice is not installed; the package libreoffice-writer-nogui brings it.");
    QFETCH(const QString, kind);
    QFETCH(const QString, features);
    const QString ending = kind.section(u':', 0, 0);
    QFile source(dataPath("everything.fodt"));
    QVERIFY(source.open(QIODevice::ReadOnly));
    QVERIFY(m_programs.keep(QStringLiteral("everything.fodt"), source.readAll()));
    QVERIFY(m_programs.runOffice(QStringLiteral("everything.fodt"), kind));
    goRound(ending, m_programs.bytesOf(QStringLiteral("out/everything.") + ending), features, {}, [&](const QString &name) {
        return m_programs.runOffice(name, kind) ? m_programs.bytesOf(QStringLiteral("out/") + name) : QByteArray();
    });
}

void TestForeignRoundTrips::pandoc_data()
{
    QTest::addColumn<QString>("writer");
    QTest::addColumn<QString>("features");
    QTest::addColumn<QString>("unread");
    const QString all = QStringLiteral("heading 1, heading 2, bold, italic, strike, code, link, bullets, nesting, numbers, quote, code block");
    const QString scripts = QStringLiteral(", superscript, subscript");
    const QString boxes = QStringLiteral(", open box, ticked box");
    QTest::newRow("docx") << QStringLiteral("docx") << all + scripts + boxes + QStringLiteral(", restart") << boxes;
    QTest::newRow("odt") << QStringLiteral("odt") << all + scripts + boxes << boxes + QStringLiteral(", code, code block");
    QTest::newRow("html") << QStringLiteral("html") << all + scripts + boxes + QStringLiteral(", restart") << boxes;
    QTest::newRow("md") << QStringLiteral("gfm") << all + scripts + boxes + QStringLiteral(", restart") << QString();
    QTest::newRow("txt") << QStringLiteral("plain") << QString() << QString();
}

void TestForeignRoundTrips::pandoc()
{
    if (m_programs.pandoc().isEmpty())
        QSKIP("pandoc is not installed; the package pandoc brings it.");
    QFETCH(const QString, writer);
    QFETCH(const QString, features);
    const QString ending = QString::fromLatin1(QTest::currentDataTag());
    const auto convertTo = [&](const QString &reader, const QString &from, const QString &to) {
        return m_programs.run(m_programs.pandoc(), {QStringLiteral("-s"), QStringLiteral("-f"), reader, from, QStringLiteral("-t"), writer,
                                                    QStringLiteral("-o"), to})
            ? m_programs.bytesOf(to) : QByteArray();
    };
    const QByteArray made = convertTo(QStringLiteral("markdown"), dataPath("everything.md"), QStringLiteral("made.") + ending);
    QFETCH(const QString, unread);
    goRound(ending, made, features, unread, [&](const QString &name) {
        // there is no reader of plain text
        return writer == u"plain" ? m_programs.bytesOf(name) : convertTo(writer, name, QStringLiteral("back.") + ending);
    });
}

QTEST_GUILESS_MAIN(TestForeignRoundTrips)
#include "test_foreign_round_trips.moc"
