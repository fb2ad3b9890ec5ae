// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error_codes.h"
#include "model/json_reader.h"

namespace syngraph::cli {

// Answers the requests of the `delta` command, one JSON object each: apply, compose, transform, invert and
// transformPosition in the core algebra (no schema, no change of an embed in place); rebase, validate and
// hash for documents of the schema. A pure function of each line; whatever a line holds, it gets one answer.
class DeltaFilter
{
public:
    // Appends the answer to `line` (without its end) and a line end.
    void answer(QByteArrayView line, QByteArray &out);
    // Appends the refusal of a line that nobody looked at.
    void refuse(ErrorCode code, QByteArray &out);

private:
    model::JsonReader m_reader;
};

} // namespace syngraph::cli
