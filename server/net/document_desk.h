// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/access.h"
#include "net/answer.h"
#include "net/open_documents.h"

namespace syngraph::net {

// Answers what is asked about documents from outside them: list, create, open, rename, move, copy, trash,
// invitations, backup. Rights have been checked by the caller. Socket thread only; every answer comes later.
class DocumentDesk
{
public:
    using OnRevoked = std::function<void(const storage::Invitation &)>;

    DocumentDesk(LibraryThread &library, OpenDocuments &documents, Access &access, const Log &log,
                 OnRevoked onRevoked);

    void list(const Answer &answer, const Caller &caller);
    void create(const Answer &answer, const QString &title);
    void openFile(const Answer &answer, const QString &path);
    void rename(const Answer &answer, DocumentId document, const QString &title);
    void move(const Answer &answer, DocumentId document, const QString &path);
    void copy(const Answer &answer, const protocol::CopyDocument &message);
    // `trashed` is called where it went there.
    void trash(const Answer &answer, DocumentId document, std::function<void()> trashed);
    void invite(const Answer &answer, const protocol::Invite &message);
    void listInvitations(const Answer &answer);
    void revoke(const Answer &answer, const QString &name);
    void backup(const Answer &answer, const QString &path);

private:
    protocol::DocumentEntry shown(const storage::DocumentEntry &entry) const;

    LibraryThread &m_library;
    OpenDocuments &m_documents;
    Access &m_access;
    const Log &m_log;
    OnRevoked m_onRevoked;
};

} // namespace syngraph::net
