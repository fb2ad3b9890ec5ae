// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <functional>

class QPDF;

namespace syngraph::paper {

// The file after `change`, which may throw as the library does.
Result<QByteArray> changedPdf(const QByteArray &pdf, const std::function<void(QPDF &)> &change);

} // namespace syngraph::paper
