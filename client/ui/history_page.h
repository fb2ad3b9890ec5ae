// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/rich_text_edit.h"
#include "history/comparison.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QMenu;
class QToolButton;

namespace syngraph::ui {

// The document as it was, in the place of the page while it is shown: read-only, what was added on the ground of
// whose it is, what was deleted struck through, what got another format dotted underneath. Above it, what is shown and what it is compared with, and what can
// be done with it. Positions that leave this class are those of the content shown, without what was deleted.
class HistoryPage : public QWidget
{
    Q_OBJECT

public:
    // Something else to compare with.
    struct Other
    {
        QString name;
        std::optional<Revision> revision; // nothing: what comes by itself
        friend bool operator==(const Other &, const Other &) = default;
    };
    // The name and the colour of who made this change.
    struct Writer
    {
        QString name;
        QString when;
        QColor color;
    };
    using WriterSource = std::function<Writer(Revision by)>;

    explicit HistoryPage(QWidget *parent = nullptr);

    void show(history::Comparison comparison, const QString &title, WriterSource writers);
    void showOthers(const std::vector<Other> &others, const std::optional<Revision> &chosen);
    // Why this person may not put something back, and name versions; empty: they may.
    void setRefusal(const QString &reason);
    // Whose doing this place is; empty: it is as it was.
    QString wordsAt(qint64 shown) const;
    void setZoom(double zoom) { m_edit->setZoom(zoom); }
    editor::RichTextEdit &edit() { return *m_edit; }
    const history::Comparison &comparison() const { return m_comparison; }
    // The stretch of the content that is selected; nothing: none is.
    std::optional<std::pair<qint64, qint64>> selected() const;
    // The paragraphs that the caret or the selection stands in.
    std::pair<qint64, qint64> paragraphs() const;

Q_SIGNALS:
    void closeRequested();
    void otherChosen(std::optional<syngraph::Revision> revision);
    void restoreRequested();
    void restoreSelectionRequested();
    void restoreParagraphRequested();
    // What this person did between the two is to be undone, in the selection where there is one.
    void takeBackRequested(const QString &name);
    void nameRequested();
    void copyRequested();
    void stepRequested(bool isForward);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    // A stretch of what is on the screen.
    struct Piece
    {
        history::Part::Kind kind = history::Part::Kind::Kept;
        qint64 shown = 0; // where it begins on the screen
        qint64 length = 0;
        qint64 before = 0; // where it begins in the contents
        qint64 after = 0;
        Revision by;
    };

    void addBar();
    void addRestoring(QLayout &row);
    void fillPeople();
    model::Document lay();
    std::vector<editor::Tint> tintsIn(qint64 from, qint64 to) const;
    // The content's position of one on the screen.
    qint64 contentPosition(qint64 shown) const;
    const Piece *pieceAt(qint64 shown) const;
    void scrollToFirstChange();
    QString countsText() const;
    QString formatWordsAt(const Piece &piece, qint64 shown) const;

    QWidget *m_bar;
    QLabel *m_title;
    QLabel *m_counts;
    QComboBox *m_others;
    QToolButton *m_restore;
    QToolButton *m_more;
    QAction *m_restoreSelection = nullptr;
    QAction *m_name = nullptr;
    QMenu *m_people = nullptr;
    editor::RichTextEdit *m_edit;
    history::Comparison m_comparison;
    std::vector<Piece> m_pieces;
    WriterSource m_writers;
    QTimer m_restyle;
};

} // namespace syngraph::ui
