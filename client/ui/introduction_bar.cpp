// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/introduction_bar.h"

#include "protocol/limits.h"
#include "ui/icons.h"
#include "ui/preferences.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace syngraph::ui {
namespace {

constexpr int kNameWidth = 240;

} // namespace

IntroductionBar::IntroductionBar(Preferences &preferences, QWidget *parent)
    : QFrame(parent), m_preferences(preferences), m_name(new QLineEdit(this))
{
    setObjectName(QStringLiteral("introduction"));
    setAutoFillBackground(true);
    setFocusProxy(m_name);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 5, 10, 5);
    row->setSpacing(8);
    auto *label = new QLabel(tr("Others see you as"), this);
    label->setBuddy(m_name);
    row->addWidget(label);
    m_name->setMaxLength(protocol::kMaxNameUnits);
    m_name->setAccessibleName(tr("Your name"));
    m_name->setMaximumWidth(kNameWidth);
    row->addWidget(m_name, 1);
    auto *done = new QPushButton(tr("Done"), this);
    row->addWidget(done);
    row->addStretch(1);
    auto *closing = new QToolButton(this);
    closing->setIcon(lineIcon(QStringLiteral("close")));
    closing->setAutoRaise(true);
    closing->setToolTip(tr("Not now; it is under Edit whenever you want it"));
    closing->setAccessibleName(tr("Not now"));
    row->addWidget(closing);
    connect(m_name, &QLineEdit::returnPressed, this, &IntroductionBar::choose);
    connect(done, &QPushButton::clicked, this, &IntroductionBar::choose);
    connect(closing, &QToolButton::clicked, this, &IntroductionBar::skip);
    hide();
}

void IntroductionBar::ask()
{
    m_name->setText(m_preferences.name());
    m_name->selectAll();
    show();
}

void IntroductionBar::choose()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        m_name->setFocus();
        return;
    }
    m_preferences.setName(name);
    Q_EMIT answered();
}

void IntroductionBar::skip()
{
    m_preferences.setIntroduced();
    Q_EMIT answered();
}

void IntroductionBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        skip();
    else
        QFrame::keyPressEvent(event);
}

} // namespace syngraph::ui
