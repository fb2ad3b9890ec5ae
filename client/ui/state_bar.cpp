// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state_bar.h"

#include "ui/elided_label.h"
#include "ui/icons.h"
#include "ui/quiet_notice.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace syngraph::ui {
namespace {

QString pictureOf(ConnectionKind kind)
{
    switch (kind) {
    case ConnectionKind::Offline: return QStringLiteral("offline");
    case ConnectionKind::NotAnswering: return QStringLiteral("clock");
    case ConnectionKind::Merged: return QStringLiteral("check");
    default: return QStringLiteral("warning");
    }
}

} // namespace

StateBar::StateBar(QWidget *parent)
    : QFrame(parent), m_picture(new QLabel(this)), m_text(new ElidedLabel(this)), m_button(new QPushButton(this))
{
    setAutoFillBackground(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 4, 10, 4);
    row->setSpacing(8);
    row->addWidget(m_picture);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    // never pushes the window wider: what does not fit is in the tooltip
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    // the bar is as high without it, so that the page does not move from one state to the next
    QSizePolicy policy = m_button->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_button->setSizePolicy(policy);
    m_button->setCursor(Qt::PointingHandCursor);
    connect(m_button, &QPushButton::clicked, this, [this] { Q_EMIT actionRequested(m_words.action); });
    hide();
}

void StateBar::show(const ConnectionWords &words)
{
    if (words == m_words)
        return;
    const bool recolors = words.kind != m_words.kind || words.tone != m_words.tone;
    m_words = words;
    m_text->setText(words.text);
    m_button->setText(words.actionText);
    m_button->setVisible(words.action != ConnectionAction::None);
    if (recolors)
        color();
    setVisible(words.isBar);
    if (recolors && words.isBar)
        announce(*this, words.text);
}

void StateBar::color()
{
    m_isColoring = true;
    const bool dark = isDark(window()->palette());
    const QColor tone = toneColor(m_words.tone, dark);
    QPalette colors = window()->palette();
    colors.setColor(QPalette::Window, toneGround(m_words.tone, dark));
    setPalette(colors);
    m_picture->setPixmap(linePixmap(pictureOf(m_words.kind), tone, 18, devicePixelRatioF()));
    m_isColoring = false;
}

void StateBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_isColoring)
        color();
}

} // namespace syngraph::ui
