// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/author_colors.h"

#include "protocol/person_colors.h"
#include "ui/colors.h"

#include <algorithm>
#include <bitset>
#include <functional>

namespace syngraph::ui {
namespace {

constexpr std::size_t kRows = protocol::kPersonColors.size();
constexpr float kGround = 0.22F;

QColor colorOfRow(std::size_t row, bool isDark)
{
    const protocol::PersonColor &color = protocol::kPersonColors[row % kRows];
    return QColor::fromRgb(isDark ? color.dark : color.light);
}

// From `first` on; that one where all are taken.
std::size_t freeRow(const std::bitset<kRows> &taken, std::size_t first)
{
    std::size_t row = first % kRows;
    for (std::size_t tried = 0; taken.test(row) && tried < kRows; ++tried)
        row = (row + 1) % kRows;
    return row;
}

} // namespace

QColor authorColor(const session::Session &session, const history::Log &log, int author, bool isDark)
{
    const QString &name = log.authors().at(author);
    std::bitset<kRows> taken;
    for (const protocol::Person &person : session.people()) {
        if (person.name == name)
            return personColor(person, isDark);
        taken.set(std::size_t(person.color.value_or(person.member)) % kRows);
    }
    return colorOfRow(freeRow(taken, std::size_t(author)), isDark);
}

QColor authorColor(const session::Session &session, const history::Log &log, Revision by, bool isDark)
{
    return authorColor(session, log, log.change(by).author, isDark);
}

void ProposalColors::meet(const QHash<qint64, protocol::Person> &people)
{
    // of several windows of one person the first counts
    QList<qint64> members = people.keys();
    std::ranges::sort(members, std::greater());
    for (const qint64 member : members) {
        const protocol::Person &person = *people.constFind(member);
        const qint64 row = person.color.value_or(person.member) % qint64(kRows);
        m_rows.removeIf([&](const auto &known) { return known.value() == row && known.key() != person.name; });
        m_rows.insert(person.name, row);
    }
}

editor::AuthorColors ProposalColors::colors(bool isDark) const
{
    std::bitset<kRows> taken;
    editor::AuthorColors colors;
    for (const auto &[name, row] : m_rows.asKeyValueRange()) {
        colors.known.insert(name, colorOfRow(std::size_t(row), isDark));
        taken.set(std::size_t(row));
    }
    for (std::size_t first = 0; first < kRows; ++first)
        colors.others.push_back(colorOfRow(freeRow(taken, first), isDark));
    return colors;
}

QColor authorGround(const QColor &color)
{
    QColor ground = color;
    ground.setAlphaF(kGround);
    return ground;
}

} // namespace syngraph::ui
