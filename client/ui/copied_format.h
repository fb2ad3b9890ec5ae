// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/attributes.h"

#include <QObject>

#include <optional>

namespace syngraph::ui {

// The look of text that a person has copied, to give it to other text in any of their windows.
class CopiedFormat : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Nothing: none was copied yet.
    const std::optional<model::Attributes> &format() const { return m_format; }
    void take(const model::Attributes &format)
    {
        m_format = format;
        Q_EMIT changed();
    }

Q_SIGNALS:
    void changed();

private:
    std::optional<model::Attributes> m_format;
};

} // namespace syngraph::ui
