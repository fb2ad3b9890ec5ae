// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/sheet_shadow.h"

#include <QPainter>

namespace syngraph::editor {
namespace {

constexpr int kReach = 7;   // pixels beyond the sheet
constexpr int kDarkest = 7; // of 255, at each step towards the sheet

} // namespace

SheetShadow::SheetShadow(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    lower();
}

void SheetShadow::surround(const QRect &sheet)
{
    setGeometry(sheet.adjusted(-kReach, -kReach, kReach, kReach));
}

void SheetShadow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, kDarkest));
    for (int reach = 0; reach < kReach; ++reach)
        painter.drawRoundedRect(rect().adjusted(reach, reach + 1, -reach, -reach + 1), kReach - reach, kReach - reach);
}

} // namespace syngraph::editor
