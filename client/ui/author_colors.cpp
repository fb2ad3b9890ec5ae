// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/author_colors.h"

#include "protocol/person_colors.h"
#include "ui/colors.h"

#include <bitset>

namespace syngraph::ui {
namespace {

constexpr std::size_t kRows = protocol::kPersonColors.size();
constexpr float kGround = 0.22F;

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
    std::size_t row = std::size_t(author) % kRows;
    for (std::size_t tried = 0; taken.test(row) && tried < kRows; ++tried)
        row = (row + 1) % kRows;
    const protocol::PersonColor &color = protocol::kPersonColors[row];
    return QColor::fromRgb(isDark ? color.dark : color.light);
}

QColor authorColor(const session::Session &session, const history::Log &log, Revision by, bool isDark)
{
    return authorColor(session, log, log.change(by).author, isDark);
}

QColor authorGround(const QColor &color)
{
    QColor ground = color;
    ground.setAlphaF(kGround);
    return ground;
}

} // namespace syngraph::ui
