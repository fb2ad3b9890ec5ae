// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/field.h"
#include "protocol/limits.h"

#include <QStringList>

#include <optional>
#include <tuple>
#include <vector>

namespace syngraph::replica {

// A remark that somebody has begun to write and not said.
struct Draft
{
    QString thread; // that it answers; empty: the first words of a new one
    QString text;
    // What a new one is about, in UTF-16 units of the document, and the words there.
    qint64 from = 0;
    qint64 to = 0;
    QString about;
    std::optional<bool> isChat = {}; // true: a message of the chat, about nothing
    friend bool operator==(const Draft &, const Draft &) = default;
    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{field("thread", &Draft::thread, protocol::kMaxTitleUnits),
                          field("text", &Draft::text, protocol::kMaxRemarkUnits), field("from", &Draft::from),
                          field("to", &Draft::to), field("about", &Draft::about, protocol::kMaxRemarkUnits),
                          field("isChat", &Draft::isChat)};
    }
};

// The drafts of the windows of one document, a file for each, beside the journals of that document: what somebody had
// begun to write is there when the document is opened again, however its window went.
class DraftStore
{
public:
    explicit DraftStore(QString folder) : m_folder(std::move(folder)) { }

    // What windows that are gone have left; for this one to go on with.
    std::vector<Draft> read();
    // In the place of what was read, and of what this window kept before.
    void keep(const std::vector<Draft> &drafts);

private:
    void write(const std::vector<Draft> &drafts);

    QString m_folder;
    QString m_path; // of this window's file; empty: there is none
    QStringList m_read;
};

} // namespace syngraph::replica
