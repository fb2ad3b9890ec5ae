// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <optional>

class QRadioButton;

namespace syngraph::ui {

// What of a document goes into a file for somebody else.
enum class SentContent { Text, History };

// Asks for it, and says what each of them gives away.
class SendDialog : public QDialog
{
    Q_OBJECT

public:
    // Nothing where the person changes their mind.
    static std::optional<SentContent> ask(bool hasSuggestions, QWidget *parent);

private:
    SendDialog(bool hasSuggestions, QWidget *parent);
    QRadioButton *addChoice(const QString &name, const QString &explanation);

    QRadioButton *m_text;
    QRadioButton *m_history;
};

} // namespace syngraph::ui
