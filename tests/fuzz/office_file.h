// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target.h"

#include "convert/formats.h"
#include "convert/package.h"
#include "model/delta_json.h"
#include "model/schema.h"

namespace syngraph::fuzz {

inline void checkFile(convert::Format format, const QByteArray &file)
{
    const auto document = convert::read(format, file);
    if (!document)
        return;
    const model::Delta content = document->toDelta();
    require(bool(model::checkDocument(content)), "the file is no document", model::toJson(content));
}

// A foreign office file: the bytes as the whole file, and as the part of one that holds its text.
inline void checkOfficeFile(convert::Format format, const char *textPart, const QByteArray &bytes)
{
    checkFile(format, bytes);
    if (const auto file = convert::writePackage({{textPart, bytes}}))
        checkFile(format, *file);
}

} // namespace syngraph::fuzz
