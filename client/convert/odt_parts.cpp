// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/odt_parts.h"

#include "convert/office_paragraphs.h"
#include "model/numbering.h"

#include <array>

namespace syngraph::convert {
namespace {

constexpr char kNamespaces[] = R"( xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0")"
                               R"( xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0")"
                               R"( xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0")"
                               R"( xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0")"
                               R"( xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0")"
                               R"( xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0")"
                               R"( xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0")"
                               R"( xmlns:dc="http://purl.org/dc/elements/1.1/")"
                               R"( xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0")"
                               R"( xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3")";

constexpr char kDeclaration[] = R"(<?xml version="1.0" encoding="UTF-8"?>)"
                                "\n";

QByteArray root(const char *name, const QByteArray &content)
{
    return QByteArray(kDeclaration) + "<office:" + name + kNamespaces + ">" + content + "</office:" + name + ">\n";
}

QByteArray paragraphStyle(const QByteArray &name, const QByteArray &parent, const QByteArray &attributes,
                          const QByteArray &paragraph, const QByteArray &text)
{
    QByteArray shown = name;
    shown.replace("_20_", " ");
    return "<style:style style:name=\"" + name + "\" style:display-name=\"" + shown
        + "\" style:family=\"paragraph\" style:class=\"text\""
        + (parent.isEmpty() ? QByteArray() : " style:parent-style-name=\"" + parent + '"') + attributes
        + "><style:paragraph-properties " + paragraph + "/><style:text-properties " + text + "/></style:style>";
}

// Each again for scripts of Asia and those from right to left.
constexpr char kBold[] = R"(fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold")";

QByteArray sized(double points)
{
    const QByteArray size = "=\"" + QByteArray::number(points) + "pt\"";
    return " fo:font-size" + size + " style:font-size-asian" + size + " style:font-size-complex" + size;
}

QByteArray headingStyles()
{
    constexpr std::array kPoints = {20.0, 16.0, 14.0, 12.5, 12.0, 12.0};
    QByteArray styles;
    for (std::size_t i = 0; i < kPoints.size(); ++i) {
        const QByteArray level = QByteArray::number(int(i) + 1);
        styles += paragraphStyle("Heading_20_" + level, "Standard", " style:default-outline-level=\"" + level + '"',
                                 R"(fo:margin-top="12pt" fo:margin-bottom="4pt" fo:keep-with-next="always")",
                                 kBold + sized(kPoints[i]));
    }
    return styles;
}

// `sign`: the character of a bullet, or how to number; empty for numbers as usual.
QByteArray listStyle(const QByteArray &name, const QByteArray &sign)
{
    const bool isNumbered = sign.isEmpty() || model::isNumberingName(sign);
    QByteArray style = "<text:list-style style:name=\"" + name + "\">";
    for (int level = 1; level <= 10; ++level) {
        const QByteArray kind = isNumbered ? "text:list-level-style-number" : "text:list-level-style-bullet";
        const QByteArray numbering = sign.isEmpty() ? model::usualNumbering(level - 1).toByteArray() : sign;
        const QByteArray sort = isNumbered ? " style:num-suffix=\".\" style:num-format=\"" + numbering + '"'
                                           : " text:bullet-char=\"" + sign + '"';
        const QByteArray left = QByteArray::number(18 * (level + 1));
        style += '<' + kind + " text:level=\"" + QByteArray::number(level) + '"' + sort
            + "><style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">"
              "<style:list-level-label-alignment text:label-followed-by=\"listtab\" text:list-tab-stop-position=\""
            + left + "pt\" fo:text-indent=\"-18pt\" fo:margin-left=\"" + left + "pt\"/></style:list-level-properties></"
            + kind + '>';
    }
    return style + "</text:list-style>";
}

constexpr char kMarginParagraph[] = R"(fo:text-align="center" fo:margin-bottom="0pt" fo:line-height="100%")";
constexpr char kMarginText[] = R"(fo:font-size="9pt" fo:color="#808080")";

QByteArray points(const char *name, double length)
{
    return ' ' + QByteArray(name) + "=\"" + QByteArray::number(length) + "pt\"";
}

// What stands in a margin has the half of it that is nearer to the text.
QByteArray marginStyle(const char *name, bool isThere, double margin)
{
    return '<' + QByteArray(name) + '>'
        + (isThere ? "<style:header-footer-properties" + points("fo:min-height", margin / 2) + points("fo:margin-top", 0)
                   + points("fo:margin-bottom", 0) + "/>"
                   : QByteArray())
        + "</" + name + '>';
}

QByteArray pageLayout(const Paper &paper)
{
    const auto edge = [](double margin, bool isShared) { return isShared ? margin / 2 : margin; };
    const QMarginsF &margins = paper.margins;
    return R"(<office:automatic-styles><style:page-layout style:name="Page"><style:page-layout-properties)"
        + points("fo:page-width", paper.size.width()) + points("fo:page-height", paper.size.height())
        + " style:print-orientation=\"" + (paper.isLandscape() ? "landscape" : "portrait") + '"'
        + points("fo:margin-top", edge(margins.top(), paper.hasTitle)) + points("fo:margin-bottom", edge(margins.bottom(), paper.hasPageNumbers))
        + points("fo:margin-left", margins.left()) + points("fo:margin-right", margins.right()) + "/>"
        + marginStyle("style:header-style", paper.hasTitle, margins.top())
        + marginStyle("style:footer-style", paper.hasPageNumbers, margins.bottom()) + "</style:page-layout></office:automatic-styles>";
}

QByteArray masterPage(const Paper &paper, const QString &title)
{
    QByteArray page = R"(<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">)";
    if (paper.hasTitle)
        page += R"(<style:header><text:p text:style-name="Header">)" + xmlText(title).toHtmlEscaped().toUtf8() + "</text:p></style:header>";
    if (paper.hasPageNumbers)
        page += R"(<style:footer><text:p text:style-name="Footer"><text:page-number text:select-page="current">1</text:page-number>)"
                R"( / <text:page-count>1</text:page-count></text:p></style:footer>)";
    return page + "</style:master-page></office:master-styles>";
}

} // namespace

QByteArray odtContent(const QByteArray &automaticStyles, const QByteArray &body)
{
    return root("document-content", "<office:automatic-styles>" + automaticStyles + "</office:automatic-styles><office:body><office:text>"
                    + body + "</office:text></office:body>");
}

QByteArray odtNumberStyle(QByteArrayView numbering)
{
    constexpr std::array<const char *, 5> names = {"Digits", "Lower_20_letters", "Upper_20_letters", "Lower_20_roman", "Upper_20_roman"};
    return model::isNumberingName(numbering) ? names.at(model::numberingPlace(numbering)) : "Numbers";
}

QByteArray odtStyles(const Paper &paper, const QString &title)
{
    const QByteArray mono = R"(fo:font-family="'DejaVu Sans Mono'" style:font-pitch="fixed" fo:font-size="10pt")";
    QByteArray named =
        paragraphStyle("Standard", {}, {}, R"(fo:margin-bottom="6pt" fo:line-height="120%")", sized(12))
        + paragraphStyle("Title", "Standard", {}, R"(fo:margin-bottom="14pt")", kBold + sized(26))
        + headingStyles()
        + paragraphStyle("Quotations", "Standard", {}, R"(fo:margin-left="22pt" fo:margin-right="14pt")", {})
        + paragraphStyle("Preformatted_20_Text", "Standard", {}, R"(fo:margin-bottom="0pt")", mono)
        + paragraphStyle("Horizontal_20_Line", "Standard", {},
                         R"(fo:margin-bottom="12pt" fo:padding="0pt" fo:border-bottom="0.5pt solid #808080")", R"(fo:font-size="6pt")")
        + R"(<style:style style:name="Source_20_Text" style:display-name="Source Text" style:family="text"><style:text-properties )"
        + mono + "/></style:style>" + listStyle("Bullets", "\xe2\x80\xa2") + listStyle("Numbers", {})
        + listStyle("Boxes", "\xe2\x98\x90") + listStyle("Checked_20_boxes", "\xe2\x98\x91");
    for (const QByteArrayView numbering : model::kNumberings)
        named += listStyle(odtNumberStyle(numbering), numbering.toByteArray());
    named += paragraphStyle("Header", "Standard", {}, kMarginParagraph, kMarginText)
        + paragraphStyle("Footer", "Standard", {}, kMarginParagraph, kMarginText);
    return root("document-styles", "<office:styles>" + named + "</office:styles>" + pageLayout(paper) + masterPage(paper, title));
}

QByteArray odtManifest(const std::vector<std::pair<QByteArray, QByteArray>> &pictures)
{
    QByteArray entries;
    const auto add = [&](const QByteArray &path, const QByteArray &type) {
        entries += "<manifest:file-entry manifest:full-path=\"" + path + "\" manifest:media-type=\"" + type + "\"/>";
    };
    add("/", "application/vnd.oasis.opendocument.text");
    for (const char *part : {"content.xml", "styles.xml", "meta.xml"})
        add(part, "text/xml");
    for (const auto &[path, mime] : pictures)
        add(path, mime);
    return QByteArray(kDeclaration)
        + R"(<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">)"
        + entries + "</manifest:manifest>\n";
}

QByteArray odtMeta(const QString &title)
{
    return root("document-meta", "<office:meta><meta:generator>Syngraph</meta:generator><dc:title>"
                    + xmlText(title).toHtmlEscaped().toUtf8() + "</dc:title></office:meta>");
}

} // namespace syngraph::convert
