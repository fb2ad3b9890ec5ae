// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history_control.h"

#include "ui/author_colors.h"
#include "ui/colors.h"
#include "ui/error_words.h"
#include "ui/history_page.h"
#include "ui/history_words.h"

#include <QDateTime>
#include <QDockWidget>
#include <QInputDialog>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>

#include <algorithm>

namespace syngraph::ui {
namespace {

constexpr int kPlayMs = 600;
constexpr std::size_t kMostOthers = 200; // to compare with

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

Revision lastBefore(const std::vector<Revision> &sorted, Revision revision)
{
    const auto behind = std::ranges::lower_bound(sorted, revision);
    return behind == sorted.begin() ? Revision{} : *(behind - 1);
}

} // namespace

HistoryControl::HistoryControl(const Actions &actions, DocumentPane &pane, HistoryReader &reader, Preferences &preferences,
                               QDockWidget &dock, QWidget *window)
    : QObject(window), m_pane(pane), m_reader(reader), m_preferences(preferences), m_dock(dock), m_window(window),
      m_panel(new HistoryPanel(&dock)), m_page(new HistoryPage(&pane)),
      m_looked{preferences.lookedAt(pane.document().place().document)}
{
    m_dock.setWidget(m_panel);
    m_pane.addPage(*m_page);
    connectPanel();
    connectPage();
    connect(&m_reader, &HistoryReader::changed, this, &HistoryControl::readerChanged);
    connect(&m_pane, &DocumentPane::changed, this, [this] {
        if (m_shown)
            m_page->setRefusal(refusal());
    });
    connect(&actions[ActionId::History], &QAction::toggled, this, [this](bool isShown) {
        m_reader.setShown(*this, isShown);
        if (!isShown)
            close();
        readerChanged();
    });
    connect(&m_pane.edit(), &editor::RichTextEdit::contextMenuAboutToShow, this,
            [this, action = &actions[ActionId::History]](QMenu *menu, qint64 position) {
                menu->addSeparator();
                menu->addAction(tr("&History of This Paragraph"), this, [this, action, position] {
                    action->setChecked(true);
                    showParagraphHistory(position);
                });
            });
    connect(&m_play, &QTimer::timeout, this, [this] { step(m_panel->step(), true); });
    m_reader.setShown(*this, actions[ActionId::History].isChecked());
    readerChanged();
}

HistoryControl::~HistoryControl()
{
    const session::Session &session = m_pane.document().session();
    if (session.hasDocument())
        m_preferences.setLookedAt(m_pane.document().place().document, session.revision().value);
    delete m_page;
    delete m_panel;
}

void HistoryControl::connectPanel()
{
    connect(m_panel, &HistoryPanel::entryChosen, this, [this](const HistoryEntry &entry) { show(entry.to, entry.from); });
    connect(m_panel, &HistoryPanel::revisionChosen, this, [this](Revision revision) { show(revision); });
    connect(m_panel, &HistoryPanel::stepRequested, this, &HistoryControl::step);
    connect(m_panel, &HistoryPanel::playRequested, this, &HistoryControl::play);
    connect(m_panel, &HistoryPanel::authorChosen, this, [this](std::optional<int> author) {
        m_choice.author = author;
        showEntries();
    });
    connect(m_panel, &HistoryPanel::wholeDocumentRequested, this, [this] {
        m_choice.revisions.reset();
        showEntries();
    });
}

void HistoryControl::connectPage()
{
    connect(m_page, &HistoryPage::closeRequested, this, &HistoryControl::close);
    connect(m_page, &HistoryPage::stepRequested, this, [this](bool isForward) { step(m_panel->step(), isForward); });
    connect(m_page, &HistoryPage::otherChosen, this, [this](std::optional<Revision> other) {
        m_base = other.value_or(naturalBase(*m_shown));
        showComparison();
    });
    connect(m_page, &HistoryPage::restoreRequested, this, &HistoryControl::restore);
    connect(m_page, &HistoryPage::restoreSelectionRequested, this, [this] {
        if (const auto selected = m_page->selected())
            restoreStretch(selected->first, selected->second, false);
    });
    connect(m_page, &HistoryPage::restoreParagraphRequested, this, [this] {
        const auto [from, to] = m_page->paragraphs();
        restoreStretch(from, to, true);
    });
    connect(m_page, &HistoryPage::takeBackRequested, this, &HistoryControl::takeBack);
    connect(m_page, &HistoryPage::nameRequested, this, &HistoryControl::nameVersion);
    connect(m_page, &HistoryPage::copyRequested, this, &HistoryControl::openCopy);
}

bool HistoryControl::isDarkNow() const
{
    return isDark(m_pane.edit().palette());
}

QString HistoryControl::refusal() const
{
    if (!m_pane.edit().isReadOnly())
        return {};
    return m_pane.mayChoose(EditMode::Suggesting)
        ? tr("Nothing is changed while you are viewing; choose Editing above the page first")
        : tr("Your role lets you read the history and not restore from it; ask the owner for the right to write");
}

void HistoryControl::readerChanged()
{
    if (!m_dock.isVisible() && !m_shown)
        return;
    if (!m_reader.isRead()) {
        m_panel->tell(m_reader.problem() ? tr("The history can't be read now: %1").arg(m_reader.problem()->text())
                      : m_reader.share() > 0
                          ? tr("Reading the history… %1 %").arg(int(m_reader.share() * 100))
                          : tr("The history is with the server; it is shown here when that answers."));
        return;
    }
    if (m_wanted)
        showParagraphHistory(*std::exchange(m_wanted, std::nullopt));
    m_panel->tell(m_reader.log().head().value == 0 ? tr("Nothing has been written yet.") : QString());
    showEntries();
    if (m_shown)
        m_page->setRefusal(refusal());
}

std::vector<HistoryEntry> HistoryControl::computeEntries() const
{
    const history::Log &log = m_reader.log();
    const qint64 now = nowMs();
    std::vector<HistoryEntry> entries;
    for (const history::Sitting &sitting : history::sittingsOf(log, m_choice)) {
        const QString lengths = QStringLiteral("+%1 −%2").arg(QLocale().toString(sitting.added), QLocale().toString(sitting.removed));
        entries.push_back({HistoryEntry::Kind::Sitting, Revision{sitting.first.value - 1}, sitting.last,
                           whenText(sitting.beginMs, sitting.endMs, now),
                           QStringLiteral("%1 · %2 · %3").arg(whoText(log, sitting.authors), changesText(sitting.changes), lengths),
                           sitting.authors});
    }
    if (!m_choice.revisions)
        addVersions(entries);
    std::ranges::stable_sort(entries, std::greater(), &HistoryEntry::to);
    if (m_looked.value > 0 && m_looked < log.head() && !m_choice.revisions && !m_choice.author) {
        entries.insert(entries.begin(), {HistoryEntry::Kind::SinceLooked, m_looked, log.head(), tr("Since you last looked"),
                                         changesText(log.head().value - m_looked.value),
                                         {log.change(log.head()).author}});
    }
    return entries;
}

// A version is compared with what was before it in the list.
void HistoryControl::addVersions(std::vector<HistoryEntry> &entries) const
{
    const std::vector<Revision> bases = naturalBases();
    for (const protocol::NamedVersion &version : m_reader.versions()) {
        if (version.revision > m_reader.log().head())
            continue;
        entries.push_back({HistoryEntry::Kind::Version, lastBefore(bases, version.revision), version.revision, version.name,
                           tr("Version named by %1, %2").arg(version.author, whenText(version.time, version.time, nowMs())), {}});
    }
}

// What something in the list can come after: the ends of sittings, and named versions, in their order.
std::vector<Revision> HistoryControl::naturalBases() const
{
    std::vector<Revision> bases{Revision{}};
    for (const history::Sitting &sitting : history::sittingsOf(m_reader.log(), {}))
        bases.push_back(sitting.last);
    for (const protocol::NamedVersion &version : m_reader.versions())
        bases.push_back(version.revision);
    std::ranges::sort(bases);
    return bases;
}

Revision HistoryControl::naturalBase(Revision revision) const
{
    return lastBefore(naturalBases(), revision);
}

void HistoryControl::showEntries()
{
    const history::Log &log = m_reader.log();
    std::vector<QColor> colors;
    for (int author = 0; author < log.authors().size(); ++author)
        colors.push_back(authorColor(m_pane.document().session(), log, author, isDarkNow()));
    m_entries = computeEntries();
    m_panel->show(m_entries, log.authors(), colors);
    m_panel->setParagraphOnly(m_choice.revisions.has_value());
    m_panel->showTimes(DensityStrip::slotsOf(log, m_choice, history::sittingsOf(log, m_choice)), colors);
    if (m_shown)
        m_panel->setCurrent(*m_shown);
    if (m_choice.revisions && m_choice.revisions->empty())
        m_panel->tell(tr("Nobody has changed this paragraph yet."));
}

QString HistoryControl::titleOf(Revision revision) const
{
    for (const protocol::NamedVersion &version : m_reader.versions()) {
        if (version.revision == revision)
            return version.name;
    }
    if (revision.value == 0)
        return tr("Empty, at the beginning");
    const qint64 time = m_reader.log().change(revision).timeMs;
    return QStringLiteral("%1 · %2").arg(whenText(time, time, nowMs()), m_reader.log().authorOf(revision));
}

void HistoryControl::show(Revision revision, std::optional<Revision> from)
{
    if (revision > m_reader.log().head())
        return;
    m_shown = revision;
    m_base = std::min(from.value_or(naturalBase(revision)), m_reader.log().head());
    showComparison();
    m_page->setFocus();
}

void HistoryControl::showComparison()
{
    if (m_page->isHidden()) {
        m_pane.edit().hide();
        Q_EMIT shownChanged();
    }
    m_page->setZoom(m_pane.edit().zoom());
    m_page->setRefusal(refusal());
    const auto writers = [this](Revision by) {
        const history::Log &log = m_reader.log();
        const qint64 time = log.change(by).timeMs;
        return HistoryPage::Writer{log.authorOf(by), whenText(time, time, nowMs()),
                                   authorColor(m_pane.document().session(), log, by, isDarkNow())};
    };
    m_page->show(history::compare(m_reader.log(), *m_base, *m_shown), titleOf(*m_shown), writers);
    showOthers();
    m_panel->setCurrent(*m_shown);
}

void HistoryControl::showOthers()
{
    const Revision head = m_reader.log().head();
    const Revision natural = naturalBase(*m_shown);
    std::vector<HistoryPage::Other> others{{tr("What was before"), std::nullopt}};
    if (*m_shown != head)
        others.push_back({tr("The document as it is"), head});
    others.push_back({tr("Nothing"), *m_shown});
    if (m_base != natural && m_base != head && m_base != *m_shown)
        others.push_back({titleOf(*m_base), *m_base});
    for (const HistoryEntry &entry : m_entries) {
        const bool isListed = std::ranges::any_of(others, [&](const HistoryPage::Other &one) { return one.revision == entry.to; });
        if (!isListed && others.size() < kMostOthers)
            others.push_back({entry.title, entry.to});
    }
    m_page->showOthers(others, m_base == natural ? std::nullopt : m_base);
}

void HistoryControl::close()
{
    m_play.stop();
    m_panel->setPlaying(false);
    m_shown.reset();
    m_panel->setCurrent({});
    if (m_page->isHidden())
        return;
    m_page->hide();
    m_pane.edit().show();
    m_pane.edit().setFocus();
    Q_EMIT shownChanged();
}

void HistoryControl::step(history::Step step, bool isForward)
{
    const Revision at = m_shown.value_or(Revision{m_reader.log().head().value + 1});
    const auto next = history::stepFrom(m_reader.log(), m_choice, at, step, isForward);
    if (!next) {
        m_play.stop();
        m_panel->setPlaying(false);
        return;
    }
    // against where the step began, so that it is seen what it did
    const auto before = history::stepFrom(m_reader.log(), m_choice, *next, step, false);
    show(*next, isForward && m_shown ? std::min(*m_shown, *next) : before.value_or(Revision{}));
}

void HistoryControl::play()
{
    if (m_play.isActive()) {
        m_play.stop();
        m_panel->setPlaying(false);
        return;
    }
    if (m_reader.log().head().value == 0)
        return;
    // from the beginning where the end is shown
    if (!m_shown || *m_shown == m_reader.log().head())
        show(Revision{0}, Revision{0});
    m_panel->setPlaying(true);
    m_play.start(kPlayMs);
}

void HistoryControl::nameVersion()
{
    bool isAccepted = false;
    const QString name = QInputDialog::getText(m_window, tr("Name Version"), tr("What is this version called?"), QLineEdit::Normal,
                                               titleOf(*m_shown), &isAccepted).trimmed();
    if (!isAccepted || name.isEmpty() || !m_shown)
        return;
    const QPointer<HistoryControl> self(this);
    m_pane.document().driver().requests().ask(
        protocol::NameVersion{0, *m_shown, name.left(protocol::kMaxTitleUnits)},
        [self, name](const Result<client_net::Reply> &reply) {
            if (!self)
                return;
            self->m_reader.readVersions();
            if (reply)
                Q_EMIT self->told(tr("Version “%1” is kept").arg(name));
            else
                QMessageBox::warning(self->m_window, tr("Name Version"), wordsOf(reply.error()));
        });
}

void HistoryControl::openCopy()
{
    const qint64 time = m_shown->value > 0 ? m_reader.log().change(*m_shown).timeMs : nowMs();
    const QString when = QLocale().toString(QDateTime::fromMSecsSinceEpoch(time), QLocale::ShortFormat);
    Q_EMIT copyRequested(tr("%1 as of %2").arg(m_pane.document().title(), when).left(protocol::kMaxTitleUnits),
                         m_page->comparison().after.toDelta());
}

} // namespace syngraph::ui
