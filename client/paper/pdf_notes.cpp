// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/comment_anchors.h"
#include "paper/pdf.h"
#include "paper/pdf_file.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <qpdf/QPDF.hh>

#include <algorithm>
#include <array>

namespace syngraph::paper {
namespace {

using Object = QPDFObjectHandle;

constexpr std::array kColor = {1.0, 0.82, 0.29};
constexpr double kOpacity = 0.4;
constexpr int kPrinted = 4; // flag of an annotation
constexpr double kSign = 20; // points that a note beside the text takes, each way

// The thread in one text, since few programs show answers as such.
QString textOf(const protocol::Thread &thread)
{
    const auto remarks = convert::remarksOf(thread);
    QStringList parts;
    for (const protocol::Remark *remark : remarks) {
        const QString time = QLocale().toString(QDateTime::fromMSecsSinceEpoch(remark->timeMs), QLocale::ShortFormat);
        parts << (remark == remarks.front() ? remark->text
                                            : QStringLiteral("%1, %2:\n%3").arg(remark->author, time, remark->text));
    }
    if (thread.resolved)
        parts << QCoreApplication::translate("PagedDocument", "Resolved by %1").arg(thread.resolved->by);
    return parts.join(QLatin1StringView("\n\n"));
}

Object numbers(std::initializer_list<double> values)
{
    Object array = Object::newArray();
    for (const double value : values)
        array.appendItem(Object::newReal(value, 2));
    return array;
}

Object annotationOf(const Note &note, const Object &page, double height)
{
    Object quads = Object::newArray();
    QRectF all;
    for (const QRectF &box : note.place.boxes) {
        all |= box;
        const double top = height - box.top();
        const double bottom = height - box.bottom();
        for (const double value : {box.left(), top, box.right(), top, box.left(), bottom, box.right(), bottom})
            quads.appendItem(Object::newReal(value, 2));
    }
    const QString time = QDateTime::fromMSecsSinceEpoch(note.timeMs, Qt::UTC).toString(QStringLiteral("'D:'yyyyMMddhhmmss'Z'"));
    Object annotation = Object::newDictionary();
    annotation.replaceKey("/Type", Object::newName("/Annot"));
    const bool isLoose = note.kind == Note::Kind::Loose;
    annotation.replaceKey("/Subtype", Object::newName(isLoose ? "/Text" : "/Highlight"));
    annotation.replaceKey("/Rect", numbers({all.left(), height - all.bottom(), all.right(), height - all.top()}));
    if (isLoose)
        annotation.replaceKey("/Name", Object::newName("/Comment"));
    else
        annotation.replaceKey("/QuadPoints", quads);
    annotation.replaceKey("/C", numbers({kColor[0], kColor[1], kColor[2]}));
    annotation.replaceKey("/CA", Object::newReal(isLoose ? 1.0 : kOpacity, 1));
    annotation.replaceKey("/F", Object::newInteger(kPrinted));
    annotation.replaceKey("/P", page);
    annotation.replaceKey("/T", Object::newUnicodeString(note.author.toStdString()));
    annotation.replaceKey("/M", Object::newString(time.toStdString()));
    annotation.replaceKey("/Contents", Object::newUnicodeString(note.text.toStdString()));
    return annotation;
}

// One beside the other along the upper edge of the first page, then in the next row.
Place loosePlace(double pageWidth, int number)
{
    const int inRow = std::max(1, int((pageWidth - kSign) / kSign));
    return {0, {QRectF(kSign / 2 + (number % inRow) * kSign, kSign / 2 + (number / inRow) * kSign, kSign, kSign)}};
}

} // namespace

std::vector<Note> notesOf(const PagedDocument &pages, const model::Document &content, const convert::Threads &threads)
{
    const model::CommentAnchors anchors = model::commentAnchorsOf(content);
    std::vector<Note> notes;
    int loose = 0;
    for (const protocol::Thread &thread : threads) {
        const auto anchor = anchors.find(protocol::threadKey(thread.name));
        const auto remarks = convert::remarksOf(thread);
        if (remarks.empty())
            continue;
        Note note{{}, remarks.front()->author, remarks.front()->timeMs, textOf(thread)};
        if (anchor != anchors.end())
            note.place = pages.computePlace(anchor->second.position, anchor->second.end);
        if (note.place.boxes.empty()) {
            note.place = loosePlace(pages.pageSize().width(), loose++);
            note.text = textOf(convert::withQuote(thread));
            note.kind = Note::Kind::Loose;
        }
        notes.push_back(std::move(note));
    }
    return notes;
}

Result<QByteArray> withNotes(const QByteArray &pdf, const std::vector<Note> &notes)
{
    return changedPdf(pdf, [&](QPDF &file) {
        const std::vector<Object> pages = file.getAllPages();
        for (const Note &note : notes) {
            Object page = pages.at(std::size_t(note.place.page));
            const double height = page.getKey("/MediaBox").getArrayItem(3).getNumericValue();
            Object annotations = page.getKey("/Annots");
            if (!annotations.isArray())
                annotations = Object::newArray();
            annotations.appendItem(file.makeIndirectObject(annotationOf(note, page, height)));
            page.replaceKey("/Annots", annotations);
        }
    });
}

} // namespace syngraph::paper
