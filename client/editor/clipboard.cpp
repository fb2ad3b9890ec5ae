// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/clipboard.h"

#include "editor/document_reader.h"
#include "model/delta_json.h"
#include "model/schema.h"

#include <QTextDocument>

#include <algorithm>

namespace syngraph::editor::clipboard {
namespace {

using model::Attributes;
using model::Delta;
using model::Document;
using model::Value;

// A QTextDocument that loads nothing, whatever the HTML names.
class InertDocument : public QTextDocument
{
protected:
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

// Looks that only say "as usual" on the page they come from.
Attributes withoutUsualLooks(const Attributes &attributes, bool isHeading)
{
    return model::filterAttributes(attributes, [&](const QByteArray &key, const Value &value) {
        if (isHeading && (key == "bold" || key == "size"))
            return false;
        if (key == "color")
            return value.toString() != u"#000000";
        return key != "background" || value.toString() != u"#ffffff";
    });
}

void appendText(Delta &delta, QStringView text, const Attributes &attributes)
{
    // objects that have no place here
    delta.insert(text.toString().remove(QChar(0xfffd)), attributes);
}

Delta paragraphsOf(const QTextDocument &document, const DocumentReader &reader)
{
    Delta delta;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        // the paragraph that Qt needs behind every table
        const bool isBehindTable = block.position() > 0 && document.characterAt(block.position() - 1) == QChar(0xfdd1);
        if (isBehindTable && block.length() == 1)
            continue;
        Content content;
        reader.read(block, content);
        const Attributes paragraph = content.runs.back().attributes;
        const BlockStyle style = FormatMap::styleOf(paragraph);
        const bool isHeading = style >= BlockStyle::Title && style <= BlockStyle::H6;
        qint64 position = 0;
        for (const Run &run : content.runs) {
            const QStringView text = QStringView(content.text).sliced(position, run.length);
            position += run.length;
            if (run.embed.isNull())
                appendText(delta, text, withoutUsualLooks(run.attributes, isHeading));
        }
    }
    return delta;
}

Delta readOwn(const QByteArray &json)
{
    const auto delta = model::parseDelta(json);
    return delta && model::checkDocument(*delta) ? *delta : Delta();
}

} // namespace

Delta readHtml(const QString &html)
{
    InertDocument document;
    document.setUndoRedoEnabled(false);
    document.setHtml(html);
    const FormatMap formats(Theme::light());
    const DocumentReader reader(document, formats);
    const Delta delta = paragraphsOf(document, reader);
    return model::checkDocument(delta) ? delta : readPlainText(document.toPlainText());
}

Delta readPlainText(const QString &text)
{
    QString units = text;
    units.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    for (QChar &unit : units) {
        if (unit == u'\r' || unit == QChar::LineSeparator || unit == QChar::ParagraphSeparator)
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
        if (mime.hasHtml())
            return readHtml(mime.html());
    }
    return readPlainText(mime.text());
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
    mime->setText(document.text(from, to).remove(QChar::ObjectReplacementCharacter));
    return mime;
}

} // namespace syngraph::editor::clipboard
