// SPDX-License-Identifier: GPL-3.0-or-later
// A list that copies and forgets few plain elements as bytes keeps what it holds, and releases all that it held.
#include "model/short_list.h"

#include <QTest>

#include <vector>

namespace {

// Plain where its value is even; of the others, counts how many there are.
class Counted
{
public:
    explicit Counted(int value) : m_value(value) { count(1); }
    Counted(const Counted &other) : m_value(other.m_value) { count(1); }
    Counted(Counted &&other) noexcept : m_value(other.m_value) { count(1); }
    Counted &operator=(const Counted &) = delete;
    ~Counted() { count(-1); }

    bool isPlain() const { return m_value % 2 == 0; }
    int value() const { return m_value; }
    static inline int s_living = 0;

private:
    void count(int change) { s_living += isPlain() ? 0 : change; }

    int m_value;
};

} // namespace

Q_DECLARE_TYPEINFO(Counted, Q_RELOCATABLE_TYPE);

namespace {

using List = syngraph::model::ShortList<Counted, 3>;
using Values = std::vector<int>;

// Few and many, plain and not, and of both.
const std::vector<Values> kContents = {{}, {2}, {2, 4, 6}, {1}, {2, 3, 4}, {1, 3, 5}, {2, 4, 6, 8}, {2, 4, 6, 8, 9}, {1, 3, 5, 7}};

List listOf(const Values &values)
{
    List list;
    for (const int value : values)
        list.append(Counted(value));
    return list;
}

Values valuesOf(const List &list)
{
    Values values;
    for (const Counted &one : list)
        values.push_back(one.value());
    return values;
}

} // namespace

class TestShortList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCOMPARE(Counted::s_living, 0); }

    void copiesHoldTheSame()
    {
        for (const Values &values : kContents) {
            const List list = listOf(values);
            List copy = list;
            QCOMPARE(valuesOf(copy), values);
            copy.append(Counted(11));
            copy.removeLast();
            QCOMPARE(valuesOf(copy), values);
            QCOMPARE(valuesOf(list), values);
        }
    }

    void movedOnesHoldNothing()
    {
        for (const Values &values : kContents) {
            List list = listOf(values);
            List taken = std::move(list);
            QCOMPARE(valuesOf(taken), values);
            QVERIFY(list.isEmpty());
            list = listOf({1, 2});
            QCOMPARE(valuesOf(list), (Values{1, 2}));
        }
    }

    void anyTakesThePlaceOfAny()
    {
        for (const Values &before : kContents) {
            for (const Values &after : kContents) {
                const List from = listOf(after);
                List copied = listOf(before);
                copied = from;
                QCOMPARE(valuesOf(copied), after);
                List moved = listOf(before);
                moved = listOf(after);
                QCOMPARE(valuesOf(moved), after);
                List cleared = listOf(before);
                cleared.clear();
                cleared.append(from.data(), from.size());
                QCOMPARE(valuesOf(cleared), after);
            }
            List own = listOf(before);
            const List &itself = own;
            own = itself;
            QCOMPARE(valuesOf(own), before);
        }
    }

    void elementsGoInAnywhere()
    {
        for (const Values &values : kContents) {
            for (std::size_t place = 0; place <= values.size(); ++place) {
                List list = listOf(values);
                list.insert(qsizetype(place), Counted(7));
                Values expected = values;
                expected.insert(expected.begin() + qsizetype(place), 7);
                QCOMPARE(valuesOf(list), expected);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestShortList)
#include "test_short_list.moc"
