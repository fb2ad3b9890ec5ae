// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/sittings.h"
#include "ui/density_strip.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QListWidget;
class QToolButton;

namespace syngraph::ui {

// A line of the history: a sitting, a named version, or what came since the person looked.
struct HistoryEntry
{
    enum class Kind { SinceLooked, Sitting, Version };
    Kind kind = Kind::Sitting;
    Revision from; // what it is compared with by itself
    Revision to;
    QString title;
    QString detail;
    std::vector<int> authors;
    friend bool operator==(const HistoryEntry &, const HistoryEntry &) = default;
};

// The history of a document beside its page: when how much was written, sittings and named versions, newest first,
// and how to walk through them. Shows and asks; knows no server.
class HistoryPanel : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPanel(QWidget *parent = nullptr);

    // `colors` and `names` by the number of the author.
    void show(const std::vector<HistoryEntry> &entries, const QStringList &names, const std::vector<QColor> &colors);
    void showTimes(std::vector<DensityStrip::Slot> slots, const std::vector<QColor> &colors);
    // A sentence instead of entries, or beside them; empty: none.
    void tell(const QString &text);
    // Only the changes of one paragraph are shown.
    void setParagraphOnly(bool isOn);
    void setCurrent(Revision revision);
    void setPlaying(bool isPlaying);
    history::Step step() const;

Q_SIGNALS:
    void entryChosen(const syngraph::ui::HistoryEntry &entry);
    void revisionChosen(syngraph::Revision revision);
    void stepRequested(syngraph::history::Step step, bool isForward);
    void playRequested();
    // Nothing: everybody's.
    void authorChosen(std::optional<int> author);
    void wholeDocumentRequested();

private:
    void addSteps(QLayout &column);
    void choose(int row);
    QIcon pictureOf(const HistoryEntry &entry) const;

    DensityStrip *m_strip;
    QComboBox *m_people;
    QComboBox *m_step;
    QToolButton *m_play = nullptr;
    QToolButton *m_paragraph;
    QLabel *m_words;
    QListWidget *m_list;
    std::vector<HistoryEntry> m_entries;
    QStringList m_names;
    std::vector<QColor> m_colors;
};

} // namespace syngraph::ui
