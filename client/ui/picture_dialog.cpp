// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr int kLeast = 12; // pixels
constexpr int kMostPercent = 1000;

} // namespace

PictureDialog::PictureDialog(const PictureLook &now, const QSize &own, int room, QWidget *parent)
    : QDialog(parent), m_now(now), m_own(own), m_pixels(new QSpinBox(this)), m_share(new QSpinBox(this)),
      m_alt(new QLineEdit(now.alt, this))
{
    setWindowTitle(tr("Picture"));
    const int most = std::max({room, now.size.width(), kLeast});
    m_pixels->setRange(std::min(kLeast, now.size.width()), most);
    m_pixels->setSuffix(tr(" px"));
    m_pixels->setAccessibleName(tr("Width"));
    m_share->setRange(1, std::clamp(most * 100 / own.width(), 1, kMostPercent));
    m_share->setSuffix(tr(" %"));
    m_share->setAccessibleName(tr("Share of its own size"));
    m_alt->setObjectName(QStringLiteral("alt"));
    m_alt->setAccessibleName(tr("What it shows"));
    m_alt->setMinimumWidth(260);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(20, 18, 20, 18);
    form->setSpacing(12);
    form->addRow(tr("&Width"), m_pixels);
    form->addRow(tr("&Share of its own size"), m_share);
    form->addRow(tr("What it sho&ws"), m_alt);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
    m_pixels->setValue(now.size.width());
    takePixels(now.size.width());
    connect(m_pixels, &QSpinBox::valueChanged, this, &PictureDialog::takePixels);
    connect(m_share, &QSpinBox::valueChanged, this, &PictureDialog::takeShare);
}

void PictureDialog::takePixels(int pixels)
{
    const QSignalBlocker quiet(m_share);
    m_share->setValue(qRound(pixels * 100.0 / m_own.width()));
}

void PictureDialog::takeShare(int percent)
{
    const QSignalBlocker quiet(m_pixels);
    m_pixels->setValue(qRound(m_own.width() * percent / 100.0));
}

PictureLook PictureDialog::chosen() const
{
    const int width = m_pixels->value();
    const int height = std::max(1, qRound(double(width) * m_own.height() / m_own.width()));
    return {width == m_now.size.width() ? m_now.size : QSize(width, height), m_alt->text().simplified()};
}

std::optional<PictureLook> PictureDialog::ask(const PictureLook &now, const QSize &own, int room, QWidget *parent)
{
    PictureDialog dialog(now, own, room, parent);
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.chosen()) : std::nullopt;
}

} // namespace syngraph::ui
