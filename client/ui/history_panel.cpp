// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history_panel.h"

#include "ui/arrow_box.h"
#include "ui/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace syngraph::ui {
namespace {

constexpr int kPicture = 26;
constexpr int kOverlap = 16;
constexpr std::size_t kFaces = 2;

QToolButton *buttonOf(const char *icon, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(lineIcon(QString::fromLatin1(icon)));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    return button;
}

} // namespace

HistoryPanel::HistoryPanel(QWidget *parent)
    : QWidget(parent), m_strip(new DensityStrip(this)), m_people(new ArrowBox<QComboBox>(this)), m_step(new ArrowBox<QComboBox>(this)),
      m_paragraph(new QToolButton(this)), m_words(new QLabel(this)), m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("historyPanel"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 2, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_strip);
    addSteps(*column);
    m_people->setAccessibleName(tr("Whose changes"));
    m_people->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_people->addItem(tr("Everybody's changes"), -1);
    auto *whose = new QHBoxLayout;
    whose->setSpacing(4);
    whose->addWidget(m_people, 1);
    whose->addWidget(m_play);
    column->addLayout(whose);
    m_paragraph->setText(tr("Only this paragraph"));
    m_paragraph->setIcon(lineIcon(QStringLiteral("close")));
    m_paragraph->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_paragraph->setToolTip(tr("Show the changes of the whole document again"));
    m_paragraph->hide();
    column->addWidget(m_paragraph);
    m_words->setWordWrap(true);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_words->hide();
    column->addWidget(m_words);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIconSize(QSize(kPicture + kOverlap, kPicture));
    m_list->setSpacing(2);
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("History of the document"));
    column->addWidget(m_list, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &HistoryPanel::choose);
    connect(m_list, &QListWidget::itemClicked, this, [this] { choose(m_list->currentRow()); });
    connect(m_strip, &DensityStrip::chosen, this, &HistoryPanel::revisionChosen);
    connect(m_strip, &DensityStrip::stepRequested, this, &HistoryPanel::stepRequested);
    connect(m_paragraph, &QToolButton::clicked, this, &HistoryPanel::wholeDocumentRequested);
    connect(m_people, &QComboBox::activated, this, [this](int index) {
        const int author = m_people->itemData(index).toInt();
        Q_EMIT authorChosen(author < 0 ? std::nullopt : std::optional(author));
    });
}

void HistoryPanel::addSteps(QLayout &column)
{
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto *back = buttonOf("step-back", tr("One step back"), holder);
    auto *forward = buttonOf("step-forward", tr("One step forward"), holder);
    m_play = buttonOf("play", tr("Play"), this);
    m_play->setCheckable(true);
    m_step->setAccessibleName(tr("How far a step goes"));
    m_step->addItem(tr("by change"), int(history::Step::Change));
    m_step->addItem(tr("by minute"), int(history::Step::Minute));
    m_step->addItem(tr("by sitting"), int(history::Step::Sitting));
    row->addWidget(back);
    row->addWidget(forward);
    row->addWidget(m_step, 1);
    column.addWidget(holder);
    connect(back, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(step(), false); });
    connect(forward, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(step(), true); });
    connect(m_play, &QToolButton::clicked, this, &HistoryPanel::playRequested);
}

history::Step HistoryPanel::step() const
{
    return history::Step(m_step->currentData().toInt());
}

void HistoryPanel::choose(int row)
{
    if (row >= 0 && std::size_t(row) < m_entries.size())
        Q_EMIT entryChosen(m_entries[std::size_t(row)]);
}

// Whose it is, at a glance: the initials of the first two, or what kind of entry it is.
QIcon HistoryPanel::pictureOf(const HistoryEntry &entry) const
{
    const qreal ratio = devicePixelRatioF();
    QPixmap picture(QSize(kPicture + kOverlap, kPicture) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    if (entry.kind == HistoryEntry::Kind::Version) {
        painter.drawPixmap(QPointF(3, 3), linePixmap(QStringLiteral("version"), palette().color(QPalette::Highlight), kPicture - 6, ratio));
        return picture;
    }
    for (std::size_t i = std::min(kFaces, entry.authors.size()); i-- > 0;) {
        const auto author = std::size_t(entry.authors[i]);
        painter.drawPixmap(QPointF(double(i) * kOverlap, 0), initialsPixmap(m_names.at(int(author)), m_colors.at(author), kPicture, ratio));
    }
    return picture;
}

void HistoryPanel::show(const std::vector<HistoryEntry> &entries, const QStringList &names, const std::vector<QColor> &colors)
{
    if (names != m_names) {
        const QVariant chosen = m_people->currentData();
        m_people->clear();
        m_people->addItem(tr("Everybody's changes"), -1);
        for (int i = 0; i < names.size(); ++i)
            m_people->addItem(tr("Only %1's").arg(names[i]), i);
        m_people->setCurrentIndex(std::max(0, m_people->findData(chosen)));
    }
    if (entries == m_entries && names == m_names && colors == m_colors)
        return;
    const int row = m_list->currentRow();
    const std::optional<HistoryEntry> current = row >= 0 ? std::optional(m_entries[std::size_t(row)]) : std::nullopt;
    m_entries = entries;
    m_names = names;
    m_colors = colors;
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const HistoryEntry &entry : m_entries) {
        QIcon picture = pictureOf(entry);
        picture.addPixmap(picture.pixmap(m_list->iconSize()), QIcon::Selected);
        auto *item = new QListWidgetItem(picture, entry.title + u'\n' + entry.detail, m_list);
        item->setToolTip(item->text());
        if (entry.kind != HistoryEntry::Kind::Sitting) {
            QFont font = m_list->font();
            font.setBold(true);
            item->setFont(font);
        }
        // a sitting that goes on is the same one
        if (current && current->kind == entry.kind && current->from == entry.from)
            m_list->setCurrentItem(item);
    }
}

void HistoryPanel::showTimes(std::vector<DensityStrip::Slot> slots, const std::vector<QColor> &colors)
{
    m_strip->show(std::move(slots), colors);
}

void HistoryPanel::tell(const QString &text)
{
    m_words->setText(text);
    m_words->setVisible(!text.isEmpty());
}

void HistoryPanel::setParagraphOnly(bool isOn)
{
    m_paragraph->setVisible(isOn);
}

void HistoryPanel::setCurrent(Revision revision)
{
    m_strip->setCurrent(revision);
    const QSignalBlocker quiet(m_list);
    int row = m_list->currentRow();
    const auto shows = [&](int index) {
        return index >= 0 && m_entries[std::size_t(index)].from < revision && revision <= m_entries[std::size_t(index)].to;
    };
    if (revision.value == 0)
        row = -1;
    else if (!shows(row)) {
        row = -1;
        for (int i = 0; i < int(m_entries.size()); ++i) {
            if (m_entries[std::size_t(i)].kind == HistoryEntry::Kind::Sitting && shows(i))
                row = i;
        }
    }
    m_list->setCurrentRow(row);
    if (row < 0)
        m_list->clearSelection();
}

void HistoryPanel::setPlaying(bool isPlaying)
{
    m_play->setChecked(isPlaying);
    m_play->setIcon(lineIcon(isPlaying ? QStringLiteral("pause") : QStringLiteral("play")));
    m_play->setToolTip(isPlaying ? tr("Stop") : tr("Play"));
}

} // namespace syngraph::ui
