// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/zoom_device.h"

#include <cmath>

namespace syngraph::editor {

int ZoomDevice::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth: return m_screen.width();
    case PdmHeight: return m_screen.height();
    case PdmWidthMM: return m_screen.widthMM();
    case PdmHeightMM: return m_screen.heightMM();
    case PdmNumColors: return m_screen.colorCount();
    case PdmDepth: return m_screen.depth();
    case PdmDpiX: return int(std::lround(m_screen.logicalDpiX() * m_zoom));
    case PdmDpiY: return int(std::lround(m_screen.logicalDpiY() * m_zoom));
    case PdmPhysicalDpiX: return m_screen.physicalDpiX();
    case PdmPhysicalDpiY: return m_screen.physicalDpiY();
    case PdmDevicePixelRatio: return int(std::ceil(m_screen.devicePixelRatioF()));
    case PdmDevicePixelRatioScaled: return int(m_screen.devicePixelRatioF() * devicePixelRatioFScale());
    }
    return 0;
}

} // namespace syngraph::editor
