// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/document_desk.h"

#include "net/clock.h"
#include "net/library_work.h"
#include "net/names.h"

namespace syngraph::net {
namespace {

constexpr qint64 kHourMs = 3600 * 1000;

} // namespace

DocumentDesk::DocumentDesk(LibraryThread &library, OpenDocuments &documents, Access &access, const Log &log,
                           OnRevoked onRevoked)
    : m_library(library)
    , m_documents(documents)
    , m_access(access)
    , m_log(log)
    , m_onRevoked(std::move(onRevoked))
{
}

protocol::DocumentEntry DocumentDesk::shown(const storage::DocumentEntry &entry) const
{
    const RoomHost *host = m_documents.find(entry.id);
    const QString title = sanitised(entry.title, protocol::kMaxTitleUnits, QStringLiteral("Untitled"));
    const qint64 modified = std::max(entry.modifiedMs, host ? host->modifiedMs() : 0);
    return {entry.id, title, entry.createdMs, modified, host ? host->audience().attachedCount() : 0};
}

void DocumentDesk::list(const Answer &answer, const Caller &caller)
{
    m_library.run([](storage::Library &library) { return library.list(); },
                  [this, answer, caller](Result<storage::Listing> listing) {
                      if (!listing) {
                          answer.fail(listing.error());
                          return;
                      }
                      for (const storage::FileProblem &problem : listing->problems)
                          m_log.warning(escaped(problem.error.text(), 400));
                      protocol::Documents message{answer.request, {}};
                      for (const storage::DocumentEntry &entry : listing->documents) {
                          const auto role = m_access.roleOn(caller, entry.id, wallClockMs());
                          if (!entry.isTrashed() && role > protocol::Role::None)
                              message.documents.push_back(shown(entry));
                      }
                      answer.send(message);
                  });
}

void DocumentDesk::create(const Answer &answer, const QString &title)
{
    const QString name = sanitised(title, protocol::kMaxTitleUnits, QStringLiteral("Untitled"));
    m_library.run([name, now = wallClockMs()](storage::Library &library) { return library.create(name, now); },
                  [this, answer](Result<storage::DocumentEntry> entry) {
                      if (!entry) {
                          m_log.error(escaped(entry.error().text(), 400));
                          answer.fail(entry.error());
                          return;
                      }
                      m_log.info(QStringLiteral("created document %1").arg(entry->id.toString()));
                      answer.send(protocol::Opened{answer.request, entry->id});
                  });
}

void DocumentDesk::openFile(const Answer &answer, const QString &path)
{
    std::vector<DocumentId> open;
    for (const RoomHost *host : m_documents.hosts())
        open.push_back(host->document());
    m_library.run([path, open](storage::Library &library) { return openByPath(library, path, open); },
                  [answer](Result<DocumentId> document) {
                      if (document)
                          answer.send(protocol::Opened{answer.request, *document});
                      else
                          answer.fail(document.error());
                  });
}

void DocumentDesk::rename(const Answer &answer, DocumentId document, const QString &title)
{
    const QString name = sanitised(title, protocol::kMaxTitleUnits, QStringLiteral("Untitled"));
    // through the room, so that everybody in it sees the title change
    m_documents.host(document).setTitle(name, [this, answer, document, name](Result<void> result) {
        if (!result) {
            answer.finish(result);
            return;
        }
        m_library.run([document, name](storage::Library &library) { return library.rename(document, name); },
                      [answer](Result<void> renamed) { answer.finish(renamed); });
    });
}

void DocumentDesk::move(const Answer &answer, DocumentId document, const QString &path)
{
    if (const Result<void> checked = checkTarget(path); !checked) {
        answer.finish(checked);
        return;
    }
    m_documents.host(document).moveTo(path, [this, answer, document, path](Result<void> moved) {
        if (!moved) {
            answer.finish(moved);
            return;
        }
        m_library.run([document, path](storage::Library &library) { return library.notePath(document, path); },
                      [this, answer, document, path](Result<void> noted) {
                          m_log.info(QStringLiteral("document %1 is now %2")
                                         .arg(document.toString(), escaped(path, 400)));
                          answer.finish(noted);
                      });
    });
}

void DocumentDesk::copy(const Answer &answer, const protocol::CopyDocument &message)
{
    if (const Result<void> checked = checkTarget(message.path); !checked) {
        answer.finish(checked);
        return;
    }
    const auto content = message.history ? storage::CopyContent::History : storage::CopyContent::Text;
    m_documents.host(message.document).writeOwnCopy(content, message.path, [this, answer, message](Result<void> copied) {
        if (copied) {
            m_log.info(QStringLiteral("a copy of document %1 is %2")
                           .arg(message.document.toString(), escaped(message.path, 400)));
        }
        answer.finish(copied);
    });
}

void DocumentDesk::trash(const Answer &answer, DocumentId document, std::function<void()> trashed)
{
    m_documents.close(document, {ErrorCode::NotFound, {}}, [this, answer, document, trashed = std::move(trashed)] {
        m_library.run(
            [document, now = wallClockMs()](storage::Library &library) {
                auto done = library.trash(document, now);
                return done ? library.registry().removeShare(document) : done;
            },
            [this, answer, document, trashed](Result<void> result) {
                if (result) {
                    m_log.info(QStringLiteral("document %1 went into the trash").arg(document.toString()));
                    trashed();
                }
                answer.finish(result);
            });
    });
}

void DocumentDesk::invite(const Answer &answer, const protocol::Invite &message)
{
    const QString secret = newSecret();
    const qint64 now = wallClockMs();
    const qint64 expires = message.hours == 0 ? 0 : now + message.hours * kHourMs;
    const storage::Invitation invitation{secretHash(secret), message.document, message.role, {}, now,
                                         expires, 0};
    m_library.run([invitation](storage::Library &library) { return addInvitation(library, invitation); },
                  [this, answer, invitation, secret](Result<void> result) {
                      if (!result) {
                          answer.fail(result.error());
                          return;
                      }
                      m_access.remember(invitation);
                      m_log.info(QStringLiteral("invitation %1 to document %2 as %3")
                                     .arg(publicName(invitation), invitation.document.toString(),
                                          QString(protocol::toWire(invitation.role))));
                      answer.send(protocol::Invited{answer.request, publicName(invitation), secret});
                  });
}

void DocumentDesk::listInvitations(const Answer &answer)
{
    m_library.run([](storage::Library &library) { return readAllInvitations(library); },
                  [answer](Result<std::vector<storage::Invitation>> all) {
                      if (!all) {
                          answer.fail(all.error());
                          return;
                      }
                      protocol::Invitations message{answer.request, {}};
                      for (const storage::Invitation &one : *all) {
                          if (Access::isValid(one, wallClockMs()))
                              message.invitations.push_back(
                                  {publicName(one), one.document, one.role, one.expiresMs});
                      }
                      answer.send(message);
                  });
}

void DocumentDesk::revoke(const Answer &answer, const QString &name)
{
    m_library.run(
        [name, now = wallClockMs()](storage::Library &library) { return revokeInvitation(library, name, now); },
        [this, answer](Result<storage::Invitation> revoked) {
            if (!revoked) {
                answer.fail(revoked.error());
                return;
            }
            m_access.remember(*revoked);
            m_onRevoked(*revoked);
            m_log.info(QStringLiteral("revoked invitation %1").arg(publicName(*revoked)));
            answer.finish({});
        });
}

void DocumentDesk::backup(const Answer &answer, const QString &path)
{
    // what is open belongs to its writer thread and is copied there
    std::vector<DocumentId> open;
    auto waiting = std::make_shared<int>(1);
    auto outcome = std::make_shared<Result<void>>();
    const auto oneDone = [this, answer, waiting, outcome, path](const Result<void> &result) {
        if (!result && *outcome)
            *outcome = result;
        if (--*waiting > 0)
            return;
        m_log.info(QStringLiteral("backup to %1").arg(escaped(path, 400)));
        answer.finish(*outcome);
    };
    const Result<void> made = makeBackupFolder(path);
    if (!made) {
        answer.finish(made);
        return;
    }
    for (RoomHost *host : m_documents.hosts()) {
        if (!host->room())
            continue;
        open.push_back(host->document());
        ++*waiting;
        host->copyTo(path, oneDone);
    }
    m_library.run([path, open](storage::Library &library) { return copyClosed(library, path, open); }, oneDone);
}

} // namespace syngraph::net
