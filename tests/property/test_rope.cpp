// SPDX-License-Identifier: GPL-3.0-or-later
// The tree beneath Document keeps its promises, whatever is cut and joined.
#include "families.h"
#include "model/rope.h"
#include "support/generators.h"

#include <QCoreApplication>

using namespace syngraph;
using namespace syngraph::model;
using namespace syngraph::property;

namespace {

struct Shape
{
    qint64 leaves = 0;
    QString text;
    rope::Piece piece; // all of it
};

// Walks the tree and checks every node's sums and balance.
void check(const rope::Node &node, Shape &shape)
{
    if (!node.isLeaf()) {
        QVERIFY(std::abs(node.left->height - node.right->height) <= 1);
        QCOMPARE(node.height, std::max(node.left->height, node.right->height) + 1);
        QCOMPARE(node.units, node.left->units + node.right->units);
        QCOMPARE(node.lineEnds, node.left->lineEnds + node.right->lineEnds);
        check(*node.left, shape);
        check(*node.right, shape);
        return;
    }
    ++shape.leaves;
    shape.text += node.piece.text;
    QCOMPARE(node.height, 0);
    QVERIFY(node.units > 0 && node.units <= rope::kLeafUnits && node.units == node.piece.text.size());
    QCOMPARE(node.lineEnds, node.piece.text.count(u'\n'));
    QVERIFY(!node.piece.text.front().isLowSurrogate() && !node.piece.text.back().isHighSurrogate());
    QVERIFY(node.piece.runs.size() <= rope::kLeafRuns);
    qint64 units = 0;
    for (const rope::Run &run : node.piece.runs)
        units += run.length;
    QCOMPARE(units, node.units);
    qint64 at = 0;
    for (const rope::Run &run : node.piece.runs) {
        shape.piece.append(QStringView(node.piece.text).sliced(at, run.length), run);
        at += run.length;
    }
}

qint64 place(support::Random &random, const QString &text)
{
    const qint64 position = random.below(text.size() + 1);
    return position < text.size() && text[position].isLowSurrogate() ? position - 1 : position;
}

QString randomPiece(support::Random &random)
{
    const QString text = randomText(random, support::World::Schema, true);
    return random.chance(10) ? text.repeated(random.between(100, 900)) : text;
}

} // namespace

class RopeLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tree_stays_balanced_and_full_under_random_changes();
    void deleting_nearly_everything_leaves_few_leaves();
};

void RopeLaws::tree_stays_balanced_and_full_under_random_changes()
{
    forFamilies(30, [](support::Random &random) {
        rope::NodePtr root;
        QString text;
        rope::NodePtr kept; // shares nodes with the other, which may not alter them
        QString textOfKept;
        for (int i = 0; i < 400; ++i) {
            if (random.chance(15)) {
                kept = random.chance(50) ? root : rope::NodePtr();
                textOfKept = kept ? text : QString();
            }
            const qint64 from = place(random, text);
            qint64 to = std::max(from, place(random, text.left(from + random.below(3'000))));
            const rope::Run run {
                0, random.chance(50) ? Attributes() : Attributes {{"x", Value::number(i % 9)}}, {}};
            const QString piece = randomPiece(random);
            const qint64 dice = random.below(100);
            if (dice < 60) {
                root = rope::insert(std::move(root), from, piece, {piece.size(), run.attributes, {}});
                text.insert(from, piece);
            } else if (dice < 75) {
                root = rope::erase(std::move(root), from, to);
                text.remove(from, to - from);
            } else if (dice < 90) {
                const auto styled = [&](const rope::Run &, bool) { return run; };
                root = rope::restyle(std::move(root), from, to, styled, random.chance(50));
            } else {
                auto [before, after] = rope::split(root, from);
                root = rope::concat(after, before);
                text = text.sliced(from) + text.first(from);
            }
            if (!root)
                continue;
            Shape shape;
            check(*root, shape);
            QVERIFY(shape.text == text);
            QCOMPARE(rope::computeHash(root.data()), rope::computeHash(rope::build(shape.piece).data()));
            if (!kept)
                continue;
            Shape before;
            check(*kept, before);
            QVERIFY(before.text == textOfKept);
        }
    });
}

void RopeLaws::deleting_nearly_everything_leaves_few_leaves()
{
    rope::Piece piece;
    piece.append(QString(1'000'000, u'x'), {});
    rope::NodePtr root = rope::build(piece);
    for (qint64 i = 0; i < 1'000; ++i)
        root = rope::erase(std::move(root), i * 10, i * 10 + 990);
    Shape shape;
    check(*root, shape);
    QCOMPARE(root->units, 10'000);
    QVERIFY2(shape.leaves <= 40, QByteArray::number(shape.leaves));
}

SYNGRAPH_SEEDED_MAIN(RopeLaws)
#include "test_rope.moc"
