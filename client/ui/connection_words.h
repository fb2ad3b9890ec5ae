// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "session/session.h"
#include "ui/colors.h"

#include <QString>

#include <optional>

namespace syngraph::ui {

// All that the words about a connection depend on. Times in ms.
struct ConnectionFacts
{
    session::Link link;
    bool hasDocument = false;
    bool isOwn = false;     // held by this person's own server
    bool isShared = false;  // others may come
    qint64 others = 0;      // other people in the document
    qint64 pending = 0;     // changes that are not acknowledged
    qint64 pendingFor = 0;  // since something has been pending
    qint64 silence = 0;     // the server owes an answer since
    std::optional<qint64> retryIn; // until the next attempt to connect
    std::optional<Error> stoppedBy; // why nobody tries any more
    std::optional<ErrorCode> readOnly;
    protocol::Role role = protocol::Role::Editor;
    QString server; // whose computer: "Anna's computer"
    struct Merge
    {
        qint64 mine = 0;
        qint64 others = 0;
        qint64 places = 0; // paragraphs that both sides have changed
    };
    std::optional<Merge> merged; // since the person looked
    std::optional<Error> notKept; // why unsent changes are only in memory
    struct HandedBack
    {
        qint64 texts = 0;
        Error reason; // of the last one
    };
    std::optional<HandedBack> handedBack; // could not stay in the document, and the person has not dealt with it
};

enum class ConnectionKind {
    Opening, LocalOnly, Live, Sending, NotAnswering, Offline, CatchingUp, Merged, ReadOnly, Stopped,
    NotKept, HandedBack,
};
enum class ConnectionAction { None, TryNow, Dismiss, Review, SaveCopy, Export, ShowTexts };

// The one vocabulary in which windows speak about the connection: chip, status bar and the bar under the toolbar.
struct ConnectionWords
{
    ConnectionKind kind = ConnectionKind::Opening;
    Tone tone = Tone::Neutral;
    QString chip = {}; // a word or two
    QString text = {}; // a sentence
    bool isBar = false; // important enough for the bar under the toolbar
    ConnectionAction action = ConnectionAction::None;
    QString actionText = {};
    friend bool operator==(const ConnectionWords &, const ConnectionWords &) = default;
};

ConnectionWords wordsFor(const ConnectionFacts &facts);

} // namespace syngraph::ui
