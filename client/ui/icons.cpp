// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/icons.h"

#include "ui/colors.h"

#include <QBuffer>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QImageReader>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>

// outside of any namespace, as the macro wants it
static void loadResources()
{
    Q_INIT_RESOURCE(syngraph);
}

namespace syngraph::ui {
namespace {

QByteArray readSource(const QString &name)
{
    loadResources();
    QFile file(QStringLiteral(":/syngraph/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QPixmap render(const QString &name, const QColor &color, const QColor &accent, const QSize &pixels)
{
    const QString key = QStringLiteral("syngraph/%1/%2/%3/%4").arg(name, color.name(QColor::HexArgb), accent.name())
                            .arg(pixels.width());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QByteArray source = readSource(name);
    source.replace("currentColor", color.name().toLatin1());
    source.replace("ACCENT", (accent.isValid() ? accent : color).name().toLatin1());
    QBuffer buffer(&source);
    QImageReader reader(&buffer, "svg");
    reader.setScaledSize(pixels);
    pixmap = QPixmap::fromImage(reader.read());
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class LineIconEngine final : public QIconEngine
{
public:
    LineIconEngine(QString name, const QColor &accent) : m_name(std::move(name)), m_accent(accent) { }

    QIconEngine *clone() const override { return new LineIconEngine(m_name, m_accent); }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto role = mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText;
        const QColor color = palette.color(group, role);
        return render(m_name, color, mode == QIcon::Disabled ? color : m_accent, size);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        QPixmap picture = pixmap(rect.size() * ratio, mode, state);
        picture.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect, picture);
    }
    QString key() const override { return QStringLiteral("syngraph-line"); }
    bool isNull() override { return false; }

private:
    QString m_name;
    QColor m_accent;
};

QString initialsOf(const QString &name)
{
    const QStringList words = name.split(u' ', Qt::SkipEmptyParts);
    QString initials = words.isEmpty() ? QStringLiteral("?") : words.first().left(1);
    if (words.size() > 1)
        initials += words.last().left(1);
    return initials.toUpper();
}

} // namespace

QIcon lineIcon(const QString &name, const QColor &accent)
{
    return QIcon(new LineIconEngine(name, accent));
}

QPixmap linePixmap(const QString &name, const QColor &color, int pixels, qreal pixelRatio)
{
    const int side = int(pixels * pixelRatio);
    QPixmap pixmap = render(name, color, color, QSize(side, side));
    pixmap.setDevicePixelRatio(pixelRatio);
    return pixmap;
}

QIcon programIcon()
{
    loadResources();
    return QIcon(QStringLiteral(":/syngraph/icons/syngraph.svg"));
}

QPixmap initialsPixmap(const QString &name, const QColor &color, int pixels, qreal pixelRatio)
{
    const QString initials = initialsOf(name);
    QFont font = QGuiApplication::font();
    const QString key = QStringLiteral("initials %1 %2 %3 %4 %5")
                            .arg(color.name(QColor::HexArgb)).arg(pixels).arg(pixelRatio).arg(font.family(), initials);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(QSize(pixels, pixels) * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(0.5, 0.5, pixels - 1, pixels - 1));
    font.setPixelSize(pixels * 42 / 100);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(inkOn(color));
    painter.drawText(QRectF(0, 0, pixels, pixels), Qt::AlignCenter, initials);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace syngraph::ui
