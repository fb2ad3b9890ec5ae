// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/qr_code.h"

#include <QPainter>

#include <memory>

#include <qrencode.h>

namespace syngraph::ui {
namespace {

constexpr int kQuiet = 4;

} // namespace

QPixmap qrCode(const QString &text, int pixels, qreal pixelRatio)
{
    const QByteArray bytes = text.toUtf8();
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(bytes.constData(), 0, QR_ECLEVEL_L, QR_MODE_8, 1), &QRcode_free);
    if (!code)
        return {};
    const int modules = code->width + 2 * kQuiet;
    const int module = std::max(1, (qRound(pixels * pixelRatio) + modules - 1) / modules);
    QPixmap picture(modules * module, modules * module);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            if (code->data[y * code->width + x] & 1)
                painter.fillRect((x + kQuiet) * module, (y + kQuiet) * module, module, module, Qt::black);
        }
    }
    painter.end();
    picture.setDevicePixelRatio(pixelRatio);
    return picture;
}

} // namespace syngraph::ui
