// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page_control.h"

#include "model/transform.h"
#include "paper/paged_document.h"
#include "ui/background.h"
#include "ui/document_pictures.h"
#include "ui/error_words.h"

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr int kQuietMs = 800;
// Of what laying out takes, so that a long document does not keep the computer busy.
constexpr qint64 kRest = 8;
constexpr int kPixelsPerInch = 96;

editor::Sheet sheetOf(const paper::PageSetup &setup)
{
    const QRectF paper = setup.layout().fullRectPixels(kPixelsPerInch);
    const QRectF body = setup.layout().paintRectPixels(kPixelsPerInch);
    return {paper.width(), QMarginsF(body.left(), body.top(), paper.right() - body.right(), paper.bottom() - body.bottom())};
}

} // namespace

PageControl::PageControl(const Actions &actions, DocumentPane &pane, Preferences &preferences, QObject *parent)
    : QObject(parent), m_pane(pane), m_preferences(preferences), m_toggle(actions[ActionId::PageView])
{
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &PageControl::layOut);
    const editor::DocumentBinding &binding = pane.edit().binding();
    connect(&binding, &editor::DocumentBinding::changed, this, &PageControl::moveOver);
    connect(&pane.edit(), &QTextEdit::cursorPositionChanged, this, &PageControl::changed);
    connect(&m_toggle, &QAction::toggled, this, &PageControl::setShown);
    setShown(m_toggle.isChecked());
}

PageControl::~PageControl()
{
    m_pane.edit().setPageStarts({});
}

void PageControl::setShown(bool shown)
{
    m_pane.edit().setSheet(shown ? std::optional(sheetOf(m_preferences.pageSetup())) : std::nullopt);
    editor::PageStartSource source;
    if (shown)
        source = [this](qint64 from, qint64 to) { return startsIn(from, to); };
    m_pane.edit().setPageStarts(source);
    if (shown && !isSettled())
        layOut();
    Q_EMIT changed();
}

void PageControl::takePageSetup()
{
    m_isKnown = false;
    m_starts.clear();
    if (m_toggle.isChecked())
        setShown(true);
}

void PageControl::moveOver(const model::Delta &change)
{
    // the content has been loaded anew
    if (change.isEmpty()) {
        m_isKnown = false;
        layOutLater();
        return;
    }
    const bool wasSettled = isSettled();
    m_isStale = true;
    if (m_isLayingOut)
        m_since.push_back(change);
    for (qint64 &start : m_starts)
        start = model::transformPosition(start, change, model::AtInsert::Stays);
    if (wasSettled && m_toggle.isChecked())
        m_pane.edit().viewport()->update();
    layOutLater();
}

void PageControl::layOutLater()
{
    if (m_toggle.isChecked() && !m_isLayingOut)
        m_quiet.start(kQuietMs + int(kRest * m_lastMs));
}

// Of a document that has been changed meanwhile the pages are taken too, and moved along.
void PageControl::layOut()
{
    m_quiet.stop();
    if (m_isLayingOut || m_pane.edit().binding().isOpening())
        return;
    m_isLayingOut = true;
    m_since.clear();
    m_clock.start();
    const model::Document document = m_pane.edit().binding().mirror();
    m_pane.document().pictures().collect(
        convert::picturesIn(document), this, [this, document](const convert::Pictures &pictures) {
            const auto work = [document, pictures, setup = m_preferences.pageSetup()]() -> Result<std::vector<qint64>> {
                const auto pages = paper::PagedDocument::make(document, {}, setup, pictures);
                return pages ? Result<std::vector<qint64>>((*pages)->computePageStarts()) : pages.error();
            };
            runInBackground(this, work, [this](const Result<std::vector<qint64>> &starts) { take(starts); });
        });
}

void PageControl::take(const Result<std::vector<qint64>> &starts)
{
    m_isLayingOut = false;
    m_lastMs = m_clock.elapsed();
    m_isKnown = bool(starts);
    m_starts = starts ? *starts : std::vector<qint64>();
    for (const model::Delta &change : m_since) {
        for (qint64 &start : m_starts)
            start = model::transformPosition(start, change, model::AtInsert::Stays);
    }
    if (!starts)
        Q_EMIT told(wordsOf(starts.error()));
    m_isStale = !m_since.empty();
    m_since.clear();
    if (m_isStale)
        layOutLater();
    m_pane.edit().viewport()->update();
    for (const auto &use : std::exchange(m_waiting, {}))
        use();
    Q_EMIT changed();
}

int PageControl::pageOf(qint64 position) const
{
    return int(std::ranges::upper_bound(m_starts, position) - m_starts.begin());
}

QString PageControl::place() const
{
    if (!m_toggle.isChecked() || !m_isKnown)
        return {};
    const int page = pageOf(m_pane.edit().binding().selection().position) + 1;
    return isSettled() ? tr("Page %1 of %2").arg(page).arg(pageCount()) : tr("About page %1 of %2").arg(page).arg(pageCount());
}

std::vector<editor::PageStart> PageControl::startsIn(qint64 from, qint64 to) const
{
    std::vector<editor::PageStart> found;
    const bool isSure = isSettled();
    for (auto at = std::ranges::lower_bound(m_starts, from); at != m_starts.end() && *at < to; ++at) {
        const auto page = (at - m_starts.begin()) + 2;
        found.push_back({*at, isSure ? tr("Page %1").arg(page) : tr("≈ Page %1").arg(page)});
    }
    return found;
}

void PageControl::withPage(int page, std::function<void(qint64 position)> use)
{
    const auto give = [this, page, use = std::move(use)] {
        const int chosen = std::clamp(page, 0, int(m_starts.size()));
        if (m_isKnown)
            use(chosen == 0 ? 0 : m_starts[std::size_t(chosen - 1)]);
    };
    if (isSettled()) {
        give();
        return;
    }
    m_waiting.emplace_back(give);
    layOut();
}

} // namespace syngraph::ui
