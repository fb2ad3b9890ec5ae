// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/welcome.h"

#include "model/delta_json.h"

#include <QFile>

namespace syngraph::app {

model::Delta welcomeContent()
{
    QFile file(QStringLiteral(":/syngraph/samples/welcome.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto content = model::parseDelta(file.readAll());
    return content ? *content : model::Delta();
}

} // namespace syngraph::app
