// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPaintDevice>
#include <QWidget>

namespace syngraph::editor {

// What a text layout measures with while its page is shown larger or smaller: the screen of a widget, with another
// resolution. Fonts given in points grow with it, and so do indents and margins of paragraphs; formats stay as they
// are. Nothing can be painted on it. `screen` must outlive it.
class ZoomDevice final : public QPaintDevice
{
public:
    explicit ZoomDevice(const QWidget &screen) : m_screen(screen) { }

    double zoom() const { return m_zoom; }
    void setZoom(double zoom) { m_zoom = zoom; }
    QPaintEngine *paintEngine() const override { return nullptr; }

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    const QWidget &m_screen;
    double m_zoom = 1;
};

} // namespace syngraph::editor
