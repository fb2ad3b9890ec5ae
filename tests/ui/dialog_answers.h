// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTimer>

#include <deque>
#include <functional>

class QDialog;

namespace syngraph::test {

// Answers the modal dialogs that open, one after the other, as a person would. What it answers stays for reading.
class DialogAnswers : public QObject
{
    Q_OBJECT

public:
    DialogAnswers();

    // In a file dialog.
    void chooseFile(const QString &path) { m_answers.push_back({Kind::File, path}); }
    // In a print dialog: into a file.
    void printTo(const QString &path) { m_answers.push_back({Kind::Print, path}); }
    // In a dialog with a line to fill.
    void enter(const QString &text) { m_answers.push_back({Kind::Text, text}); }
    // Confirms a dialog without a line to fill, after `arrange`.
    void confirm(std::function<void(QDialog &)> arrange) { m_answers.push_back({Kind::Confirm, {}, std::move(arrange)}); }
    // Closes whatever message is shown.
    void acknowledge() { m_answers.push_back({Kind::Message, {}}); }
    // Closes whatever is shown without an answer.
    void cancel() { m_answers.push_back({Kind::Cancel, {}}); }
    bool isEmpty() const { return m_answers.empty(); }
    // Texts of the messages that were closed.
    QStringList messages() const { return m_messages; }
    // What file dialogs and lines proposed.
    QStringList proposals() const { return m_proposals; }

private:
    enum class Kind { File, Print, Text, Confirm, Message, Cancel };
    struct Answer
    {
        Kind kind;
        QString text;
        std::function<void(QDialog &)> arrange = {};
    };

    void look();

    std::deque<Answer> m_answers;
    QStringList m_messages;
    QStringList m_proposals;
    QTimer m_timer;
};

} // namespace syngraph::test
