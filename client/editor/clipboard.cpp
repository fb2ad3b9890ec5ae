// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/clipboard.h"

#include "convert/html.h"
#include "convert/html_reader.h"
#include "editor/picture_commands.h"
#include "editor/picture_intake.h"
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

convert::Pictures picturesOf(const Delta &content, const PictureSource &source)
{
    constexpr qint64 kMostCopiedBytes = qint64(32) << 20;
    convert::Pictures pictures;
    qint64 bytes = 0;
    for (const QByteArray &id : source ? model::imagesIn(content) : std::vector<QByteArray>()) {
        convert::Picture picture = source(id);
        bytes += picture.bytes.size();
        if (bytes > kMostCopiedBytes)
            break;
        if (!picture.id.isEmpty())
            pictures.emplace(id, std::move(picture));
    }
    return pictures;
}

// Of a selection that is a picture alone; null where it is not, or not at hand.
QImage imageIn(const Document &document, const Selection &selection, const convert::Pictures &pictures)
{
    const auto placed = pictureIn(document, selection);
    const auto found = placed ? pictures.find(placed->id) : pictures.end();
    if (found == pictures.end())
        return {};
    const auto image = decodePicture(found->second.bytes, {});
    return image ? *image : QImage();
}

} // namespace

Content readHtml(const QString &html)
{
    Content content;
    if (auto paragraphs = convert::readHtmlParagraphs(html, &content.pictures))
        content.paragraphs = *std::move(paragraphs);
    return content;
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

Content read(const QMimeData &mime, Formats formats)
{
    if (formats == Formats::Kept) {
        if (mime.hasFormat(QLatin1StringView(kDeltaMime))) {
            const Delta own = readOwn(mime.data(QLatin1StringView(kDeltaMime)));
            if (!own.isEmpty())
                return {own};
        }
        if (mime.hasHtml()) {
            Content content = readHtml(mime.html());
            if (!content.paragraphs.isEmpty() || !mime.hasText())
                return content;
        }
    }
    return {readPlainText(mime.text())};
}

QString toHtml(const Document &document, qint64 from, qint64 to, const convert::Pictures &pictures)
{
    Delta content = document.slice(from, to);
    // a piece of one line is text, not a paragraph
    const qint64 lineEnd = document.lineStart(document.lineAt(to) + 1) - 1;
    content.insert(u"\n", content.text().contains(u'\n') ? document.runAt(lineEnd).attributes : Attributes());
    const auto piece = Document::fromDelta(content);
    return piece ? convert::htmlOf(*piece, {pictures}) : QString();
}

std::unique_ptr<QMimeData> mimeOf(const Document &document, const Selection &selection, const PictureSource &source)
{
    const qint64 from = selection.start();
    const qint64 to = std::min(selection.end(), document.length() - 1);
    Delta content = document.slice(from, to);
    const qint64 lineEnd = document.lineStart(document.lineAt(to) + 1) - 1;
    content.insert(u"\n", document.runAt(lineEnd).attributes);
    const convert::Pictures pictures = picturesOf(content, source);
    auto mime = std::make_unique<QMimeData>();
    mime->setData(QLatin1StringView(kDeltaMime), model::toJson(content));
    mime->setHtml(toHtml(document, from, to, pictures));
    if (const QImage image = imageIn(document, selection, pictures); !image.isNull()) {
        mime->setImageData(image);
        return mime;
    }
    QString text = document.text(from, to).remove(QChar::ObjectReplacementCharacter);
    mime->setText(text.replace(QChar::LineSeparator, u'\n'));
    return mime;
}

} // namespace syngraph::editor::clipboard
