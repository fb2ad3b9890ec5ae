// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/open_document.h"

#include <QPointer>

namespace syngraph::ui {

// Asks the server to keep a name for the document as it is now, as soon as everything written here has arrived
// there. Deletes itself when it is done, and is gone, unanswered, with the document.
class VersionRequest : public QObject
{
    Q_OBJECT

public:
    VersionRequest(OpenDocument &document, const QString &name);

    const QString &name() const { return m_name; }

Q_SIGNALS:
    void done(const syngraph::Result<void> &result);

private:
    void look();

    OpenDocument &m_document;
    QString m_name;
    bool m_isAsked = false;
};

} // namespace syngraph::ui
