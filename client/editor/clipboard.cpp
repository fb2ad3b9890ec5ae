// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/clipboard.h"

#include "convert/html.h"
#include "convert/html_reader.h"
#include "model/delta_json.h"
#include "model/schema.h"

#include <algorithm>

namespace syngraph::editor::clipboard {
namespace {

using model::Attributes;
using model::Delta;
using model::Document;

Delta readOwn(const QByteArray &json)
{
    const auto delta = model::parseDelta(json);
    return delta && model::checkDocument(*delta) ? *delta : Delta();
}

} // namespace

Delta readHtml(const QString &html)
{
    auto paragraphs = convert::readHtmlParagraphs(html);
    return paragraphs ? *std::move(paragraphs) : Delta();
}

Delta readPlainText(const QString &text)
{
    QString units = text;
    units.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    for (QChar &unit : units) {
        if (unit == u'\r' || unit == QChar::ParagraphSeparator)
            unit = u'\n';
        else if (unit.isNull())
            unit = QChar::ReplacementCharacter;
    }
    if (!units.isValidUtf16())
        units = QString::fromUtf8(units.toUtf8());
    return units.isEmpty() ? Delta() : Delta().insert(units + u'\n');
}

bool canRead(const QMimeData &mime)
{
    return mime.hasFormat(QLatin1StringView(kDeltaMime)) || mime.hasHtml() || mime.hasText();
}

Delta read(const QMimeData &mime, Formats formats)
{
    if (formats == Formats::Kept) {
        if (mime.hasFormat(QLatin1StringView(kDeltaMime))) {
            const Delta own = readOwn(mime.data(QLatin1StringView(kDeltaMime)));
            if (!own.isEmpty())
                return own;
        }
        if (mime.hasHtml()) {
            const Delta paragraphs = readHtml(mime.html());
            if (!paragraphs.isEmpty() || !mime.hasText())
                return paragraphs;
        }
    }
    return readPlainText(mime.text());
}

QString toHtml(const Document &document, qint64 from, qint64 to)
{
    Delta content = document.slice(from, to);
    // a piece of one line is text, not a paragraph
    const qint64 lineEnd = document.lineStart(document.lineAt(to) + 1) - 1;
    content.insert(u"\n", content.text().contains(u'\n') ? document.runAt(lineEnd).attributes : Attributes());
    const auto piece = Document::fromDelta(content);
    return piece ? convert::htmlOf(*piece) : QString();
}

std::unique_ptr<QMimeData> mimeOf(const Document &document, const Selection &selection)
{
    const qint64 from = selection.start();
    const qint64 to = std::min(selection.end(), document.length() - 1);
    Delta content = document.slice(from, to);
    const qint64 lineEnd = document.lineStart(document.lineAt(to) + 1) - 1;
    content.insert(u"\n", document.runAt(lineEnd).attributes);
    auto mime = std::make_unique<QMimeData>();
    mime->setData(QLatin1StringView(kDeltaMime), model::toJson(content));
    mime->setHtml(toHtml(document, from, to));
    QString text = document.text(from, to).remove(QChar::ObjectReplacementCharacter);
    mime->setText(text.replace(QChar::LineSeparator, u'\n'));
    return mime;
}

} // namespace syngraph::editor::clipboard
