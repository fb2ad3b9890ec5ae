// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of Document against the naive model, and of the tree beneath it.
#include "families.h"
#include "model/document.h"
#include "model/rope.h"
#include "support/generators.h"
#include "support/oracle.h"

#include <QCoreApplication>

#include <malloc.h>

using namespace syngraph;
using namespace syngraph::model;
using namespace syngraph::property;
using support::World;

namespace {

// Checks every question a document answers against the cells.
void compare(const Document &document, const support::Cells &cells)
{
    const auto length = qint64(cells.size());
    QCOMPARE(document.length(), length);
    QCOMPARE(toJson(document.toDelta()), toJson(toDelta(cells)));
    const QString text = textOf(cells);
    QCOMPARE(document.text(0, length), text);
    QCOMPARE(document.lineCount(), std::ranges::count_if(cells, &support::Cell::isLineEnd));
    qint64 line = 0;
    qint64 start = 0;
    for (qint64 i = 0; i < length; ++i) {
        const support::Cell &cell = cells[std::size_t(i)];
        QCOMPARE(document.lineAt(i), line);
        QCOMPARE(document.lineStart(line), start);
        QCOMPARE(document.at(i), text[i].unicode());
        const rope::Run run = document.runAt(i);
        QVERIFY(run.attributes == support::toAttributes(cell.formats)
                && run.embed == support::toEmbed(cell.embed));
        QCOMPARE(document.splitsPair(i), isInsidePair(cells, std::size_t(i)));
        if (cell.isLineEnd()) {
            ++line;
            start = i + 1;
        }
    }
}

// The hash as PROTOCOL.md words it: unit by unit, products by doubling.
quint64 hashByThePage(const support::Cells &cells)
{
    constexpr quint64 kPrime = (quint64(1) << 61) - 1;
    const auto times = [](quint64 a, quint64 b) {
        quint64 product = 0;
        for (; b > 0; b >>= 1) {
            product = (product + (b % 2) * a) % kPrime;
            a = 2 * a % kPrime;
        }
        return product;
    };
    const QString text = textOf(cells);
    quint64 hash = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Embed embed = support::toEmbed(cells[i].embed);
        const quint64 unit = embed.isNull() ? text[qsizetype(i)].unicode() + quint64(1) : fnv1a(embed.toJson()) % kPrime;
        const Attributes formats = support::toAttributes(cells[i].formats);
        const quint64 format = formats.isEmpty() ? 0 : fnv1a(formats.toJson()) % kPrime;
        hash = (times(hash, 0x0f3a5c7912b4d68ULL) + unit + format) % kPrime;
    }
    return hash;
}

qint64 usedBytes()
{
    const struct mallinfo2 info = mallinfo2();
    return qint64(info.uordblks) + qint64(info.hblkhd);
}

} // namespace

class DocumentLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void apply_equals_the_oracle();
    void long_document_equals_the_oracle_after_many_changes();
    void slice_and_text_equal_the_oracle();
    void hash_is_as_the_page_says();
    void hash_tells_content_and_nothing_else();
    void copies_keep_what_they_were();
    void refused_change_leaves_the_document_unaltered();
    void surrogate_pairs_at_the_seams_of_leaves_stay_whole();
    void plain_text_of_10_megabytes_takes_at_most_30();
    void small_change_of_a_large_document_is_cheap();
};

void DocumentLaws::apply_equals_the_oracle()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const World world = random.chance(50) ? World::Free : World::Schema;
        const Filter filter = world == World::Schema ? Filter::Classes : Filter::None;
        support::Cells cells = randomDocument(random, world);
        Document document = documentOf(toDelta(cells));
        for (int i = 0; i < 3; ++i) {
            const support::Edit edit = anyEdit(random, world, cells);
            const Delta change = toDelta(edit);
            QVERIFY2(document.apply(change, filter), shown({{"change", &change}}));
            cells = support::oracle::apply(cells, edit, filter);
        }
        compare(document, cells);
    });
}

void DocumentLaws::long_document_equals_the_oracle_after_many_changes()
{
    forFamilies(20, [](support::Random &random) {
        support::Cells cells = randomDocument(random, World::Schema, 6'000);
        Document document = documentOf(toDelta(cells));
        for (int i = 0; i < 150; ++i) {
            const support::Edit edit =
                random.chance(10) ? randomEdit(random, World::Schema, cells) : editorEdit(random, cells);
            QVERIFY(document.apply(toDelta(edit), Filter::Classes));
            cells = support::oracle::apply(cells, edit, Filter::Classes);
            QCOMPARE(document.length(), qint64(cells.size()));
            if (i % 10 == 0)
                QVERIFY(document.toDelta() == toDelta(cells));
        }
        compare(document, cells);
        QCOMPARE(document.hash(), documentOf(toDelta(cells)).hash());
    });
}

void DocumentLaws::slice_and_text_equal_the_oracle()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const support::Cells cells = randomDocument(random, World::Free, 40);
        const Document document = documentOf(toDelta(cells));
        const qint64 from = random.below(qint64(cells.size()) + 1);
        const qint64 to = random.between(from, qint64(cells.size()));
        const support::Cells part(cells.begin() + from, cells.begin() + to);
        QCOMPARE(document.text(from, to), textOf(part));
        if (!isInsidePair(cells, std::size_t(from)) && !isInsidePair(cells, std::size_t(to)))
            QCOMPARE(toJson(document.slice(from, to)), toJson(toDelta(part)));
    });
}

void DocumentLaws::hash_is_as_the_page_says()
{
    forFamilies(support::familyCount() / 10, [](support::Random &random) {
        const support::Cells cells = randomDocument(random, World::Free, int(random.below(100)));
        QCOMPARE(documentOf(toDelta(cells)).hash(), hashByThePage(cells));
    });
    // runs of every length up to some blocks of the fast way
    for (qsizetype units = 0; units <= 200; ++units) {
        const support::Cells cells = support::cellsOf(QString(units, u'\xfffe') + u'\n', {}, {});
        QCOMPARE(documentOf(toDelta(cells)).hash(), hashByThePage(cells));
    }
}

void DocumentLaws::hash_tells_content_and_nothing_else()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const support::Cells cells = randomDocument(random, World::Schema);
        const support::Edit edit = anyEdit(random, World::Schema, cells);
        const support::Cells after = support::oracle::apply(cells, edit, Filter::Classes);
        Document changed = documentOf(toDelta(cells));
        const quint64 before = changed.hash();
        QVERIFY(changed.apply(toDelta(edit), Filter::Classes));
        const Document built = documentOf(toDelta(after));
        Document typed;
        for (std::size_t i = 0; i < after.size();) {
            const std::size_t next = i + (isInsidePair(after, i + 1) ? 2 : 1);
            Delta unit = toDelta(
                support::Cells(after.begin() + std::ptrdiff_t(i), after.begin() + std::ptrdiff_t(next)));
            Delta insert;
            insert.retain(typed.length());
            for (const Op &op : unit.ops()) {
                if (op.kind == Op::Kind::InsertText)
                    insert.insert(unit.text(), op.attributes);
                else
                    insert.insert(op.embed, op.attributes);
            }
            QVERIFY(typed.apply(insert, Filter::Classes));
            i = next;
        }
        QCOMPARE(changed.hash(), built.hash());
        QCOMPARE(typed.hash(), built.hash());
        QVERIFY(changed == built && typed == built);
        QCOMPARE(changed.hash() == before, after == cells);
    });
}

void DocumentLaws::copies_keep_what_they_were()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        support::Cells cells = randomDocument(random, World::Schema, 60);
        Document document = documentOf(toDelta(cells));
        std::vector<std::pair<Document, Delta>> kept;
        for (int i = 0; i < 4; ++i) {
            kept.emplace_back(document, toDelta(cells));
            const support::Edit edit = anyEdit(random, World::Schema, cells);
            QVERIFY(document.apply(toDelta(edit), Filter::Classes));
            cells = support::oracle::apply(cells, edit, Filter::Classes);
        }
        for (const auto &[copy, content] : kept) {
            QCOMPARE(toJson(copy.toDelta()), toJson(content));
            QCOMPARE(copy.hash(), documentOf(content).hash());
        }
    });
}

void DocumentLaws::refused_change_leaves_the_document_unaltered()
{
    forFamilies(support::familyCount(), [](support::Random &random) {
        const support::Cells cells = randomDocument(random, World::Free);
        Document document = documentOf(toDelta(cells));
        Delta change = toDelta(anyEdit(random, World::Free, cells));
        Delta bad;
        bad.insert(u"x");
        switch (random.below(3)) {
        case 0:
            bad.retain(qint64(cells.size())).insert(u"y").remove(1);
            break;
        case 1:
            bad.remove(qint64(cells.size()) + 1);
            break;
        default:
            bad.retain(qint64(cells.size())).changeEmbed(Embed("image", parseValue("{\"w\":1}").value()));
            break;
        }
        const auto done = document.apply(bad, Filter::None);
        QVERIFY(
            !done
            && (done.error().code == ErrorCode::OutOfRange || done.error().code == ErrorCode::EmbedMismatch));
        QCOMPARE(toJson(document.toDelta()), toJson(toDelta(cells)));
        for (std::size_t i = 1; i < cells.size(); ++i) {
            if (!isInsidePair(cells, i))
                continue;
            for (const bool removes : {true, false}) {
                Delta half;
                half.insert(u"x").retain(qint64(i));
                removes ? half.remove(1) : half.insert(u"y");
                const auto cut = document.apply(half, Filter::None);
                QVERIFY(!cut && cut.error().code == ErrorCode::SplitSurrogate);
            }
        }
        QCOMPARE(toJson(document.toDelta()), toJson(toDelta(cells)));
    });
}

void DocumentLaws::surrogate_pairs_at_the_seams_of_leaves_stay_whole()
{
    for (const int shift : {0, 1}) {
        const QString text = QString(shift, u'x') + QStringLiteral("\U0001F600").repeated(5'000);
        Delta content;
        content.insert(text);
        Document document = documentOf(content);
        for (qint64 i = 1; i < document.length(); ++i)
            QCOMPARE(document.splitsPair(i), text[i].isLowSurrogate());
        QVERIFY(document.apply(Delta().retain(4'001 - (1 - shift)).insert(text), Filter::None));
        for (qint64 i = 1; i < document.length(); ++i)
            QCOMPARE(document.splitsPair(i), document.at(i) >= 0xdc00 && document.at(i) < 0xe000);
    }
}

void DocumentLaws::plain_text_of_10_megabytes_takes_at_most_30()
{
    QString text;
    while (text.size() < 10'000'000)
        text += QStringLiteral("The quick brown fox jumps over the lazy dog, again and again.\n");
    text.truncate(9'999'999);
    text += u'\n';
    qint64 taken = 0;
    {
        Delta content;
        content.insert(text);
        const qint64 before = usedBytes();
        const Document document = documentOf(content);
        taken = usedBytes() - before;
        QCOMPARE(document.length(), 10'000'000);
    }
    qInfo("%.1f MB", double(taken) / 1e6);
    QVERIFY2(taken <= 30'000'000, QByteArray::number(taken));
}

void DocumentLaws::small_change_of_a_large_document_is_cheap()
{
    Delta content;
    content.insert(QStringLiteral("0123456789 abcdefg\n").repeated(50'000));
    Document document = documentOf(content);
    support::Random random(support::seed());
    const Document kept = document;
    const qint64 before = usedBytes();
    for (int i = 0; i < 100; ++i)
        QVERIFY(
            document.apply(Delta().retain(random.below(document.length())).insert(u"x"), Filter::Classes));
    // a path of the tree each, never a copy of the document
    QVERIFY2(usedBytes() - before < 100 * 20'000, QByteArray::number(usedBytes() - before));
    QCOMPARE(kept.length(), content.targetLength());
}

SYNGRAPH_SEEDED_MAIN(DocumentLaws)
#include "test_document.moc"
