// SPDX-License-Identifier: GPL-3.0-or-later
#include "office_file.h"

using namespace syngraph;

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    fuzz::checkOfficeFile(convert::Format::Odt, "content.xml", fuzz::bytesOf(data, size));
    return 0;
}
