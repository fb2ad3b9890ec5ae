// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "model/document.h"

namespace syngraph::history {

// Which revision each unit of a document is owed to: a value, cheap to copy, with the length of the document but
// not its text. Positions are UTF-16 units.
class Marks
{
public:
    // Of a new document: its one paragraph end is nobody's.
    Marks() : Marks(1) { }
    // Nothing of these units is owed to anybody.
    static Marks none(qint64 length) { return Marks(length); }

    qint64 length() const { return m_units.length(); }
    // A change of the document: what it inserts is owed to `by`, and the look of what it formats. Comments are no
    // look. O(components * log n).
    void apply(const model::Delta &change, Revision by);
    // The same change taken back: what it had deleted comes again, owed to `by`.
    void applyInverse(const model::Delta &change, Revision by);

    // Calls visit(from, length, revision) for the stretches in [from, to), in order; revision 0: nobody.
    template<typename Visit>
    void visit(qint64 from, qint64 to, Visit visit) const
    {
        qint64 position = from;
        m_units.visit(from, to, [&](QStringView units, const model::rope::Run &run) {
            visit(position, qint64(units.size()), revisionOf(run.attributes));
            position += units.size();
        });
    }

    // The same for the looks of units that were given another one since they are there: of paragraph ends, or of
    // all other units.
    template<typename Visit>
    void visitLooks(qint64 from, qint64 to, bool areLineEnds, Visit visit) const
    {
        qint64 position = from;
        m_units.visit(from, to, [&](QStringView units, const model::rope::Run &run) {
            visit(position, qint64(units.size()), lookOf(run.attributes, areLineEnds));
            position += units.size();
        });
    }

private:
    explicit Marks(qint64 length);
    static Revision revisionOf(const model::Attributes &attributes);
    static Revision lookOf(const model::Attributes &attributes, bool isLineEnd);
    void applyShape(const model::Delta &shape);

    model::Document m_units; // all alike, but for the mark
};

} // namespace syngraph::history
