// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/code_points.h"
#include "cli/tokens.h"

#include <QTest>

using namespace syngraph;
using namespace syngraph::cli;

class TestTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWholeTokensOnly()
    {
        const auto counts = countTokens(u"[1.2] x[1.2][0.10] [1.] [.2] [3.4 [5.6]]] [7");
        QCOMPARE(counts.size(), 3);
        QCOMPARE(counts.value({1, 2}), 2);
        QCOMPARE(counts.value({0, 10}), 1);
        QCOMPARE(counts.value({5, 6}), 1);
    }

    void tellsLostAndDoubledOnes()
    {
        const QList<Token> expected{{0, 1}, {0, 2}, {1, 1}};
        const TokenVerdict good = judge(expected, u"[0.2] [1.1] [0.1] [9.9]");
        QCOMPARE(good.lost + good.duplicated, 0);
        const TokenVerdict bad = judge(expected, u"[0.2] [0.2] [9.9] [9.9] [0.1]");
        QCOMPARE(bad.expected, 3);
        QCOMPARE(bad.lost, 1);
        QCOMPARE(bad.duplicated, 2);
    }

    void convertsCodePointsWhileTextChanges()
    {
        CodePoints points;
        QString text;
        const auto change = [&](qint64 at, qint64 removed, const QString &inserted) {
            points.apply(model::Delta().retain(at).insert(inserted).remove(removed).chop());
            text.replace(at, removed, inserted);
        };
        const auto check = [&] {
            const QList<uint> codes = text.toUcs4();
            for (qsizetype i = 0; i <= codes.size(); ++i) {
                const auto before = QString::fromUcs4(reinterpret_cast<const char32_t *>(codes.constData()), i);
                QCOMPARE(points.toUnits(i), qint64(before.size()));
            }
        };
        change(0, 0, QStringLiteral("a\U0001F600b\U0001F601c"));
        check();
        change(3, 1, QStringLiteral("\U0001F602\U0001F603"));
        check();
        change(0, 3, QStringLiteral("xyz"));
        check();
        change(1, text.size() - 1, {});
        check();
    }
};

QTEST_GUILESS_MAIN(TestTokens)
#include "test_tokens.moc"
