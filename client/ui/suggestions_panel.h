// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/suggestions.h"
#include "model/suggestion.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace syngraph::ui {

class DocumentPane;

// What is proposed in the document, a card each: who, what, and how to decide on it; a click goes to the place. Only
// shows and asks: deciding is ReviewControl's. Read anew when nothing has happened for a moment; nothing while hidden.
class SuggestionsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SuggestionsPanel(QWidget *parent = nullptr);

    // Null: no document.
    void watch(DocumentPane *pane);
    const std::vector<model::Suggestion> &shown() const { return m_shown; }
    // How the document is shown.
    void setView(convert::Suggestions view);

Q_SIGNALS:
    void chosen(const syngraph::model::Suggestion &suggestion);
    void decided(syngraph::model::Decision decision, const syngraph::model::Suggestion &suggestion);
    // By its author, who may not decide.
    void withdrawn(const syngraph::model::Suggestion &suggestion);
    // Of this author, or of everybody where it is empty.
    void allDecided(syngraph::model::Decision decision, const QString &author);
    void viewChosen(syngraph::convert::Suggestions view);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void later();
    void read();
    struct Card
    {
        model::Suggestion suggestion;
        QWidget *widget = nullptr; // lies in m_scroll
    };

    void fill();
    void fillMenu();
    QWidget *takeCard(const model::Suggestion &suggestion);
    QWidget *makeCard(const model::Suggestion &suggestion);
    void addChoices(QWidget &card, const model::Suggestion &suggestion);
    const model::Suggestion *current(const model::Suggestion &suggestion) const;
    QColor colorOf(const QString &author) const;

    QPointer<DocumentPane> m_pane;
    std::vector<model::Suggestion> m_shown;
    std::vector<Card> m_cards; // of m_shown; what is the same keeps its card, somebody may be about to press on it
    bool m_mayDecide = false;
    bool m_maySuggest = false;
    QLabel *m_count;
    QToolButton *m_all;
    QComboBox *m_view;
    QScrollArea *m_scroll;
    QTimer m_quiet;
};

// In a sentence, for people: Add “…”, Delete “…”, Replace “…” by “…”, Format: …
QString suggestionText(const model::Suggestion &suggestion);

} // namespace syngraph::ui
