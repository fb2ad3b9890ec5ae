// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/compose.h"
#include "model/document.h"
#include "model/rebase.h"

#include <QtGlobal>

#include <optional>
#include <vector>

namespace syngraph::test {

// The least a server does: one order, and each submitted change moved one by one over the newer revisions.
class Trunk
{
public:
    explicit Trunk(model::Document start) : m_document(std::move(start)) { }

    const model::Document &document() const { return m_document; }
    qint64 head() const { return std::ssize(m_log); }
    // The change that made revision `revision` (1 …).
    const model::Delta &committed(qint64 revision) const { return m_log[static_cast<std::size_t>(revision - 1)]; }

    // Commits a change made on revision `base`; nothing where it does not apply.
    std::optional<qint64> commit(model::Delta change, qint64 base)
    {
        for (qint64 revision = base + 1; revision <= head(); ++revision)
            change = model::rebase(change, committed(revision), model::Tie::GoesBefore);
        if (!m_document.apply(change, model::Filter::Classes))
            return std::nullopt;
        m_log.push_back(change);
        return head();
    }

    // The revisions (from, to] as one change, as a catch-up sends them.
    model::Delta composed(qint64 from, qint64 to) const
    {
        model::Delta change;
        for (qint64 revision = from + 1; revision <= to; ++revision)
            change = model::compose(change, committed(revision), model::Filter::Classes);
        return change;
    }

private:
    model::Document m_document;
    std::vector<model::Delta> m_log;
};

} // namespace syngraph::test
