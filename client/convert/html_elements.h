// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

// The elements of HTML, by their names in lower case.
namespace syngraph::convert {

// Of which not even the text is content.
bool isSkippedElement(const QString &name);
// Which begins a paragraph, and ends one.
bool isBlockElement(const QString &name);
// Which has no end of its own.
bool isVoidElement(const QString &name);
// The key that the element's text has set to true; empty for others.
QByteArray formatOfElement(const QString &name);

} // namespace syngraph::convert
