// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/zoom_control.h"

#include <QMenu>

#include <algorithm>
#include <array>

namespace syngraph::ui {
namespace {

constexpr std::array kSteps{25, 33, 50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400};

} // namespace

ZoomControl::ZoomControl(const Actions &actions, Preferences &preferences, QWidget *parent)
    : QToolButton(parent), m_actions(actions), m_preferences(preferences)
{
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
    setToolTip(tr("How large the page is shown"));
    setAccessibleName(tr("Zoom"));
    auto *menu = new QMenu(this);
    for (auto percent = kSteps.rbegin(); percent != kSteps.rend(); ++percent)
        menu->addAction(tr("%1 %").arg(*percent), this, [this, chosen = *percent] { setPercent(chosen); });
    setMenu(menu);
    connect(&actions[ActionId::ZoomIn], &QAction::triggered, this, [this] { step(1); });
    connect(&actions[ActionId::ZoomOut], &QAction::triggered, this, [this] { step(-1); });
    connect(&actions[ActionId::ZoomNormal], &QAction::triggered, this, [this] { setPercent(100); });
    setPercent(m_preferences.zoomPercent());
}

void ZoomControl::watch(editor::RichTextEdit *edit)
{
    m_edit = edit;
    if (!edit)
        return;
    connect(edit, &editor::RichTextEdit::zoomRequested, this, &ZoomControl::step);
    setPercent(m_percent);
}

void ZoomControl::step(int steps)
{
    const auto at = std::ranges::lower_bound(kSteps, m_percent) - kSteps.begin();
    setPercent(kSteps.at(std::size_t(std::clamp<std::ptrdiff_t>(at + steps, 0, std::ssize(kSteps) - 1))));
}

void ZoomControl::setPercent(int percent)
{
    m_percent = std::clamp(percent, kSteps.front(), kSteps.back());
    m_preferences.setZoomPercent(m_percent);
    setText(tr("%1 %").arg(m_percent));
    if (m_edit)
        m_edit->setZoom(m_percent / 100.0);
}

} // namespace syngraph::ui
