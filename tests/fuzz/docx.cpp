// SPDX-License-Identifier: GPL-3.0-or-later
#include "office_file.h"

using namespace syngraph;

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    fuzz::checkOfficeFile(convert::Format::Docx, "word/document.xml", bytes);
    // each part looks for what is its own
    if (const auto file = convert::writePackage({{"word/document.xml", bytes}, {"word/numbering.xml", bytes}, {"word/styles.xml", bytes}, {"word/endnotes.xml", bytes}}))
        fuzz::checkFile(convert::Format::Docx, *file);
    return 0;
}
