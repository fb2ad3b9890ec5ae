// SPDX-License-Identifier: GPL-3.0-or-later
#include "replica/journal_entries.h"

#include "replica/record_codec.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

namespace syngraph::replica {

using session::JournalRecord;

namespace {

constexpr char kOpened = '\x80';
constexpr char kClosed = '\x81';

// Changes whenever the machine starts.
QByteArray bootId()
{
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

} // namespace

QByteArray openedMark()
{
    return kOpened + bootId();
}

QByteArray closedMark()
{
    return QByteArray(1, kClosed);
}

bool isOpenedMark(const QByteArray &entry)
{
    return entry.startsWith(kOpened);
}

bool isMark(const QByteArray &entry)
{
    return isOpenedMark(entry) || entry.startsWith(kClosed);
}

bool isBase(const JournalRecord &record)
{
    return std::holds_alternative<session::BaseRecord>(record);
}

std::vector<JournalRecord> recordsOf(const JournalFile::Content &content, bool &isDamaged)
{
    std::vector<JournalRecord> records;
    isDamaged = content.isDamaged;
    for (const QByteArray &entry : content.entries) {
        if (isMark(entry))
            continue;
        auto record = decodeRecord(entry);
        if (!record) {
            isDamaged = true;
            break;
        }
        records.push_back(std::move(*record));
    }
    return records;
}

void dropBefore(std::vector<JournalRecord> &records)
{
    const auto last = std::find_if(records.rbegin(), records.rend(), isBase);
    if (last != records.rend())
        records.erase(records.begin(), last.base() - 1);
}

std::vector<QByteArray> encoded(std::span<const JournalRecord> records)
{
    std::vector<QByteArray> entries;
    for (const JournalRecord &record : records)
        entries.push_back(encodeRecord(record));
    return entries;
}

void syncFolder(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int fd = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    ::fsync(fd);
    ::close(fd);
}

Result<std::unique_ptr<JournalFile>> writeWhole(const QString &path, const std::vector<JournalRecord> &records)
{
    std::vector<QByteArray> entries = encoded(records);
    entries.insert(entries.begin(), openedMark());
    QFile::remove(path);
    auto file = JournalFile::create(path);
    if (!file)
        return file;
    if (auto written = (*file)->append(entries); !written)
        return written.error();
    return file;
}

} // namespace syngraph::replica
