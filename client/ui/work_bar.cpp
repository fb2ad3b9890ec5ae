// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work_bar.h"

#include "ui/elided_label.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace syngraph::ui {
namespace {

constexpr int kMomentMs = 400;
constexpr int kProgressWidth = 120;
constexpr int kProgressHeight = 6;

} // namespace

WorkBar::WorkBar(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
}

void WorkBar::add(LongWork &work)
{
    auto *row = new QFrame(this);
    row->setObjectName(QStringLiteral("workRow"));
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(12, 4, 12, 4);
    line->setSpacing(12);
    auto *label = new ElidedLabel(work.text(), row);
    auto *progress = new QProgressBar(row);
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setFixedSize(kProgressWidth, kProgressHeight);
    progress->setAccessibleName(work.text());
    auto *cancelling = new QPushButton(tr("Cancel"), row);
    cancelling->setAccessibleDescription(work.text());
    cancelling->setFocusPolicy(Qt::TabFocus); // after a click the person goes on writing
    line->addWidget(label, 1);
    line->addWidget(progress);
    line->addWidget(cancelling);
    layout()->addWidget(row);
    row->hide();
    QTimer::singleShot(kMomentMs, row, &QWidget::show);
    connect(cancelling, &QAbstractButton::clicked, &work, &LongWork::cancel);
    connect(&work, &LongWork::ended, row, &QObject::deleteLater);
    connect(&work, &QObject::destroyed, row, &QObject::deleteLater);
}

} // namespace syngraph::ui
