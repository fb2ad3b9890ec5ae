// SPDX-License-Identifier: GPL-3.0-or-later
// The part of FindBar that replaces.
#include "ui/find_bar.h"

#include "editor/edit_forms.h"
#include "editor/rich_text_edit.h"
#include "model/rebase.h"

#include <QLineEdit>
#include <QLocale>

#include <algorithm>

namespace syngraph::ui {
namespace {

using editor::SearchDirection;
using editor::Selection;

constexpr qint64 kLongUnits = 500'000; // replacing in more takes longer than a moment

// All hits, replaced.
struct Replacing
{
    editor::Edit edit;
    qint64 count = 0;
};

} // namespace

void FindBar::replaceOne()
{
    if (m_edit->isReadOnly())
        return;
    if (const auto hit = selectedHit()) {
        m_edit->run([&](const model::Document &document, const Selection &) {
            return editor::commands::replaceHit(document, m_pattern, *hit, m_replacement->text());
        });
    }
    step(SearchDirection::Forward);
}

void FindBar::replaceAll()
{
    if (m_pattern.isEmpty() || m_edit->isReadOnly() || m_replacing)
        return;
    if (m_edit->binding().mirror().length() > kLongUnits) {
        replaceAllBeside();
        return;
    }
    Replacing all;
    m_edit->run([&](const model::Document &document, const Selection &) {
        all.edit = editor::commands::replaceAll(document, m_pattern, m_replacement->text(), all.count);
        return all.edit;
    });
    tellReplaced(all.count);
}

// The document as it is now is looked through while people type on; what they write meanwhile stays as it is.
void FindBar::replaceAllBeside()
{
    m_replacing = new LongWork(tr("Replacing…"), this);
    const auto since = std::make_shared<std::vector<model::Delta>>();
    connect(&m_edit->binding(), &editor::DocumentBinding::changed, m_replacing,
            [since](const model::Delta &change) { since->push_back(change); });
    const auto work = [document = m_edit->binding().mirror(), pattern = m_pattern, text = m_replacement->text()](WorkState &) {
        Replacing all;
        all.edit = editor::commands::replaceAll(document, pattern, text, all.count);
        return all;
    };
    m_replacing->run(work, [this, since, edit = QPointer(m_edit)](Replacing all) {
        if (!edit || edit->isReadOnly())
            return;
        edit->run([&](const model::Document &document, const Selection &) {
            // loaded anew, it is another document
            if (std::ranges::any_of(*since, &model::Delta::isEmpty))
                all = {};
            for (const model::Delta &change : *since)
                all.edit.change = model::rebase(all.edit.change, change, model::Tie::GoesAfter);
            all.edit.change = editor::editorForms(all.edit.change, document);
            return all.edit;
        });
        tellReplaced(all.count);
    });
    Q_EMIT begun(m_replacing);
}

void FindBar::tellReplaced(qint64 count)
{
    m_notice = count == 1 ? tr("1 replaced") : tr("%1 replaced").arg(QLocale().toString(count));
    begin();
}

} // namespace syngraph::ui
