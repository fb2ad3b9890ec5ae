// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/html_elements.h"

#include <algorithm>
#include <array>

namespace syngraph::convert {
namespace {

constexpr std::array<QLatin1StringView, 19> kSkipped = {
    QLatin1StringView("head"),   QLatin1StringView("script"), QLatin1StringView("style"),    QLatin1StringView("template"),
    QLatin1StringView("iframe"), QLatin1StringView("object"), QLatin1StringView("embed"),    QLatin1StringView("svg"),
    QLatin1StringView("math"),   QLatin1StringView("select"), QLatin1StringView("textarea"), QLatin1StringView("audio"),
    QLatin1StringView("video"),  QLatin1StringView("canvas"), QLatin1StringView("applet"),   QLatin1StringView("title"),
    QLatin1StringView("noframes"), QLatin1StringView("noembed"), QLatin1StringView("xml"),
};

constexpr std::array<QLatin1StringView, 42> kBlocks = {
    QLatin1StringView("p"),       QLatin1StringView("div"),     QLatin1StringView("section"),    QLatin1StringView("article"),
    QLatin1StringView("header"),  QLatin1StringView("footer"),  QLatin1StringView("main"),       QLatin1StringView("nav"),
    QLatin1StringView("aside"),   QLatin1StringView("address"), QLatin1StringView("figure"),     QLatin1StringView("figcaption"),
    QLatin1StringView("dl"),      QLatin1StringView("dt"),      QLatin1StringView("dd"),         QLatin1StringView("form"),
    QLatin1StringView("fieldset"), QLatin1StringView("legend"), QLatin1StringView("h1"),         QLatin1StringView("h2"),
    QLatin1StringView("h3"),      QLatin1StringView("h4"),      QLatin1StringView("h5"),         QLatin1StringView("h6"),
    QLatin1StringView("ul"),      QLatin1StringView("ol"),      QLatin1StringView("menu"),       QLatin1StringView("dir"),
    QLatin1StringView("li"),      QLatin1StringView("blockquote"), QLatin1StringView("pre"),     QLatin1StringView("listing"),
    QLatin1StringView("xmp"),     QLatin1StringView("center"),  QLatin1StringView("table"),      QLatin1StringView("caption"),
    QLatin1StringView("tr"),      QLatin1StringView("details"), QLatin1StringView("summary"),    QLatin1StringView("body"),
    QLatin1StringView("html"),    QLatin1StringView("hgroup"),
};

struct Toggle
{
    QLatin1StringView name;
    QByteArrayView key;
};

constexpr std::array kToggles = {
    Toggle{QLatin1StringView("b"), "bold"},        Toggle{QLatin1StringView("strong"), "bold"},
    Toggle{QLatin1StringView("th"), "bold"},       Toggle{QLatin1StringView("i"), "italic"},
    Toggle{QLatin1StringView("em"), "italic"},     Toggle{QLatin1StringView("cite"), "italic"},
    Toggle{QLatin1StringView("dfn"), "italic"},    Toggle{QLatin1StringView("var"), "italic"},
    Toggle{QLatin1StringView("u"), "underline"},   Toggle{QLatin1StringView("ins"), "underline"},
    Toggle{QLatin1StringView("s"), "strike"},      Toggle{QLatin1StringView("strike"), "strike"},
    Toggle{QLatin1StringView("del"), "strike"},    Toggle{QLatin1StringView("code"), "code"},
    Toggle{QLatin1StringView("kbd"), "code"},      Toggle{QLatin1StringView("samp"), "code"},
    Toggle{QLatin1StringView("tt"), "code"},
};

} // namespace

bool isSkippedElement(const QString &name)
{
    return std::ranges::find(kSkipped, name) != kSkipped.end();
}

bool isBlockElement(const QString &name)
{
    return std::ranges::find(kBlocks, name) != kBlocks.end();
}

bool isVoidElement(const QString &name)
{
    return name == u"br" || name == u"hr" || name == u"img" || name == u"input";
}

QByteArray formatOfElement(const QString &name)
{
    const auto found = std::ranges::find(kToggles, name, &Toggle::name);
    return found == kToggles.end() ? QByteArray() : found->key.toByteArray();
}

} // namespace syngraph::convert
