// SPDX-License-Identifier: GPL-3.0-or-later
// Foreign HTML from the clipboard: valid paragraphs or nothing, whatever it is.
#include "target.h"

#include "editor/clipboard.h"
#include "model/delta_json.h"
#include "model/schema.h"

#include <QGuiApplication>

using namespace syngraph;

int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    static int argc = 3;
    static char name[] = "html";
    static char option[] = "-platform";
    static char platform[] = "offscreen";
    static char *argv[] = {name, option, platform, nullptr};
    static QGuiApplication application(argc, argv);
    const QString html = QString::fromUtf8(fuzz::bytesOf(data, size));
    const model::Delta paragraphs = editor::clipboard::readHtml(html).paragraphs;
    if (!paragraphs.isEmpty())
        fuzz::require(bool(model::checkDocument(paragraphs)), "pasted HTML is no document", model::toJson(paragraphs));
    const model::Delta text = editor::clipboard::readPlainText(html);
    if (!text.isEmpty())
        fuzz::require(bool(model::checkDocument(text)), "pasted text is no document", model::toJson(text));
    return 0;
}
