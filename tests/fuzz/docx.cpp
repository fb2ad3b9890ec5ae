// SPDX-License-Identifier: GPL-3.0-or-later
// A foreign office file: the bytes as the whole file, and as the part of one that holds its text.
#include "target.h"

#include "convert/formats.h"
#include "convert/package.h"
#include "model/delta_json.h"
#include "model/schema.h"

using namespace syngraph;

namespace {

void check(const QByteArray &file)
{
    const auto document = convert::read(convert::Format::Docx, file);
    if (!document)
        return;
    const model::Delta content = document->toDelta();
    fuzz::require(bool(model::checkDocument(content)), "the file is no document", model::toJson(content));
}

} // namespace

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    check(bytes);
    if (const auto file = convert::writePackage({{"word/document.xml", bytes}}))
        check(*file);
    return 0;
}
