// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/administration.h"

#include "app/admin_client.h"
#include "net/access.h"
#include "net/clock.h"
#include "net/library_work.h"
#include "storage/verify.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace syngraph::app {
namespace {

// What the subcommands need, whoever does it.
class Administration
{
public:
    virtual ~Administration() = default;
    virtual Result<std::vector<protocol::DocumentEntry>> documents() = 0;
    virtual Result<protocol::Invited> invite(DocumentId document, protocol::Role role, qint64 hours) = 0;
    virtual Result<std::vector<protocol::Invitation>> invitations() = 0;
    virtual Result<void> revoke(const QString &id) = 0;
    virtual Result<void> backup(const QString &folder) = 0;
    // Null where no server runs.
    virtual const RunFile *server() const { return nullptr; }
    virtual Result<protocol::Sharing> sharing(DocumentId document) = 0;
    virtual Result<protocol::Sharing> share(DocumentId document, protocol::Admission admission, protocol::Role role) = 0;
    // Lets one who waits in, or gives one who is in another role; None removes.
    virtual Result<void> setRole(const protocol::SharedPerson &person, DocumentId document, protocol::Role role) = 0;
};

class ThroughServer : public Administration
{
public:
    ThroughServer(std::unique_ptr<AdminClient> client, RunFile run)
        : m_client(std::move(client)), m_run(std::move(run))
    {
    }

    const RunFile *server() const override { return &m_run; }

    Result<std::vector<protocol::DocumentEntry>> documents() override
    {
        return ask<protocol::Documents>(protocol::ListDocuments{1}, &protocol::Documents::documents);
    }
    Result<protocol::Invited> invite(DocumentId document, protocol::Role role, qint64 hours) override
    {
        auto answer = m_client->ask(protocol::Invite{1, document, role, hours});
        if (!answer)
            return answer.error();
        const auto *invited = std::get_if<protocol::Invited>(&*answer);
        return invited ? Result<protocol::Invited>(*invited) : ErrorCode::Malformed;
    }
    Result<std::vector<protocol::Invitation>> invitations() override
    {
        return ask<protocol::Invitations>(protocol::ListInvitations{1}, &protocol::Invitations::invitations);
    }
    Result<void> revoke(const QString &id) override { return done(protocol::Revoke{1, id}); }
    Result<void> backup(const QString &folder) override { return done(protocol::Backup{1, folder}); }
    Result<protocol::Sharing> sharing(DocumentId document) override
    {
        return whole<protocol::Sharing>(protocol::ReadSharing{1, document});
    }
    Result<protocol::Sharing> share(DocumentId document, protocol::Admission admission, protocol::Role role) override
    {
        return whole<protocol::Sharing>(protocol::Share{1, document, admission, role, true});
    }
    Result<void> setRole(const protocol::SharedPerson &person, DocumentId document, protocol::Role role) override
    {
        return person.asking ? done(protocol::AnswerKnock{1, document, person.identity, role, true})
                             : done(protocol::SetRole{1, document, person.identity, role});
    }

private:
    template<typename Message>
    Result<Message> whole(const protocol::ClientMessage &request)
    {
        auto answer = m_client->ask(request);
        if (!answer)
            return answer.error();
        auto *message = std::get_if<Message>(&*answer);
        return message ? Result<Message>(std::move(*message)) : ErrorCode::Malformed;
    }
    template<typename Message, typename Value>
    Result<Value> ask(const protocol::ClientMessage &request, Value Message::*member)
    {
        auto answer = m_client->ask(request);
        if (!answer)
            return answer.error();
        auto *message = std::get_if<Message>(&*answer);
        return message ? Result<Value>(std::move(message->*member)) : ErrorCode::Malformed;
    }
    Result<void> done(const protocol::ClientMessage &request)
    {
        const auto answer = m_client->ask(request);
        return answer ? Result<void>() : answer.error();
    }

    std::unique_ptr<AdminClient> m_client;
    RunFile m_run;
};

class InFolder : public Administration
{
public:
    explicit InFolder(std::unique_ptr<storage::Library> library) : m_library(std::move(library)) { }

    Result<std::vector<protocol::DocumentEntry>> documents() override
    {
        const auto listing = m_library->list();
        if (!listing)
            return listing.error();
        std::vector<protocol::DocumentEntry> all;
        for (const storage::DocumentEntry &entry : listing->documents) {
            if (!entry.isTrashed())
                all.push_back({entry.id, entry.title, entry.createdMs, entry.modifiedMs, 0});
        }
        return all;
    }
    Result<protocol::Invited> invite(DocumentId document, protocol::Role role, qint64 hours) override
    {
        const QString secret = net::newSecret();
        const qint64 now = net::wallClockMs();
        const storage::Invitation invitation{
            net::secretHash(secret), document, role, {}, now, hours == 0 ? 0 : now + hours * 3600 * 1000, 0};
        if (auto added = net::addInvitation(*m_library, invitation); !added)
            return added.error();
        return protocol::Invited{1, net::publicName(invitation), secret};
    }
    Result<std::vector<protocol::Invitation>> invitations() override
    {
        const auto all = net::readAllInvitations(*m_library);
        if (!all)
            return all.error();
        std::vector<protocol::Invitation> valid;
        for (const storage::Invitation &one : *all) {
            if (net::Access::isValid(one, net::wallClockMs()))
                valid.push_back({net::publicName(one), one.document, one.role, one.expiresMs});
        }
        return valid;
    }
    Result<void> revoke(const QString &id) override
    {
        const auto revoked = net::revokeInvitation(*m_library, id, net::wallClockMs());
        return revoked ? Result<void>() : revoked.error();
    }
    Result<void> backup(const QString &folder) override
    {
        if (auto made = net::makeBackupFolder(folder); !made)
            return made;
        return net::copyClosed(*m_library, folder, {});
    }
    Result<protocol::Sharing> sharing(DocumentId) override { return noServer(); }
    Result<protocol::Sharing> share(DocumentId, protocol::Admission, protocol::Role) override { return noServer(); }
    Result<void> setRole(const protocol::SharedPerson &, DocumentId, protocol::Role) override { return noServer(); }

private:
    static Error noServer()
    {
        return {ErrorCode::Unreachable, QStringLiteral("No server runs on this data folder; start it first.")};
    }

    std::unique_ptr<storage::Library> m_library;
};

Result<std::unique_ptr<Administration>> openAdministration(const QString &dataFolder)
{
    if (!QFileInfo(dataFolder).isDir())
        return Error{ErrorCode::NotFound, QStringLiteral("There is no data folder %1.").arg(dataFolder)};
    auto library = storage::Library::open(dataFolder);
    if (library)
        return std::unique_ptr<Administration>(std::make_unique<InFolder>(std::move(*library)));
    const auto run = readRunFile(dataFolder);
    if (library.error().code != ErrorCode::Locked || !run)
        return library.error();
    auto client = std::make_unique<AdminClient>();
    if (auto connected = client->connectTo(*run); !connected)
        return connected.error();
    return std::unique_ptr<Administration>(std::make_unique<ThroughServer>(std::move(client), *run));
}

QByteArray line(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

// By id, or by a title that only one document has.
Result<DocumentId> findDocument(Administration &administration, const QString &name)
{
    const auto all = administration.documents();
    if (!all)
        return all.error();
    QStringList matching;
    for (const protocol::DocumentEntry &entry : *all) {
        if (entry.document.toString() == name)
            return entry.document;
        if (entry.title == name)
            matching << entry.document.toString();
    }
    if (matching.isEmpty())
        return ErrorCode::NotFound;
    if (matching.size() > 1)
        return Error{ErrorCode::Ambiguous,
                     QStringLiteral("Several documents have this title: %1.").arg(matching.join(u' '))};
    return *DocumentId::fromHex(matching[0].toLatin1());
}

// By the first address that other computers can use, else by that of this one; carries the key, so that nobody has to
// compare anything.
QString linkTo(const Administration &administration, const protocol::Sharing &sharing, const QString &secret)
{
    const QStringList own = administration.server() ? administration.server()->urls : QStringList();
    const QString url = sharing.urls.empty() ? own.value(0) : sharing.urls.front();
    return QStringLiteral("syngraph://%1/%2#%3.%4")
        .arg(url.section(u'/', 2, 2), sharing.document.toString(), secret, sharing.fingerprint);
}

Result<int> invite(Administration &administration, const Options &options, const Print &print)
{
    const auto document = findDocument(administration, options.operands[0]);
    if (!document)
        return document.error();
    const auto invited = administration.invite(*document, *options.role, options.hours);
    if (!invited)
        return invited.error();
    QJsonObject told{{QStringLiteral("id"), invited->id},
                     {QStringLiteral("document"), document->toString()},
                     {QStringLiteral("role"), QString(protocol::toWire(*options.role))},
                     {QStringLiteral("invitation"), invited->secret}};
    if (const auto sharing = administration.sharing(*document))
        told.insert(QStringLiteral("link"), linkTo(administration, *sharing, invited->secret));
    print(line(told));
    return 0;
}

QJsonObject objectOf(const protocol::SharedPerson &person)
{
    QJsonObject object{{QStringLiteral("person"), person.identity.toString()},
                       {QStringLiteral("name"), person.name},
                       {QStringLiteral("role"), QString(protocol::toWire(person.role))},
                       {QStringLiteral("present"), person.present}};
    if (person.asking) {
        const QStringList words(person.words.begin(), person.words.end());
        object.insert(QStringLiteral("asks"), words.join(u' '));
    }
    return object;
}

Result<int> people(Administration &administration, const Options &options, const Print &print)
{
    if (!options.operands.isEmpty()) {
        const auto document = findDocument(administration, options.operands[0]);
        const auto sharing = document ? administration.sharing(*document) : document.error();
        if (!sharing)
            return sharing.error();
        for (const protocol::SharedPerson &person : sharing->people)
            print(line(objectOf(person)));
        return 0;
    }
    const auto all = administration.invitations();
    if (!all)
        return all.error();
    for (const protocol::Invitation &one : *all)
        print(line({{QStringLiteral("id"), one.id},
                    {QStringLiteral("document"), one.document.toString()},
                    {QStringLiteral("role"), QString(protocol::toWire(one.role))},
                    {QStringLiteral("expires"), one.expires}}));
    return 0;
}

Result<int> share(Administration &administration, const Options &options, const Print &print)
{
    const auto document = findDocument(administration, options.operands[0]);
    if (!document)
        return document.error();
    const auto sharing =
        administration.share(*document, options.admission, options.role.value_or(protocol::Role::Editor));
    if (!sharing)
        return sharing.error();
    QJsonObject told{{QStringLiteral("document"), document->toString()},
                     {QStringLiteral("admission"), QString(protocol::toWire(sharing->admission))},
                     {QStringLiteral("role"), QString(protocol::toWire(sharing->role))}};
    if (sharing->admission != protocol::Admission::Nobody)
        told.insert(QStringLiteral("link"), linkTo(administration, *sharing, {}));
    if (sharing->code)
        told.insert(QStringLiteral("code"), *sharing->code);
    print(line(told));
    return 0;
}

Result<void> setRole(Administration &administration, const Options &options)
{
    const auto document = findDocument(administration, options.operands[0]);
    const auto sharing = document ? administration.sharing(*document) : document.error();
    if (!sharing)
        return sharing.error();
    for (const protocol::SharedPerson &person : sharing->people) {
        if (person.identity.toString() == options.operands[1])
            return administration.setRole(person, *document, *options.role);
    }
    return Error{ErrorCode::NotFound, QStringLiteral("The document knows no such person; see syngraphd people.")};
}

int scrub(const QStringList &files, const Print &print)
{
    int code = 0;
    for (const QString &file : files) {
        const storage::VerifyReport report = storage::verifyFile(file);
        print(report.toJson());
        if (!report.ok)
            code = 1;
    }
    return code;
}

} // namespace

Result<int> administer(const Options &options, const Print &print)
{
    if (options.command == Command::Scrub)
        return scrub(options.operands, print);
    auto administration = openAdministration(options.dataFolder);
    if (!administration)
        return administration.error();
    Result<void> done;
    if (options.command == Command::Invite)
        return invite(**administration, options, print);
    if (options.command == Command::People)
        return people(**administration, options, print);
    if (options.command == Command::Share)
        return share(**administration, options, print);
    if (options.command == Command::Roles)
        done = setRole(**administration, options);
    else if (options.command == Command::Revoke)
        done = (*administration)->revoke(options.operands[0]);
    else
        done = (*administration)->backup(QDir(options.operands[0]).absolutePath());
    if (!done)
        return done.error();
    return 0;
}

} // namespace syngraph::app
