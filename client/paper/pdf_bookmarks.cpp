// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper/pdf.h"
#include "paper/pdf_file.h"

#include <qpdf/QPDF.hh>

namespace syngraph::paper {
namespace {

using Object = QPDFObjectHandle;

// One bookmark, its place in the tree by index.
struct Node
{
    Object item;
    int level = 0;
    std::vector<std::size_t> children;
};

// Node 0 is the root; each heading belongs to the nearest one above it that has a lower level.
std::vector<Node> treeOf(QPDF &pdf, const std::vector<Heading> &headings)
{
    const std::vector<Object> pages = pdf.getAllPages();
    std::vector<Node> nodes{{pdf.makeIndirectObject(Object::newDictionary()), 0, {}}};
    std::vector<std::size_t> path{0};
    for (const Heading &heading : headings) {
        while (nodes[path.back()].level >= heading.level)
            path.pop_back();
        const Object page = pages.at(std::size_t(heading.page));
        const double height = Object(page).getKey("/MediaBox").getArrayItem(3).getNumericValue();
        Object place = Object::newArray();
        place.appendItem(page);
        place.appendItem(Object::newName("/XYZ"));
        place.appendItem(Object::newNull());
        place.appendItem(Object::newReal(height - heading.y, 1));
        place.appendItem(Object::newNull());
        Object item = Object::newDictionary();
        item.replaceKey("/Title", Object::newUnicodeString(heading.text.toStdString()));
        item.replaceKey("/Dest", place);
        nodes[path.back()].children.push_back(nodes.size());
        path.push_back(nodes.size());
        nodes.push_back({pdf.makeIndirectObject(item), heading.level, {}});
    }
    return nodes;
}

void linkChildren(std::vector<Node> &nodes, Node &parent)
{
    const std::vector<std::size_t> &children = parent.children;
    if (children.empty())
        return;
    parent.item.replaceKey("/First", nodes[children.front()].item);
    parent.item.replaceKey("/Last", nodes[children.back()].item);
    for (std::size_t i = 0; i < children.size(); ++i) {
        Object item = nodes[children[i]].item;
        item.replaceKey("/Parent", parent.item);
        if (i > 0)
            item.replaceKey("/Prev", nodes[children[i - 1]].item);
        if (i + 1 < children.size())
            item.replaceKey("/Next", nodes[children[i + 1]].item);
    }
}

} // namespace

Result<QByteArray> withBookmarks(const QByteArray &pdf, const std::vector<Heading> &headings)
{
    return changedPdf(pdf, [&](QPDF &file) {
        std::vector<Node> nodes = treeOf(file, headings);
        for (Node &node : nodes)
            linkChildren(nodes, node);
        Object root = nodes.front().item;
        root.replaceKey("/Type", Object::newName("/Outlines"));
        root.replaceKey("/Count", Object::newInteger(qint64(nodes.front().children.size())));
        file.getRoot().replaceKey("/Outlines", root);
        file.getRoot().replaceKey("/PageMode", Object::newName("/UseOutlines"));
    });
}

} // namespace syngraph::paper
