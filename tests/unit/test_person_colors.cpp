// SPDX-License-Identifier: GPL-3.0-or-later
// Colours of people: to be read on every page, and unlike each other.
#include "protocol/person_colors.h"
#include "room/color_choice.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace syngraph;
using protocol::kPersonColors;

namespace {

double luminance(quint32 rgb)
{
    const auto linear = [rgb](int shift) {
        const double share = double((rgb >> shift) & 0xff) / 255;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
}

double contrast(quint32 one, quint32 other)
{
    const double x = luminance(one);
    const double y = luminance(other);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class PersonColorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void each_can_be_read_on_its_page_and_under_its_name();
    void nobody_looks_like_another_while_there_are_colors();
    void two_people_look_most_unlike();
    void who_comes_late_shares_with_as_few_as_can_be();
};

void PersonColorsTest::each_can_be_read_on_its_page_and_under_its_name()
{
    for (const protocol::PersonColor &color : kPersonColors) {
        const QByteArray name = QByteArray::number(color.light, 16);
        QVERIFY2(contrast(color.light, 0xffffff) >= 4.5, name);
        QVERIFY2(contrast(color.light, 0xeceef1) >= 3, name);
        QVERIFY2(contrast(color.dark, 0x23262b) >= 4.5, name);
        QVERIFY2(contrast(color.dark, 0x1a1a1a) >= 4.5, name);
    }
}

void PersonColorsTest::nobody_looks_like_another_while_there_are_colors()
{
    std::vector<qint64> here;
    for (std::size_t i = 0; i < kPersonColors.size(); ++i) {
        const qint64 color = room::chooseColor(here);
        for (const qint64 other : here) {
            QVERIFY(color != other);
            QVERIFY(room::colorDistance(color, other) > 0.09);
        }
        here.push_back(color);
    }
}

void PersonColorsTest::two_people_look_most_unlike()
{
    for (qint64 first = 0; first < std::ssize(kPersonColors); ++first) {
        const qint64 second = room::chooseColor({{first}});
        for (qint64 other = 0; other < std::ssize(kPersonColors); ++other)
            QVERIFY(other == first || room::colorDistance(first, other) <= room::colorDistance(first, second));
    }
}

void PersonColorsTest::who_comes_late_shares_with_as_few_as_can_be()
{
    std::vector<qint64> here;
    for (std::size_t i = 0; i < 2 * kPersonColors.size(); ++i)
        here.push_back(room::chooseColor(here));
    QCOMPARE(std::set<qint64>(here.begin(), here.begin() + std::ssize(kPersonColors)).size(), kPersonColors.size());
    QCOMPARE(std::set<qint64>(here.begin() + std::ssize(kPersonColors), here.end()).size(), kPersonColors.size());
}

QTEST_APPLESS_MAIN(PersonColorsTest)
#include "test_person_colors.moc"
