// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/paper.h"

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

// The parts of an OpenDocument text that do not depend on its content.
namespace syngraph::convert {

// content.xml around automatic styles and a body (both XML without namespaces declared).
QByteArray odtContent(const QByteArray &automaticStyles, const QByteArray &body);
// The named styles that documents use: headings, quotations, code, lists; and the page with what is in its margins.
QByteArray odtStyles(const Paper &paper, const QString &title);
// The list style there for one of model::kNumberings at every level; "Numbers" has what is usual.
QByteArray odtNumberStyle(QByteArrayView numbering);
// `pictures`: paths in the file and their kinds.
QByteArray odtManifest(const std::vector<std::pair<QByteArray, QByteArray>> &pictures);
QByteArray odtMeta(const QString &title);

} // namespace syngraph::convert
