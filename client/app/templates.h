// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"

#include <QDate>
#include <QLocale>

namespace syngraph::app {

// What a document begins with that is made of a template (resources/templates): in the person's language where there
// is one, with that day's date. `name`: letter, minutes, article, checklist. Empty for any other.
model::Delta templateContent(const QString &name, const QLocale &locale, const QDate &today);

} // namespace syngraph::app
