// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QHash>
#include <QPixmap>
#include <QString>

namespace syngraph::editor {

// White or nearly black, whichever is easier to read on the colour.
QColor inkOn(const QColor &color);

// Pictures of names on grounds of people's colours, each painted once. GUI thread. No errors.
class CaretFlags
{
public:
    const QPixmap &flag(const QString &name, const QColor &color, qreal pixelRatio);

private:
    QHash<QString, QPixmap> m_flags; // by name, colour and resolution
};

} // namespace syngraph::editor
