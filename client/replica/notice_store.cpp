// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/notice_store.h"

#include "protocol/field_reader.h"
#include "protocol/field_writer.h"
#include "replica/private_file.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>

namespace syngraph::replica {
namespace {

const QString kEnding = QStringLiteral(".notice");
constexpr int kTimeDigits = 14;

struct NoticeRecord
{
    qint64 time = 0;
    session::Notice::Kind kind = session::Notice::Kind::Refused;
    ErrorCode code = ErrorCode::Malformed;
    QString detail;
    model::Delta content;
    static constexpr auto fields()
    {
        using protocol::field;
        return std::tuple{field("time", &NoticeRecord::time),
                          field("kind", &NoticeRecord::kind, qint64(session::Notice::Kind::Diverged)),
                          field("code", &NoticeRecord::code), field("detail", &NoticeRecord::detail, protocol::kSafeInteger / 4),
                          field("content", &NoticeRecord::content)};
    }
};

QByteArray encode(const NoticeRecord &record)
{
    model::JsonText json;
    json += "{\"record\":\"notice\"";
    protocol::appendFields(json, record);
    json += '}';
    return json.take();
}

std::optional<NoticeRecord> decode(const QByteArray &bytes)
{
    model::JsonReader reader;
    const auto root = reader.read(bytes);
    NoticeRecord record;
    if (!root || !(*root)->is_object()
        || !protocol::readFields(protocol::dom::object(**root), protocol::Unknown::Ignored, record))
        return std::nullopt;
    return record;
}

} // namespace

QString NoticeStore::pathOf(const QString &name) const
{
    return m_folder + u'/' + name + kEnding;
}

KeptNotice NoticeStore::keep(const session::Notice &notice, qint64 timeMs) const
{
    // names sort as times do
    const QString name = QStringLiteral("%1-%2").arg(timeMs, kTimeDigits, 10, QLatin1Char('0'))
                             .arg(QRandomGenerator::system()->generate64(), 0, 16);
    const bool isWritten = writePrivateFile(
        pathOf(name), encode({timeMs, notice.kind, notice.reason.code, notice.reason.detail, notice.content}));
    return {name, timeMs, notice, isWritten};
}

std::vector<KeptNotice> NoticeStore::list() const
{
    std::vector<KeptNotice> found;
    for (const QString &fileName : QDir(m_folder).entryList({u'*' + kEnding}, QDir::Files, QDir::Name)) {
        QFile file(m_folder + u'/' + fileName);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        if (auto record = decode(file.readAll())) {
            found.push_back({fileName.chopped(kEnding.size()), record->time,
                             {record->kind, {record->code, record->detail}, std::move(record->content)}, true});
        }
    }
    return found;
}

bool NoticeStore::remove(const KeptNotice &kept) const
{
    return !kept.isOnDisk || QFile::remove(pathOf(kept.name));
}

} // namespace syngraph::replica
