// SPDX-License-Identifier: GPL-3.0-or-later
// A foreign file of Markdown: a valid document or a refusal, and what is written from it can be read again.
#include "target.h"

#include "convert/formats.h"
#include "model/delta_json.h"
#include "model/schema.h"

using namespace syngraph;

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    convert::Pictures pictures;
    const auto document = convert::read(convert::Format::Markdown, fuzz::bytesOf(data, size), &pictures);
    if (!document)
        return 0;
    const model::Delta content = document->toDelta();
    fuzz::require(bool(model::checkDocument(content)), "Markdown is no document", model::toJson(content));
    const auto written = convert::write(convert::Format::Markdown, *document, {});
    fuzz::require(written && convert::read(convert::Format::Markdown, *written), "own Markdown can't be read",
                  model::toJson(content));
    return 0;
}
