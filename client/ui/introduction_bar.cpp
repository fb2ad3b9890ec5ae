// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/introduction_bar.h"

#include "protocol/limits.h"
#include "protocol/person_colors.h"
#include "ui/colors.h"
#include "ui/icons.h"
#include "ui/preferences.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <numeric>

namespace syngraph::ui {
namespace {

constexpr int kPicture = 24;
constexpr int kNameWidth = 240;

// Of the rows of protocol::kPersonColors.
constexpr std::array kColorNames{
    QT_TRANSLATE_NOOP("IntroductionBar", "Blue"),   QT_TRANSLATE_NOOP("IntroductionBar", "Amber"),
    QT_TRANSLATE_NOOP("IntroductionBar", "Pink"),   QT_TRANSLATE_NOOP("IntroductionBar", "Purple"),
    QT_TRANSLATE_NOOP("IntroductionBar", "Green"),  QT_TRANSLATE_NOOP("IntroductionBar", "Orange"),
    QT_TRANSLATE_NOOP("IntroductionBar", "Violet"), QT_TRANSLATE_NOOP("IntroductionBar", "Cyan"),
    QT_TRANSLATE_NOOP("IntroductionBar", "Red"),    QT_TRANSLATE_NOOP("IntroductionBar", "Olive"),
    QT_TRANSLATE_NOOP("IntroductionBar", "Indigo"), QT_TRANSLATE_NOOP("IntroductionBar", "Teal"),
};
static_assert(kColorNames.size() == protocol::kPersonColors.size());

// Not the same for everybody who takes what is proposed.
qint64 proposedRow(const QString &name)
{
    return std::accumulate(name.begin(), name.end(), qint64(0),
                           [](qint64 sum, QChar unit) { return sum + unit.unicode(); })
        % qint64(kColorNames.size());
}

} // namespace

IntroductionBar::IntroductionBar(Preferences &preferences, QWidget *parent)
    : QFrame(parent), m_preferences(preferences), m_name(new QLineEdit(this)), m_color(new QToolButton(this))
{
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
    m_color->setObjectName(QStringLiteral("color"));
    m_color->setAutoRaise(true);
    m_color->setPopupMode(QToolButton::InstantPopup);
    m_color->setMenu(new QMenu(m_color));
    m_color->setIconSize(QSize(kPicture, kPicture));
    m_color->setToolTip(tr("Your colour; others see it where nobody else has it"));
    row->addWidget(m_color);
    auto *done = new QPushButton(tr("Done"), this);
    row->addWidget(done);
    row->addStretch(1);
    auto *closing = new QToolButton(this);
    closing->setIcon(lineIcon(QStringLiteral("close")));
    closing->setAutoRaise(true);
    closing->setToolTip(tr("Not now; it is under Edit whenever you want it"));
    closing->setAccessibleName(tr("Not now"));
    row->addWidget(closing);
    connect(m_color->menu(), &QMenu::aboutToShow, this, &IntroductionBar::fillColors);
    connect(m_name, &QLineEdit::textChanged, this, &IntroductionBar::showColor);
    connect(m_name, &QLineEdit::returnPressed, this, &IntroductionBar::choose);
    connect(done, &QPushButton::clicked, this, &IntroductionBar::choose);
    connect(closing, &QToolButton::clicked, this, &IntroductionBar::skip);
    hide();
}

void IntroductionBar::ask()
{
    m_name->setText(m_preferences.name());
    m_row = m_preferences.color().value_or(proposedRow(m_preferences.name()));
    showColor();
    m_name->selectAll();
    show();
}

void IntroductionBar::fillColors()
{
    QMenu &menu = *m_color->menu();
    menu.clear();
    for (qint64 row = 0; row < std::ssize(kColorNames); ++row) {
        protocol::Person person;
        person.color = row;
        const QPixmap picture = initialsPixmap(m_name->text(), personColor(person, isDark(palette())), kPicture - 4,
                                               devicePixelRatioF());
        menu.addAction(picture, tr(kColorNames[std::size_t(row)]), this, [this, row] {
            m_row = row;
            showColor();
        });
    }
}

void IntroductionBar::showColor()
{
    protocol::Person person;
    person.color = m_row;
    m_color->setIcon(initialsPixmap(m_name->text(), personColor(person, isDark(palette())), kPicture, devicePixelRatioF()));
    m_color->setAccessibleName(tr("Your colour: %1").arg(tr(kColorNames[std::size_t(m_row)])));
}

void IntroductionBar::choose()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        m_name->setFocus();
        return;
    }
    m_preferences.setPerson(name, m_row);
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

void IntroductionBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showColor();
}

} // namespace syngraph::ui
