// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/docx_parts.h"

#include "convert/office_paragraphs.h"

namespace syngraph::convert {
namespace {

constexpr char kDeclaration[] = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
                                "\n";
constexpr char kWord[] = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr char kRelationships[] = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr char kOfficeRelationships[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr char kDrawing[] = R"( xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")"
                            R"( xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main")"
                            R"( xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture")";
constexpr char kMono[] = R"(<w:rFonts w:ascii="DejaVu Sans Mono" w:hAnsi="DejaVu Sans Mono" w:cs="DejaVu Sans Mono"/><w:sz w:val="20"/>)";

QByteArray wordRoot(const char *name, const QByteArray &content)
{
    return QByteArray(kDeclaration) + "<w:" + name + " xmlns:w=\"" + kWord + "\" xmlns:r=\"" + kOfficeRelationships + "\"" + kDrawing + ">"
        + content + "</w:" + name + ">\n";
}

constexpr char kComments[] =
    R"(<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
    R"( xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml")"
    R"( xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14">)";
constexpr char kCommentStates[] = R"(<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">)";

QByteArray contentTypes(bool hasComments, const Paper &paper)
{
    const QByteArray word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    QByteArray out = QByteArray(kDeclaration)
        + R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
          R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
          R"(<Default Extension="xml" ContentType="application/xml"/>)"
          R"(<Default Extension="png" ContentType="image/png"/><Default Extension="jpg" ContentType="image/jpeg"/>)"
          R"(<Default Extension="gif" ContentType="image/gif"/><Default Extension="webp" ContentType="image/webp"/>)";
    const auto add = [&](const QByteArray &part, const QByteArray &type) {
        out += "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>";
    };
    add("/word/document.xml", word + "document.main+xml");
    add("/word/styles.xml", word + "styles+xml");
    add("/word/numbering.xml", word + "numbering+xml");
    if (hasComments) {
        add("/word/comments.xml", word + "comments+xml");
        add("/word/commentsExtended.xml", word + "commentsExtended+xml");
    }
    if (paper.hasTitle)
        add("/word/header.xml", word + "header+xml");
    if (paper.hasPageNumbers)
        add("/word/footer.xml", word + "footer+xml");
    add("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    return out + "</Types>\n";
}

QByteArray relationships(const QByteArray &entries)
{
    return QByteArray(kDeclaration) + "<Relationships xmlns=\"" + kRelationships + "\">" + entries + "</Relationships>\n";
}

QByteArray relationship(const QByteArray &id, const QByteArray &type, const QByteArray &target, bool isExternal = false)
{
    return "<Relationship Id=\"" + id + "\" Type=\"" + type + "\" Target=\"" + target
        + (isExternal ? "\" TargetMode=\"External\"/>" : "\"/>");
}

QByteArray style(const QByteArray &id, const QByteArray &name, const QByteArray &paragraph, const QByteArray &run)
{
    const QByteArray parent = id == "Normal" ? QByteArray() : QByteArray(R"(<w:basedOn w:val="Normal"/>)");
    return "<w:style w:type=\"paragraph\"" + QByteArray(id == "Normal" ? " w:default=\"1\"" : "") + " w:styleId=\"" + id
        + "\"><w:name w:val=\"" + name + "\"/>" + parent + "<w:qFormat/><w:pPr>" + paragraph + "</w:pPr><w:rPr>" + run
        + "</w:rPr></w:style>";
}

// Also for text from right to left.
QByteArray sized(int halfPoints)
{
    const QByteArray size = QByteArray::number(halfPoints);
    return "<w:sz w:val=\"" + size + "\"/><w:szCs w:val=\"" + size + "\"/>";
}

QByteArray headingStyles()
{
    constexpr std::array kHalfPoints = {40, 32, 28, 25, 24, 24};
    QByteArray styles;
    for (std::size_t i = 0; i < kHalfPoints.size(); ++i) {
        const QByteArray level = QByteArray::number(int(i) + 1);
        styles += style("Heading" + level, "heading " + level,
                        R"(<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val=")"
                            + QByteArray::number(int(i)) + "\"/>",
                        "<w:b/><w:bCs/>" + sized(kHalfPoints[i]));
    }
    return styles;
}

QByteArray stylesPart()
{
    const QByteArray run = QByteArray(R"(<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:cs="Liberation Serif"/>)")
        + sized(24);
    const QByteArray defaults = "<w:docDefaults><w:rPrDefault><w:rPr>" + run
        + R"(</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>)";
    return wordRoot(
        "styles",
        defaults + style("Normal", "Normal", {}, {})
            + style("Title", "Title", R"(<w:spacing w:after="280"/>)", "<w:b/><w:bCs/>" + sized(52)) + headingStyles()
            + style("Quote", "Quote", R"(<w:ind w:left="440" w:right="280"/>)", {})
            + style("SourceCode", "Source Code", R"(<w:spacing w:after="0"/>)", kMono)
            + style("HorizontalLine", "Horizontal Line",
                    R"(<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="808080"/></w:pBdr>)", {})
            + R"(<w:style w:type="character" w:styleId="SourceText"><w:name w:val="Verbatim Char"/><w:rPr>)" + kMono
            + R"(</w:rPr></w:style><w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>)"
            + R"(<w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>)");
}

// `sign`: the character of a bullet, or how to number; empty for numbers as usual.
QByteArray abstractList(int id, const QByteArray &sign)
{
    QByteArray list = "<w:abstractNum w:abstractNumId=\"" + QByteArray::number(id) + "\"><w:multiLevelType w:val=\"hybridMultilevel\"/>";
    const bool isNumbered = sign.isEmpty() || model::isNumberingName(sign);
    for (int level = 0; level < kDocxLevels; ++level) {
        const QByteArrayView numbering = sign.isEmpty() ? model::usualNumbering(level) : QByteArrayView(sign);
        const QByteArray text = isNumbered ? "%" + QByteArray::number(level + 1) + '.' : sign;
        list += "<w:lvl w:ilvl=\"" + QByteArray::number(level) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\""
            + (isNumbered ? kDocxNumberFormats.at(model::numberingPlace(numbering)) : "bullet") + "\"/><w:lvlText w:val=\"" + text
            + R"("/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left=")" + QByteArray::number(360 * (level + 2))
            + R"(" w:hanging="360"/></w:pPr></w:lvl>)";
    }
    return list + "</w:abstractNum>";
}

QByteArray numberingPart(const std::vector<DocxList> &orderedLists)
{
    QByteArray content = abstractList(kBulletList, "\xe2\x80\xa2") + abstractList(kBoxList, "\xe2\x98\x90")
        + abstractList(kCheckedList, "\xe2\x98\x91") + abstractList(kFirstOrdered, {});
    // those with a numbering of their own stand behind that which has the usual one
    const auto kindOf = [](QByteArrayView numbering) {
        return kFirstOrdered + 1 + int(model::numberingPlace(numbering));
    };
    for (const QByteArrayView numbering : model::kNumberings)
        content += abstractList(kindOf(numbering), numbering.toByteArray());
    const auto add = [&](int list, int kind, const QByteArray &start) {
        content += "<w:num w:numId=\"" + QByteArray::number(list) + "\"><w:abstractNumId w:val=\"" + QByteArray::number(kind) + "\"/>"
            + start + "</w:num>";
    };
    for (const int list : {kBulletList, kBoxList, kCheckedList})
        add(list, list, {});
    for (std::size_t i = 0; i < orderedLists.size(); ++i)
        add(kFirstOrdered + int(i), orderedLists[i].numbering.isEmpty() ? kFirstOrdered : kindOf(orderedLists[i].numbering),
            "<w:lvlOverride w:ilvl=\"" + QByteArray::number(orderedLists[i].level) + "\"><w:startOverride w:val=\""
                + QByteArray::number(orderedLists[i].start) + "\"/></w:lvlOverride>");
    return wordRoot("numbering", content);
}

// What stands in the margins of each page.
constexpr char kMarginRun[] = R"(<w:rPr><w:color w:val="808080"/><w:sz w:val="18"/></w:rPr>)";

QByteArray textRun(const QByteArray &text)
{
    return "<w:r>" + QByteArray(kMarginRun) + R"(<w:t xml:space="preserve">)" + text + "</w:t></w:r>";
}

QByteArray fieldRun(const QByteArray &field)
{
    return "<w:fldSimple w:instr=\"" + field + "\">" + textRun("1") + "</w:fldSimple>";
}

QByteArray marginPart(const char *name, const QByteArray &runs)
{
    return wordRoot(name, R"(<w:p><w:pPr><w:spacing w:after="0"/><w:jc w:val="center"/></w:pPr>)" + runs + "</w:p>");
}

QByteArray sectionOf(const Paper &paper)
{
    const auto units = [](const char *name, double points) {
        return " w:" + QByteArray(name) + "=\"" + QByteArray::number(qRound(points * 20)) + '"';
    };
    const QMarginsF &margins = paper.margins;
    return "<w:sectPr>" + QByteArray(paper.hasTitle ? R"(<w:headerReference w:type="default" r:id="header"/>)" : "")
        + (paper.hasPageNumbers ? R"(<w:footerReference w:type="default" r:id="footer"/>)" : "") + "<w:pgSz" + units("w", paper.size.width())
        + units("h", paper.size.height()) + (paper.isLandscape() ? R"( w:orient="landscape")" : "") + "/><w:pgMar"
        + units("top", margins.top()) + units("right", margins.right()) + units("bottom", margins.bottom()) + units("left", margins.left())
        + units("header", margins.top() / 2) + units("footer", margins.bottom() / 2) + R"( w:gutter="0"/></w:sectPr>)";
}

QByteArray coreProperties(const QString &title)
{
    return QByteArray(kDeclaration)
        + R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties")"
          R"( xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>)"
        + xmlText(title).toHtmlEscaped().toUtf8() + "</dc:title></cp:coreProperties>\n";
}

} // namespace

std::vector<Part> docxParts(const QByteArray &body, const QString &title, const std::vector<QString> &links,
                            const std::vector<const Picture *> &pictures, const std::vector<DocxList> &orderedLists,
                            const DocxComments &comments, const Paper &paper)
{
    const QByteArray office = kOfficeRelationships;
    QByteArray targets = relationship("styles", office + "/styles", "styles.xml")
        + relationship("numbering", office + "/numbering", "numbering.xml");
    for (std::size_t i = 0; i < links.size(); ++i)
        targets += relationship("link" + QByteArray::number(qsizetype(i)), office + "/hyperlink",
                                xmlText(links[i]).toHtmlEscaped().toUtf8(), true);
    const bool hasComments = !comments.comments.isEmpty();
    if (hasComments) {
        targets += relationship("comments", office + "/comments", "comments.xml")
            + relationship("commentStates", "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
                           "commentsExtended.xml");
    }
    const auto mediaOf = [](const Picture &picture) { return "media/" + pictureFileName(picture).toLatin1(); };
    for (std::size_t i = 0; i < pictures.size(); ++i)
        targets += relationship("picture" + QByteArray::number(qsizetype(i)), office + "/image", mediaOf(*pictures[i]));
    if (paper.hasTitle)
        targets += relationship("header", office + "/header", "header.xml");
    if (paper.hasPageNumbers)
        targets += relationship("footer", office + "/footer", "footer.xml");
    std::vector<Part> parts{{"[Content_Types].xml", contentTypes(hasComments, paper)},
            {"_rels/.rels",
             relationships(relationship("document", office + "/officeDocument", "word/document.xml")
                           + relationship("core", QByteArray(kRelationships) + "/metadata/core-properties", "docProps/core.xml"))},
            {"word/document.xml", wordRoot("document", "<w:body>" + body + sectionOf(paper) + "</w:body>")},
            {"word/_rels/document.xml.rels", relationships(targets)},
            {"word/styles.xml", stylesPart()},
            {"word/numbering.xml", numberingPart(orderedLists)},
            {"docProps/core.xml", coreProperties(title)}};
    if (hasComments) {
        parts.push_back({"word/comments.xml", kDeclaration + QByteArray(kComments) + comments.comments + "</w:comments>\n"});
        parts.push_back({"word/commentsExtended.xml",
                         kDeclaration + QByteArray(kCommentStates) + comments.states + "</w15:commentsEx>\n"});
    }
    if (paper.hasTitle)
        parts.push_back({"word/header.xml", marginPart("hdr", textRun(xmlText(title).toHtmlEscaped().toUtf8()))});
    if (paper.hasPageNumbers)
        parts.push_back({"word/footer.xml", marginPart("ftr", fieldRun("PAGE") + textRun(" / ") + fieldRun("NUMPAGES"))});
    for (const Picture *picture : pictures)
        parts.push_back({"word/" + mediaOf(*picture), picture->bytes, false});
    return parts;
}

} // namespace syngraph::convert
