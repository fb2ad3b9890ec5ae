// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/html_reader.h"

#include "convert/encoding.h"
#include "convert/html_content.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <memory>

namespace syngraph::convert {
namespace {

// libxml2 calls back for every element; it builds no tree, resolves no entity of others and opens nothing.
struct Parse
{
    Parse(ContentBuilder &out, Pictures *pictures) : content(out, pictures) { }
    HtmlContent content;
    htmlParserCtxtPtr context = nullptr;
    bool isTooDeep = false;
};

QString fromXml(const xmlChar *text)
{
    return QString::fromUtf8(reinterpret_cast<const char *>(text));
}

void onStart(void *user, const xmlChar *name, const xmlChar **attributes)
{
    auto &parse = *static_cast<Parse *>(user);
    if (parse.content.depth() >= kMaxHtmlDepth) {
        parse.isTooDeep = true;
        xmlStopParser(parse.context);
        return;
    }
    HtmlAttributes found;
    for (; attributes && attributes[0]; attributes += 2)
        found.insert(fromXml(attributes[0]).toLower(), attributes[1] ? fromXml(attributes[1]) : QString());
    parse.content.open(fromXml(name).toLower(), found);
}

void onEnd(void *user, const xmlChar *name)
{
    static_cast<Parse *>(user)->content.close(fromXml(name).toLower());
}

void onText(void *user, const xmlChar *text, int size)
{
    static_cast<Parse *>(user)->content.text(QString::fromUtf8(reinterpret_cast<const char *>(text), size));
}

// Without "<![if …]>" and "<![endif]>" outside of comments: browsers take them for comments, libxml2 for text.
QString withoutConditions(const QString &html)
{
    if (!html.contains(QLatin1StringView("<![")))
        return html;
    QString out;
    qsizetype from = 0;
    for (qsizetype at = html.indexOf(QLatin1StringView("<![")); at >= 0; at = html.indexOf(QLatin1StringView("<!["), at + 3)) {
        const qsizetype end = html.indexOf(u'>', at);
        if (end < 0)
            break;
        if (QStringView(html).first(end).endsWith(QLatin1StringView("--")))
            continue;
        out += QStringView(html).sliced(from, std::max(at - from, qsizetype(0)));
        from = std::max(from, end + 1);
    }
    out += QStringView(html).sliced(from);
    return out;
}

} // namespace

Result<void> readHtmlInto(ContentBuilder &out, const QString &html, Pictures *pictures)
{
    const QByteArray bytes = withoutConditions(html).toUtf8();
    if (bytes.isEmpty())
        return {};
    if (bytes.size() > (qsizetype(512) << 20))
        return ErrorCode::TooLarge;
    const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> context(
        htmlCreateMemoryParserCtxt(bytes.constData(), int(bytes.size())), &htmlFreeParserCtxt);
    if (!context)
        return ErrorCode::Malformed;
    Parse parse(out, pictures);
    parse.context = context.get();
    htmlCtxtUseOptions(context.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                           | HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC);
    *context->sax = htmlSAXHandler{};
    context->sax->startElement = onStart;
    context->sax->endElement = onEnd;
    context->sax->characters = onText;
    context->sax->ignorableWhitespace = onText;
    context->userData = &parse;
    xmlSwitchEncoding(context.get(), XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(context.get());
    parse.content.finish();
    if (parse.isTooDeep)
        return Error{ErrorCode::TooDeep, QStringLiteral("The page is nested too deeply; paste its text alone.")};
    return {};
}

Result<model::Delta> readHtmlParagraphs(const QString &html, Pictures *pictures)
{
    ContentBuilder out;
    if (auto done = readHtmlInto(out, html, pictures); !done)
        return done.error();
    return out.takeParagraphs();
}

Result<model::Document> readHtml(const QByteArray &bytes, Pictures *pictures)
{
    const auto html = decodeHtml(bytes);
    if (!html)
        return html.error();
    ContentBuilder out;
    if (auto done = readHtmlInto(out, *html, pictures); !done)
        return done.error();
    return out.finish();
}

QString readEntity(const QString &entity)
{
    QString name = entity.mid(1).chopped(entity.endsWith(u';') ? 1 : 0);
    if (!name.startsWith(u'#')) {
        const QByteArray latin = name.toLatin1();
        const auto *known = htmlEntityLookup(reinterpret_cast<const xmlChar *>(latin.constData()));
        return known ? QString::fromUcs4(std::array<char32_t, 1>{char32_t(known->value)}.data(), 1) : entity;
    }
    const bool isHex = name.size() > 1 && (name[1] == u'x' || name[1] == u'X');
    bool isNumber = false;
    const auto code = name.mid(isHex ? 2 : 1).toUInt(&isNumber, isHex ? 16 : 10);
    if (!isNumber)
        return entity;
    const bool isCharacter = code > 0 && code <= 0x10ffff && !QChar::isSurrogate(code);
    const auto shown = isCharacter ? char32_t(code) : U'\ufffd';
    return QString::fromUcs4(&shown, 1);
}

} // namespace syngraph::convert
