// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/comments.h"
#include "convert/docx_parts.h"

#include <QXmlStreamWriter>

namespace syngraph::convert {

// What was said beside a text, as the comments of a file of Office Open XML: each remark is one, answers hang on the first
// of their thread. `places` must outlive it.
class DocxNotes
{
public:
    explicit DocxNotes(const ThreadPlaces &places);

    // What has to stand in the body before the span, and behind it.
    void begin(QXmlStreamWriter &xml, const Span &span) const;
    void end(QXmlStreamWriter &xml, const Span &span) const;
    // What has to stand at the beginning of the body.
    void pointAtThoseWithoutText(QXmlStreamWriter &xml) const;
    DocxComments comments() const;

private:
    // The numbers of the remarks of a thread, from the first to behind the last.
    std::pair<int, int> numbersOf(int thread) const;

    const ThreadPlaces &m_places;
    std::vector<int> m_firsts; // of each thread; and behind the last
};

} // namespace syngraph::convert
